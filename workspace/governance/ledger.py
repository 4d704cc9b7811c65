"""The ledger of erasures: one line for each certificate, outside the database.

A backup brings back what was erased after it was made. So every erasure is also written here,
flushed to the disk and never rewritten, and a restore applies each of them again. Lines hold ids
and counts, like the certificates themselves.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

Certificate = dict[str, Any]


class LedgerDamaged(Exception):
    """A line of the ledger is not a certificate. `str(error)` says which."""


def path() -> Path:
    return Path(settings.ERASURES) / "ledger.jsonl"


def append(certificates: Iterable[Certificate]) -> None:
    """Add lines and return once they are on the disk."""
    place = path()
    place.parent.mkdir(parents=True, exist_ok=True)
    written = "".join(json.dumps(c, sort_keys=True) + "\n" for c in certificates).encode()
    handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "rb+", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if _is_torn(file.fileno()):
            written = b"\n" + written
        file.write(written)
        os.fsync(file.fileno())


def read(place: Path) -> Iterator[Certificate]:
    """Yield every certificate; what a power cut left of a line is passed over."""
    with place.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                certificate = json.loads(line)
            except ValueError:
                if line.lstrip().startswith(b"{"):
                    continue  # never finished: it is written again by the next nightly run
                raise LedgerDamaged(f"Line {number} of {place} is not a certificate.") from None
            yield certificate


def known_ids() -> set[str]:
    return {str(c.get("id")) for c in read(path())} if path().exists() else set()


def _is_torn(handle: int) -> bool:
    size = os.fstat(handle).st_size
    return size > 0 and os.pread(handle, 1, size - 1) != b"\n"
