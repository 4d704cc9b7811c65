"""The packs that this process has open. The one used longest ago is closed first.

Nothing is opened before it is asked for, so never before a process forks. Should a process with
open packs fork all the same, the child forgets them unclosed: their threads are not there.
"""

import os
from collections import OrderedDict
from threading import Lock
from typing import Final

from .installed import PackFacts
from .pack import Pack

OPEN_AT_ONCE: Final = 4


class Shelf:
    """Safe to use from many threads. `room`: how many packs may be open at once."""

    def __init__(self, room: int = OPEN_AT_ONCE) -> None:
        self.room = room
        self._packs: OrderedDict[PackFacts, Pack] = OrderedDict()
        self._lock = Lock()
        self._forgotten: list[object] = []
        os.register_at_fork(after_in_child=self._forget)

    def take(self, facts: PackFacts) -> Pack:
        """The pack, opened if need be. Whoever uses one that is closed meanwhile may go on."""
        with self._lock:
            pack = self._packs.pop(facts, None) or Pack(facts)
            self._packs[facts] = pack
            while len(self._packs) > self.room:
                self._packs.popitem(last=False)
            return pack

    def open_now(self) -> list[str]:
        """Labels, the one used longest ago first."""
        with self._lock:
            return [facts.label for facts in self._packs]

    def clear(self) -> None:
        """Close everything that nobody is using."""
        with self._lock:
            self._packs.clear()

    def _forget(self) -> None:
        self._forgotten.append(self._packs)  # closing one would wait for threads that are gone
        self._packs, self._lock = OrderedDict(), Lock()
