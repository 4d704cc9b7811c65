"""From a package file to a folder with what a pack needs, and nothing else. Plain Python.

Nothing is extracted by the names in the archive: each file that is expected is written under a
name of ours. Sentence splitters that packages bring along are left out. What comes out is
counted, because a directory can lie.
"""

import hashlib
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .archive import MOST_UNPACKED, check_ratio, members, open_archive
from .metadata import Metadata, licence_in, parse
from .opening import check_opens
from .problems import CannotInstall

_CHUNK: Final = 2**20
_SPARE: Final = 64 * 2**20
_SMALL_TEXT: Final = 256 * 2**10
_WANTED: Final = re.compile(
    r"metadata\.json|sentencepiece\.model|bpe\.model|model/[A-Za-z0-9][A-Za-z0-9._-]{0,79}"
)
_WORDS: Final = re.compile(r"(?:README|LICEN[CS]E|COPYING|MODEL_CARD)(?:\.(?:md|txt))?", re.I)
_NO_PACKAGE: Final = "This file is no Argos package: it has no metadata.json where it should be."


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What lies in a folder now. `files` maps each path to its SHA-256; `size` is in bytes."""

    metadata: Metadata
    files: dict[str, str]
    size: int
    licence: str
    left_out: int = 0


def unpack(path: Path, into: Path) -> Unpacked:
    """Unpack a package file into the new folder `into`. Raises CannotInstall.

    Whatever goes wrong, `into` is gone again.
    """
    with open_archive(path) as archive:
        found = members(archive, path.stat().st_size)
        wanted = dict(_wanted(found))
        _check_room(wanted, into.parent)
        into.mkdir(mode=0o755)
        try:
            files = {name: _write(archive, member, into / name) for name, member in wanted.items()}
            check_opens(into)
            done = parse(_read(into / "metadata.json"))
        except BaseException:
            shutil.rmtree(into, ignore_errors=True)
            raise
    return Unpacked(
        done, files, sum(member.file_size for member in wanted.values()),
        done.licence or _licence(into), len(found) - len(wanted),
    )  # fmt: skip


def peek(path: Path) -> Metadata:
    """Read what a package file says about itself, without unpacking it. Raises CannotInstall."""
    with open_archive(path) as archive:
        wanted = dict(_wanted(members(archive, path.stat().st_size)))
        try:
            with archive.open(wanted["metadata.json"]) as file:
                return parse(file.read(_SMALL_TEXT))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise CannotInstall("This file is damaged. Fetch it again.") from None


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe(folder: Path) -> Unpacked:
    """Describe a pack that somebody else unpacked. Raises CannotInstall, OSError."""
    check_opens(folder)
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    kept = {name: path for path in paths if _is_kept(name := path.relative_to(folder).as_posix())}
    files = {name: sha256_of(path) for name, path in kept.items()}
    metadata = parse(_read(folder / "metadata.json"))
    size = sum(path.stat().st_size for path in kept.values())
    return Unpacked(metadata, files, size, metadata.licence or _licence(folder))


def _is_kept(name: str) -> bool:
    return bool(_WANTED.fullmatch(name) or _WORDS.fullmatch(name))


def _wanted(found: list[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield (path inside the pack, member) for what a pack needs."""
    tops = [
        member.filename.removesuffix("metadata.json")
        for member in found
        if re.fullmatch(r"(?:[^/]+/)?metadata\.json", member.filename)
    ]
    if len(tops) != 1:
        raise CannotInstall(_NO_PACKAGE)
    for member in found:
        name = member.filename.removeprefix(tops[0])
        if member.filename.startswith(tops[0]) and _is_kept(name):
            check_ratio(member)
            yield name, member


def _check_room(wanted: dict[str, zipfile.ZipInfo], place: Path) -> None:
    total = sum(member.file_size for member in wanted.values())
    if total > MOST_UNPACKED:
        raise CannotInstall("This file unpacks into more than any translation pack is.")
    if total + _SPARE > shutil.disk_usage(place).free:
        raise CannotInstall("There is not enough room on the disk to unpack it.")


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, to: Path) -> str:
    to.parent.mkdir(exist_ok=True)
    digest, left = hashlib.sha256(), member.file_size
    try:
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        with os.fdopen(handle, "wb") as file, archive.open(member) as packed:
            while chunk := packed.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise CannotInstall("This file holds more than it says.")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise CannotInstall("This file is damaged. Fetch it again.") from None
    except OSError as error:
        raise CannotInstall(f"It cannot be written to the disk: {error.strerror}.") from None
    if left:
        raise CannotInstall("This file is damaged. Fetch it again.")
    return digest.hexdigest()


def _licence(folder: Path) -> str:
    """Look into what lies beside the model: LICENSE before README."""
    paths = [path for path in sorted(folder.iterdir()) if _WORDS.fullmatch(path.name)]
    texts = (_read(path).decode("utf-8", "replace") for path in paths if path.is_file())
    return next(filter(None, map(licence_in, texts)), "")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_SMALL_TEXT)
