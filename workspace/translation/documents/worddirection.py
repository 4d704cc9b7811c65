"""Language and direction of a Word document, said everywhere that Word looks for them.

Arabic and Hebrew letters take bold, size and font from properties of their own ("complex
script"), so what was set for Latin letters is set for those too.
"""

from typing import Final

from .trees import Element, each, ordered
from .wordnames import PARAGRAPH, RUN, SECTION, TABLE, W

_TWINS: Final = (("b", "bCs"), ("i", "iCs"), ("sz", "szCs"))
_VAL: Final = f"{W}val"
_FOREIGN: Final = ("zh", "ja", "ko")


def body(root: Element, rtl: bool) -> None:
    """Turn a part with paragraphs."""
    _unspoken(root)
    _straightened(root)
    if not rtl:
        return
    for paragraph in each(root, f"{W}p"):
        ordered(_properties(paragraph, "pPr"), f"{W}bidi", PARAGRAPH)
    for run in each(root, f"{W}r"):
        properties = _properties(run, "rPr")
        _twins(properties)
        ordered(properties, f"{W}rtl", RUN)
    for table in each(root, f"{W}tblPr"):
        ordered(table, f"{W}bidiVisual", TABLE)
    for section in each(root, f"{W}sectPr"):
        ordered(section, f"{W}bidi", SECTION)


def styles(root: Element, language: str, rtl: bool) -> None:
    """Say in the styles what everything is in, and turn those that say otherwise."""
    _unspoken(root)
    _straightened(root)
    if rtl:
        for properties in each(root, f"{W}rPr"):
            _twins(properties)
    defaults = _child(root, "docDefaults", 0)
    run = _child(_child(defaults, "rPrDefault", 0), "rPr", 0)
    lang = ordered(run, f"{W}lang", RUN)
    lang.set(_VAL, language)
    lang.set(f"{W}bidi", language if rtl else "ar-SA")
    lang.set(f"{W}eastAsia", language if language[:2] in _FOREIGN else "en-GB")


def settings(root: Element, language: str, rtl: bool) -> None:
    for theme in each(root, f"{W}themeFontLang"):
        theme.attrib.clear()
        theme.set(f"{W}bidi" if rtl else _VAL, language)


def _unspoken(root: Element) -> None:
    """No run says for itself what language it is in."""
    for lang in each(root, f"{W}lang"):
        lang.getparent().remove(lang)


def _straightened(root: Element) -> None:
    """Take out every direction: one of the original has no meaning any more."""
    for mark in each(root, f"{W}bidi", f"{W}rtl", f"{W}bidiVisual"):
        mark.getparent().remove(mark)


def _twins(properties: Element) -> None:
    for one, two in _TWINS:
        said = properties.find(f"{W}{one}")
        if said is not None and properties.find(f"{W}{two}") is None:
            twin = ordered(properties, f"{W}{two}", RUN)
            for name, value in said.attrib.items():
                twin.set(name, value)


def _properties(element: Element, tag: str) -> Element:
    found = element.find(f"{W}{tag}")
    if found is None:
        found = element.makeelement(f"{W}{tag}")
        element.insert(0, found)
    return found


def _child(parent: Element, tag: str, at: int) -> Element:
    found = parent.find(f"{W}{tag}")
    if found is None:
        found = parent.makeelement(f"{W}{tag}")
        parent.insert(at, found)
    return found
