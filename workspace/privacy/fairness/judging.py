"""Is one model as fair as another? Compared group by group, on the same set.

Lower is lower: whether chance explains it is for a person to say, who gives a reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .figures import Dimension, Figures, Group


@dataclass(frozen=True, slots=True)
class Fall:
    """A group that is found less often now: the worst of its dimension, or any other by more than
    chance explains, which the worst one would hide."""

    dimension: Dimension
    before: Group
    now: Group
    is_worst: bool = True

    @property
    def may_be_chance(self) -> bool:
        """The intervals overlap."""
        return self.now.interval.high >= self.before.interval.low

    def __str__(self) -> str:
        chance = "It may be chance" if self.may_be_chance else "It is more than chance explains"
        which = "the worst group" if self.is_worst else "another group"
        if self.now.name == self.before.name:
            was = f"{which}, {told(self.now)}, was at {_share(self.before)}"
        else:
            was = f"{which} is {told(self.now)}; before it was {told(self.before)}"
        return f"{self.dimension.called}: {was}. {chance}."


def told(group: Group) -> str:
    """One group in words: "Somali, found in 93.1 % of 120 (likely 87 to 96)"."""
    return f"{group.called}, found in {_share(group)}"


def _share(group: Group) -> str:
    low, high = group.interval
    likely = f"likely {100 * low:.0f} to {100 * high:.0f}"
    return f"{percent(group.share)} of {group.mentions:,} ({likely})"


def percent(share: float) -> str:
    """Never "100 %" while anybody was missed."""
    rounded = min(100 * share, 99.9) if share < 1 else 100
    return f"{rounded:.1f}\N{NO-BREAK SPACE}%"


def falls(new: Figures, old: Figures) -> list[Fall]:
    """Return every fall, dimension by dimension."""
    return [fall for dimension in new.dimensions for fall in _falls(dimension, old)]


def below(figures: Figures, *, floor: float, mentions: float) -> list[str]:
    """Say which groups of so many mentions are found less often than `floor` per cent."""
    return [
        f"{dimension.called}: {told(group)}."
        for dimension in figures.dimensions
        for group in dimension.groups
        if group.is_told_apart and group.mentions >= mentions and 100 * group.share < floor
    ]


def _falls(dimension: Dimension, old: Figures) -> Iterator[Fall]:
    then = old.dimension(dimension.key)
    worst, before = dimension.worst, then.worst
    if before and (worst is None or worst.share < before.share):
        yield Fall(dimension, before, worst or Group("nobody", 0, 0))
    was = {group.name: group for group in then.compared}
    for group in dimension.compared:
        if group != worst and group.name in was:
            fall = Fall(dimension, was[group.name], group, is_worst=False)
            if group.share < fall.before.share and not fall.may_be_chance:
                yield fall
