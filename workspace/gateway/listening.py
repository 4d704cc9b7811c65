"""Listening to an engine without being held up by it: its silence is heard, too.

The engine works in a thread of its own, so that whoever listens can look at the kill switches
and leave while it says nothing.
"""

import threading
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from typing import Final

from workspace.privacy.masked import Masked

from .protocol import Engine

_END: Final = object()


class Listening:
    """Iterate for pieces, and for "" whenever the engine was silent for `pulse` seconds."""

    def __init__(self, engine: Engine, masked: Masked, *, pulse: float) -> None:
        self._engine, self._masked, self._pulse = engine, masked, pulse
        self._heard: SimpleQueue[object] = SimpleQueue()
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="engine", daemon=True)

    def __iter__(self) -> Iterator[str]:
        self._thread.start()
        while True:
            try:
                heard = self._heard.get(timeout=self._pulse)
            except Empty:
                heard = ""
            if heard is _END:
                return
            if isinstance(heard, BaseException):
                raise heard
            yield str(heard)

    def leave(self) -> None:
        """Stop the engine: at its next piece, or at once where it can be interrupted."""
        self._left.set()
        interrupt = getattr(self._engine, "interrupt", None)
        if interrupt is not None and self._thread.is_alive():
            interrupt()

    def _listen(self) -> None:
        """Runs in the thread. What the engine raises is raised where it is listened to."""
        try:
            source = self._engine.stream(self._masked)
            try:
                for piece in source:
                    if self._left.is_set():
                        return
                    self._heard.put(piece)
            finally:
                if close := getattr(source, "close", None):
                    close()
            self._heard.put(_END)
        except BaseException as error:
            self._heard.put(error)
