"""Signed checkpoints: how far the record had come, said outside the database too.

A row is for looking up; the line in the file `settings.CHECKPOINTS` is what outlives an attacker
who owns the database. Copy that file away, and anybody who has the public key can show that a
rewritten record is one.
"""

import fcntl
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from . import heads, signing
from .links import Mark, checkpoint_payload
from .models import Checkpoint
from .statements import NotAStatement, Statement, line_of, statements_in

EVERY: Final = 1000
"""Entries after which a checkpoint is made without waiting for the clock."""
_TAIL: Final = 4096  # bytes: many lines


def after(seq: int) -> None:
    """Have a checkpoint made, once the act is committed, when it is time for one again."""
    if seq % EVERY == 0:
        transaction.on_commit(make, robust=True)


def make() -> None:
    """Sign where the chain ends, if something is new; then bring the file up to date."""
    head, sealed = heads.end()
    if sealed and head.seq and not Checkpoint.objects.filter(seq=head.seq).exists():
        mark = Mark(head.seq, head.digest, datetime.now(UTC))
        signed = signing.sign(checkpoint_payload(mark))
        row = Checkpoint(**mark._asdict(), key_id=signed.key_id, signature=signed.signature)
        Checkpoint.objects.bulk_create([row], ignore_conflicts=True)  # another may be as quick
    write_out()


def write_out() -> None:
    """Append to the file every genuine checkpoint that it does not have yet."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        end = _end_of(file.fileno())
        lines = "".join(line_of(one) for one in kept(_last_in(end)) if _is_genuine(one))
        if lines:
            torn = bool(end) and not end.endswith(b"\n")
            file.write(b"\n" * torn + lines.encode())
            file.flush()
            os.fsync(file.fileno())


def kept(after: int = 0) -> Iterator[Statement]:
    """Yield the rows, of entries after that one, by seq."""
    rows = Checkpoint.objects.filter(seq__gt=after).order_by("seq")
    for row in rows.iterator():
        yield Statement(Mark(row.seq, row.digest, row.at), row.key_id, row.signature)


def filed(path: Path | None = None) -> Iterator[Statement]:
    """Yield the lines of the file (of another, if given), by seq. Raises NotAStatement."""
    try:
        with (path or _path()).open(encoding="utf-8") as lines:
            yield from statements_in(lines)
    except FileNotFoundError:
        if path:
            raise


def set_aside(now: datetime) -> Path | None:
    """Move the file away, as a restored backup must: it knows of entries that are lost now.

    Returns where it is. It stays the proof of what was there.
    """
    path = _path()
    if not path.exists():
        return None
    return path.rename(path.with_name(f"{path.stem}.until-{now:%Y%m%dT%H%M%S}{path.suffix}"))


def _path() -> Path:
    return Path(settings.CHECKPOINTS)


def _end_of(handle: int) -> bytes:
    size = os.fstat(handle).st_size
    return os.pread(handle, _TAIL, max(0, size - _TAIL))


def _last_in(end: bytes) -> int:
    """Return the entry of the last whole line."""
    for line in reversed(end.splitlines(keepends=True)):
        try:
            return next(statements_in([line.decode()])).mark.seq
        except (StopIteration, NotAStatement, UnicodeDecodeError):
            continue
    return 0


def _is_genuine(one: Statement) -> bool:
    return signing.verify(checkpoint_payload(one.mark), one.signature, key_id=one.key_id)
