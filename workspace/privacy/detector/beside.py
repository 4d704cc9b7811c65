"""What is personal only because somebody is spoken of: bare ages, short numbers, half addresses.

In a text without people these readings would hide ordinary words; beside a person a leak is the
likelier mistake.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex

from workspace.privacy.spans import Span, gaps

from . import marks
from .rule import Rules
from .rules import RULES_BESIDE_PEOPLE

_RULES: Final = Rules(RULES_BESIDE_PEOPLE)
_HOLDS: Final = {
    "ADDRESS": frozenset({"PERSON", "ADDRESS", "SCHOOL"}),
    "SCHOOL": frozenset({"PERSON", "ADDRESS", "SCHOOL"}),
    "EMAIL": frozenset({"PERSON", "URL", "HANDLE"}),
    "AGE": frozenset({"AGE"}),
    "DOB": frozenset({"DOB", "AGE"}),
}
"""What a longer finding takes in: St Aelred's; Mill Road, Smethwick; kofi at example.org."""
_SAYS_SOMETHING: Final = regex.compile(r"\d|\p{Lu}\p{Ll}{2}|\p{Lu}{4}")
"""What is left beside a stronger finding is hidden only where it is more than a small word."""
_ONLY_PEOPLE_HAVE: Final = frozenset(
    {"DOB", "NHS_NUMBER", "NINO", "UPN", "PASSPORT", "DRIVING_LICENCE"}
)
_SURE: Final = 0.6
"""How sure it must be that somebody is spoken of."""


def speaks_of_people(spans: Iterable[Span]) -> bool:
    return any(
        span.label in _ONLY_PEOPLE_HAVE or (span.label == "PERSON" and span.score >= _SURE)
        for span in spans
    )


def found_beside(text: str) -> Iterator[Span]:
    """What only the rules for text that speaks of people find; the strongest first."""
    found = [
        Span(start, end, label, score, "pattern")
        for label, start, end, score in _RULES.find(marks.read(text))
    ]
    yield from sorted(found, key=lambda span: (-span.score, span.start - span.end))


def with_free(text: str, taken: Sequence[Span], new: Iterable[Span]) -> list[Span]:
    """Add what of `new` overlaps nothing `taken`, which is in order and apart.

    Of what overlaps, the parts that stick out are added: a leak is worse than an odd border.
    """
    ready = list(taken)
    for span in new:
        if span.label in _HOLDS:
            _swallow(span, ready)
        for start, end in list(gaps(span, ready)):
            if (start, end) != (span.start, span.end) and not _SAYS_SOMETHING.search(
                text, start, end
            ):
                continue
            piece = text[start:end]
            end = start + len(piece.rstrip(" \t\n,;:(-–|"))
            start += len(piece) - len(piece.lstrip(" \t\n,;:)-–|"))
            if start < end and any(map(str.isalnum, text[start:end])):
                at = bisect_right(ready, start, key=_start)
                ready.insert(at, Span(start, end, span.label, span.score, span.source))
    return ready


def _swallow(span: Span, ready: list[Span]) -> None:
    """Take out of `ready` what lies inside `span` and is only a part of it."""
    first = bisect_left(ready, span.start, key=_start)
    last = bisect_left(ready, span.end, key=_start)
    ready[first:last] = [
        near
        for near in ready[first:last]
        if near.end > span.end or near.label not in _HOLDS[span.label]
    ]


def _start(span: Span) -> int:
    return span.start
