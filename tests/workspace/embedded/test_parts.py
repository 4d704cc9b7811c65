"""The parts of `make run`: a private folder, a free port, processes that are surely ours."""

import os
import signal
import socket
import sys
import time

import pytest

from tests.processes import wait_until
from workspace.embedded import ports
from workspace.embedded.folder import Folder, InUse
from workspace.embedded.process import Process, born, stop_leftover
from workspace.embedded.watching import Watch, Watched

SLEEP = (sys.executable, "-c", "import time; time.sleep(600)")
PARENT = (
    sys.executable,
    "-c",
    "import subprocess, sys, time; c = subprocess.Popen([sys.executable, '-c', "
    "'import time; time.sleep(600)']); print(c.pid, flush=True); time.sleep(600)",
)


@pytest.fixture
def folder(tmp_path):
    before = os.umask(0o022)
    held = Folder(tmp_path / "var")
    yield held
    held.release()
    os.umask(before)


@pytest.fixture
def output(tmp_path):
    with (tmp_path / "output").open("w+b") as file:
        yield file


def test_the_folder_is_private_and_so_is_what_is_put_there(folder):
    folder.remember({"address": "http://localhost:1"})
    with folder.log("web") as log:
        log.write(b"x")
    for path in (folder.path, *folder.path.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_folder_that_was_open_to_others_is_closed(tmp_path, folder):
    path = tmp_path / "older"
    path.mkdir(mode=0o755)
    Folder(path).release()
    assert path.stat().st_mode & 0o777 == 0o700


def test_one_start_at_a_time(folder):
    folder.remember({"address": "http://localhost:1234"})
    with pytest.raises(InUse) as other:
        Folder(folder.path)
    assert other.value.address == "http://localhost:1234"


def test_a_state_that_was_cut_off_is_no_state(folder):
    (folder.path / "run" / "state.json").write_text('{"address": "ht')
    assert folder.state() == {}


def test_a_large_log_is_put_aside(folder):
    path = folder.log_path("web")
    with path.open("wb") as file:
        file.truncate(11 * 2**20)
    folder.log("web").close()
    assert path.stat().st_size == 0
    assert path.with_suffix(".log.1").exists()


def test_a_taken_port_is_passed_over():
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        chosen = ports.choose(taken)
        assert chosen != taken
        assert ports.is_free(chosen)
        assert not ports.is_free(taken)


def test_a_process_is_known_by_its_birth(output):
    process = Process(SLEEP, os.environ, output)
    try:
        assert process.born == born(process.pid) != ""
        assert not stop_leftover(process.pid, "some other time")
        assert not stop_leftover(process.pid, "")
        assert process.ended() is None
        assert stop_leftover(process.pid, process.born, patience=0.5) or process.ended()
        wait_until(lambda: process.ended() is not None, "the leftover to end")
    finally:
        process.kill()
    assert born(process.pid) == ""


def test_what_a_killed_process_leaves_behind_is_swept_up(output, tmp_path):
    process = Process(PARENT, os.environ, output)
    try:
        wait_until(lambda: (tmp_path / "output").read_text().strip(), "the child")
        child = int((tmp_path / "output").read_text())
        os.kill(process.pid, signal.SIGKILL)
        wait_until(lambda: process.ended() is not None, "its end")
        wait_until(lambda: born(child) == "", "its child's end")
    finally:
        process.kill()


@pytest.fixture
def watch(folder):
    said = []
    watch = Watch(folder, said.append)
    watch.said = said
    yield watch
    watch.stop()


def test_the_dead_are_started_again_later_each_time(watch, folder):
    watched = Watched("web", (sys.executable, "-c", "raise SystemExit(3)"), os.environ, 1)
    watch.add(watched)
    waits = []
    for _ in range(7):
        wait_until(lambda: watch.look() or watched.process is None, "its death")
        waits.append(watched.wait)
        watched.due = 0
        watch.look()
    assert waits == [2, 4, 8, 16, 30, 30, 30]
    assert "status 3" in watch.said[0]
    assert str(folder.log_path("web")) in watch.said[0]


def test_whoever_will_not_stop_is_killed(watch):
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True)"
    code = f"{stubborn}; time.sleep(600)"
    watched = Watched("web", (sys.executable, "-c", code), os.environ, patience=0.3)
    watch.add(watched)
    pid = watched.process.pid
    time.sleep(0.2)
    watch.stop()
    assert born(pid) == ""


def test_the_state_file_says_who_runs(watch, folder):
    watched = Watched("web", SLEEP, os.environ, 1)
    watch.add(watched)
    assert folder.state()["processes"] == [["web", watched.process.pid, watched.process.born]]
    watch.stop()
    assert folder.state()["processes"] == []
