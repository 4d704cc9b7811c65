"""One address, one span: its parts are joined, and the town at its end belongs to it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from workspace.privacy.spans import Span

from .words import NOT_NAMES

_GAP: Final = regex.compile(r"[ \t]*(?:,|\n)?[ \t]*(?:(?:nr|near|off|at)\.? )?")
_TOWN: Final = regex.compile(
    r",[ \t]?(?:(?:nr|near)\.? )?(?P<v>\p{Lu}[\p{L}'’-]+"
    r"(?: (?:\p{Lu}[\p{L}'’-]+|on|upon|le|the|under|in)){0,3})"
    r"(?=[ \t]*(?:[.,;:)\]|\n]|$|[A-Z]{1,2}\d))"
)


def with_whole_addresses(text: str, spans: Sequence[Span]) -> list[Span]:
    """Join neighbouring parts of an address; `spans` are in order and apart."""
    ready: list[Span] = []
    for span in spans:
        last = ready[-1] if ready else None
        if last and _belongs(text, last, span):
            ready[-1] = replace(last, end=span.end)
        else:
            ready.append(span)
    return [_with_town(text, span, ready[at + 1 : at + 2]) for at, span in enumerate(ready)]


def _belongs(text: str, last: Span, span: Span) -> bool:
    if last.label != "ADDRESS" or span.label not in ("ADDRESS", "PLACE"):
        return False
    gap = text[last.end : span.start]
    return _GAP.fullmatch(gap) is not None and (span.label == "ADDRESS" or "," in gap)


def _with_town(text: str, span: Span, following: Sequence[Span]) -> Span:
    found = _TOWN.match(text, span.end) if span.label == "ADDRESS" else None
    if found is None or found["v"].split()[0].lower() in NOT_NAMES:
        return span
    if any(found.end() > other.start for other in following):
        return span
    return replace(span, end=found.end("v"))
