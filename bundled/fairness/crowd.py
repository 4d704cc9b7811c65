"""Invented people of one origin and gender, some of them with names that are on no list."""

import random
from typing import Final

from passages import DATA
from people import TRICKY, Inventor, People, Side, is_held_back, read_origins

GENDERS: Final = ("f", "m")
_UNLISTED: Final = 0.3
"""Share of names that are invented, letter by letter, in the manner of their origin."""


def given_names(origin: str, gender: str) -> list[str]:
    lines = (DATA / "names" / f"{origin}.txt").read_text("utf-8").splitlines()
    rows = (line.partition(":")[2] for line in lines if line.startswith(f"{gender}:"))
    return [name.strip() for row in rows for name in row.split(",") if name.strip()]


class Crowd(People):
    """People of one gender, of one origin at a time, with names that are not trained on."""

    def __init__(self, gender: str) -> None:
        super().__init__(kept_back=True)
        origins = read_origins()
        self._listed = {
            name for one in origins.values() for name in (*one.given, *one.surnames, *one.short)
        }
        self._here = ""
        for name, side in self.sides.items():
            every = given_names(name, gender)
            side.given = [one for one in every if is_held_back(one)] or every[:2]
            side.new_given, side.new_surname = Inventor(every), Inventor(origins[name].surnames)

    def of(self, origin: str) -> "Crowd":
        self._here = origin
        return self

    def origin(self, rng: random.Random) -> str:
        """Even the other half of a double surname is of the same origin."""
        return self._here

    def side(self) -> Side:
        return self.sides[self._here]

    def _draw(self, rng: random.Random, names: list[str], new: Inventor, origin: str) -> str:
        if origin != TRICKY and rng.random() < _UNLISTED:
            for _ in range(20):
                if (name := new.make(rng)) not in self._listed:
                    return name
        return rng.choice(names)
