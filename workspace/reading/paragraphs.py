"""Lines to paragraphs, and paragraphs of a length that can be cited.

A line that was only broken because the page ended is joined to the next: a name split over two
lines would otherwise slip past the redaction. A line break that was meant stays.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from .characters import cleaned, hides_something
from .limits import Limits
from .refusal import Refused

LONGEST = 1_500
HIDDEN = "Invisible characters that change how text is read were taken out."

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_OPENS = re.compile(
    r"(?:[-*+•‣▪●◦–]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s|#{1,6}\s|[>|]|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\d{4}-\d\d-\d\d\b|\d{1,2}[:.]\d\d\s|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})[a-z]*\b|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+\d)",
    re.I,
)
_FINISHED = re.compile(r"[.!?:;؟۔。…][\"'”’)\]]*$")
_SENTENCE_END = re.compile(r"(?<=[.!?؟۔…])[\"'”’)\]]*\s+|(?<=[。！？])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rev|Sgt|PC|DC|St|No|e\.g|i\.e)|\b[A-Z])\.$"
)


def from_lines(lines: Sequence[str], *, fill: float = 1.0, loose: bool = False) -> list[str]:
    """Paragraphs from the lines of a text; a blank line always ends one.

    `fill` is how full a line must be, as a part of the usual width, to count as wrapped: 1.0
    where letters are counted, less where they were measured. `loose` is for texts that come
    from a layout (PDF): they were wrapped for sure, and as they have no blank lines a short
    line that finishes a sentence ends a paragraph too.
    """
    lines = [line.strip() for line in lines]
    width = width_of(lines, least=0.0 if loose else 0.3)
    found: list[list[str]] = []
    before = ""
    for line in lines:
        if not before or not line:
            if line:
                found.append([line])
        elif wrapped(before, line, width, fill):
            found[-1][-1] = _joined(found[-1][-1], line)
        elif _OPENS.match(line) or (loose and _FINISHED.search(before)):
            found.append([line])
        else:
            found[-1].append(line)
        before = line
    return ["\n".join(paragraph) for paragraph in found]


def wrapped(before: str, line: str, width: float, fill: float = 1.0) -> bool:
    """Whether `before` ended because the first word of `line` did not fit any more."""
    done = bool(_FINISHED.search(before))
    if done and line[0].isupper():
        fill = 1.0  # may well be a new paragraph: only a line that is really full says no
    if not width or len(before) + 1 + len(line.split(maxsplit=1)[0]) <= fill * width:
        return False
    return not (_OPENS.match(line) and (done or line[0] in ">|"))


def width_of(lines: Sequence[str], *, least: float) -> float:
    """The width that a text was wrapped at, or 0 when it does not look wrapped.

    It does when at least this part of its line ends were forced.
    """
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < 3 or lengths[-1] > 160:
        return 0
    width = lengths[int(0.95 * (len(lengths) - 1))]
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    full = sum(len(one) + 1 + len(two.split(maxsplit=1)[0]) > 0.9 * width for one, two in pairs)
    return width if width >= 40 and full >= least * len(pairs) else 0


def _joined(before: str, line: str) -> str:
    """Two lines in one; a hyphen at the break may belong to the word, so it stays."""
    broken = before.endswith("-") and before[-2:-1].isalpha() and line[:1].isalpha()
    return before.rstrip("\u00ad") + ("" if broken or before.endswith("\u00ad") else " ") + line


def finished(paragraphs: Sequence[str], limits: Limits) -> tuple[list[str], list[str]]:
    """Clean paragraphs of bounded length, and what to tell about the cleaning."""
    if sum(map(len, paragraphs)) > limits.characters:
        raise Refused("too_long")
    done: list[str] = []
    for paragraph in paragraphs:
        done.extend(shortened(cleaned(paragraph)))
        if len(done) > limits.paragraphs:
            raise Refused("too_long")
    return done, [HIDDEN] if any(map(hides_something, paragraphs)) else []


def shortened(text: str) -> list[str]:
    """`text` in pieces of at most LONGEST characters, cut at sentence ends where there are any."""
    if len(text) <= LONGEST:
        return [text] if text else []
    pieces: list[str] = []
    start = 0
    while len(text) - start > LONGEST:
        cut = _cut(text, start)
        pieces.append(text[start:cut].strip())
        start = cut
    return [piece for piece in (*pieces, text[start:].strip()) if piece]


def _cut(text: str, start: int) -> int:
    """Where to end a piece that begins at `start`: after a sentence, else a word, else hard."""
    window = text[start : start + LONGEST]
    ends = list(_SENTENCE_END.finditer(window, LONGEST // 3))
    for match in reversed(ends):
        if match[0] == "\n" or not _ABBREVIATION.search(window[: match.start()]):
            return start + match.end()
    space = window.rfind(" ", LONGEST // 3)
    return start + (space + 1 if space > 0 else LONGEST)
