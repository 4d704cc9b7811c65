"""What stands in a backup, one record after another, so that neither side holds it all.

HEAD what it was made of   TABLE model and fields, then its ROWs
FILE path and size, then its BYTES   END how many there were of everything
"""

import json
import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Any, Final

from .problems import Damaged
from .sealed import Reader, Writer

_FRAME: Final = struct.Struct(">BI")
_MOST: Final = 2**29


class Sort(IntEnum):
    HEAD = 1
    TABLE = 2
    ROW = 3
    FILE = 4
    BYTES = 5
    END = 6


def put(writer: Writer, sort: Sort, said: Any) -> None:
    data = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
    writer.write(_FRAME.pack(sort, len(data)) + data)


def read(reader: Reader) -> Iterator[tuple[Sort, Any]]:
    """Yield every record, from the head to the end. Raises Damaged where either is missing."""
    sort = None
    while frame := reader.read(_FRAME.size):
        if len(frame) < _FRAME.size:
            raise Damaged
        number, size = _FRAME.unpack(frame)
        if (sort is None and number != Sort.HEAD) or size > _MOST:
            raise Damaged
        data = reader.read(size)
        if len(data) < size:
            raise Damaged
        try:
            sort = Sort(number)
            yield sort, data if sort == Sort.BYTES else json.loads(data)
        except ValueError:
            raise Damaged from None
    if sort != Sort.END:
        raise Damaged
