"""Real processes for tests: workers, beat, web server. Each is stopped by its own id."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
"""Seconds before a test gives up waiting; how long something takes is never asserted."""


def wait_until(true: Callable[[], object], what: str = "it") -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE:.0f} s in vain for {what}")
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Child:
    """A Python process on the test database, its output kept in `log`."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        from django.db import connection

        name = f"{self.__class__.__name__.lower()}-{time.time_ns()}.log"
        self.log = Path(os.environ["DAYLIGHT_VAR"]) / name
        env = os.environ | environment
        env["DJANGO_SETTINGS_MODULE"] = "tests.child_settings"
        env["DAYLIGHT_TEST_DATABASE"] = str(connection.settings_dict["NAME"])
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=env,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, words: str) -> None:
        wait_until(lambda: words in self.said() or not self.alive, words)
        assert self.alive, self.said()[-4000:]

    def kill(self) -> None:
        """Like a power cut: no goodbye."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()


class Worker(Child):
    def __init__(self, *, threads: int = 4, imports: str = "", **environment: str) -> None:
        modules = ["tests.workspace.jobs.work", *([imports] if imports else [])]
        celery = ("-m", "celery", "-A", "workspace.celery", "worker", "-l", "INFO")
        pool = ("-P", "threads", "-c", str(threads), "-n", f"test-{time.time_ns()}@%h")
        super().__init__(*celery, *pool, DAYLIGHT_TEST_IMPORTS=",".join(modules), **environment)
        self.wait_for(" ready.")


class SharedWorker:
    """One worker for all tests that ask, started when the first does."""

    def __init__(self) -> None:
        self._worker: Worker | None = None

    def get(self) -> Worker:
        if self._worker is None or not self._worker.alive:
            self._worker = Worker()
        return self._worker

    def stop(self) -> None:
        if self._worker is not None and self._worker.alive:
            self._worker.stop()


class Beat(Child):
    def __init__(self) -> None:
        super().__init__("-m", "celery", "-A", "workspace.celery", "beat", "-l", "INFO")


class Web(Child):
    """uvicorn, as in production, on a port of its own."""

    def __init__(self, *, port: int = 0, **environment: str) -> None:
        self.port = port or free_port()
        where = ("workspace.asgi:application", "--host", "127.0.0.1", "--port", str(self.port))
        patience = ("--timeout-graceful-shutdown", "30")
        super().__init__("-m", "uvicorn", *where, *patience, **environment)
        self.wait_for("Uvicorn running")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"
