"""The record as a file that is verified without a database. Plain Python.

One entry a line, in the form its digest is over, and the digest beside it.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final, TextIO

from .links import COVERED, Values, canonical, said_by

_NAMES: Final = {*COVERED, "digest"}


class NotAnEntry(Exception):
    """A line is not an entry. `str(error)` says which."""


def line_of(entry: Values) -> str:
    return canonical(said_by(entry) | {"digest": entry["digest"]}).decode() + "\n"


def copied(entries: Iterable[Values], to: TextIO) -> Iterator[Values]:
    """Pass entries on, writing each to a file on its way."""
    for entry in entries:
        to.write(line_of(entry))
        yield entry


def entries_in(lines: Iterable[str]) -> Iterator[Values]:
    """Read what `line_of` wrote. Raises NotAnEntry."""
    for number, line in enumerate(lines, 1):
        try:
            said = json.loads(line)
            yield _checked(said) | {"at": datetime.fromisoformat(said["at"])}
        except (ValueError, KeyError, TypeError) as error:
            raise NotAnEntry(f"Line {number} is not an entry of the record.") from error


def _checked(said: Any) -> dict[str, Any]:
    if set(said) != _NAMES or type(said["seq"]) is not int or not isinstance(said["facts"], dict):
        raise ValueError("not the fields of an entry")
    if not all(isinstance(said[name], str) for name in _NAMES - {"seq", "facts"}):
        raise TypeError("a field is not text")
    return dict(said)
