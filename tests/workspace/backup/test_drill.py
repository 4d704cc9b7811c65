"""The restore drill: an installation is filled, backed up, goes on, is lost, and comes back.

Every step is a process of its own with the real commands, on a database that nobody shares.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.processes import ROOT, wait_until

KEPT = ["Tamsin Vellacott", "Oluwaseun Brightwater", "Perran Hollowell"]
ERASED = ["Morwenna Tregarrick", "Zofia Brambleworth"]
COUNTED = ("accounts.user", "cases.case", "cases.rosterentry", "chat.document", "chat.prompt")


@dataclass
class House:
    """One installation: its folder, its database."""

    var: Path
    database: str = ""

    @property
    def env(self) -> dict[str, str]:
        own = {k: v for k, v in os.environ.items() if not k.startswith("DAYLIGHT_")}
        own |= {"DAYLIGHT_VAR": str(self.var), "DAYLIGHT_HTTPS": "0", "DAYLIGHT_DEMO": "1"}
        own |= {"DJANGO_SETTINGS_MODULE": "workspace.settings"}
        return own | ({"DAYLIGHT_DATABASE_URL": self.database} if self.database else {})

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=self.env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def act(self, *acts: list[Any]) -> list[Any]:
        process = self.start("-m", "tests.workspace.backup.part", json.dumps(acts))
        said, errors = process.communicate()
        assert process.returncode == 0, errors[-3000:]
        found: list[Any] = json.loads(said.splitlines()[-1])
        return found

    def kill(self, *arguments: str, when: Callable[[], object], after: float = 0) -> None:
        """Start a command and end it like a power cut, once it is under way."""
        process = self.start("manage.py", *arguments)
        wait_until(lambda: when() or process.poll() is not None, "it to begin")
        time.sleep(after)  # where exactly does not matter: any moment must do
        process.kill()
        process.communicate()


@pytest.fixture
def empty_database(db: None) -> Iterator[str]:
    """The address of a new PostgreSQL database, where the suite runs on one."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield ""
        return
    given, name = urlsplit(os.environ["DAYLIGHT_DATABASE_URL"]), f"drill_{secrets.token_hex(4)}"
    import psycopg

    place = given._replace(path="/postgres").geturl()
    with psycopg.connect(place, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield given._replace(path=f"/{name}").geturl()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A place for an installation, and places for what is to be kept of it."""
    for name in ("data", "keys", "safe"):
        (tmp_path / name).mkdir()
    return House(tmp_path / "var")


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def put_back(safe: Path, house: House) -> None:
    house.var.mkdir(exist_ok=True)
    for path in safe.iterdir():
        target = house.var / path.name
        shutil.copytree(path, target) if path.is_dir() else shutil.copy2(path, target)


def keep_safe(house: House, safe: Path) -> None:
    """What docs/backup.md says to keep in a third place."""
    for name in ("keyring.json", "signing_key.pem", "secret_key", "erasures"):
        source, target = house.var / name, safe / name
        shutil.rmtree(target, ignore_errors=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            shutil.copy2(source, target)


@pytest.mark.timeout(600)
def test_the_drill(house: House, tmp_path: Path, empty_database: str):
    data, keys, safe = (tmp_path / name for name in ("data", "keys", "safe"))
    backup = ["manage", "backup", "--to", str(data), "--keys", str(keys)]
    begin = [["manage", "prepare"], ["manage", "demo"], ["fill", KEPT + ERASED]]
    *_, chats, before, _ = house.act(*begin, ["tell"], backup)
    uploads = {path.name: path.read_bytes() for path in (house.var / "media/uploads").iterdir()}
    assert uploads
    [file] = data.glob("*.backup")
    gone = [chats[name] for name in ERASED]
    house.act(["erase", gone])
    keep_safe(house, safe)
    shutil.rmtree(house.var)  # the machine is gone

    new = House(tmp_path / "new", empty_database)
    put_back(safe, new)
    held = str(keys / "daylight.keys")
    _, said, verified, after = new.act(
        ["manage", "migrate"], ["manage", "restore", "--from", str(file), "--keys", held],
        ["manage", "verify_audit"], ["tell"],
    )  # fmt: skip
    assert "2 erasures of the ledger were applied again" in said
    assert "are whole" in verified
    assert after["words"] == {k: v for k, v in before["words"].items() if k not in gone}
    assert any("Tamsin Vellacott came with" in str(said) for said in after["words"].values())
    for table in COUNTED:
        assert after["counts"][table] == before["counts"][table] > 0, table
    there = {path.name: path.read_bytes() for path in (new.var / "media/uploads").iterdir()}
    assert there == uploads
    if not empty_database:
        stored = raw(new.var)
        for number, name in enumerate(KEPT + ERASED):
            assert name.encode() not in stored
            assert (f"lighthouse number {number}".encode() in stored) == (name in KEPT), name


def caught_in_the_middle(house: House, backup: tuple[str, ...], data: Path) -> None:
    """Kill a backup that has begun to write and has not finished: it takes a few tries."""
    for _ in range(20):
        house.kill(*backup, when=lambda: list(data.iterdir()))
        if not list(data.glob("daylight-*")):
            assert list(data.iterdir()), "it had begun"
            return
        for finished in data.iterdir():
            finished.unlink()
    pytest.fail("every backup was finished before it could be killed")


@pytest.mark.timeout(600)
def test_killed_in_the_middle_nothing_is_half(house: House, tmp_path: Path):
    data, keys = tmp_path / "data", tmp_path / "keys"
    backup = ("backup", "--to", str(data), "--keys", str(keys))
    *_, before = house.act(["manage", "prepare"], ["fill", KEPT], ["tell"])
    caught_in_the_middle(house, backup, data)
    house.act(["manage", *backup])
    [file] = data.iterdir()  # what the killed one left was cleared away
    restore = (
        "restore", "--from", str(file), "--keys", str(keys / "daylight.keys"),
        "--without-ledger", "--force",
    )  # fmt: skip
    staged = house.var / ".media-restored"
    for after in (0.0, 0.2):
        shutil.rmtree(staged, ignore_errors=True)
        house.kill(*restore, when=staged.exists, after=after)
    told = ["manage", "verify_audit"], ["tell"]
    _, found, _, _, again = house.act(*told, ["manage", *restore], *told)
    assert found["words"] == before["words"] == again["words"]
    assert not staged.exists()
