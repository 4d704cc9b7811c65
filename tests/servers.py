"""A private PostgreSQL and a private Redis: in a temporary folder, on free loopback ports.

Each is stopped by its own process id when its `with` block ends, however it ends.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

UNPRIVILEGED = ("postgres", "nobody")
"""PostgreSQL refuses to run as root: the first of these users that exists runs it then."""
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def program(name: str) -> str:
    """Return where a program is, looking where Debian hides PostgreSQL's too; "" if nowhere."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, places), "/usr/sbin"])
    return shutil.which(name, path=path) or ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def folder(owner: dict[str, Any]) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="daylight-servers-"))
    try:
        if owner:
            shutil.chown(path, owner["user"], owner["group"])
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def postgres() -> Iterator[str]:
    """Run a fresh cluster and yield its address."""
    owner = _owner()
    with folder(owner) as place:
        data, password, port = place / "data", secrets.token_urlsafe(16), free_port()
        given = place / "password"
        given.write_text(password)
        given.chmod(0o644 if owner else 0o600)  # the folder around it is private
        make = [program("initdb"), "-D", str(data), "-U", "daylight", "--no-sync", "-E", "UTF8"]
        access = ["--auth=scram-sha-256", f"--pwfile={given}", "--locale=C.UTF-8"]
        _once([*make, *access], owner)
        options = [f"listen_addresses=127.0.0.1,unix_socket_directories={place}", *HASTE]
        switches = [f"-c{option}" for line in options for option in line.split(",")]
        command = [program("postgres"), "-D", str(data), "-p", str(port), *switches]
        with _running(command, port, signal.SIGINT, place / "log", **owner):
            yield f"postgresql://daylight:{password}@127.0.0.1:{port}/daylight"


@contextmanager
def redis() -> Iterator[str]:
    """Run an empty Redis that keeps nothing and yield its address."""
    with folder({}) as place:
        port = free_port()
        where = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(place)]
        command = [program("redis-server"), *where, "--save", "", "--appendonly", "no"]
        with _running(command, port, signal.SIGTERM, place / "log"):
            yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _running(
    command: Sequence[str], port: int, end: signal.Signals, log: Path, **owner: Any
) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd="/", **owner)
    try:
        _wait_for(port, process, log)
        yield
    finally:
        process.send_signal(end)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"a server did not start:\n{log.read_text(errors='replace')}")


def _once(command: Sequence[str], owner: dict[str, Any]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", **owner)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def _owner() -> dict[str, Any]:
    """Say as whom to run what refuses to run as root; {} for "as we are"."""
    if os.geteuid():
        return {}
    import grp
    import pwd

    for name in UNPRIVILEGED:
        with suppress(KeyError):
            group = grp.getgrgid(pwd.getpwnam(name).pw_gid).gr_name
            return {"user": name, "group": group, "extra_groups": []}
    raise RuntimeError(f"PostgreSQL needs a user that is not root: one of {UNPRIVILEGED}")
