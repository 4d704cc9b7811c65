"""Plain text and Markdown: paragraphs that were wrapped by hand become whole sentences.

Blank lines, indents, bullets, numbers and quotation marks at the start of a line stay. A
paragraph that was wrapped is wrapped again at the width that it had.
"""

import codecs
import re
import textwrap
from dataclasses import dataclass
from typing import Final

from workspace.reading.limits import Limits
from workspace.reading.paragraphs import width_of, wrapped
from workspace.reading.plain import decode
from workspace.reading.refusal import Refused

from .document import Slot, Units
from .formats import Opened, Wish

_LEAD: Final = re.compile(
    r"\s*(?:>\s?)*(?:(?:[-*+•‣▪●◦–—·]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)]|#{1,6}|\[[ xX]?\]|☐|☒)\s+)*"
)
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass
class Line:
    """A paragraph of a text: what stands before it, its words, and where it was wrapped."""

    lead: str
    text: str
    lines: int = 1
    tail: str = ""


class Text:
    """A text as lines, to be filled and written again."""

    def __init__(self, text: str, units: Units, kind: str = "paragraph") -> None:
        self._end = "\r\n" if "\r\n" in text else "\n"
        raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._width = int(width_of([line.strip() for line in raw], least=0.3))
        self._lines = _paragraphs(raw, self._width)
        for line in self._lines:
            units.add(_kind(line, kind), [Slot(line.text, _writer(line))])

    def written(self) -> str:
        return self._end.join(self._laid(line) for line in self._lines)

    def _laid(self, line: Line) -> str:
        whole = line.lead + line.text + line.tail
        if line.lines == 1 or not self._width:
            return whole
        hanging = line.lead if ">" in line.lead else " " * len(line.lead)
        laid = textwrap.wrap(
            line.text, max(self._width, 20), initial_indent=line.lead, subsequent_indent=hanging,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        return self._end.join(laid) or whole


def _paragraphs(raw: list[str], width: int) -> list[Line]:
    found: list[Line] = []
    before = ""
    for line in raw:
        lead = (_LEAD.match(line) or [""])[0]
        text = line[len(lead) :].rstrip()
        tail = line[len(lead) + len(text) :]
        stripped = line.strip()
        goes_on = bool(
            before and text and width and found and found[-1].text
            and lead.count(">") == found[-1].lead.count(">")
            and wrapped(before, stripped, width)
        )  # fmt: skip
        if goes_on and lead.strip(" \t>") == "":
            found[-1].text += " " + text
            found[-1].lines += 1
        else:
            found.append(Line(lead, text, tail=tail))
        before = stripped
    return found


def _kind(line: Line, kind: str) -> str:
    mark = line.lead.strip(" \t>")
    if mark.startswith("#"):
        return "heading"
    return "list" if mark else kind


def _writer(line: Line) -> "Writer":
    return Writer(line)


@dataclass
class Writer:
    line: Line

    def __call__(self, text: str) -> None:
        self.line.text = text


def opened(data: bytes, limits: Limits, *, headers: bool = False) -> Opened:
    text = decode(data)
    if len(text) > limits.characters:
        raise Refused("too_long")
    units = Units(limits.characters, limits.paragraphs)
    document = Text(text, units)

    def save(wish: Wish) -> bytes:
        return encoded(document.written(), data)

    return Opened(units.found, save, "txt")


def encoded(text: str, data: bytes) -> bytes:
    """UTF-8, which every language needs; with its mark where the original had one."""
    return (codecs.BOM_UTF8 if data.startswith(_MARKS) else b"") + text.encode("utf-8", "replace")
