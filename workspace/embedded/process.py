"""One process of ours: started in a group of its own, known for certain, stopped with its group."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from .folder import ROOT


def born(pid: int) -> str:
    """Say when process `pid` began, "" if there is none: a number used again is told apart."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return "" if stat[0] == "Z" else stat[19]
    except OSError:
        if Path("/proc/self/stat").exists():
            return ""
    command = ["ps", "-o", "lstart=", "-p", str(pid)]  # a system without /proc
    asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return asked.stdout.strip()


class Process:
    """A command that runs in the repository's folder, its output going to `log`."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], log: IO[bytes]) -> None:
        # A group of its own: Ctrl-C reaches us alone, and we pass it on in good order.
        self._process = subprocess.Popen(  # noqa: S603  (commands are ours)
            list(command),
            cwd=ROOT,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.pid = self._process.pid
        self.born = born(self.pid)
        self.started = time.monotonic()

    def ended(self) -> int | None:
        """Return the exit status once it has ended, having swept up the rest of its group."""
        status = self._process.poll()
        if status is not None:
            _signal_group(self.pid, signal.SIGKILL)
        return status

    def ask_to_stop(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()

    def wait(self, seconds: float) -> int | None:
        """Wait for its end, for at most `seconds`; None if it goes on."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return self.ended()

    def kill(self) -> None:
        _signal_group(self.pid, signal.SIGKILL)
        self._process.wait()


def stop_leftover(pid: int, when_born: str, patience: float = 10) -> bool:
    """Stop a process of an earlier start that was killed; False if it has gone already."""
    if not when_born or born(pid) != when_born:
        return False
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + patience
    while born(pid) == when_born and time.monotonic() < end:
        time.sleep(0.1)
    _signal_group(pid, signal.SIGKILL)
    return True


def _signal_group(pid: int, number: int) -> None:
    """Signal the group that `pid` led: a worker killed outright leaves its readers behind."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
