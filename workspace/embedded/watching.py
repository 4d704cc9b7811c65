"""Keeping processes alive: one that dies is started again, later each time it dies young."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from .folder import Folder
from .process import Process

_FIRST_WAIT: Final = 1.0  # seconds
_LONGEST_WAIT: Final = 30.0
_SETTLED: Final = 60.0
"""Alive for this long, a process has proved itself, and its next death counts as its first."""


@dataclass(slots=True)
class Watched:
    """A process that should run for as long as we do."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    patience: float
    """Seconds it may take to stop in good order."""
    process: Process | None = field(default=None, repr=False)
    wait: float = _FIRST_WAIT
    due: float = 0.0


class Watch:
    """Starts what it is given, starts it again when it dies, and stops all of it."""

    def __init__(self, folder: Folder, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._say = say
        self._all: list[Watched] = []
        self.facts: dict[str, Any] = {}
        """What else the state file should say."""

    def add(self, watched: Watched) -> None:
        self._all.append(watched)
        self._start(watched)

    def look(self) -> None:
        """Notice who died, and start again whoever's time has come."""
        for watched in self._all:
            self._look_at(watched)

    def _look_at(self, watched: Watched) -> None:
        now = time.monotonic()
        if watched.process is None:
            if now >= watched.due:
                self._start(watched)
            return
        status = watched.process.ended()
        if status is None:
            return
        if now - watched.process.started > _SETTLED:
            watched.wait = _FIRST_WAIT
        watched.process, watched.due = None, now + watched.wait
        log = self._folder.log_path(watched.name)
        self._say(
            f"The {watched.name} process ended ({_how(status)}); starting it again in "
            f"{watched.wait:.0f} s. What it said is in {log}"
        )
        watched.wait = min(_LONGEST_WAIT, watched.wait * 2)

    def _start(self, watched: Watched) -> None:
        with self._folder.log(watched.name) as log:
            watched.process = Process(watched.command, watched.env, log)
        self.write_down()

    def write_down(self, *others: list[object]) -> None:
        """Keep who runs, so that a start after kill -9 can stop what was left behind."""
        running = [[w.name, w.process.pid, w.process.born] for w in self._all if w.process]
        self._folder.remember({**self.facts, "processes": [*running, *others]})

    def stop(self) -> None:
        """Ask all of them to stop, the last started first, and kill whoever takes too long."""
        running = [w for w in reversed(self._all) if w.process]
        for watched in running:
            assert watched.process
            watched.process.ask_to_stop()
        for watched in running:
            assert watched.process
            if watched.process.wait(watched.patience) is None:
                watched.process.kill()
            watched.process = None
        self._all.clear()
        self.write_down()


def _how(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"status {status}"
