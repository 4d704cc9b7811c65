"""Write synthetic training documents in the families' languages."""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1] / "ner_en"))

from generate import Document
from languages import Tongue, read
from passages import Piece
from people import People, plain
from things import KINDS, Things

_STYLES: Final = ("normal", "lower", "bare", "upper")
_WEIGHTS: Final = (72, 14, 9, 5)
_MARKS: Final = str.maketrans("", "", '.,;:!?¿¡«»„”“"()،؛؟۔')
_PEOPLE: Final = frozenset("nflge")
_FOREIGN: Final = frozenset("ge")
_SEXED: Final = frozenset(("pl", "uk"))
_WOMEN: Final = frozenset((1, 2, 5, 7, 9))
"""In languages whose verbs show it, these numbers are women in every passage."""
_ACCENTED: Final = frozenset(("es", "fr", "pl", "pt", "ro", "tr"))
_WITHOUT_ACCENTS: Final = 0.15
_SMALL: Final = 0.8
"""Share of passages in small letters whose names are written small as well."""
_ARTICLE: Final = "lui "
"""What Romanian puts before a name that it does not inflect."""


class Cast:
    """Who the numbers of a document's slots stand for."""

    def __init__(self, tongue: Tongue, people: People, rng: random.Random) -> None:
        self._tongue, self._people, self._rng = tongue, people, rng
        self._surname = rng.random()
        self._known: dict[tuple[str, int], dict[str, str]] = {}
        self._seed = rng.random()

    def name(self, piece: Piece) -> str:
        if piece.kind in _FOREIGN:
            return self._foreign(piece)
        rng = random.Random(f"{self._seed}{piece.who}")
        sex = rng.choice("fm")
        if self._tongue.code in _SEXED:
            sex = "f" if piece.who in _WOMEN else "m"
        given, surname = self._tongue.given(rng, sex), self._tongue.surname(rng, sex)
        if piece.who <= 4 and rng.random() < 0.7:
            surname = self._tongue.surname(random.Random(f"{self._surname}{sex}"), sex)
        first, last = given.in_case(piece.case), surname.in_case(piece.case)
        if self._tongue.code == "tr" and piece.kind == "n":
            first = given.in_case("nom")  # only the last word takes the ending
        return {"f": first, "l": last}.get(piece.kind, f"{first} {last}")

    def _foreign(self, piece: Piece) -> str:
        rng = random.Random(f"{self._seed}{piece.who}")
        person = self._people.person(rng, self._people.origin(rng))
        return person.given if piece.kind == "g" else person.full


class Writer:
    """Fills passages. `kept_back` writes only with passages and names that are not trained on."""

    def __init__(self, seed: int, *, kept_back: bool) -> None:
        self.rng = random.Random(seed)
        self.people, self.things = People(kept_back=kept_back), Things(kept_back=kept_back)
        self.tongues = read(kept_back=kept_back)

    def documents(self, count: int) -> Iterator[Document]:
        for _ in range(count):
            yield self.document()

    def document(self, code: str = "") -> Document:
        rng = self.rng
        tongue = self.tongues[code or rng.choice(sorted(self.tongues))]
        (style,) = rng.choices(_STYLES, _WEIGHTS)
        made = Document(register=tongue.code, style=style)
        cast = Cast(tongue, self.people, rng)
        for place in range(rng.choice((1, 1, 2, 2, 3))):
            if place:
                made.add(rng.choice(("\n", "\n\n", " ")))
            passage = rng.choice(tongue.passages)
            literal = "".join(piece.text for piece in passage if not piece.kind)
            typist = Typist(
                made.style,
                small=literal.islower() and rng.random() < _SMALL,
                bare=tongue.code in _ACCENTED and rng.random() < _WITHOUT_ACCENTS,
            )
            for piece in passage:
                self._fill(piece, made, cast, typist, tongue)
        return made

    def _fill(
        self, piece: Piece, made: Document, cast: Cast, typist: "Typist", tongue: Tongue
    ) -> None:
        rng = self.rng
        if not piece.kind:
            made.add(typist.text(piece.text))
        elif piece.kind in _PEOPLE:
            name = cast.name(piece)
            if made.register == "tr" and rng.random() < 0.35:
                name = name.replace("'", "")
            if name.startswith(_ARTICLE):
                made.add(typist.text(_ARTICLE))
                name = name.removeprefix(_ARTICLE)
            made.origins.append(made.register)
            name, apostrophe, suffix = (
                name.partition("'") if made.register == "tr" else (name, "", "")
            )
            made.add(typist.name(name), "PERSON")
            made.add(typist.text(apostrophe + suffix))
        else:
            said = piece.kind == "ageyears"
            text = tongue.age(rng) if said else self.things.make(piece.kind, rng)
            made.add(typist.name(text), KINDS[piece.kind])


@dataclass(frozen=True)
class Typist:
    """How one passage is typed: its style; names in `small` letters; all `bare` of accents."""

    style: str
    small: bool
    bare: bool

    def text(self, text: str) -> str:
        if self.style in ("lower", "bare"):
            text = text.lower()
        if self.style == "bare":
            text = text.translate(_MARKS)
        if self.bare:
            text = plain(text)
        return text.upper() if self.style == "upper" else text

    def name(self, name: str) -> str:
        return self.text(name.lower() if self.small else name)
