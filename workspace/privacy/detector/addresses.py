"""One address, one span: its parts are joined, and the town at its end belongs to it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from workspace.privacy.spans import Span

from .words import NOT_NAMES

_GAP: Final = regex.compile(r"\.?[ \t]*(?:,|\n)?[ \t]*(?:(?:nr|near|off|at)\.? )?")
_HOUSE: Final = regex.compile(
    r"(?:^|[:(|\t\n]|\b(?:at|to|of|from|home|in|is|address|post)[:,]?|  |, )[ \t]*"
    r"(?P<v>[\"“']?(?:The )?(?-i:\p{Lu}[\p{L}'’-]+)(?: \p{Lu}[\p{L}'’-]+){0,2}[\"”']?),[ \t]$",
    regex.IGNORECASE,
)
"""The name of a house before its number: Sunnybank, 5 Cemetery Road."""
_NEAR: Final = regex.compile(r",?[ \t]?(?:nr|near)\.?", regex.IGNORECASE)
_LONGEST_HOUSE: Final = 48
_REST: Final = regex.compile(r"(?: \p{Lu}[\p{L}'’-]+){1,2}(?=[,.;\n]|$)")
"""The second word of a place of which only the first was found: Salford Quays."""
_ENDS: Final = regex.compile(r"\s*(?:[.;)\n]|$|, ?[A-Z]{1,2}\d)")
_TOWN: Final = regex.compile(
    r"\.?,[ \t]?(?:(?:nr|near)\.? )?(?P<v>\p{Lu}[\p{L}'’-]+"
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
            ready.append(_with_house(text, span, last))
    return [_with_town(text, span, ready[at + 1 : at + 2]) for at, span in enumerate(ready)]


def _with_house(text: str, span: Span, last: Span | None) -> Span:
    if span.label != "ADDRESS" or not any(map(str.isdigit, text[span.start : span.end])):
        return span
    first = max(last.end if last else 0, span.start - _LONGEST_HOUSE)
    found = _HOUSE.search(text[first : span.start])
    if found is None or found["v"].split()[0].lower() in NOT_NAMES - {"the", "home"}:
        return span
    return replace(span, start=first + found.start("v"))


def _belongs(text: str, last: Span, span: Span) -> bool:
    gap = text[last.end : span.start]
    if last.label != "ADDRESS" or _is_no_place(text, span, gap):
        return False
    return _GAP.fullmatch(gap) is not None and (span.label == "ADDRESS" or "," in gap)


def _is_no_place(text: str, span: Span, gap: str) -> bool:
    """Whether a finding is none of a town or address; a stranger behind a street is its town."""
    if span.label == "PERSON" and span.source == "ner" and gap == ", ":
        alone = text.count(text[span.start : span.end]) == 1
        return not (alone and _ENDS.match(text, span.end))
    return span.label not in ("ADDRESS", "PLACE")


def _with_town(text: str, span: Span, following: Sequence[Span]) -> Span:
    if span.label != "ADDRESS":
        return span
    limit = following[0].start if following else len(text)
    if (rest := _REST.match(text, span.end)) and rest.end() <= limit:
        span = replace(span, end=rest.end())
    found = _TOWN.match(text, span.end)
    if found is None or found["v"].split()[0].lower() in NOT_NAMES:
        return span
    if any(found.end() > other.start for other in following):
        near = text[span.end : limit].rstrip()
        return replace(span, end=span.end + len(near)) if _NEAR.fullmatch(near) else span
    return replace(span, end=found.end("v"))
