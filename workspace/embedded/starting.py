"""From nothing to a Daylight that answers: prepare, start, wait until healthy, say where."""

import http.client
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Final

from . import ports
from .folder import Folder
from .process import Process
from .watching import Watch, Watched

_PATIENCE: Final = 90.0  # seconds until the web server must answer
_TAIL: Final = 30  # lines
_CELERY: Final = (sys.executable, "-m", "celery", "-A", "workspace.celery")


class NotReady(Exception):
    """Daylight could not start. `str(error)` says why and where to read more."""


class Start:
    """One start of Daylight in `folder`, over when `stopping` is set."""

    def __init__(
        self, folder: Folder, stopping: threading.Event, say: Callable[[str], None]
    ) -> None:
        self._folder = folder
        self._stopping = stopping
        self._say = say
        self._watch = Watch(folder, say)
        self._env = os.environ | {"DAYLIGHT_VAR": str(folder.path), "PYTHONUNBUFFERED": "1"}
        self._told = ""

    def prepare(self) -> None:
        """Bring the database and the static files up to date, and load the demonstration."""
        self._say("Preparing the database, static files and what there is to try …")
        self._told = self._manage("prepare").strip()

    def run(self) -> None:
        """Start web, worker and beat, wait until they answer, say so, and watch them."""
        port = ports.choose(int(os.environ.get("DAYLIGHT_PORT") or 8000))
        address = f"http://localhost:{port}"
        self._watch.facts["address"] = address
        self._say("Starting the web server and the worker …")
        for watched in (self._worker(), self._beat(), self._web(port)):
            self._watch.add(watched)
        self._wait_until_healthy(port)
        health = self._manage("doctor", "--brief", "--wait", "60", may_fail=True).strip()
        self._say(f"\n{self._told}\n\n{health}\n\nDaylight is ready: {address}")
        self._say(f"Logs are in {self._folder.path / 'log'}. Ctrl-C stops everything.")
        while not self._stopping.wait(0.5):
            self._watch.look()

    def stop(self) -> None:
        self._watch.stop()

    def _web(self, port: int) -> Watched:
        where = ("--host", ports.HOST, "--port", str(port))
        # No access log: an address may hold what a person searched for. No proxy is in front.
        quiet = ("--no-access-log", "--no-server-header", "--no-proxy-headers")
        patience = ("--timeout-graceful-shutdown", "5")
        application = ("-m", "uvicorn", "workspace.asgi:application")
        command = (sys.executable, *application, *where, *quiet, *patience)
        return Watched("web", command, self._env, patience=10)

    def _worker(self) -> Watched:
        """One worker for every queue. What it leaves unfinished, its lease brings back."""
        threads = os.environ.get("DAYLIGHT_WORKER_THREADS") or "8"
        pool = ("--pool", "threads", "--concurrency", threads, "--loglevel", "INFO")
        return Watched("worker", (*_CELERY, "worker", *pool), self._env, patience=15)

    def _beat(self) -> Watched:
        """The clock of the sweeps, a process of its own so that its death is noticed too."""
        return Watched("beat", (*_CELERY, "beat", "--pidfile="), self._env, patience=5)

    def _manage(self, *arguments: str, may_fail: bool = False) -> str:
        """Run a management command to its end and return what it printed."""
        log = self._folder.log_path("start")
        with log.open("wb") as output:
            process = Process((sys.executable, "manage.py", *arguments), self._env, output)
        self._watch.write_down([arguments[0], process.pid, process.born])
        status = None
        while status is None:
            if self._stopping.is_set():
                process.kill()
                raise NotReady("Stopped.")
            status = process.wait(0.2)
            self._watch.look()
        self._watch.write_down()
        said = log.read_text("utf-8", "replace")
        if status and not may_fail:
            tail = "\n".join(said.splitlines()[-_TAIL:])
            raise NotReady(f"{tail}\n\n`manage.py {' '.join(arguments)}` failed. See {log}")
        return said

    def _wait_until_healthy(self, port: int) -> None:
        end = time.monotonic() + _PATIENCE
        while not answers(port):
            if self._stopping.wait(0.2):
                raise NotReady("Stopped.")
            self._watch.look()
            if time.monotonic() > end:
                log = self._folder.log_path("web")
                raise NotReady(f"The web server does not answer. See {log}")


def answers(port: int) -> bool:
    """True if a page comes back from our own web server on `port`."""
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=5)
    try:
        connection.request("GET", "/account/login/", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
