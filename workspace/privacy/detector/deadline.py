"""How long detection may take. Past that the call fails closed, whatever is still at work.

The work runs in a thread kept for it, so that even a recogniser that never comes back cannot
hold up the caller; that thread is then left to itself and another takes its place. (One thread
that is kept, because many short ones would each leave some memory behind.) The work is told how
long it has (`left`) and gives up by itself where it can: patterns with a time-out, and while
waiting for its turn.
"""

import time
from collections.abc import Callable
from contextvars import ContextVar
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, Final, TypeVar

SECONDS: Final = 20.0
SECONDS_PER_CHARACTER: Final = 0.001
"""A hundred times what the slowest text takes: only what has gone wrong meets it."""

T = TypeVar("T")
_ends: ContextVar[float | None] = ContextVar("detection ends", default=None)


class TooLong(Exception):
    """Detection did not come to an end in time."""


def seconds_for(text: str) -> float:
    return SECONDS + SECONDS_PER_CHARACTER * len(text)


def left(most: float = SECONDS) -> float:
    """Return how many seconds the work at hand still has, at most `most`. Raises TooLong."""
    ends = _ends.get()
    remaining = most if ends is None else min(most, ends - time.monotonic())
    if remaining <= 0:
        raise TooLong
    return remaining


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what `work` returns, or raise what it raises; TooLong if it is not done in time."""
    task: _Task = _Task(seconds, work)
    worker = _worker()
    worker.tasks.put(task)
    if not task.done.wait(seconds):
        _leave(worker)
        raise TooLong
    if task.error is not None:
        raise task.error
    result: T = task.result
    return result


class _Task:
    def __init__(self, seconds: float, work: Callable[[], Any]) -> None:
        self.ends = time.monotonic() + seconds
        self.work = work
        self.done = Event()
        self.result: Any = None
        self.error: BaseException | None = None

    def do(self) -> None:
        _ends.set(self.ends)
        try:
            left()
            self.result = self.work()
        except BaseException as error:
            self.error = error
        self.done.set()


class _Worker:
    def __init__(self) -> None:
        self.tasks: SimpleQueue[_Task] = SimpleQueue()
        self.left = False
        self.thread = Thread(target=self._run, name="detection", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while not (self.left and self.tasks.empty()):
            self.tasks.get().do()  # held by no name afterwards: no text stays behind


_changing = Lock()
_now: list[_Worker] = []


def _worker() -> _Worker:
    """Return the worker at hand, or a new one; in a process that was forked there is none yet."""
    with _changing:
        if not _now or not _now[0].thread.is_alive():
            _now[:] = [_Worker()]
        return _now[0]


def _leave(worker: _Worker) -> None:
    with _changing:
        worker.left = True
        if _now == [worker]:
            _now.clear()
