"""People in running text, sentence by sentence: nobody is given what may be somebody else's.

A fact belongs to whoever was named last, in the same sentence, unless a word between speaks of
somebody else. What could belong to several, or to nobody named, is left for a person to read.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import regex

from workspace.privacy.detector.words import STATED_ROLES, TITLE_ROLES
from workspace.privacy.spans import Span

from .prose import CLOSING, GREETING
from .records import Record
from .relations import GROWN

Find = Callable[[str], Sequence[Span]]
"""Finds what is personal in a text; raises DetectionFailed."""

_FIELDS: Final = {
    "DOB": "DOB", "SCHOOL": "SCHOOL", "ADDRESS": "ADDRESS", "POSTCODE": "ADDRESS",
    "PHONE": "PHONE", "EMAIL": "EMAIL", "NHS_NUMBER": "NHS_NUMBER",
}  # fmt: skip
_SOMEBODY_ELSE: Final = regex.compile(
    rf"(?<![\p{{L}}])(?:{'|'.join(STATED_ROLES.values())}|he|she|they|him|them|her|his|their|"
    r"whose|we|i|my|our|me|us)(?![\p{L}])|[;:!?]",
    regex.I,
)
_ALSO: Final = regex.compile(
    r"(?:goes by|known (?:as|to \w+ as)|a\.?k\.?a\.?|called|nicknamed|prefers|answers to|"
    r"(?:previously|formerly)(?: known as)?)(?: the name)?[\s\"“‘'(:]*$",
    regex.I,
)
_BORN_AS: Final = regex.compile(r"(?:n[ée]e|maiden name|born)[\s\"“‘'(:]*$", regex.I)
_TITLE: Final = regex.compile(
    rf"(?<![\p{{L}}])(?:{'|'.join(TITLE_ROLES.values())})\.?\s+$", regex.I
)
_END: Final = regex.compile(r"(?<=[.!?…][)\"”’']?)\s+(?=[\p{Lu}\p{Lo}\d\"“‘'(])")
_SHORTENED: Final = regex.compile(
    rf"(?:(?<![\p{{L}}])(?:{'|'.join(TITLE_ROLES.values())}|st|dob|d\.o\.b|tel|mob|no|e\.g|i\.e|"
    r"approx|\p{Lu}))\.$",
    regex.I,
)


def read(text: str, find: Find) -> tuple[list[Record], list[str]]:
    """Return whom a running text names, and the sentences of which something was not used."""
    spans = list(_apart(find(text)))
    records: list[Record] = []
    unread: list[str] = []
    for start, end in _sentences(text, spans):
        if CLOSING.fullmatch(text[start:end]):
            unread.append(text[start:end])
            continue
        if not start and (hail := GREETING.match(text)):
            unread.append(hail[0])
            start = hail.end()
        inside = [span for span in spans if start <= span.start < end]
        named, is_whole = _sentence(text, inside)
        records += named
        if text[start:end].strip() and not (named and is_whole):
            unread.append(text[start:end].strip())
    return records, unread


def _sentence(text: str, spans: list[Span]) -> tuple[list[Record], bool]:
    """The people of one sentence, and whether every fact in it found its place."""
    named: list[Record] = []
    is_whole = True
    last = 0
    for span in spans:
        between = text[last : span.start]
        if span.label != "PERSON":
            owner = named[-1] if named else None
            is_whole &= owner is not None and _given(owner, span, text, between)
            continue
        if not (named and _is_other_name(named[-1], text[span.start : span.end], between)):
            named.append(_person(text, span))
        last = span.end
    return named, is_whole


def _person(text: str, span: Span) -> Record:
    title = _TITLE.search(text[: span.start])
    name = text[span.start : span.end]
    record = Record(from_prose=True)
    record.add("name", f"{title[0].strip()} {name}" if title and " " not in name else name)
    if span.role:
        record.add("role", span.role)
    return record


def _is_other_name(record: Record, name: str, between: str) -> bool:
    for field, pattern in (("other", _ALSO), ("former", _BORN_AS)):
        if pattern.search(between) and not _SOMEBODY_ELSE.search(pattern.sub("", between)):
            return record.add(field, name)
    return False


def _given(record: Record, span: Span, text: str, between: str) -> bool:
    field = _FIELDS[span.label]
    if field == "SCHOOL" and record.role in GROWN:
        return False
    said = text[span.start : span.end]
    return not _SOMEBODY_ELSE.search(between) and record.add(field, said)


def _apart(found: Sequence[Span]) -> Iterator[Span]:
    """Yield what a roster keeps, in order, of two that overlap the longer one."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: span.start - span.end):
        wanted = span.label == "PERSON" or span.label in _FIELDS
        if wanted and not any(span.overlaps(other) for other in kept):
            kept.append(span)
    yield from sorted(kept, key=lambda span: span.start)


def _sentences(text: str, spans: list[Span]) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and ends; none ends within a name or behind a title."""
    breaks = [
        (found.start(), found.end())
        for found in _END.finditer(text)
        if not any(span.start < found.start() < span.end for span in spans)
        and not _SHORTENED.search(text[: found.start()])
    ]
    for (_, start), (end, _) in pairwise([(0, 0), *breaks, (len(text), 0)]):
        yield start, end
