"""A file in authenticated pieces: whoever changes, reorders or cuts off any of it is found out.

    magic | length, head (JSON, in clear: which backup this is) | length, piece | length, piece …

A piece is AES-256-GCM under the file's own key, which encrypts nothing else: its nonce is its
number. Its associated data are the head's digest and whether it is the last, so a file that ends
too soon does not open. Memory stays bounded by one piece whatever the size.
"""

import json
import struct
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .problems import Damaged

MAGIC: Final = b"DAYLIGHT BACKUP 1\n"
_PIECE: Final = 2**20
_MOST: Final = 2 * _PIECE  # what does not compress grows a little
_LENGTH: Final = struct.Struct(">I")


class Writer:
    """Compresses, encrypts and writes what it is given. `close` makes the file whole."""

    def __init__(self, file: BinaryIO, key: bytes, head: dict[str, Any]) -> None:
        written = json.dumps(head, sort_keys=True).encode()
        file.write(MAGIC + _LENGTH.pack(len(written)) + written)
        self._file, self._seal, self._bound = file, AESGCM(key), sha256(written).digest()
        self._squeeze, self._waiting, self._number = zlib.compressobj(6), bytearray(), 0

    def write(self, data: bytes) -> None:
        self._waiting += self._squeeze.compress(data)
        while len(self._waiting) > _PIECE:
            self._put(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]

    def close(self) -> None:
        self._waiting += self._squeeze.flush()
        while len(self._waiting) > _PIECE:
            self._put(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]
        self._put(bytes(self._waiting), last=True)

    def _put(self, data: bytes, *, last: bool) -> None:
        sealed = self._seal.encrypt(_nonce(self._number), data, _bound_to(self._bound, last))
        self._file.write(_LENGTH.pack(len(sealed)) + sealed)
        self._number += 1


class Reader:
    """Reads back what a `Writer` wrote, as a stream of bytes. Raises Damaged."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        _, digest = _head(file)
        self._pieces = _opened(file, AESGCM(key), digest)
        self._swell, self._ready = zlib.decompressobj(), bytearray()

    def read(self, size: int) -> bytes:
        """Return exactly `size` bytes, or fewer at the end."""
        while len(self._ready) < size and self._more():
            pass
        taken = bytes(self._ready[:size])
        del self._ready[:size]
        return taken

    def _more(self) -> bool:
        packed = self._swell.unconsumed_tail or next(self._pieces, b"")
        if not packed:
            return False
        try:
            self._ready += self._swell.decompress(packed, _PIECE)
        except zlib.error:
            raise Damaged from None
        return True


def head_of(file: BinaryIO) -> dict[str, Any]:
    """Return the head, which is only trustworthy once the rest has opened."""
    return _head(file)[0]


def _head(file: BinaryIO) -> tuple[dict[str, Any], bytes]:
    file.seek(0)
    if file.read(len(MAGIC)) != MAGIC:
        raise Damaged
    written = _block(file, 2**16)
    try:
        head = json.loads(written)
    except ValueError:
        raise Damaged from None
    if not isinstance(head, dict):
        raise Damaged
    return head, sha256(written).digest()


def _opened(file: BinaryIO, seal: AESGCM, digest: bytes) -> Iterator[bytes]:
    number, sealed = 0, _block(file, _MOST)
    if not sealed:  # even nothing at all is written as one piece
        raise Damaged
    while sealed:
        following = _block(file, _MOST)
        try:
            yield seal.decrypt(_nonce(number), sealed, _bound_to(digest, not following))
        except InvalidTag:
            raise Damaged from None
        number, sealed = number + 1, following


def _block(file: BinaryIO, most: int) -> bytes:
    """Read one length and as many bytes; b"" at the end of the file."""
    length = file.read(_LENGTH.size)
    if not length:
        return b""
    if len(length) < _LENGTH.size or not 0 < _LENGTH.unpack(length)[0] <= most:
        raise Damaged
    data = file.read(_LENGTH.unpack(length)[0])
    if len(data) != _LENGTH.unpack(length)[0]:
        raise Damaged
    return data


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _bound_to(digest: bytes, last: bool) -> bytes:
    return digest + (b"last" if last else b"more")
