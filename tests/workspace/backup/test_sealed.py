"""A sealed file opens whole or not at all, wherever it was cut or changed."""

import io
import os
import random

import pytest

from workspace.backup.problems import Damaged
from workspace.backup.sealed import Reader, Writer, head_of

KEY = bytes(range(32))


def sealed(data: bytes, key: bytes = KEY) -> bytes:
    file = io.BytesIO()
    writer = Writer(file, key, {"backup": "one"})
    for start in range(0, len(data), 70_001):
        writer.write(data[start : start + 70_001])
    writer.close()
    return file.getvalue()


def opened(stored: bytes, key: bytes = KEY) -> bytes:
    reader, found = Reader(io.BytesIO(stored), key), []
    while piece := reader.read(65_537):
        found.append(piece)
    return b"".join(found)


@pytest.fixture(scope="module")
def data() -> bytes:
    return random.Random(4).randbytes(3_300_000) + b"again and again " * 100_000


@pytest.mark.parametrize("size", [0, 1, 2**20 - 1, 2**20, 2**20 + 1])
def test_what_went_in_comes_out(size):
    data = random.Random(size).randbytes(size)
    assert opened(sealed(data)) == data


def test_a_large_file_comes_out(data):
    stored = sealed(data)
    assert opened(stored) == data
    assert data[:64] not in stored
    assert head_of(io.BytesIO(stored)) == {"backup": "one"}


def test_it_does_not_open_with_another_key(data):
    with pytest.raises(Damaged):
        opened(sealed(data), os.urandom(32))


def test_one_changed_bit_anywhere_is_found(data):
    stored = bytearray(sealed(data))
    for place in random.Random(5).sample(range(len(stored)), 60):
        changed = bytearray(stored)
        changed[place] ^= 1 << (place % 8)
        with pytest.raises(Damaged):
            opened(bytes(changed))


def test_a_file_cut_off_anywhere_is_found(data):
    stored = sealed(data)
    borders = _borders(stored)
    assert len(borders) > 3
    for place in [*borders[:-1], *random.Random(6).sample(range(len(stored)), 30)]:
        with pytest.raises(Damaged):
            opened(stored[:place])


def test_pieces_cannot_change_places(data):
    stored = sealed(data)
    [start, one, two, *_] = _borders(stored)
    with pytest.raises(Damaged):
        opened(stored[:start] + stored[one:two] + stored[start:one] + stored[two:])


def test_nothing_can_be_added_at_the_end(data):
    stored = sealed(data)
    before, last = _borders(stored)[-2:]
    for more in (b"\0", stored[before:last]):
        with pytest.raises(Damaged):
            opened(stored + more)


def test_pieces_of_another_backup_do_not_fit(data):
    stored, other = sealed(data), io.BytesIO()
    writer = Writer(other, KEY, {"backup": "two"})
    writer.write(data)
    writer.close()
    start = _borders(stored)[0]
    with pytest.raises(Damaged):
        opened(stored[:start] + other.getvalue()[start:])


def _borders(stored: bytes) -> list[int]:
    """Where each piece begins, and the end."""
    place, found = len(b"DAYLIGHT BACKUP 1\n"), []
    while place < len(stored):
        place += 4 + int.from_bytes(stored[place : place + 4], "big")
        found.append(place)
    return found
