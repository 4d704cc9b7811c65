"""How much one uploaded file may ask of Daylight.

A named tuple, not a dataclass: the reading process starts for every file, and importing
`dataclasses` would cost it a quarter of its start-up time.
"""

from typing import NamedTuple

MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
    """Sizes are bytes, times are seconds; `ratio` is unpacked size over packed size."""

    bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    markup_bytes: int = 60 * MEGABYTE
    members: int = 2_000
    ratio: int = 200
    depth: int = 256
    parts: int = 500
    pages: int = 300
    paragraphs: int = 20_000
    characters: int = 2_000_000
    seconds: float = 30.0
    memory_bytes: int = 512 * MEGABYTE


DEFAULT = Limits()
