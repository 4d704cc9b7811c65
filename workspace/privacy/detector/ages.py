"""How old the people of a text are, where only their name says what the number means.

"Amina (7)", "Liibaan, 7 months," and "Nazo is fifteen": the number stands beside a person. In a
table it stands under a heading.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

import regex

from workspace.privacy.spans import Span

from .rules.ages import COUNT, SHORT, UNIT
from .rules.identity import DATE

_AGE = rf"(?P<v>{SHORT}|{COUNT}(?:[ -]?{UNIT}\b(?:[ -]old)?)?)"
_LONG = (
    rf"(?P<v>{SHORT}|\d{{1,2}} ?(?:yrs?|mths?|wks?|yo|y/o)\b(?: old)?"
    r"|\d{1,2} (?:months|weeks|years)(?=[ \t]*[,;.)\n]|$))"
)
_BESIDE: Final = regex.compile(
    rf"(?:['’]s)?[ \t]?[(\[](?:[\p{{L}} '’-]{{2,24}}, )?(?:aged?:? |now )?{_AGE}(?=[)\],;:/? ])"
    rf"|,[ \t]?(?:(?:now|nearly|aged?|almost) )?{_AGE}(?=[,;)]|\.(?!\d)|[ \t]*(?:[–—]|\n|$))"
    rf"|[ \t]+(?:[-–—][ \t]*|, ?)?{_LONG}"
    r"|[ \t]+(?P<v>1?\d)(?=(?: and| &|[,;.)](?!\d)|[ \t]*\n|$))"
    rf"|\.?[ \t]+[-–—][ \t]+(?P<v>\d{{1,2}})(?=[ \t]+[-–—]|[ \t]*[,;\n])"
    rf"|,? (?:who )?(?:is|was|turns|turned|who['’]?s)(?: (?:only|just|nearly|about|almost|now))*"
    rf" (?P<v>{COUNT}(?: {UNIT}\b)?)(?=[,.;:)!?\n]|$| (?:and|but|er|um|now|next|in)\b)(?![.,:]\d)",
    regex.IGNORECASE,
)
_CELL: Final = regex.compile(r"[^|\t\n]+")
_AGE_HEADING: Final = regex.compile(r"\bage\b", regex.IGNORECASE)
_DOB_HEADING: Final = regex.compile(r"\bd\.?o\.?b\b|\bborn\b|\bbirth\b", regex.IGNORECASE)
_AGE_CELL: Final = regex.compile(
    rf"[ \t]*(?P<v>{SHORT}|\d{{1,2}}(?: ?{UNIT})?)[ \t]*", regex.IGNORECASE
)
_DOB_CELL: Final = regex.compile(rf"[ \t]*(?P<v>{DATE})[ \t]*", regex.IGNORECASE)


def with_ages(text: str, spans: Sequence[Span]) -> list[Span]:
    """Add the ages and dates of birth that tables and names give away.

    `spans` are in order and apart, and so is what comes back.
    """
    ready: list[Span] = []
    for span, following in zip_longest(spans, spans[1:]):
        ready.append(span)
        found = _BESIDE.match(text, span.end) if span.label == "PERSON" else None
        if found and (following is None or found.end("v") <= following.start):
            ready.append(Span(*found.span("v"), "AGE", 0.8, "pattern"))
    return sorted([*ready, *_free(_in_tables(text), ready)], key=_start)


def _free(new: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """What of `new` overlaps nothing `taken`, which is in order and apart."""
    for span in new:
        at = bisect_right(taken, span.start, key=_start)
        if not any(span.overlaps(near) for near in taken[max(0, at - 1) : at + 1]):
            yield span


def _start(span: Span) -> int:
    return span.start


def _in_tables(text: str) -> Iterator[Span]:
    """Cells of a table below a heading that says "age" or "DOB"."""
    columns: list[str] = []
    start = 0
    for line in text.splitlines(keepends=True):
        cells = list(_CELL.finditer(line)) if "|" in line or "\t" in line else []
        if not cells:
            columns = []
        elif not columns:
            columns = [cell[0] for cell in cells]
        for cell, heading in zip(cells, columns, strict=False):
            for label, named, pattern in (
                ("AGE", _AGE_HEADING, _AGE_CELL),
                ("DOB", _DOB_HEADING, _DOB_CELL),
            ):
                if named.search(heading) and (found := pattern.fullmatch(cell[0])):
                    at = start + cell.start()
                    yield Span(at + found.start("v"), at + found.end("v"), label, 0.8, "pattern")
        start += len(line)
