"""Language and direction of an OpenDocument text, said in its default styles alone."""

from typing import Final

from .opennames import FO, OFFICE, STYLE
from .trees import Element, each

_SPOKEN: Final = tuple(
    f"{space}{what}{script}"
    for space, script in ((FO, ""), (STYLE, "-asian"), (STYLE, "-complex"))
    for what in ("language", "country", "script")
) + tuple(f"{STYLE}rfc-language-tag{script}" for script in ("", "-asian", "-complex"))
_MODE: Final = f"{STYLE}writing-mode"
_ALIGN: Final = f"{FO}text-align"

_TWINS: Final = (("font-weight", "font-weight-complex"), ("font-style", "font-style-complex"),
                 ("font-size", "font-size-complex"))  # fmt: skip


def turn(root: Element, language: str, rtl: bool) -> None:
    """Turn the styles of a part, and make sure that styles.xml says it for all."""
    mode = "rl-tb" if rtl else "lr-tb"
    for properties in each(root, f"{STYLE}text-properties"):
        for name in _SPOKEN:
            properties.attrib.pop(name, None)
        if rtl:
            _twins(properties)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        was = element.get(_MODE)
        if was in ("lr-tb", "rl-tb", "lr", "rl"):
            element.set(_MODE, mode)
        if element.tag == f"{STYLE}paragraph-properties":
            _align(element, rtl, (was or "").startswith("rl"))
        elif element.tag == f"{STYLE}page-layout-properties":
            element.set(_MODE, mode)
    for styles in root.findall(f"{OFFICE}styles"):
        _defaults(styles, language, mode)


def _align(properties: Element, rtl: bool, was_rtl: bool) -> None:
    """What stood at the beginning of the line stands there again."""
    side = properties.get(_ALIGN)
    if side in ("left", "right") and rtl != was_rtl:
        properties.set(_ALIGN, "start" if (side == "left") != was_rtl else "end")


def _defaults(styles: Element, language: str, mode: str) -> None:
    found = {style.get(f"{STYLE}family"): style for style in styles.iter(f"{STYLE}default-style")}
    if "paragraph" not in found:
        made = styles.makeelement(f"{STYLE}default-style", {f"{STYLE}family": "paragraph"})
        styles.insert(0, made)
        found["paragraph"] = made
    for family, style in found.items():
        if family in ("paragraph", "graphic"):
            _child(style, "paragraph-properties", 0).set(_MODE, mode)
            properties = _child(style, "text-properties", len(style))
            for space, script in ((FO, ""), (STYLE, "-asian"), (STYLE, "-complex")):
                properties.set(f"{space}language{script}", language)
                properties.set(f"{space}country{script}", "none")


def _child(style: Element, tag: str, at: int) -> Element:
    found = style.find(f"{STYLE}{tag}")
    if found is None:
        found = style.makeelement(f"{STYLE}{tag}")
        style.insert(at, found)
    return found


def _twins(properties: Element) -> None:
    for one, two in _TWINS:
        value = properties.get(f"{FO}{one}")
        if value and properties.get(f"{STYLE}{two}") is None:
            properties.set(f"{STYLE}{two}", value)
