"""The demonstration packs that come with Daylight get their rows, at every start of a version."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.db import transaction

from workspace.governance import audit
from workspace.translation.models import Pack

from . import folders
from .installing import as_row, install_file
from .problems import CannotInstall
from .unpacking import Unpacked, describe, peek, sha256_of


def settle() -> list[str]:
    """Take in what came along. Returns what could not be, in plain English."""
    troubles = []
    for path in [*_folders(), *_packages()]:
        try:
            _take_folder(path) if path.is_dir() else _take_package(path)
        except (CannotInstall, OSError) as error:
            troubles.append(f"{path.name}: {error}")
    return troubles


def _folders() -> list[Path]:
    bases = map(Path, settings.PACKS[:-1])
    return sorted(found.parent for base in bases for found in base.glob("*/metadata.json"))


def _packages() -> list[Path]:
    return sorted((Path(settings.BASE_DIR) / "bundled").glob("mt*/**/*.argosmodel"))


def _take_package(path: Path) -> None:
    said, sha256 = peek(path), sha256_of(path)
    rows = Pack.objects.filter(source=said.source, target=said.target)
    mine = [pack for pack in rows if pack.is_bundled and pack.sha256 == sha256]
    if any(folders.place_of(pack).is_dir() for pack in mine):
        return
    if any(folders.is_own(pack) != pack.is_bundled for pack in rows):
        return  # it came as a folder too, or the organisation has put its own in this place
    install_file(path, by=None, came_along=True)


def _take_folder(path: Path) -> None:
    done = describe(path)
    sha256 = digest_of(done)
    origin = Pack.Origin.BUNDLED
    with transaction.atomic():
        said = done.metadata
        others = Pack.objects.select_for_update().filter(source=said.source, target=said.target)
        former = others.filter(origin=origin).first()
        if former and (former.sha256, former.folder) == (sha256, path.name):
            return
        row = as_row(done, sha256=sha256, origin=origin, pinned=True, by=None)
        row.folder = path.name
        row.enabled = former.enabled if former else not others.in_use().exists()
        if former:
            former.delete()
        row.save()
        audit.record(
            "pack.added", by=None, on=row, direction=row.name, version=row.version,
            sha256=sha256, bytes=row.size, origin=row.origin, pinned=True,
            accepted_unpinned=False, demonstration=True, replaced=former.version if former else "",
        )  # fmt: skip


def digest_of(done: Unpacked) -> str:
    """Return what stands for a pack that came as a folder: the SHA-256 of its files' own."""
    listed = json.dumps(sorted(done.files.items()), separators=(",", ":"))
    return hashlib.sha256(listed.encode()).hexdigest()
