"""What a measurement found: counts, and what they can and cannot say.

An interval is Wilson's: where the true share of such mentions would lie, 19 times in 20, if the
set were drawn at random from life. It says how much chance is in a figure, not how like life
the set is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from typing import Any, Final, NamedTuple

DIMENSIONS: Final = {
    "origin": "Name origin",
    "gender": "Gender of the name",
    "register": "Kind of writing",
    "case": "Letter case",
    "script": "Script",
}
ENOUGH: Final = 40
"""Groups with fewer mentions are shown and not compared, and so is whoever's gender is unknown."""
_Z: Final = 1.959964  # 95 %
_UNKNOWN: Final = "unknown"
_GENDERS: Final = {"f": "Girls’ and women’s names", "m": "Boys’ and men’s names",
                   _UNKNOWN: "Not shown (surnames, short forms)"}  # fmt: skip


class Interval(NamedTuple):
    low: float
    high: float


def wilson(found: int, mentions: int) -> Interval:
    if not mentions:
        return Interval(0.0, 1.0)
    share, square = found / mentions, _Z * _Z
    middle = share + square / (2 * mentions)
    spread = _Z * sqrt(share * (1 - share) / mentions + square / (4 * mentions * mentions))
    whole = 1 + square / mentions
    return Interval(max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole))


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    found: int
    mentions: int

    @property
    def share(self) -> float:
        return self.found / self.mentions if self.mentions else 0.0

    @property
    def interval(self) -> Interval:
        return wilson(self.found, self.mentions)

    @property
    def missed(self) -> int:
        return self.mentions - self.found

    @property
    def is_compared(self) -> bool:
        return self.mentions >= ENOUGH and self.is_told_apart

    @property
    def is_told_apart(self) -> bool:
        return self.name != _UNKNOWN

    @property
    def called(self) -> str:
        return _GENDERS.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class Dimension:
    key: str
    groups: tuple[Group, ...]
    """The weakest first."""

    @property
    def called(self) -> str:
        return DIMENSIONS[self.key]

    @property
    def compared(self) -> list[Group]:
        return [group for group in self.groups if group.is_compared]

    @property
    def worst(self) -> Group | None:
        return next(iter(self.compared), None)

    @property
    def best(self) -> Group | None:
        return self.compared[-1] if self.compared else None

    @property
    def gap(self) -> float:
        """How far the worst group is behind the best."""
        return self.best.share - self.worst.share if self.best and self.worst else 0.0


@dataclass
class Figures:
    documents: int = 0
    mentions: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(dimension, group) -> how many. ("", "") is everybody."""
    found: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, groups: dict[str, str], hidden: bool) -> None:
        keys = [("", ""), *((name, group) for name, group in groups.items() if group)]
        self.mentions.update(keys)
        if hidden:
            self.found.update(keys)

    @property
    def overall(self) -> Group:
        return Group("Everybody", self.found["", ""], self.mentions["", ""])

    def dimension(self, key: str) -> Dimension:
        groups = [
            Group(name, self.found[of, name], count)
            for (of, name), count in self.mentions.items()
            if of == key
        ]
        return Dimension(key, tuple(sorted(groups, key=lambda g: (g.share, g.name))))

    @property
    def dimensions(self) -> list[Dimension]:
        return [self.dimension(key) for key in DIMENSIONS]

    def worst(self) -> tuple[Dimension, Group] | None:
        """The weakest group of all that are large enough, and its dimension."""
        worst = [(found, found.worst) for found in self.dimensions]
        real = [(found, group) for found, group in worst if group is not None]
        return min(real, key=lambda pair: pair[1].share, default=None)

    def widest(self) -> Dimension:
        """The dimension with the largest gap."""
        return max(self.dimensions, key=lambda found: found.gap)

    def as_json(self) -> dict[str, Any]:
        return {"documents": self.documents, "groups": list(self._rows())}

    def _rows(self) -> Iterator[list[Any]]:
        for of, name in sorted(self.mentions):
            yield [of, name, self.found[of, name], self.mentions[of, name]]


def from_json(said: dict[str, Any]) -> Figures:
    rows: Iterable[Any] = said["groups"]
    figures = Figures(documents=said["documents"])
    for of, name, found, mentions in rows:
        figures.mentions[of, name] = mentions
        figures.found[of, name] = found
    return figures
