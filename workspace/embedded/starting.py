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

_PREPARATION: Final = (
    ("Preparing the database", ("migrate", "--noinput")),
    ("Collecting static files", ("collectstatic", "--noinput", "--verbosity", "0")),
)
_DEMO: Final = (
    ("Loading the fictional council", ("demo",)),
    ("Looking for a model server on this machine", ("nearby",)),
)


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
        self._demo = os.environ.get("DAYLIGHT_DEMO", "").lower() in {"1", "true", "yes"}
        self._told: list[str] = []

    def prepare(self) -> None:
        """Bring the database and the static files up to date, and load the demonstration."""
        for what, arguments in (*_PREPARATION, *(_DEMO if self._demo else ())):
            self._say(f"{what} …")
            said = self._manage(arguments)
            if arguments[0] in {"demo", "nearby"}:
                self._told.append(said)

    def run(self) -> None:
        """Start web and worker, wait until they answer, say so, and watch them."""
        port = ports.choose(int(os.environ.get("DAYLIGHT_PORT") or 8000))
        address = f"http://localhost:{port}"
        self._watch.facts["address"] = address
        self._say("Starting the web server and the worker …")
        self._watch.add(self._worker())
        self._watch.add(self._web(port))
        self._wait_until_healthy(port)
        for text in self._told:
            self._say(f"\n{text.strip()}")
        self._say("\n" + self._manage(("doctor", "--brief", "--wait", "60"), may_fail=True).strip())
        self._say(
            f"\nDaylight is ready: {address}\n"
            f"Logs are in {self._folder.path / 'log'}. Ctrl-C stops everything."
        )
        while not self._stopping.wait(0.5):
            self._watch.look()

    def stop(self) -> None:
        self._watch.stop()

    def _web(self, port: int) -> Watched:
        where = ("--host", ports.HOST, "--port", str(port))
        # No access log: an address may hold what a person searched for.
        quiet = ("--no-access-log", "--no-server-header", "--timeout-graceful-shutdown", "5")
        command = (sys.executable, "-m", "uvicorn", "workspace.asgi:application", *where, *quiet)
        return Watched("web", command, self._env, patience=10)

    def _worker(self) -> Watched:
        """One worker for every queue, with beat inside. It may cut work short: leases bring it back."""
        celery = (sys.executable, "-m", "celery", "-A", "workspace.celery", "worker", "--beat")
        threads = os.environ.get("DAYLIGHT_WORKER_THREADS") or "8"
        pool = ("--pool", "threads", "--concurrency", threads, "--loglevel", "INFO")
        return Watched("worker", (*celery, *pool), self._env, patience=15)

    def _manage(self, arguments: tuple[str, ...], *, may_fail: bool = False) -> str:
        """Run a management command to its end and return what it printed."""
        log = self._folder.log_path("start")
        with log.open("wb") as output:
            process = Process((sys.executable, "manage.py", *arguments), self._env, output)
        status = None
        while status is None:
            if self._stopping.is_set():
                process.kill()
                raise NotReady("Stopped.")
            status = process.wait(0.2)
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
