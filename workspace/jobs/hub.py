"""One poller for all followers in an event loop: two queries a tick, not two per screen.

It looks every 100 ms while something moves, slower while nothing does, and not at all while
nobody follows. A follower that reads slowly is left behind, never buffered without bound: its
lines wait in the database.
"""

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connections

from . import poll
from .shutdown import tell_at_shutdown

log = logging.getLogger(__name__)

FASTEST, SLOWEST, AFTER_ERROR = 0.1, 0.5, 1.0
_QUIET_SECONDS = 10.0
_MOST_BATCHES = 4


class Follower:
    """One screen: where it stands in the log, and the batches it has not read yet."""

    def __init__(self, job_id: UUID, after: int) -> None:
        self.job_id = job_id
        self.position = after
        self.batches: asyncio.Queue[poll.News | None] = asyncio.Queue()
        """`None` says that the server is going: come back soon."""

    @property
    def is_behind(self) -> bool:
        return self.batches.qsize() >= _MOST_BATCHES

    def tell(self, news: poll.News) -> bool:
        """Queue what is new to this follower. True when it has heard everything."""
        lines = tuple(line for line in news.lines if line.seq > self.position)
        position = lines[-1].seq if lines else self.position
        over = news.ending is not None and position >= news.last_seq
        if lines or over:
            self.batches.put_nowait(poll.News(lines, news.last_seq, news.ending if over else None))
        self.position = position
        return over


class Hub:
    def __init__(self) -> None:
        self.followers: set[Follower] = set()
        self.ticks = 0
        self._task: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._moved_at = 0.0
        self._closing = False

    def join(self, follower: Follower) -> None:
        if self._closing:
            follower.batches.put_nowait(None)
            return
        self.followers.add(follower)
        self._moved_at = time.monotonic()
        self._wake.set()
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    def leave(self, follower: Follower) -> None:
        self.followers.discard(follower)
        self._wake.set()

    def close(self) -> None:
        """Tell every follower to go, now and from now on: the server is stopping."""
        self._closing = True
        for follower in self.followers:
            follower.batches.put_nowait(None)
        self.followers.clear()
        self._wake.set()

    async def _run(self) -> None:
        with ThreadPoolExecutor(1, thread_name_prefix="hub") as thread:
            try:
                while self.followers:
                    self._wake.clear()
                    await self._pause(await self._tick(thread))
            finally:
                self._task = None  # whoever joins from here on starts anew
                thread.submit(connections.close_all)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            return
        await asyncio.sleep(FASTEST / 5)  # newcomers share a tick

    async def _tick(self, thread: ThreadPoolExecutor) -> float:
        """Look once, tell everybody, and return how long to wait."""
        self.ticks += 1
        positions: dict[UUID, int] = {}
        for one in self.followers:
            if not one.is_behind:
                positions[one.job_id] = min(one.position, positions.get(one.job_id, one.position))
        try:
            found = await asyncio.get_running_loop().run_in_executor(thread, poll.news, positions)
        except Exception as error:  # whatever it is, the screens stay connected
            log.warning("following: could not look (%s)", type(error).__name__)
            return AFTER_ERROR
        self._tell(found)
        quiet = time.monotonic() - self._moved_at > _QUIET_SECONDS
        return SLOWEST if quiet else FASTEST

    def _tell(self, found: dict[UUID, poll.News]) -> None:
        if found:
            self._moved_at = time.monotonic()
        for follower in list(self.followers):
            news = found.get(follower.job_id)
            if news and not follower.is_behind and follower.tell(news):
                self.followers.discard(follower)


_HUBS: "WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = WeakKeyDictionary()


def hub() -> Hub:
    """Return the hub of the running loop."""
    loop = asyncio.get_running_loop()
    if loop not in _HUBS:
        _HUBS[loop] = mine = Hub()
        tell_at_shutdown(loop, mine.close)
    return _HUBS[loop]
