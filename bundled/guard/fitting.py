"""Logistic regression on sparse rows with nothing but numpy: exact, and the same every time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

_MEMORY: Final = 8
_STEPS: Final = 60
_SEEN: Final = 2  # rows that a bucket must be in to count


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows, with columns squeezed to the buckets that at least two rows share."""

    columns: np.ndarray
    """The bucket of each column."""
    rarity: np.ndarray
    """How much more a rare bucket counts than a common one."""
    index: np.ndarray
    value: np.ndarray
    start: np.ndarray

    @property
    def count(self) -> int:
        return len(self.start) - 1

    def times(self, weights: np.ndarray) -> np.ndarray:
        sums = np.concatenate(([0.0], np.cumsum(self.value * weights[self.index])))
        return sums[self.start[1:]] - sums[self.start[:-1]]

    def back(self, errors: np.ndarray) -> np.ndarray:
        spread = np.repeat(errors, np.diff(self.start))
        return np.bincount(self.index, self.value * spread, len(self.columns))


def rows(found: Sequence[tuple[np.ndarray, np.ndarray]], buckets: int) -> Rows:
    """Lay rows of (buckets, shares) out; rare buckets count more."""
    every = np.concatenate([at for at, _ in found])
    share = np.concatenate([value for _, value in found])
    lengths = [len(at) for at, _ in found]
    seen = np.bincount(every, minlength=buckets)
    columns = np.flatnonzero(seen >= _SEEN)
    place = np.full(buckets, -1)
    place[columns] = np.arange(len(columns))
    kept = place[every] >= 0
    row = np.repeat(np.arange(len(found)), lengths)[kept]
    rarity = np.log((1 + len(found)) / (1 + seen[columns])) + 1
    index = place[every][kept]
    start = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=len(found)))))
    return Rows(columns, rarity, index, share[kept] * rarity[index], start)


def logistic(data: Rows, wanted: np.ndarray, counts: np.ndarray, trust: float) -> np.ndarray:
    """Weights, the bias last. `trust` is how far the rows may pull weights from nothing."""
    signs = np.where(wanted, 1.0, -1.0)
    each = trust * _balanced(wanted, counts)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signs * (data.times(weights[:-1]) + weights[-1])
        wrong = -signs * each / (1 + np.exp(np.clip(margin, -500, 500)))
        slope = np.append(weights[:-1] + data.back(wrong), wrong.sum())
        value = each @ np.logaddexp(0, -margin) + 0.5 * weights[:-1] @ weights[:-1]
        return float(value), slope

    return descend(loss, np.zeros(len(data.columns) + 1))


def spread(data: Rows, weights: np.ndarray, buckets: int) -> np.ndarray:
    """Weights by bucket, rarity folded in, without the bias."""
    table = np.zeros(buckets)
    table[data.columns] = weights[: len(data.columns)] * data.rarity
    return table


def _balanced(wanted: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Both answers weigh the same together."""
    total, yes = counts.sum(), counts[wanted].sum()
    return counts * np.where(wanted, total / (2 * yes), total / (2 * (total - yes)))


def descend(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], at: np.ndarray) -> np.ndarray:
    """Go downhill by L-BFGS until it is flat."""
    value, slope = loss(at)
    past: list[tuple[np.ndarray, np.ndarray, float]] = []
    for _ in range(_STEPS):
        way, size = -_turned(slope, past), 1.0
        if not past:
            way /= max(float(np.abs(slope).sum()), 1.0)
        slant = float(way @ slope)
        while size > 1e-6:
            reached = at + size * way
            new, steep = loss(reached)
            if new <= value + 1e-4 * size * slant:
                break
            size /= 2
        moved, bent = reached - at, steep - slope
        if (curve := float(moved @ bent)) > 1e-12:
            past = [*past[-_MEMORY + 1 :], (moved, bent, 1 / curve)]
        flat = value - new < 1e-5 * max(abs(value), 1.0)
        at, value, slope = reached, new, steep
        if flat:
            break
    return at


def _turned(slope: np.ndarray, past: list[tuple[np.ndarray, np.ndarray, float]]) -> np.ndarray:
    """The slope, seen through the curves met so far."""
    way, parts = slope.copy(), []
    for moved, bent, share in reversed(past):
        part = share * float(moved @ way)
        way -= part * bent
        parts.append(part)
    if past:
        moved, bent, _ = past[-1]
        way *= float(moved @ bent) / float(bent @ bent)
    for (moved, bent, share), part in zip(past, reversed(parts), strict=True):
        way += moved * (part - share * float(bent @ way))
    return way
