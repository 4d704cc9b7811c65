"""Run a process that may not be trusted to end: feed it, bound what it says, leave nothing behind.

The process leads its own group; the whole group is killed on every way out, before the leader is
reaped, so that its number cannot have gone to somebody else.
"""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Sequence
from typing import IO, Final, NamedTuple

_CHUNK: Final = 65_536
_LEAVE_SECONDS: Final = 2.0


class Ended(NamedTuple):
    """What a process said, and how it ended: `status` is as `Popen.returncode` gives it."""

    output: bytes
    status: int
    overdue: bool = False
    overfull: bool = False


def run(
    command: Sequence[str], feed: Sequence[bytes], *, seconds: float, output_bytes: int
) -> Ended:
    """Feed `feed` to the command's input and return what it wrote, within both bounds."""
    deadline = time.monotonic() + seconds
    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may quote the file
        env={},
        cwd="/",
        start_new_session=True,
        bufsize=0,
    )
    pump = _Pump(process, feed, output_bytes)
    try:
        finished = pump.until(deadline) and _left(process, deadline)
    finally:
        status = _end(process)
    overdue = not finished and not pump.overfull
    return Ended(bytes(pump.output), status, overdue, pump.overfull)


class _Pump:
    """Moves bytes both ways at once, so that neither side can block the other."""

    def __init__(self, process: subprocess.Popen[bytes], feed: Sequence[bytes], most: int) -> None:
        if not (process.stdin and process.stdout):
            raise ValueError("the process needs both pipes")
        self._input: IO[bytes] = process.stdin
        self._waiting = [memoryview(piece) for piece in feed if piece]
        self._most = most
        self.output = bytearray()
        self.overfull = False
        self._selector = selectors.DefaultSelector()
        for pipe, event in (
            (process.stdin, selectors.EVENT_WRITE),
            (process.stdout, selectors.EVENT_READ),
        ):
            os.set_blocking(pipe.fileno(), False)
            self._selector.register(pipe, event)

    def until(self, deadline: float) -> bool:
        """Pump until the output ends (True), or the deadline or the bound is reached (False)."""
        with self._selector:
            while (left := deadline - time.monotonic()) > 0:
                for key, _ in self._selector.select(left):
                    if key.fileobj is self._input:
                        self._write()
                    elif not self._read(key.fd):
                        return not self.overfull
        return False

    def _write(self) -> None:
        first = self._waiting[0] if self._waiting else b""
        try:
            sent = os.write(self._input.fileno(), first[:_CHUNK])
        except BlockingIOError:
            return
        except BrokenPipeError:  # it has decided without reading everything
            self._waiting.clear()
        else:
            self._waiting[:1] = [memoryview(first)[sent:]] if sent < len(first) else []
        if not self._waiting:
            self._selector.unregister(self._input)
            self._input.close()

    def _read(self, pipe: int) -> bool:
        """Take what is there; False at the end of the output or over the bound."""
        try:
            chunk = os.read(pipe, _CHUNK)
        except BlockingIOError:
            return True
        self.output += chunk
        self.overfull = len(self.output) > self._most
        return bool(chunk) and not self.overfull


def _left(process: subprocess.Popen[bytes], deadline: float) -> bool:
    """Whether a process that has closed its output also goes away by itself, unreaped."""
    deadline = min(deadline, time.monotonic() + _LEAVE_SECONDS)
    while True:
        if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.001)


def _end(process: subprocess.Popen[bytes]) -> int:
    """Kill the whole group, close the pipes and reap; returns the leader's status."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe and not pipe.closed:
            pipe.close()
    return process.wait()
