"""Measured groups as their page draws them: a dot, and a line for what chance may explain."""

from dataclasses import dataclass
from math import floor
from typing import Final

from workspace.privacy.fairness.figures import Dimension, Group
from workspace.privacy.fairness.judging import percent

_LEAST: Final = 0.0005
"""A difference that is written as 0.1 points."""


@dataclass(frozen=True, slots=True)
class Row:
    """`dot`, `low` and `width` are places on a line from 0 to 100."""

    group: Group
    dot: float
    low: float
    width: float

    @property
    def found(self) -> str:
        return percent(self.group.share)

    @property
    def likely(self) -> str:
        low, high = self.group.interval
        return f"likely {100 * low:.0f} to {100 * high:.0f} %"


@dataclass(frozen=True, slots=True)
class Chart:
    dimension: Dimension
    start: int
    """What the left end of every line stands for, in per cent. The right end is 100."""
    rows: list[Row]

    @property
    def gap(self) -> str:
        return points(self.dimension.gap)


def chart(dimension: Dimension) -> Chart:
    lowest = min((group.interval.low for group in dimension.groups), default=0.0)
    start = min(90, 10 * floor(10 * lowest))
    return Chart(dimension, start, [_row(group, start) for group in dimension.groups])


def _row(group: Group, start: int) -> Row:
    def place(share: float) -> float:
        return round(max(0.0, (100 * share - start) / (100 - start) * 100), 1)

    low, high = map(place, group.interval)
    return Row(group, place(group.share), low, round(high - low, 1))


def points(difference: float) -> str:
    """Never "0.0 points" where there is a difference."""
    if 0 < difference < _LEAST:
        return "less than 0.1 points"
    return f"{100 * difference:.1f} points"


def change(now: float, before: float) -> str:
    """A difference in words."""
    difference = round(100 * (now - before), 1)
    if not difference:
        return "unchanged"
    return f"{abs(difference):.1f} points {'better' if difference > 0 else 'worse'}"
