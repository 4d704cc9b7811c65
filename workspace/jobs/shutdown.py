"""Hearing that the server stops, early enough to tell the screens that follow it.

A server waits for open streams before it tells the application anything, so the signal itself
is what we listen to; whoever handled it before still does.
"""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType


def tell_at_shutdown(loop: asyncio.AbstractEventLoop, close: Callable[[], None]) -> None:
    """Have `close` called in `loop` when a server that handles signals is asked to stop."""
    if threading.current_thread() is not threading.main_thread():
        return
    if not callable(signal.getsignal(signal.SIGTERM)):
        return  # no server: a test, a command
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)
        if callable(before):
            signal.signal(number, _chained(loop, close, before))


def _chained(
    loop: asyncio.AbstractEventLoop,
    close: Callable[[], None],
    before: Callable[[int, FrameType | None], object],
) -> Callable[[int, FrameType | None], None]:
    def handle(number: int, frame: FrameType | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(close)
        before(number, frame)

    return handle
