"""Invented people of many origins, with a part of the names kept back for measuring.

A file of `data/names/` holds one origin: given names, surnames, short forms and the
patterns in which whole names are built there. Besides the listed names new ones are invented,
letter by letter, in the manner of each origin, so that a model learns what stands around a name
rather than the names themselves.
"""

import random
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

import regex
from passages import DATA

INVENTED: Final = 0.6
"""Share of invented names."""
_END: Final = "\n"
TRICKY: Final = "common_words"
_OFTEN: Final = (TRICKY, "modern_british", "english")
_PART: Final = regex.compile(r'"([^"]+)"|([FLMI])')


@dataclass
class Origin:
    name: str
    given: list[str]
    surnames: list[str]
    short: list[str]
    patterns: list[list[tuple[str, str]]]


@dataclass
class Person:
    """One invented person: every slot of a passage that names them draws on this."""

    given: str
    surname: str
    full: str
    short: str
    origin: str

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in regex.findall(r"\p{L}[\p{L}\p{M}'’-]*", self.full))[:3]


def _listed(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def read_origins() -> dict[str, Origin]:
    origins = {}
    for path in sorted((DATA / "names").glob("*.txt")):
        rows = dict.fromkeys("fmskw", "")
        for line in path.read_text("utf-8").splitlines():
            key, mark, value = line.partition(":")
            if mark and key.strip() in rows:
                rows[key.strip()] += value
        patterns = [_PART.findall(part) for part in rows["w"].split(";") if part.strip()]
        origins[path.stem] = Origin(
            path.stem,
            _listed(f"{rows['f']},{rows['m']}"),
            _listed(rows["s"]),
            _listed(rows["k"]),
            patterns or [[("", "F"), ("", "L")]],
        )
    return origins


def is_held_back(name: str) -> bool:
    """Every seventh name or so, by its letters alone, is never trained on."""
    return sum(ord(letter) * (place + 3) for place, letter in enumerate(name.lower())) % 7 == 0


class Inventor:
    """Makes new names from the letter triples of the given ones."""

    def __init__(self, names: list[str]) -> None:
        self._next: dict[str, list[str]] = defaultdict(list)
        for name in names:
            padded = f"^^{name}{_END}"
            for place in range(2, len(padded)):
                self._next[padded[place - 2 : place]].append(padded[place])

    def make(self, rng: random.Random) -> str:
        name = ""
        for _ in range(20):
            made = "^^"
            while not made.endswith(_END) and len(made) < 14:
                made += rng.choice(self._next[made[-2:]])
            name = made[2:].strip(_END)
            if 3 <= len(name) <= 11 and name[-1].isalpha() and name[0].isupper():
                return name
        return name.strip() or "Amara"


@dataclass
class Side:
    """The names of one origin on one side of the split."""

    origin: Origin
    given: list[str]
    surnames: list[str]
    short: list[str]
    new_given: Inventor = field(init=False)
    new_surname: Inventor = field(init=False)

    def __post_init__(self) -> None:
        self.new_given, self.new_surname = Inventor(self.given), Inventor(self.surnames)


class People:
    """Draws people from one side of the split: names trained on, or names kept back."""

    def __init__(self, *, kept_back: bool) -> None:
        self.kept_back = kept_back
        self.sides: dict[str, Side] = {}
        for name, origin in read_origins().items():
            lists = (origin.given, origin.surnames, origin.short)
            sides = ([one for one in names if is_held_back(one) == kept_back] for names in lists)
            given, surnames, short = (
                own or names[:2] for own, names in zip(sides, lists, strict=True)
            )
            self.sides[name] = Side(origin, given, surnames, short or given)
        self.origins = sorted(self.sides)

    def origin(self, rng: random.Random) -> str:
        """Every origin alike, with more of the commonest and of the trickiest."""
        return rng.choice(_OFTEN if rng.random() < 0.22 else self.origins)

    def person(self, rng: random.Random, origin: str, surname: str = "") -> Person:
        """Somebody new; `surname` is that of the family, where they share one."""
        side = self.sides[origin]
        given, surname = self._given(rng, side), surname or self._surname(rng, side)
        if rng.random() < 0.05:
            surname = f"{surname}-{self._surname(rng, self.sides[self.origin(rng)])}"
        full = self._full(rng, side, given, surname)
        short = rng.choice(side.short)
        plain_typist = rng.random() < 0.4
        texts = [given, surname, full, short]
        given, surname, full, short = map(plain, texts) if plain_typist else texts
        return Person(given, surname, full, short, origin)

    def _full(self, rng: random.Random, side: Side, given: str, surname: str) -> str:
        pattern = rng.choice(side.origin.patterns)
        parts = []
        for literal, kind in pattern:
            middle = self._given(rng, side) if kind == "M" else ""
            initial = f"{self._given(rng, side)[0]}{rng.choice(('.', ''))}" if kind == "I" else ""
            parts.append(literal or {"F": given, "L": surname, "M": middle, "I": initial}[kind])
        return " ".join(parts)

    def _given(self, rng: random.Random, side: Side) -> str:
        return self._draw(rng, side.given, side.new_given, side.origin.name)

    def _surname(self, rng: random.Random, side: Side) -> str:
        return self._draw(rng, side.surnames, side.new_surname, side.origin.name)

    def _draw(self, rng: random.Random, names: list[str], new: Inventor, origin: str) -> str:
        invent = not self.kept_back and origin != TRICKY and rng.random() < INVENTED
        return new.make(rng) if invent else rng.choice(names)


def plain(name: str) -> str:
    """The name as typed on a British keyboard: without accents."""
    letters = unicodedata.normalize("NFD", name)
    stripped = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return stripped.translate(str.maketrans("łŁıŞşđĐøØəƏẹọ", "lLiSsdDoOeEeo"))
