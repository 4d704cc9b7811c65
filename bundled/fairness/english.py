"""English documents: every origin fills the same passages, so that only the names differ."""

import random
from collections.abc import Iterator
from typing import Final

from crowd import GENDERS, Crowd
from noise import styled_name, styled_text
from passages import Passage, Piece, read
from people import TRICKY, Person
from things import KINDS, Things
from writing_down import Paper

_PEOPLE: Final = frozenset(("n", "f", "l", "k", "c", "u", "fam"))
_SHOWN: Final = frozenset(("n", "f", "c", "u"))
"""Slots with a given name: what else is written does not show a gender."""
_FAMILY: Final = 4
_EACH: Final = 2
"""Passages of each register that every origin fills."""
_CASES: Final = ("lower", "upper", "bare")
_REGISTERS: Final = {
    "addresses": "Addresses and moves", "capitals": "Notes in capitals", "chat": "Chats",
    "chats": "Chats",
    "children": "Children’s words", "chronology": "Chronologies", "details": "Mixed",
    "emails": "Emails", "initials": "Lists and tables",
    "finance": "Finance", "letters": "Letters", "messages": "Text messages",
    "minutes": "Minutes", "mixed": "Mixed", "named": "Names among words", "notes": "Case notes",
    "places": "Places", "police": "Police", "prompts": "Requests to the assistant",
    "records": "Health and school records", "referrals": "Referrals",
    "speech": "Transcribed speech", "supervision": "Supervision",
    "tables": "Lists and tables", "tricky": "Names among words", "words": "Names among words",
    "written": "Mixed",
}  # fmt: skip
CASES: Final = {
    "normal": "As usual", "lower": "Lower case", "upper": "Capitals",
    "bare": "Lower case, no punctuation",
}  # fmt: skip


def called(origin: str) -> str:
    """What a group is called: "hong_kong_malaysian" is "Hong Kong Malaysian"."""
    if origin == TRICKY:
        return "Names that are words"
    words = (word if word == "in" else word.capitalize() for word in origin.split("_"))
    return " ".join(words)


def passages() -> list[tuple[str, Passage]]:
    """(register, passage): a few of each register that speak of people by their names."""
    by_register: dict[str, list[Passage]] = {}
    for name, found in read(kept_back=True).items():
        if fit := [p for p in found if _names_people(p)]:
            by_register.setdefault(_REGISTERS[name.split("_")[0]], []).extend(fit)
    rng = random.Random("passages")
    return [
        (register, passage)
        for register, found in sorted(by_register.items())
        for passage in rng.sample(found, min(_EACH, len(found)))
    ]


def _names_people(passage: Passage) -> bool:
    """Initials and names spelled out say nothing of an origin."""
    kinds = {piece.kind for piece in passage}
    return bool(kinds & _PEOPLE) and not kinds & {"i", "s"}


class Writer:
    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._crowds = {gender: Crowd(gender) for gender in GENDERS}
        self._things = Things(kept_back=True)
        self._passages = passages()
        self.origins = self._crowds["f"].origins

    def papers(self, origin: str) -> Iterator[Paper]:
        turn = self.origins.index(origin)
        for number, (register, passage) in enumerate(self._passages):
            case = _CASES[(turn + number // 2) % 3] if number % 2 else "normal"
            rng = random.Random(f"{self._seed} {origin} {number}")
            yield self._fill(f"{origin}-{number}", register, passage, case, origin, rng)

    def _fill(
        self, name: str, register: str, passage: Passage, case: str, origin: str,
        rng: random.Random,
    ) -> Paper:  # fmt: skip
        literal = "".join(piece.text for piece in passage if not piece.kind)
        case = "upper" if literal.isupper() else case
        case = "lower" if literal.islower() and case in ("normal", "upper") else case
        paper = Paper(name, "en", "Latin", register, CASES[case])
        cast = _Cast(self._crowds, origin, rng)
        for piece in passage:
            if piece.kind in _PEOPLE:
                gender, person = cast.member(piece.who)
                shown = gender if piece.kind in _SHOWN else "unknown"
                paper.add(_styled(_written(piece, person), case), called(origin), shown)
            elif piece.kind:
                paper.add(styled_text(self._made(piece, case, rng), case, rng))
            else:
                paper.add(styled_text(piece.text, case, rng))
        return paper

    def _made(self, piece: Piece, case: str, rng: random.Random) -> str:
        made = self._things.make(piece.kind, rng)
        named = KINDS[piece.kind] in ("SCHOOL", "ADDRESS", "PLACE")
        return styled_name(made, case) if named else made


def _styled(name: str, case: str) -> str:
    return name if case == "normal" else styled_name(name, case)


def _written(piece: Piece, person: Person) -> str:
    last = person.surname
    return {
        "f": person.given, "l": last, "k": person.short, "n": person.full,
        "c": f"{last}, {person.given}", "u": f"{person.given} {last.upper()}",
        "fam": last + ("es" if last.endswith(("s", "x", "z", "ch", "sh")) else "s"),
    }[piece.kind]  # fmt: skip


class _Cast:
    """Who the numbers of a passage stand for: all of one origin, every second one a woman."""

    def __init__(self, crowds: dict[str, Crowd], origin: str, rng: random.Random) -> None:
        self._crowds, self._origin, self._rng = crowds, origin, rng
        self._first = rng.randrange(2)
        self._surname = crowds["f"].of(origin).person(rng, origin).surname
        self._members: dict[int, tuple[str, Person]] = {}

    def member(self, who: int) -> tuple[str, Person]:
        if who not in self._members:
            gender = GENDERS[(self._first + who) % 2]
            own = who <= _FAMILY and self._rng.random() < 0.6
            surname = self._surname if own else ""
            person = self._crowds[gender].of(self._origin).person(self._rng, self._origin, surname)
            self._members[who] = gender, person
        return self._members[who]
