"""Packs come, go, and are switched on and off: files, rows and the record together."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.translation.models import Pack

from . import folders, pins
from .archive import MOST_BYTES
from .index import Offered, download
from .problems import CannotChange, CannotInstall
from .unpacking import Unpacked, peek, unpack

Progress = Callable[[int, int | None], None]
"""Called with bytes so far, and bytes in all where the server says so."""
_CHUNK: Final = 2**20


def install_file(
    path: Path, *, by: User | None, accept_unpinned: bool = False, came_along: bool = False
) -> Pack:
    """Install a package file. Raises CannotInstall; NotPinned, which takes `accept_unpinned`.

    One that `came_along` with Daylight is trusted as Daylight is.
    """
    origin = Pack.Origin.BUNDLED if came_along else Pack.Origin.FILE
    with folders.alone() as place:
        copy = place / "package"
        sha256 = _copied(path, copy)
        return _install(copy, sha256, origin, by=by, accept_unpinned=accept_unpinned)


def install_offered(
    offered: Offered, *, by: User | None, progress: Progress, accept_unpinned: bool = False
) -> Pack:
    """Fetch a package that the index offers and install it. Raises as `install_file`."""
    with folders.alone() as place:
        copy = place / "package"
        sha256 = download(offered, copy, progress)
        found = peek(copy)
        if (found.name, found.version) != (offered.name, offered.version):
            raise CannotInstall(
                f"The index offers {offered.name} {offered.version}, but what came is "
                f"{found.name} {found.version}. It was not installed."
            )
        return _install(copy, sha256, Pack.Origin.INDEX, by=by, accept_unpinned=accept_unpinned)


def remove(pack: Pack, *, by: User | None) -> None:
    """Delete a pack and its files. Raises CannotChange, CannotInstall."""
    folders.check_own(pack)
    with (
        folders.alone(),
        folders.swapped(None, folder=pack.folder, sha256=""),
        transaction.atomic(durable=True),
    ):
        on = audit.identity(pack)
        if not Pack.objects.filter(pk=pack.pk).delete()[0]:
            raise CannotChange("This pack has been removed already.")
        audit.record("pack.removed", by=by, on=on, direction=pack.name, version=pack.version)


def switch(pack: Pack, *, on: bool, by: User | None) -> None:
    """Use a pack, or use it no longer. Switched on, it takes the place of another."""
    with transaction.atomic():
        if Pack.objects.select_for_update().filter(pk=pack.pk, enabled=not on).first() is None:
            return
        if on:
            Pack.objects.filter(source=pack.source, target=pack.target).update(enabled=False)
        Pack.objects.filter(pk=pack.pk).update(enabled=on)
        audit.record(
            "pack.switched_on" if on else "pack.switched_off",
            by=by, on=pack, direction=pack.name, version=pack.version,
        )  # fmt: skip
    pack.enabled = on


def _install(
    path: Path, sha256: str, origin: Pack.Origin, *, by: User | None, accept_unpinned: bool
) -> Pack:
    metadata = peek(path)
    pinned = origin == Pack.Origin.BUNDLED or pins.check(
        metadata, sha256, accept_unpinned=accept_unpinned
    )
    fresh = path.with_name("fresh")
    done = unpack(path, fresh)
    row = as_row(done, sha256=sha256, origin=origin, pinned=pinned, by=by)
    with (
        folders.swapped(fresh, folder=row.folder, sha256=sha256),
        transaction.atomic(durable=True),
    ):
        former = _make_way(row)
        row.save()
        audit.record(
            "pack.added", by=by, on=row, direction=row.name, version=row.version,
            sha256=sha256, bytes=row.size, origin=row.origin, pinned=pinned,
            accepted_unpinned=not pinned, demonstration=row.demonstration, replaced=former,
        )  # fmt: skip
    return row


def as_row(
    done: Unpacked, *, sha256: str, origin: Pack.Origin, pinned: bool, by: User | None
) -> Pack:
    """Return the row of what was unpacked, not saved yet."""
    said = done.metadata
    return Pack(
        source=said.source, target=said.target, version=said.version,
        argos_version=said.argos_version, size=done.size, sha256=sha256, pinned=pinned,
        licence=done.licence, origin=origin, folder=said.name, files=done.files,
        demonstration=said.demonstration or origin == Pack.Origin.BUNDLED, installed_by=by,
    )  # fmt: skip


def _make_way(row: Pack) -> str:
    """Delete the row whose files are replaced, and switch off any other of this direction.

    Returns the version that was in use, "" for none. What came with Daylight and was switched
    off stays off when a newer one comes.
    """
    others = list(Pack.objects.select_for_update().filter(source=row.source, target=row.target))
    former = next((other.version for other in others if other.enabled), "")
    if row.is_bundled and others:
        row.enabled = any(other.is_bundled and other.enabled for other in others)
    for other in others:
        if other.origin == row.origin or folders.is_own(other):
            other.delete()
        elif row.enabled:
            Pack.objects.filter(pk=other.pk).update(enabled=False)
    return former


def _copied(path: Path, to: Path) -> str:
    """Copy a package file and return the SHA-256 of the copy: nobody changes that afterwards."""
    digest, left = hashlib.sha256(), MOST_BYTES
    try:
        if path.stat().st_size > shutil.disk_usage(to.parent).free:
            raise CannotInstall("There is not enough room on the disk.")
        with path.open("rb") as file, to.open("xb") as copy:
            while chunk := file.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise CannotInstall("This file is larger than any translation pack is.")
                digest.update(chunk)
                copy.write(chunk)
    except OSError as error:
        raise CannotInstall(f"This file cannot be read: {error.strerror}.") from None
    return digest.hexdigest()
