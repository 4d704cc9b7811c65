"""Are the files of every pack still, byte for byte, what was installed?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.translation.models import Pack

from . import folders
from .unpacking import sha256_of


@dataclass(frozen=True, slots=True)
class Difference:
    """`where` is a pack's name, or that of a folder that no pack has."""

    where: str
    path: str
    what: str

    def __str__(self) -> str:
        return (
            f"{self.where}: {self.path} {self.what}" if self.path else f"{self.where} {self.what}"
        )


def verify(*, by: User | None) -> list[Difference]:
    """Read every file of every pack, and record that it was done and what it found."""
    packs = list(Pack.objects.all())
    found = [difference for pack in packs for difference in differences(pack)]
    found += [
        Difference(str(path), "", "is in the folder of packs, but was not installed by Daylight.")
        for path in folders.unlisted()
    ]
    with transaction.atomic():
        audit.record(
            "pack.verified", by=by, on=("translation.pack", "all"), packs=len(packs),
            differences=len(found),
        )  # fmt: skip
    return found


def differences(pack: Pack) -> Iterator[Difference]:
    """Yield what differs from what was written down when this pack was installed."""
    place = folders.place_of(pack)
    if not place.is_dir():
        yield Difference(pack.name, "", "is gone: its folder is not there any more.")
        return
    there = {path.relative_to(place).as_posix(): path for path in _files(place)}
    for name in sorted({*pack.files, *there}):
        # What came as a folder may have its training script and its card beside the model.
        beside = pack.is_bundled and name not in pack.files and "/" not in name
        if not beside and (what := _difference(there.get(name), pack.files.get(name))):
            yield Difference(pack.name, name, what)


def _difference(path: Path | None, sha256: str | None) -> str:
    if path is None:
        return "is gone."
    if path.is_symlink():
        return "is a link, which no pack has."
    if sha256 is None:
        return "was not there."
    try:
        return "" if sha256_of(path) == sha256 else "has been changed."
    except OSError:
        return "cannot be read."


def _files(place: Path) -> Iterator[Path]:
    for path in place.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path
