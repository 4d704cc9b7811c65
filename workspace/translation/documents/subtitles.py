"""Subtitles (SubRip): numbers and times stay, cues are never merged, two lines stay two lines."""

import re
from dataclasses import dataclass, field
from typing import Final

from workspace.reading.limits import Limits
from workspace.reading.plain import decode
from workspace.reading.refusal import Refused

from .document import Slot, Units, fixed
from .formats import Opened, Wish
from .plaintext import encoded

_TIMES: Final = re.compile(
    r"\s*\d{1,3}:\d\d:\d\d[,.]\d{1,3}\s*-->\s*\d{1,3}:\d\d:\d\d[,.]\d{1,3}[^\n]*"
)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|\{\\[^{}]*\}")
_PARTS: Final = re.compile(rf"{_TAG.pattern}|(?<!\S)(?:[-–—]|>>)\s*(?=\S)")
_LAYOUT: Final = re.compile(rf"{_TAG.pattern}|(?:[-–—]|>>)\s*")
_SPEAKER: Final = re.compile(r"\s*(?:[-–—]|>>)\s*\S")
_LONGEST: Final = 42
"""Letters in one line of a subtitle that can still be read in time."""


@dataclass
class Row:
    """One voice of a cue, which may have been set over several lines."""

    pieces: list[str] = field(default_factory=list)
    lines: int = 1

    def add(self, text: str, slots: list[Slot]) -> None:
        for piece in _split(text):
            at = len(self.pieces)
            self.pieces.append(piece)
            layout = _LAYOUT.fullmatch(piece)
            slots.append(fixed() if layout else Slot(piece, _Writer(self.pieces, at), form=at))

    def written(self) -> str:
        return _balanced("".join(self.pieces), self.lines)


@dataclass
class _Writer:
    pieces: list[str]
    at: int

    def __call__(self, text: str) -> None:
        self.pieces[self.at] = text


def opened(data: bytes, limits: Limits, *, headers: bool = False) -> Opened:
    text = decode(data)
    if len(text) > limits.characters:
        raise Refused("too_long")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(_TIMES.fullmatch(line) for line in lines):
        raise Refused("damaged", "subtitles")
    units = Units(limits.characters, limits.paragraphs)
    parts = _parts(lines, units)
    end = "\r\n" if "\r\n" in text else "\n"

    def save(wish: Wish) -> bytes:
        written = [part if isinstance(part, str) else part.written() for part in parts]
        return encoded(end.join("\n".join(written).split("\n")), data)

    return Opened(units.found, save, "srt")


def _parts(lines: list[str], units: Units) -> list[str | Row]:
    """Lines as they are, and the rows of text between a cue's times and its end."""
    parts: list[str | Row] = []
    at = 0
    while at < len(lines):
        parts.append(lines[at])
        at += 1
        if not _TIMES.fullmatch(lines[at - 1]):
            continue
        words: list[str] = []
        while at < len(lines) and not _next_cue(lines, at):
            words.append(lines[at])
            at += 1
        blank = len(words) - len("\n".join(words).rstrip("\n").split("\n")) if words else 0
        blank = len(words) if not any(map(str.strip, words)) else blank
        parts += _rows(words[: len(words) - blank], units)
        parts += words[len(words) - blank :]
    return parts


def _next_cue(lines: list[str], at: int) -> bool:
    """Whether the next cue begins here: its number and its times, or its times alone."""
    if _TIMES.fullmatch(lines[at]):
        return True
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return lines[at].strip().isdigit() and bool(_TIMES.fullmatch(following))


def _rows(lines: list[str], units: Units) -> list[str | Row]:
    """The voices of a cue: each line that opens with a dash is another."""
    rows: list[str | Row] = []
    slots: list[Slot] = []
    voices = sum(bool(_SPEAKER.match(_TAG.sub("", line))) for line in lines) > 1
    for line in lines:
        last = rows[-1] if rows else None
        speaks = voices and _SPEAKER.match(_TAG.sub("", line))
        if isinstance(last, Row) and line.strip() and not speaks:
            last.add(" ", slots)
            last.add(line.strip(), slots)
            last.lines += 1
            continue
        units.add("subtitle", slots)
        slots = []
        if line.strip():
            row = Row()
            row.add(line, slots)
            rows.append(row)
        else:
            rows.append(line)
    units.add("subtitle", slots)
    return rows


def _split(text: str) -> list[str]:
    """Tags and what stands between them; a dash of a new voice is layout too."""
    pieces: list[str] = []
    at = 0
    for match in _PARTS.finditer(text):
        pieces += [text[at : match.start()], match[0]]
        at = match.end()
    return [piece for piece in (*pieces, text[at:]) if piece]


def _balanced(text: str, lines: int) -> str:
    """Set on as many lines as the original, or on two when one would be too long to read."""
    bare = _TAG.sub("", text)
    if (lines == 1 and len(bare) <= _LONGEST) or " " not in bare.strip():
        return text
    return _broken(text.strip(), max(lines, 2))


def _broken(text: str, lines: int) -> str:
    if lines < 2:
        return text
    spaces = [match.start() for match in re.finditer(r" (?![^<]*>|[^{]*\})", text)]
    if not spaces:
        return text
    goal = len(text) / lines
    cut = min(spaces, key=lambda at: abs(at - goal))
    return text[:cut] + "\n" + _broken(text[cut + 1 :], lines - 1)
