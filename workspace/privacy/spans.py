"""One piece of personal data found in a text: where it is and what it is."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .roles import LABELS


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range `[start, end)` of Unicode code points.

    `label` is one of `roles.LABELS`; `role` is a person role that the text itself states
    ("mother, Shabana" -> "MOTHER") or "" when it states none; `score` runs from 0 to 1;
    `source` names the layer that found it (literal, person, listed, own, known, pattern, ner,
    alias).
    """

    start: int
    end: int
    label: str
    score: float = 1.0
    source: str = ""
    role: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")
        if self.label not in LABELS:
            raise ValueError(f"unknown label {self.label!r}")

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def gaps(span: Span, taken: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of `span` that nothing `taken`, which is in order and apart, covers."""
    start, at = span.start, max(0, bisect_right(taken, span.start, key=_start) - 1)
    while at < len(taken) and taken[at].start < span.end:
        if start < taken[at].start:
            yield start, taken[at].start
        start = max(start, taken[at].end)
        at += 1
    if start < span.end:
        yield start, span.end


def _start(span: Span) -> int:
    return span.start


def in_order(spans: Iterable[Span]) -> list[Span]:
    """Sort spans by position and raise ValueError if two of them overlap."""
    ordered = sorted(spans, key=_start)
    for left, right in pairwise(ordered):
        if left.overlaps(right):
            raise ValueError(f"spans overlap at {right.start}")
    return ordered
