"""What to look for: each fact about a person as any program may have written it down."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import quote, quote_plus

import numpy as np

from tests.canary.people import Person


@dataclass(frozen=True)
class Hit:
    """A fact that was found where it must not be. `near` is what stood around it."""

    place: str
    person: Person
    kind: str
    value: str
    near: bytes

    def __str__(self) -> str:
        who = f"{self.kind} {self.value!r} of person {self.person.number}"
        return f"{who} in {self.place}: {self.near!r}"


@dataclass(frozen=True)
class Needle:
    """One spelling in one encoding. `exact`: capitals count, as in base64."""

    person: Person
    kind: str
    text: str
    bytes: bytes
    exact: bool


def search(places: Mapping[str, bytes], facts: Iterable[tuple[Person, str, str]]) -> list[Hit]:
    """Return every fact found in any of the places, however encoded."""
    needles = [needle for fact in facts for needle in _needles(*fact)]
    sift = Sieve(needles)
    hits: dict[tuple[str, int, str, str], Hit] = {}
    searched = set()
    for place, raw in places.items():
        if (digest := sha256(raw).digest()) in searched:  # the same file, seen earlier
            continue
        searched.add(digest)
        low = raw.lower()
        for needle in sift.may_be_in(low):
            at = _find(raw if needle.exact else low, needle.bytes)
            key = (place, needle.person.number, needle.kind, needle.text)
            if at >= 0 and key not in hits:
                near = raw[max(0, at - 60) : at + len(needle.bytes) + 40]
                hits[key] = Hit(place, needle.person, needle.kind, needle.text, near)
    return list(hits.values())


def _needles(person: Person, kind: str, value: str) -> Iterator[Needle]:
    for text in written(person, kind, value):
        plain, exact = _variants(text)
        yield from (Needle(person, kind, text, code, False) for code in plain)
        yield from (Needle(person, kind, text, code, True) for code in exact)


class Sieve:
    """Says fast which needles may be in a heap at all: those of which every three bytes are."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        self._needles = needles
        threes = [_threes(needle.bytes.lower()) for needle in needles]
        assert all(len(part) for part in threes), "a needle of less than three bytes"
        self._threes = np.concatenate(threes)
        self._starts = np.cumsum([0, *(len(part) for part in threes[:-1])])

    def may_be_in(self, low: bytes) -> Iterator[Needle]:
        present = np.zeros(1 << 24, dtype=bool)
        present[_threes(low)] = True
        maybe = np.logical_and.reduceat(present[self._threes], self._starts)
        for index in np.flatnonzero(maybe):
            yield self._needles[index]


def _threes(data: bytes) -> "np.ndarray[Any, Any]":
    letters = np.frombuffer(data, dtype=np.uint8).astype(np.uint32)
    return (letters[:-2] << 16) | (letters[1:-1] << 8) | letters[2:]


def written(person: Person, kind: str, value: str) -> Iterator[str]:
    """Yield the usual ways of writing one fact."""
    yield value
    if kind == "name":
        yield f"{person.last}, {person.first}"
        yield f"{person.last} {person.first}"
        yield f"{person.first}_{person.last}"
        yield f"{person.first}-{person.last}"
        yield f"{person.first}{person.last}"
    elif kind in {"phone", "NHS number", "postcode"}:
        digits = value.replace(" ", "")
        yield digits
        yield value.replace(" ", "-")
        if kind == "phone":
            yield f"+44{digits[1:]}"
            yield f"+44 {value[1:]}"
    elif kind == "date of birth":
        yield from _dates(person.born)


def _dates(day: date) -> Iterator[str]:
    for pattern in (
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%d-%m-%Y",
        "%Y-%m-%d",
        "%d %b %Y",
        "%d %B %Y",
        "%d/%m/%y",
    ):
        yield day.strftime(pattern)
    yield f"{day.day}/{day.month}/{day.year}"
    yield f"{day:%B} {day.day}, {day.year}"


def _variants(text: str) -> tuple[list[bytes], list[bytes]]:
    """(to find in lower case, to find exactly) for one text."""
    low = text.lower()
    plain = {
        low.encode(),
        text.upper().encode().lower(),
        quote(low).encode().lower(),
        quote_plus(low).encode().lower(),
        json.dumps(low)[1:-1].encode().lower(),
        low.encode("utf-16-le"),
        low.encode("utf-16-be"),
        low.encode().hex().encode(),
        text.encode().hex().encode(),
        text.encode("utf-7").lower(),
        low[::-1].encode(),
    }
    exact = {code for form in (text, low) for code in _base64(form.encode())}
    return sorted(plain), sorted(exact)


def _base64(data: bytes) -> Iterator[bytes]:
    """Yield what `data` looks like inside longer base64, at each of the three alignments."""
    for shift in range(3):
        code = base64.b64encode(b"\0" * shift + data)
        start, end = -(-shift * 8 // 6), (shift + len(data)) * 8 // 6
        if end - start >= 7:
            yield code[start:end]


def _find(hay: bytes, needle: bytes) -> int:
    """Find a needle that stands by itself: a short name inside a longer word is another word."""
    at = hay.find(needle)
    while at >= 0:
        before, after = hay[at - 1 : at], hay[at + len(needle) : at + len(needle) + 1]
        if len(needle) > 7 or not (before.isalpha() or after.isalpha()):
            return at
        at = hay.find(needle, at + 1)
    return -1
