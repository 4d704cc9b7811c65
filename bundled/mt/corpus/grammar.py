"""A pattern in two languages, filled with the same words on both sides, agreement included.

A pattern is a line such as

    {who} {who:has/have} {thing.a} on {day}. = {who} {who:tiene/tienen} {thing.a} {day}.

`{slot}` is filled by an entry of that list, `{slot.form}` by one of its forms, `{slot2}` by
another entry of the same list, `{adjective@slot}` agrees with the slot, and `{slot:a/b}` is
whichever alternative the slot calls for. A line that begins with `<` is for translating into
English only (the familiar forms of address, feminine speakers).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Final, Protocol

HOLE: Final = re.compile(r"\{([a-z]+)(\d?)(?:\.([a-z]+))?(?:@([a-z]+\d?))?(?::([^}]*))?\}")
HELD_OUT_OF: Final = 14
"""One pattern with slots in so many is kept out of training, by the hash of its English side."""

KINDS: Final = ("m", "f", "mp", "fp")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase in English and in the other language, by the names of its forms."""

    english: Mapping[str, str]
    other: Mapping[str, str]
    kind: str = "m"
    """Gender and number: one of KINDS."""


class Drawing(Protocol):
    def __call__(self, rng: Random) -> Entry: ...


@dataclass(frozen=True, slots=True)
class Pattern:
    english: str
    other: str
    only_into_english: bool = False

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots with their numbers, in the order of the English side."""
        found = HOLE.findall(self.english) + HOLE.findall(self.other)
        return tuple(dict.fromkeys(name + number for name, number, *_ in found))

    @property
    def held_out(self) -> bool:
        mark = int(sha256(self.english.encode()).hexdigest(), 16)
        return bool(self.slots) and mark % HELD_OUT_OF == 0

    def fill(self, drawings: Mapping[str, Drawing], rng: Random, other: str) -> tuple[str, str]:
        """Return one sentence and its translation into the language of the code `other`."""
        drawn = {slot: drawings[slot.rstrip("0123456789")](rng) for slot in self.slots}
        return _said(self.english, drawn, "en"), _said(self.other, drawn, other)


def patterns(text: str) -> list[Pattern]:
    """Read one pattern a line; empty lines and lines that begin with # are skipped."""
    found = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        english, separator, other = line.removeprefix("<").partition(" = ")
        if not separator or " = " in other:
            raise ValueError(f"not a pattern: {line}")
        found.append(Pattern(english.strip(), other.strip(), line.startswith("<")))
    return found


def _said(pattern: str, drawn: Mapping[str, Entry], language: str) -> str:
    def word(match: re.Match[str]) -> str:
        name, number, form, agrees, choice = match.groups()
        entry = drawn[name + number]
        if choice is not None:
            return _chosen(choice.split("/"), entry.kind, language)
        forms = entry.english if language == "en" else entry.other
        if agrees and language != "en":
            return forms[(form or "") + drawn[agrees].kind]
        return forms.get(form or "", forms[""])

    return tidy(HOLE.sub(word, pattern), language)


def _chosen(options: list[str], kind: str, language: str) -> str:
    plural = kind.endswith("p")
    if len(options) == 4:
        return options[KINDS.index(kind)]
    if len(options) == 3:
        return options[2 if plural else KINDS.index(kind)]
    return options[kind != "m"] if language == "ar" else options[plural]


def tidy(text: str, language: str) -> str:
    """Contract articles, and begin with a capital where the script has them."""
    if language == "es":
        text = re.sub(r"\b([Aa]|[Dd]e) el\b", lambda m: m[1] + "l", text)
    if language == "ar":
        text = re.sub(r"(?<![^\W_])(و?)لال", r"\1لل", text)
    return re.sub(r"^[¿¡\"]*[^\W\d_]", lambda m: m[0].upper(), text)
