"""Turn overlapping findings into clean spans: one label a character, one person a span.

What is more certain wins, then what is longer. The part of a loser that sticks out of the
winner stays masked: a leak is worse than an odd boundary.
"""

from dataclasses import replace
from typing import Final

import regex

from workspace.privacy.spans import Span

from .words import NOT_NAMES, SCHOOL_WORDS, STATED_ROLES, TITLE_ROLES

_LIST_MARK: Final = regex.compile(r"[,;/|\n\t•&+()]+|\s+(?:and|or|und)\s+|\s{3,}", regex.IGNORECASE)
_TITLES = "|".join(TITLE_ROLES.values())
_KIN = "|".join(STATED_ROLES.values())
_LEAD: Final = regex.compile(
    rf"^(?:[^\w]+|(?:{_TITLES})\.?\s+(?=\w)|(?:{_KIN})\s+(?=\w)|(?:the|his|her|my|our|and|with|"
    rf"to|by)\s+"
    r"(?=\w))+",
    regex.IGNORECASE,
)
_TAIL: Final = regex.compile(r"(?:['’`]s|(?<=s)['’]|[^\w)\p{M}])+$", regex.IGNORECASE)
_SCHOOL_LEAD: Final = regex.compile(
    r"^(?:the|our|(?i:his|her|their|my|at|to|from|head|headteacher|teacher|of|attends))\s+"
)
_GROWING: Final = frozenset({"ADDRESS", "SCHOOL", "REFERENCE", "AGE", "DOB"})
_IN_FIGURES: Final = frozenset({"AGE", "DOB"})
_COMMON: Final = NOT_NAMES | SCHOOL_WORDS
_INITIALS: Final = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
_RESIDUE: Final = regex.compile(r"\w[\w\s'’-]*\w")


def resolve(text: str, spans: list[Span], *, offset: int = 0, english: bool = True) -> list[Span]:
    """Return spans without overlaps, in order, moved by `offset`.

    Titles, kin words and small words at a name's edges are left out where they are `english`.
    """
    tidied = [piece for span in spans for piece in (_tidy if english else _bare)(text, span)]
    kept: list[Span] = []
    for span in sorted(tidied, key=_strength):
        kept.extend(_free_parts(text, span, kept))
    whole = _joined(text, sorted(kept, key=lambda span: span.start))
    return [_moved(span, offset) for span in whole]


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Take two capitalised names with one space between them for one person's."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if (
            last
            and last.label == span.label == "PERSON"
            and last.source == span.source == "ner"
            and text[last.end : span.start] == " "
            and text[last.start].isupper()
            and text[span.start].isupper()
        ):
            joined[-1] = replace(last, end=span.end, role=last.role or span.role)
        else:
            joined.append(span)
    return joined


def _strength(span: Span) -> tuple[float, int, int]:
    """Sorts the strongest first; long addresses and schools beat the names inside them."""
    contains_names = span.label in ("ADDRESS", "SCHOOL") and span.source == "pattern"
    return (-(span.score + (0.1 if contains_names else 0)), span.start - span.end, span.start)


def _free_parts(text: str, span: Span, kept: list[Span]) -> list[Span]:
    """What is left of `span` beside the stronger spans; same-label neighbours are joined."""
    rivals = sorted((k for k in kept if k.overlaps(span)), key=lambda k: k.start)
    if not rivals:
        return [span]
    if all(rival.label == span.label for rival in rivals):
        if span.label == "PERSON":
            return _grown(span, rivals, kept)
        if span.label in _GROWING:
            return _united(span, rivals, kept)
    parts, start = [], span.start
    for rival in [*rivals, None]:
        end = rival.start if rival else span.end
        found = _RESIDUE.search(text, start, end) if end > start else None
        lost = span.label == "ADDRESS" and found is not None and found[0].islower()
        if found and not lost and not _is_ordinary(found[0]):
            parts += _tidy(text, Span(*found.span(), span.label, span.score, span.source))
        start = max(start, rival.end) if rival else start
    return parts


def _grown(span: Span, rivals: list[Span], kept: list[Span]) -> list[Span]:
    """Two findings of one person: keep the wider range. Two persons: keep both as found."""
    if len(rivals) > 1:
        return []
    (rival,) = rivals
    start, end = min(span.start, rival.start), max(span.end, rival.end)
    kept.remove(rival)
    whole = Span(start, end, "PERSON", rival.score, rival.source)
    if any(whole.overlaps(other) for other in kept):
        kept.append(rival)
        return []
    return [whole]


def _united(span: Span, rivals: list[Span], kept: list[Span]) -> list[Span]:
    """Findings of one address, school or number: one from the first of them to the last."""
    for rival in rivals:
        kept.remove(rival)
    parts = [span, *rivals]
    whole = replace(rivals[0], start=min(p.start for p in parts), end=max(p.end for p in parts))
    return [whole]


def _tidy(text: str, span: Span) -> list[Span]:
    if span.label == "PERSON":
        return _people(text, span)
    start, end = span.start, span.end
    while span.label == "SCHOOL" and (lead := _SCHOOL_LEAD.match(text[start:end])):
        start += lead.end()
    value = text[start:end].rstrip(" \t\n,;:")
    if not value.strip() or (
        span.source == "ner"
        and span.label not in _IN_FIGURES
        and not any(c.isalpha() for c in value)
    ):
        return []
    if span.label == "SCHOOL" and not any(w.strip(".'’") not in _COMMON for w in _words(value)):
        return []
    start += len(value) - len(value.lstrip())
    return [replace(span, start=start, end=start + len(value.lstrip()))]


def _bare(text: str, span: Span) -> list[Span]:
    """The span without white space and marks at its ends, in a language that is not English."""
    inner = regex.search(
        r"[\w\p{M}(+@](?:.*[\w\p{M})])?", text[span.start : span.end], regex.DOTALL
    )
    if inner is None:
        return []
    return [replace(span, start=span.start + inner.start(), end=span.start + inner.end())]


def _people(text: str, span: Span) -> list[Span]:
    """Split a list of names; drop titles, kin words, possessives and punctuation."""
    pieces, start = [], span.start
    for mark in _LIST_MARK.finditer(text, span.start, span.end):
        pieces.append((start, mark.start()))
        start = mark.end()
    pieces.append((start, span.end))
    return [kept for piece in pieces if (kept := _name(text, span, *piece)) is not None]


def _name(text: str, span: Span, start: int, end: int) -> Span | None:
    value = text[start:end]
    if lead := _LEAD.match(value):
        start += lead.end()
    value = text[start:end]
    if tail := _TAIL.search(value):
        end -= len(tail.group())
    while (last := regex.search(r"\s+(\S+)$", text[start:end])) and last[1].lower() in NOT_NAMES:
        if last[1].lower() in ("may", "will") or (len(last[1]) == 1 and last[1] in _INITIALS):
            break
        end = start + last.start()
    value = text[start:end]
    if not any(character.isalpha() for character in value):
        return None
    if span.source == "ner" and _is_ordinary(value):
        return None
    return Span(start, end, span.label, span.score, span.source)


def _is_ordinary(value: str) -> bool:
    """Whether the model took plain words of the trade for a name."""
    words = value.lower().split()
    kept = ("may", "will", "april", "june")
    return all(word.strip(".") in NOT_NAMES and word not in kept for word in words)


def _words(value: str) -> list[str]:
    return list(regex.findall(r"[\p{L}\p{M}'’.]+", value.lower()))


def _moved(span: Span, offset: int) -> Span:
    return replace(span, start=span.start + offset, end=span.end + offset)
