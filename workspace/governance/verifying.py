"""Is the record whole? Plain Python over entries in their order, one in memory at a time.

What is held against what: an entry against its own digest, each against the one before, the last
against the head, and all against what was signed for and kept elsewhere. Whoever can write to the
database can mend the first three; nobody without the signing key can mend the last.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC
from enum import StrEnum
from typing import Final, NamedTuple

from .links import GENESIS, Head, Mark, Values, digest_of

_NEARBY: Final = 16


class Kind(StrEnum):
    CHANGED = "changed"
    MOVED = "moved"
    MISSING = "missing"
    REPLACED = "replaced"
    ADDED = "added"
    CUT = "cut off"
    REWRITTEN = "rewritten"
    FORGED = "forged"
    UNSEALED = "not sealed"
    UNGUARDED = "not guarded"
    UNREADABLE = "unreadable"


class Fault(NamedTuple):
    kind: Kind
    seq: int
    """The first entry that it concerns."""
    message: str
    """What is wrong, in a plain sentence."""


def verify(
    entries: Iterable[Values], checkpoints: Iterable[Mark | Fault], head: Head | None
) -> Iterator[Fault]:
    """Yield what is wrong with a chain; nothing if it is whole.

    `entries` are mappings of `links.COVERED` and "digest", by seq. `checkpoints` are by seq too,
    and genuine (`statements.marks` sees to that; a fault among them is passed on). `head` is None
    where nobody can say where the chain should end.
    """
    return Walk(checkpoints).over(entries, head)


class Walk:
    """One walk along a chain. `count` entries and `held` checkpoints have been seen so far."""

    def __init__(self, checkpoints: Iterable[Mark | Fault]) -> None:
        self.count = self.held = self.seq = 0
        self.digest = GENESIS
        self.good = 0
        """The last entry for which a genuine checkpoint speaks."""
        self._bad: Mark | None = None
        self._checkpoints = iter(checkpoints)
        self._next = next(self._checkpoints, None)

    def over(self, entries: Iterable[Values], head: Head | None) -> Iterator[Fault]:
        for entry in entries:
            yield from self._step(entry)
        yield from self._rewritten()
        yield from self._end(head)

    def _step(self, entry: Values) -> Iterator[Fault]:
        seq, before = entry["seq"], self.seq
        self.count += 1
        if seq <= before:
            words = f"Entry {seq} stands after entry {before}: it was moved, or written twice."
            yield Fault(Kind.MOVED, seq, words)
            return
        if seq > before + 1:
            yield Fault(Kind.MISSING, before + 1, f"{_span(before + 1, seq - 1)} missing.")
        if digest_of(entry) != entry["digest"]:
            yield _altered(entry)
        elif seq == before + 1 and entry["previous"] != self.digest:
            yield _not_after(seq)
        self.seq, self.digest = seq, entry["digest"]
        yield from self._compare(before)

    def _compare(self, before: int) -> Iterator[Fault]:
        """Hold checkpoints of up to here against the entry just read."""
        while (mark := self._next) is not None:
            if isinstance(mark, Mark) and mark.seq > self.seq:
                return
            self._next = next(self._checkpoints, None)
            if isinstance(mark, Fault):
                yield mark
            elif mark.seq <= before:
                words = f"The checkpoint of entry {mark.seq} stands out of order: not compared."
                yield Fault(Kind.FORGED, mark.seq, words)
            elif mark.seq == self.seq:  # one of a missing entry says no more than the gap does
                yield from self._hold(mark)

    def _hold(self, mark: Mark) -> Iterator[Fault]:
        self.held += 1
        if mark.digest != self.digest:
            self._bad = mark
            return
        yield from self._rewritten()
        self.good = mark.seq

    def _rewritten(self) -> Iterator[Fault]:
        if self._bad:
            first, last = self.good + 1, self._bad.seq
            words = "not what was signed for on"
            yield Fault(
                Kind.REWRITTEN, first, f"{_span(first, last)} {words} {_day(self._bad)}: rewritten."
            )
            self._bad = None

    def _end(self, head: Head | None) -> Iterator[Fault]:
        last, lost = self.seq, None
        for mark in self._left():
            if isinstance(mark, Fault):
                yield mark
            elif mark.seq > last:
                lost = mark
        if head is not None and head.seq > last:
            words = f"{_span(last + 1, head.seq)} cut off: the head says so."
            yield Fault(Kind.CUT, last + 1, words)
        elif head is not None and head.seq < last:
            words = f"{_span(head.seq + 1, last)} not Daylight's: the head ends before."
            yield Fault(Kind.ADDED, head.seq + 1, words)
        elif head is not None and head.digest != self.digest:
            yield Fault(Kind.REPLACED, last, f"Entry {last}, the last, is not the one written.")
        if lost and (head is None or lost.seq > max(head.seq, last)):
            words = f"{_span(last + 1, lost.seq)} cut off: a checkpoint signed on {_day(lost)}"
            yield Fault(Kind.CUT, last + 1, f"{words} saw entry {lost.seq}.")

    def _left(self) -> Iterator[Mark | Fault]:
        if self._next is not None:
            yield self._next
        yield from self._checkpoints


def _altered(entry: Values) -> Fault:
    """Say that an entry is not what was written, and where it was written if that is near."""
    seq = entry["seq"]
    for place in range(max(1, seq - _NEARBY), seq + _NEARBY + 1):
        if digest_of({**entry, "seq": place}) == entry["digest"]:
            return Fault(Kind.MOVED, seq, f"Entry {seq} was moved: it was written as {place}.")
    return Fault(Kind.CHANGED, seq, f"Entry {seq} was changed after it was written.")


def _not_after(seq: int) -> Fault:
    words = "does not follow from the one before: one of them was replaced."
    return Fault(Kind.REPLACED, seq, f"Entry {seq} {words}")


def _span(first: int, last: int) -> str:
    return f"Entry {first} is" if first == last else f"Entries {first} to {last} are"


def _day(mark: Mark) -> str:
    return f"{mark.at.astimezone(UTC):%-d %B %Y at %H:%M} UTC"
