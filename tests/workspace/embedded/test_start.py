"""`make run` for real: it starts, survives deaths, refuses a twin, cleans up, and ends."""

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from tests.processes import ROOT, free_port, wait_until
from workspace.embedded.folder import Folder
from workspace.embedded.process import born
from workspace.embedded.starting import answers


class Started:
    """A supervisor of its own folder, everything it says kept."""

    def __init__(self, var, name, port):
        self.log = var.parent / name
        env = {k: v for k, v in os.environ.items() if not k.startswith("DAYLIGHT_")}
        env |= {"DAYLIGHT_VAR": str(var), "DAYLIGHT_PORT": str(port), "DAYLIGHT_DEMO": "1"}
        command = [sys.executable, "-m", "workspace.embedded"]
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT
            )

    def said(self):
        return self.log.read_text("utf-8")

    def wait_for(self, words):
        wait_until(lambda: words in self.said() or self.process.poll() is not None, words)
        assert words in self.said(), self.said()


@pytest.fixture
def var(tmp_path):
    return tmp_path / "var"


@pytest.fixture
def start(var):
    started = []

    def begin(name, port):
        started.append(Started(var, name, port))
        return started[-1]

    yield begin
    for one in started:
        if one.process.poll() is None:
            one.process.send_signal(signal.SIGTERM)
            one.process.wait(60)


def processes(var):
    folder = Folder.__new__(Folder)  # only to read: the lock is the supervisor's
    folder._state = var / "run" / "state.json"
    return {name: (pid, when) for name, pid, when in folder.state().get("processes", [])}


def all_ended(known):
    return all(born(pid) != when for pid, when in known.values())


def test_from_the_first_start_to_the_last_goodbye(start, var):
    port = free_port()
    first = start("first", port)
    first.wait_for("is ready")
    address = re.search(r"ready: (http://localhost:\d+)", first.said())[1]
    assert answers(int(address.rpartition(":")[2]))
    assert "administrator" in first.said()
    assert "demonstration model" in first.said()
    assert "PROBLEM" not in first.said()
    for path in (var, *(path for path in var.rglob("*") if "static" not in path.parts)):
        with suppress(FileNotFoundError):  # SQLite's own files come and go
            assert path.stat().st_mode & 0o077 == 0, path

    twin = start("twin", port)
    assert twin.process.wait(60) == 1
    assert f"runs already at {address}" in twin.said()

    for name in ("web", "worker", "beat"):
        pid, when = processes(var)[name]
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda n=name, w=when: processes(var).get(n, ("", w))[1] != w, f"a new {name}")

    left = processes(var)
    first.process.kill()
    first.process.wait()
    second = start("second", port)
    second.wait_for("is ready")
    assert second.said().count("left over") == 3
    assert all_ended(left)

    running = processes(var)
    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(60) == 0
    assert all_ended(running)
