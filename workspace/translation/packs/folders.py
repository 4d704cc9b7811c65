"""Where packs lie, and how one takes the place of another: wholly, or not at all.

What is on its way lies beside the folder of packs, never in it. Before anything moves, a note
says what is about to; whoever comes next after a crash reads it and finishes or undoes, as the
database says. One change at a time on this machine.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from workspace.translation.models import Pack

from .problems import CannotChange, CannotInstall

_LOCK: Final = "lock"
_NOTE: Final = "note.json"
_FORMER: Final = "former"


@dataclass(frozen=True, slots=True)
class _Note:
    folder: str
    sha256: str
    """Of the package that comes; "" where one only goes."""
    had_one: bool
    """There was a pack in this folder before."""


def own() -> Path:
    """Return the folder that packs are installed into: the last one."""
    return Path(settings.PACKS[-1])


def incoming() -> Path:
    return own().with_name(f"{own().name}.incoming")


def place_of(pack: Pack) -> Path:
    """Return a pack's own folder, which may be gone."""
    shipped = settings.PACKS[:-1] if pack.is_bundled else []
    for base in map(Path, shipped):
        if (base / pack.folder / "metadata.json").is_file():
            return base / pack.folder
    return own() / pack.folder


def is_own(pack: Pack) -> bool:
    """It lies where packs are installed, not where Daylight's own came with the program."""
    return place_of(pack).parent == own()


def unlisted() -> list[Path]:
    """Return folders that look like packs and that no row speaks of."""
    known = {place_of(pack) for pack in Pack.objects.all()}
    found = [path.parent for base in settings.PACKS for path in Path(base).glob("*/metadata.json")]
    return sorted(set(found) - known)


@contextmanager
def alone() -> Iterator[Path]:
    """Yield an empty folder to work in, once what an interruption left has been put right.

    Raises CannotInstall while another change is under way.
    """
    place = incoming()
    try:
        place.mkdir(parents=True, exist_ok=True)
        own().mkdir(parents=True, exist_ok=True)
        lock = (place / _LOCK).open("w")
    except OSError as error:
        raise CannotInstall(f"{place} cannot be written: {error.strerror}.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotInstall(
                "Another pack is being installed or removed. Wait for it."
            ) from None
        recover()
        try:
            yield place
        finally:
            if not (place / _NOTE).exists():
                _sweep()


@contextmanager
def swapped(new: Path | None, *, folder: str, sha256: str) -> Iterator[None]:
    """Put `new` into `folder`, or nothing; commit the rows inside. Undone if that fails."""
    now = own() / folder
    note = _Note(folder, sha256, now.exists())
    _write(note)
    try:
        if note.had_one:
            now.rename(incoming() / _FORMER)
        if new is not None:
            new.rename(now)
        yield
    except BaseException:
        _undo(note)
        raise
    (incoming() / _NOTE).unlink()


def recover() -> None:
    """Finish or undo what was interrupted, then throw away what is left of it."""
    path = incoming() / _NOTE
    if path.exists():
        with suppress(ValueError, TypeError):  # half a note: nothing had moved yet
            note = _Note(**json.loads(path.read_text("utf-8")))
            if not _was_committed(note):
                _undo(note)
    _sweep()


def _was_committed(note: _Note) -> bool:
    rows = [pack for pack in Pack.objects.filter(folder=note.folder) if is_own(pack)]
    if not note.sha256:
        return not rows
    return (own() / note.folder).exists() and any(pack.sha256 == note.sha256 for pack in rows)


def _undo(note: _Note) -> None:
    now, former = own() / note.folder, incoming() / _FORMER
    if former.exists() or not note.had_one:
        if now.exists():
            now.rename(incoming() / f"undone-{os.getpid()}")
        if former.exists():
            former.rename(now)
    (incoming() / _NOTE).unlink(missing_ok=True)


def _write(note: _Note) -> None:
    with (incoming() / _NOTE).open("w", encoding="utf-8") as file:
        json.dump(asdict(note), file)
        file.flush()
        os.fsync(file.fileno())


def _sweep() -> None:
    for path in incoming().iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != _LOCK:
            path.unlink(missing_ok=True)


def check_own(pack: Pack) -> None:
    """Raises CannotChange for what came with Daylight: it cannot be removed, only switched off."""
    if pack.is_bundled:
        raise CannotChange("This pack came with Daylight. It can be switched off, not removed.")
