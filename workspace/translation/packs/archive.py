"""The directory of a package file, read only once it has been found ordinary. Plain Python.

What a stranger packed is not trusted: names that lead elsewhere, links, names that come twice,
members that share bytes and members that unpack into far more than they are, all end it here.
"""

import re
import stat
import struct
import unicodedata
import zipfile
from pathlib import Path
from typing import BinaryIO, Final

from .problems import CannotInstall

MOST_BYTES: Final = 2 * 2**30
"""Of a package file. The largest that are known are a tenth of it."""
MOST_UNPACKED: Final = 4 * 2**30
MOST_MEMBERS: Final = 5000
_MOST_DIRECTORY: Final = 4 * 2**20
_RATIO: Final = 100
"""Weights shrink little, word lists perhaps to a fifth."""
_SMALL: Final = 2**20
_UNSAFE: Final = re.compile(r"^/|\\|^[A-Za-z]:|(?:^|/)\.\.?(?:/|$)|//|[\x00-\x1f\x7f]")
_END: Final = struct.Struct("<4s4H2LH")
_END_SIGNATURE: Final = b"PK\x05\x06"
_ZIP64_LOCATOR: Final = b"PK\x06\x07"
_LOCATOR_SIZE: Final = 20
_LONGEST_COMMENT: Final = 2**16
_DAMAGED: Final = "This file is damaged, or is no Argos package."
_HOSTILE: Final = "This file is not put together like an Argos package, so it was not unpacked."
_TOO_LARGE: Final = "This file unpacks into more than any translation pack is."


def members(archive: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """Return the files in it, without folders, once all of it is ordinary.

    `size` is that of the package file in bytes. Raises CannotInstall.
    """
    found = archive.infolist()
    _check_names(found)
    for member in found:
        _check(member)
    _check_apart(found, size)
    return [member for member in found if not member.is_dir()]


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a package file. Raises CannotInstall for what is no zip archive or far too large."""
    try:
        if not path.is_file():
            raise CannotInstall("There is no such file.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise CannotInstall(_TOO_LARGE)
        with path.open("rb") as file:
            _check_end(file, size)
        return zipfile.ZipFile(path)
    except OSError:
        raise CannotInstall("This file cannot be read.") from None
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError):
        raise CannotInstall(_DAMAGED) from None


def check_ratio(member: zipfile.ZipInfo) -> None:
    """Raises CannotInstall for what unpacks into far more than it is."""
    if member.file_size > max(_SMALL, member.compress_size * _RATIO):
        raise CannotInstall(_TOO_LARGE)


def _check_end(file: BinaryIO, size: int) -> None:
    """Look at how long the directory is before an object is built for each of its entries."""
    length = min(size, _END.size + _LONGEST_COMMENT + _LOCATOR_SIZE)
    file.seek(size - length)
    tail = file.read(length)
    at = len(tail) - _END.size
    if at < 0 or tail[at : at + 4] != _END_SIGNATURE or tail[-2:] != b"\0\0":
        at = tail.rfind(_END_SIGNATURE, 0, max(at, 0))
    if at < 0:
        raise CannotInstall(_DAMAGED)
    _, disk, first, here, entries, directory, _, _ = _END.unpack_from(tail, at)
    if tail[max(0, at - _LOCATOR_SIZE) : at].startswith(_ZIP64_LOCATOR):
        raise CannotInstall(_TOO_LARGE)
    if disk or first or here != entries:
        raise CannotInstall(_DAMAGED)
    if entries > MOST_MEMBERS or directory > _MOST_DIRECTORY:
        raise CannotInstall(_TOO_LARGE)


def _check_names(found: list[zipfile.ZipInfo]) -> None:
    if len(found) > MOST_MEMBERS:
        raise CannotInstall(_TOO_LARGE)
    seen = set()
    for member in found:
        if _UNSAFE.search(member.orig_filename) or _UNSAFE.search(member.filename):
            raise CannotInstall(_HOSTILE)
        # Some disks hold “A” and “a”, or the two ways to write “é”, for one name.
        seen.add(unicodedata.normalize("NFC", member.filename).casefold().rstrip("/"))
    if len(seen) != len(found):
        raise CannotInstall(_HOSTILE)


def _check(member: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise CannotInstall(_HOSTILE)  # a link, a pipe, a device
    if member.flag_bits & 0x1:
        raise CannotInstall("This file is encrypted.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise CannotInstall(_DAMAGED)


def _check_apart(found: list[zipfile.ZipInfo], size: int) -> None:
    """No two members may share bytes: that is how a small file unpacks into petabytes."""
    end = 0
    for member in sorted(found, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise CannotInstall(_HOSTILE)
        end = member.header_offset + 30 + len(member.orig_filename.encode()) + member.compress_size
    if end > size:
        raise CannotInstall(_DAMAGED)
