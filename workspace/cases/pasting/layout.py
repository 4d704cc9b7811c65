"""Lines and columns: what is one row, and where its cells are, in text copied from a screen."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import regex

from .headings import fields_of

Kind = Literal["tab", "bars", "commas", "wide", "line", "prose", "aside"]
_UNSEEN: Final = regex.compile(r"[\p{Cc}\p{Cf}\p{Co}\p{Cn}--[\n\t\u200c\u200d]]", regex.V1)
_SPACES: Final = regex.compile(r"[\p{Zs}]")
_RULE: Final = regex.compile(r"[\s|:+=_-]*")
_BULLET: Final = regex.compile(r"^\s*(?:[-*•·▪◦‣>]|\d{1,2}[.)])[ \t]+")
_QUOTED: Final = regex.compile(r'(?:^|[,;\t])"')
_MOST_JOINED: Final = 8


@dataclass(frozen=True, slots=True)
class Row:
    kind: Kind
    cells: list[str]
    text: str
    is_blank: bool = False


def rows(text: str) -> Iterator[Row]:
    """Yield the rows of a pasted text; a quoted cell may run over several lines."""
    waiting: list[str] = []
    for line in [*tidied(text).split("\n"), ""]:
        waiting.append(line)
        whole = "\n".join(waiting)
        open_quote = _QUOTED.search(whole) and whole.count('"') % 2
        if open_quote and len(waiting) < _MOST_JOINED and line:
            continue
        if open_quote:  # it never closes: a quotation mark of the text's own
            yield from map(_row, waiting)
        else:
            yield _row(whole)
        waiting = []


def tidied(text: str) -> str:
    """Make line ends and spaces plain and take out what nobody can see."""
    text = regex.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    return _UNSEEN.sub("", _SPACES.sub(" ", text))


def _row(line: str) -> Row:
    text = line.strip(" \n")
    if not text.strip() or (_RULE.fullmatch(text) and not any(map(str.isalnum, text))):
        return Row("line", [], "", is_blank=not text.strip())
    kind, cells = _cells(line)
    return Row(kind, cells, " ".join(text.split()) if kind == "line" else text)


def _cells(line: str) -> tuple[Kind, list[str]]:
    if "\t" in line.strip("\n"):
        cells = _read(line, "\t") if '"' in line else line.split("\t")
        if sum(bool(cell.strip()) for cell in cells) > 1:
            return "tab", [cell.strip() for cell in cells]
        line = " ".join(cells)
    if line.count("|") > 1 or (line.count("|") == 1 and fields_of(line.split("|"))):
        return "bars", [cell.strip() for cell in line.strip(" |").split("|")]
    for comma in (",", ";"):
        cells = _read(line.strip(), comma)
        if len(cells) > 1 and (_QUOTED.search(line) or fields_of(cells)):
            return "commas", cells
    line = _BULLET.sub("", line)
    wide = [cell.strip() for cell in regex.split(r" {2,}", line.strip())]
    return ("wide", wide) if len(wide) > 1 else ("line", wide)


def _read(line: str, comma: str) -> list[str]:
    try:
        read = next(csv.reader(io.StringIO(line), delimiter=comma, skipinitialspace=True), [])
    except csv.Error:
        read = line.split(comma)
    return [" ".join(cell.split()) if comma == "\t" else cell.strip() for cell in read]
