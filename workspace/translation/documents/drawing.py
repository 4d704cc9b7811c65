"""DrawingML: the text of shapes, charts and diagrams, which docx and pptx share.

A paragraph (a:p) holds runs (a:r), fields (a:fld) and breaks (a:br).
"""

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from .attributes import of_attribute, of_text
from .document import Slot, Units
from .lines import pieces
from .trees import Element, drop, each, local

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_LANG: Final = frozenset({"lang", "altLang", "dirty", "err", "bmk"})
_USUAL: Final = re.compile(
    r"(?:(?:Title|Subtitle|Content|Text|Picture|Table|Chart|Slide|Number|Date|Footer|Header|Notes|"
    r"Image|Placeholder|TextBox|Text Box|Box|Rectangle|Oval|Group|Line|Arrow|Connector|Straight|"
    r"Rounded|Diagram|Graphic|Object|Shape|Freeform|Vertical)\s?)+\d*"
)


def paragraphs(
    root: Element, units: Units, kind: str = "paragraph", *, headings: Sequence[Element] = ()
) -> None:
    """Add the paragraphs of a tree, and the words in attributes of its shapes."""
    titles = {paragraph for shape in headings for paragraph in shape.iter(f"{A}p")}
    for paragraph in each(root, f"{A}p"):
        what = "heading" if paragraph in titles else _kind(paragraph, kind)
        for slots in pieces(_lines(paragraph)):
            units.add(what, slots)
    names(root, units)


def names(root: Element, units: Units) -> None:
    """What is said about a picture or shape; its name, if a person gave it one, is taken away."""
    for element in root.iter(etree.Element):
        tag = local(element)
        if tag in ("cNvPr", "docPr"):
            _described(element, units)
        elif tag in ("hlinkClick", "hlinkHover", "hlinkMouseOver") and element.get("tooltip"):
            units.add("alt", [of_attribute(element, "tooltip")])


def _described(element: Element, units: Units) -> None:
    if not _USUAL.fullmatch(element.get("name", "")):
        element.set("name", f"Object {element.get('id', '')}".strip())
    frame = next((a for a in element.iterancestors() if local(a) in ("inline", "anchor")), ())
    outer = next((child for child in frame if local(child) == "docPr"), element)
    for name in ("descr", "title"):
        # Word says it twice: for the picture, and for the frame around it.
        if outer is not element and outer.get(name):
            element.attrib.pop(name, None)
        elif element.get(name):
            units.add("alt", [of_attribute(element, name)])


def _kind(paragraph: Element, kind: str) -> str:
    return "cell" if any(local(a) == "tc" for a in paragraph.iterancestors()) else kind


def _lines(paragraph: Element) -> list[list[Slot]]:
    """The slots of each line of a paragraph; a tab begins another, as a column does."""
    lines: list[list[Slot]] = [[]]
    for element in paragraph:
        tag = local(element)
        if tag == "br":
            lines.append([])
        elif tag in ("r", "fld") and not element.get("type", "").startswith("slidenum"):
            text = element.find(f"{A}t")
            if text is not None:
                slot = of_text(text, form(element))
                lines += _tabbed(text, slot, lines)
        elif tag in ("AlternateContent", "m"):
            lines[-1].append(Slot("", lambda _: None, fixed=True))
    return lines


def _tabbed(text: Element, slot: Slot, lines: list[list[Slot]]) -> list[list[Slot]]:
    """Add a slot to the last line; where its text has tabs, one for each column."""
    columns = slot.text.split("\t")
    if len(columns) == 1:
        lines[-1].append(slot)
        return []
    held = list(columns)

    def writer(at: int) -> "_Column":
        return _Column(text, held, at)

    made = [Slot(column, writer(at), slot.form) for at, column in enumerate(columns)]
    lines[-1].append(made[0])
    return [[each] for each in made[1:]]


class _Column:
    """Writes one of the columns that a run's tabs divide it into."""

    def __init__(self, text: Element, held: list[str], at: int) -> None:
        self._text, self._held, self._at = text, held, at

    def __call__(self, text: str) -> None:
        self._held[self._at] = text
        self._text.text = "\t".join(self._held)


def form(run: Element) -> bytes:
    """What a run looks like, for comparing: its properties without language and spelling."""
    properties = run.find(f"{A}rPr")
    if properties is None:
        return local(run).encode()
    kept = {key: value for key, value in properties.attrib.items() if key not in _LANG}
    inner = b"".join(etree.tostring(child, with_tail=False) for child in properties)
    return repr((local(run), sorted(kept.items()), inner)).encode()


def chart(root: Element, units: Units) -> None:
    """Titles and labels of a chart. The sheet behind it is left out: it holds the same again."""
    paragraphs(root, units, "chart")
    for cache in each(root, f"{_C}strCache", f"{_C}strLit", f"{_C}multiLvlStrCache"):
        for value in cache.iter(f"{_C}v"):
            units.add("chart", [of_text(value)])
    for value in each(root, f"{_C}tx"):
        for direct in value.findall(f"{_C}v"):
            units.add("chart", [of_text(direct)])
    for data in each(root, f"{_C}externalData"):
        drop(data)


def turn(root: Element, language: str, rtl: bool) -> None:
    """Set language and direction of every paragraph. Left and right are those of the page."""
    for element in root.iter(etree.Element):
        tag = local(element)
        if tag in ("rPr", "endParaRPr", "defRPr"):
            _speak(element, language)
        elif tag in ("r", "p") and element.tag.startswith(A):
            if tag == "r" and element.find(f"{A}rPr") is None:
                element.insert(0, element.makeelement(f"{A}rPr", {"lang": language}))
            elif tag == "p" and element.find(f"{A}pPr") is None and rtl:
                element.insert(0, element.makeelement(f"{A}pPr", {"rtl": "1"}))
        if (tag.endswith("pPr") or tag == "defPPr") and element.tag.startswith(A):
            _face(element, rtl, inherits=tag == "pPr")
        elif tag == "tblPr" and element.tag.startswith(A):
            element.set("rtl", "1" if rtl else "0")


def _speak(properties: Element, language: str) -> None:
    if properties.tag.startswith(A):
        properties.set("lang", language)
        properties.attrib.pop("altLang", None)


def _face(properties: Element, rtl: bool, *, inherits: bool) -> None:
    was = properties.get("rtl") in ("1", "true")
    if was != rtl:
        sides = {"l": "r", "r": "l"}
        side = properties.get("algn")
        if side in sides:
            properties.set("algn", sides[side])
        elif side is None and not inherits and rtl:
            properties.set("algn", "r")
    if rtl or was:
        properties.set("rtl", "1" if rtl else "0")
