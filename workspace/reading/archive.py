"""A zip archive that is read only after its directory has been found ordinary.

Nothing is unpacked to disk and nothing inside is opened as an archive again. What the directory
says is checked first; what comes out is counted all the same, because a directory can lie.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from .limits import Limits
from .refusal import Refused

_CHUNK = 65_536
_ENTRY = b"PK\x01\x02"
_NESTED = re.compile(r"\.(?:zip|zipx|7z|rar|t?gz|tar|bz2|t?xz|zst|jar|cab|iso|apk|lz|lzma)$", re.I)
_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")
_SMALL = 1024 * 1024


class Archive:
    """The members of a zip archive by name. Raises Refused where it is not an ordinary one."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.unpacked_bytes
        # Counted before zipfile builds an object for each: a directory can hold half a million.
        if data.count(_ENTRY) > limits.members:
            raise Refused("too_much_inside")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError):
            raise Refused("damaged") from None
        self._check(self._zip.infolist(), len(data))
        self.names = frozenset(self._zip.namelist())

    def _check(self, members: list[zipfile.ZipInfo], size: int) -> None:
        if sum(member.file_size for member in members) > self._limits.unpacked_bytes:
            raise Refused("too_much_inside")
        for member in members:
            if _UNSAFE_NAME.search(member.orig_filename):
                raise Refused("damaged", "names")
            if member.flag_bits & 0x1:
                raise Refused("encrypted")
            if _NESTED.search(member.filename):
                raise Refused("too_much_inside", "nested")
            most = max(_SMALL, member.compress_size * self._limits.ratio)
            if member.file_size > most:
                raise Refused("too_much_inside")
        self._check_apart(members, size)

    @staticmethod
    def _check_apart(members: list[zipfile.ZipInfo], size: int) -> None:
        """No two members may share bytes: that is how a small file unpacks into petabytes."""
        if len({member.filename for member in members}) != len(members):
            raise Refused("damaged", "names")
        end = 0
        for member in sorted(members, key=lambda member: member.header_offset):
            if member.header_offset < end:
                raise Refused("too_much_inside")
            end = member.header_offset + 30 + len(member.filename) + member.compress_size
        if end > size:
            raise Refused("damaged")

    def kind(self) -> str:
        """What the archive is: a key of `wording.LABELS`."""
        names = self.names
        if "[Content_Types].xml" in names:
            for folder, kind in (("word/", "docx"), ("xl/", "sheet"), ("ppt/", "slides")):
                if any(name.startswith(folder) for name in names):
                    return kind
        if "mimetype" in names:
            declared = b"".join(self.chunks("mimetype"))[:100].decode("latin-1").strip()
            if declared == "application/epub+zip":
                return "ebook"
            last = declared.rpartition(".")[2]
            return {"text": "odt", "spreadsheet": "sheet", "presentation": "slides"}.get(
                last, "archive"
            )
        return "archive"

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of one member, a piece at a time; Refused when more come than is allowed."""
        left = self._limits.markup_bytes
        try:
            with self._zip.open(name) as member:
                while chunk := member.read(_CHUNK):
                    left -= len(chunk)
                    self._left -= len(chunk)
                    if min(left, self._left) < 0:
                        raise Refused("too_much_inside")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise Refused("damaged") from None
