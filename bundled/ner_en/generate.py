"""Write synthetic training documents: passages filled with invented people, places and numbers.

Every document is a text with (start, end, label) spans in code points, the register and style it
was written in, and the origins of its people. The same seed gives the same documents.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from noise import STYLES, WEIGHTS, Slips, styled_name, styled_text
from passages import Passage, Piece, read
from people import TRICKY, People, Person, read_origins
from things import KINDS, Things

_PEOPLE: Final = frozenset(("n", "f", "l", "k", "i", "fam", "c", "u", "s"))
_FAMILY: Final = 4
"""People 1 to 4 of a passage are one family."""
_SPOKEN: Final = frozenset(("speech", "speech_two", "speech_three", "speech_four"))
_NAMED_WORDS: Final = frozenset(("tricky", "named_words", "words_four"))
"""Registers about people whose names are words, and the words."""
_GLUED: Final = re.compile(r"s\b")
"""What follows a name without an apostrophe."""
_CARELESS: Final = 0.15
"""Share of passages written without apostrophes."""
_GAPS: Final = ("\n", "\n", "\n\n", " ")


@dataclass
class Document:
    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    """Origin of each PERSON span, in order."""
    register: str = ""
    style: str = "normal"

    def add(self, piece: str, label: str = "") -> None:
        if label and piece:
            self.spans.append((len(self.text), len(self.text) + len(piece), label))
        self.text += piece


class Cast:
    """Who the numbers of a document's slots stand for."""

    def __init__(self, people: People, rng: random.Random, register: str = "") -> None:
        self._people, self._rng = people, rng
        words = register in _NAMED_WORDS and rng.random() < 0.7
        self._origin = TRICKY if words else people.origin(rng)
        self._surname = people.person(rng, self._origin).surname
        self._members: dict[int, Person] = {}

    def member(self, who: int) -> Person:
        if who not in self._members:
            rng = self._rng
            own = who <= _FAMILY and rng.random() < 0.85
            origin = self._origin if own else self._people.origin(rng)
            surname = self._surname if own and rng.random() < 0.75 else ""
            self._members[who] = self._people.person(rng, origin, surname)
        return self._members[who]


class Writer:
    """Fills passages. `kept_back` writes only with passages and names that are not trained on."""

    def __init__(self, seed: int, *, kept_back: bool) -> None:
        self.rng = random.Random(seed)
        self.people = People(kept_back=kept_back)
        self.things = Things(kept_back=kept_back)
        self.passages = read(kept_back=kept_back)
        self.registers = sorted(self.passages)
        self._weights = [
            len(self.passages[name]) * (2 if name in _NAMED_WORDS else 1) for name in self.registers
        ]
        self._slips = Slips({word for word in _name_words() if len(word) > 2})

    def documents(self, count: int) -> Iterator[Document]:
        for _ in range(count):
            yield self.document()

    def document(self) -> Document:
        rng = self.rng
        (register,) = rng.choices(self.registers, self._weights)
        (style,) = rng.choices(STYLES, WEIGHTS)
        made = Document(register=register, style=style)
        cast = Cast(self.people, rng, register)
        slips = (0.03, 0.05) if rng.random() < 0.4 else (0.0, 0.02)
        for place in range(rng.choice((1, 1, 2, 2, 3, 4))):
            if place:
                made.add(rng.choice(_GAPS))
                if rng.random() < 0.4:
                    cast = Cast(self.people, rng, register)
            here = register if rng.random() < 0.85 else rng.choice(self.registers)
            self._fill(rng.choice(self.passages[here]), made, cast, slips, here)
        return made

    def _fill(
        self,
        passage: Passage,
        made: Document,
        cast: Cast,
        slips: tuple[float, float],
        register: str,
    ) -> None:
        rng, style = self.rng, made.style
        literal = "".join(piece.text for piece in passage if not piece.kind)
        if style == "normal" and literal.islower():
            lower = register in _SPOKEN or rng.random() < 0.75
            style = "names lower" if lower else style
        typed, swapped = slips
        careless = rng.random() < _CARELESS
        for at, piece in enumerate(passage):
            if not piece.kind:
                if careless and made.spans and piece.text.startswith(("'s ", "’s ")):
                    piece = self._with_its_s(Piece(piece.text[1:]), made)
                elif _GLUED.match(piece.text):
                    piece = self._with_its_s(piece, made)
                text = self._slips.apply(piece.text, rng, typed=typed, swapped=swapped)
                made.add(styled_text(text, style, rng))
            elif piece.kind in _PEOPLE:
                loud = style == "normal" and _in_capitals(passage, at)
                case = "names upper" if loud else style
                self._name(piece.kind, cast.member(piece.who), made, case)
            else:
                label = KINDS[piece.kind]
                text = self.things.make(piece.kind, rng)
                named = label in ("SCHOOL", "ADDRESS", "PLACE")
                made.add(
                    styled_name(text, style) if named else styled_text(text, style, rng), label
                )

    @staticmethod
    def _with_its_s(piece: Piece, made: Document) -> Piece:
        """Write "Aminas coat", for "Amina's coat": the s becomes part of the name's word."""
        start, end, label = made.spans[-1] if made.spans else (0, 0, "")
        if label == "PERSON" and end == len(made.text):
            made.text += "S" if made.text[-2:].isupper() else "s"
            made.spans[-1] = (start, end + 1, label)
            return Piece(piece.text[1:])
        return piece

    def _name(self, kind: str, person: Person, made: Document, style: str) -> None:
        rng = self.rng
        last = person.surname.upper() if style == "surnames upper" else person.surname
        if kind == "i":
            dots = rng.choice((".", "", ""))
            text = "".join(letter + dots for letter in person.initials) or person.given[0]
        elif kind == "s":
            text = rng.choice(("-", "-", " ", ". ")).join(person.given.replace(" ", "").upper())
        elif kind == "fam":
            text = last + ("es" if last.endswith(("s", "x", "z", "ch", "sh")) else "s")
        else:
            text = {
                "f": person.given,
                "l": last,
                "k": person.short,
                "c": f"{last}, {person.given}",
                "u": f"{person.given} {last.upper()}",
                "n": person.full.replace(person.surname, last),
            }[kind]
        made.origins.append(person.origin)
        made.add(styled_name(text, style), "PERSON")


def _in_capitals(passage: Passage, at: int) -> bool:
    """Whether the rest of a slot's line is written in capitals."""
    before = passage[at - 1].text.rsplit("\n", 1)[-1] if at else ""
    after = passage[at + 1].text.split("\n", 1)[0] if at + 1 < len(passage) else ""
    letters = [letter for letter in before + after if letter.isalpha()]
    return len(letters) > 5 and all(letter.isupper() for letter in letters)


def _name_words() -> set[str]:
    return {
        word.lower()
        for origin in read_origins().values()
        for name in (*origin.given, *origin.surnames, *origin.short)
        for word in name.split()
    }
