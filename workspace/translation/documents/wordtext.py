"""The words of WordprocessingML as units: paragraphs in whole, whatever their runs look like."""

import re
from typing import Any, Final

from lxml import etree

from .attributes import of_attribute, of_text
from .document import Slot, Units, fixed
from .lines import pieces
from .trees import Element, each, local
from .wordnames import W

_INSIDE: Final = frozenset({"hyperlink", "sdt", "sdtContent", "fldSimple"})
_UNSEEN: Final = frozenset(f"{W}{tag}" for tag in ("lang", "noProof", "rtl", "cs"))
_LEVEL: Final = re.compile(r"(%\d)")
# Words that stand in an attribute, and which one.
_ATTRIBUTES: Final = {
    f"{W}hyperlink": ("tooltip", "alt"),
    f"{W}tblCaption": ("val", "alt"),
    f"{W}tblDescription": ("val", "alt"),
    f"{W}alias": ("val", "field"),
    f"{W}listItem": ("displayText", "field"),
    f"{W}listEntry": ("val", "field"),
    f"{W}helpText": ("val", "field"),
    f"{W}statusText": ("val", "field"),
}


def text(root: Element, units: Units, kind: str) -> None:
    """Add every paragraph of a part, and the words in its attributes."""
    for element in each(root, etree.Element):
        if element.tag == f"{W}p":
            what = _kind(element, kind)
            for slots in pieces(_Lines(element).lines):
                units.add(what, slots)
        elif element.tag in _ATTRIBUTES:
            name, what = _ATTRIBUTES[element.tag]
            units.add(what, [of_attribute(element, f"{W}{name}")])
        else:
            _drawn(element, units)


def _drawn(element: Element, units: Units) -> None:
    """Old drawings (VML) say their words in attributes: a watermark, a description."""
    if "vml" not in element.tag:
        return
    for name in ("alt", "title") + (("string",) if local(element) == "textpath" else ()):
        if element.get(name):
            units.add("alt", [of_attribute(element, name)])
    element.attrib.pop("{urn:schemas-microsoft-com:office:office}title", None)


def numbering(root: Element, units: Units) -> None:
    """Words in automatic numbers, as in "Question 1:"; the number itself stays."""
    for level in each(root, f"{W}lvlText"):
        held = _LEVEL.split(level.get(f"{W}val", ""))
        slots = [
            fixed(part) if at % 2 else Slot(part, _Part(level, held, at))
            for at, part in enumerate(held)
        ]
        if any(map(str.isalpha, "".join(held))):
            units.add("list", slots)


class _Part:
    """Writes one part of an attribute that is joined from several."""

    def __init__(self, element: Element, held: list[str], at: int) -> None:
        self._element, self._held, self._at = element, held, at

    def __call__(self, text: str) -> None:
        self._held[self._at] = text
        self._element.set(f"{W}val", "".join(self._held))


def _kind(paragraph: Element, kind: str) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else style.get(f"{W}val", "").lower()
    if name.startswith(("heading", "title", "subtitle")):
        return "heading"
    for above in paragraph.iterancestors():
        if local(above) == "tc":
            return "cell"
        if local(above) == "txbxContent":
            return "text box"
    if "list" in name or paragraph.find(f"{W}pPr/{W}numPr") is not None:
        return "list"
    return kind


class _Lines:
    """Walks one paragraph: its slots, line by line; a tab begins another line, as a column does."""

    def __init__(self, paragraph: Element) -> None:
        self.lines: list[list[Slot]] = [[]]
        self._fields: list[tuple[list[Slot], int] | None] = []
        self._walk(paragraph, 0)

    def _walk(self, element: Element, container: int) -> None:
        for number, child in enumerate(element):
            tag = local(child)
            if tag == "r" and child.tag == f"{W}r":
                self._run(child, container)
            elif tag == "fldSimple":
                line, at = self.lines[-1], len(self.lines[-1])
                self._walk(child, container * 1000 + number + 1)
                self._hold(line, at)
            elif tag in _INSIDE:
                deeper = 0 if tag == "sdtContent" else number + 1
                self._walk(child, container * 1000 + deeper)
            elif tag in ("oMath", "oMathPara", "AlternateContent"):
                self.lines[-1].append(fixed())

    def _run(self, run: Element, container: int) -> None:
        form = (container, _form(run))
        for child in run:
            tag = local(child)
            if tag == "t" and child.tag == f"{W}t":
                self.lines[-1].append(of_text(child, form, keeps_blanks=True))
            elif tag in ("tab", "ptab", "br", "cr"):
                self._break()
            elif tag == "fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag != "rPr":
                self.lines[-1].append(fixed())

    def _break(self) -> None:
        self.lines.append([])

    def _field(self, part: str | None) -> None:
        line = self.lines[-1]
        line.append(fixed())
        if part == "begin":
            self._fields.append(None)
        elif part == "separate" and self._fields:
            self._fields[-1] = (line, len(line))
        elif part == "end" and self._fields:
            place = self._fields.pop()
            if place and place[0] is line:
                self._hold(*place)

    @staticmethod
    def _hold(line: list[Slot], at: int) -> None:
        """A result without letters (a page number) is counted anew: no words may go there."""
        result = "".join(slot.text for slot in line[at:])
        if result.strip() and not any(map(str.isalpha, result)):
            line[at:] = [fixed(result)]


def _form(run: Element) -> bytes:
    """What a run looks like, for comparing: its properties without language and direction."""
    properties: Any = run.find(f"{W}rPr")
    if properties is None:
        return b""
    return b"".join(
        etree.tostring(child, with_tail=False) for child in properties if child.tag not in _UNSEEN
    )
