"""One link of the chain: what its digest speaks for, byte for byte. Plain Python.

`docs/audit.md` describes the same form in words, so that anybody can check a record without
Daylight.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple

GENESIS: Final = "0" * 64
"""What the first entry names as the digest before it."""
COVERED: Final = (
    "seq", "at", "actor_id", "actor_role", "action", "object_type", "object_id", "within",
    "case_id", "purpose", "model", "facts", "previous",
)  # fmt: skip
"""The fields that an entry's digest speaks for: all it has."""
Values = Mapping[str, Any]


class Head(NamedTuple):
    """Where a chain ends."""

    seq: int
    digest: str


class Mark(NamedTuple):
    """A checkpoint whose signature is genuine: at this entry the chain had this digest."""

    seq: int
    digest: str
    at: datetime


def canonical(said: Values) -> bytes:
    """Return JSON in UTF-8 with sorted keys and no spaces: equal things are equal bytes."""
    written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return written.encode("utf-8", "surrogatepass")


def written(at: datetime) -> str:
    """Return a moment in UTC to the microsecond, `2026-01-31T09:00:00.000000+00:00`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def said_by(entry: Values) -> dict[str, Any]:
    """Return the covered fields of an entry as JSON can hold them."""
    said = {name: entry[name] for name in COVERED}
    return said | {"at": written(said["at"])}


def digest_of(entry: Values) -> str:
    """Return the SHA-256 of an entry's canonical form, in hex."""
    return sha256(canonical(said_by(entry))).hexdigest()


def checkpoint_payload(mark: Mark) -> bytes:
    """Return what a checkpoint's signature is over."""
    said = {"seq": mark.seq, "digest": mark.digest, "at": written(mark.at)}
    return b"daylight checkpoint 1\n" + canonical(said)
