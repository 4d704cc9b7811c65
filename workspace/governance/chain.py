"""The chain: each entry carries the digest of the one before, so that none can be altered."""

from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from . import checkpoints, heads
from .links import COVERED, Head, digest_of
from .models import AuditEntry

_COLUMNS: Final = (*COVERED, "digest")
_NAMED: Final = ", ".join(f'"{name}"' for name in _COLUMNS)
_PLACES: Final = ", ".join(["%s"] * len(_COLUMNS))
# Constants only: no word of anybody's gets into this statement.
_INSERT: Final = f"INSERT INTO governance_auditentry ({_NAMED}) VALUES ({_PLACES}) RETURNING id"  # noqa: S608


def append(entry: AuditEntry) -> AuditEntry:
    """Put an entry at the end of the chain, in the transaction of the act it records.

    Raises heads.ChainBroken, signing.SigningKeyUnusable: then the act does not happen either.
    """
    with transaction.atomic(savepoint=False):  # what cannot be recorded takes its act along
        head = heads.lock()
        entry.seq, entry.previous, entry.at = head.seq + 1, head.digest, timezone.now()
        entry.digest = digest_of({name: getattr(entry, name) for name in COVERED})
        _write(entry)
        checkpoints.after(entry.seq)
    return entry


def _write(entry: AuditEntry) -> None:
    """Insert the entry and move the head, as near to one step as the database can."""
    move, end = heads.moving(Head(entry.seq, entry.digest))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # one journey instead of two
            cursor.execute(f"{_INSERT}; {move}", [*_values(entry), *end])
            [entry.pk] = cursor.fetchone()
        else:
            cursor.execute(_INSERT, _values(entry))
            [entry.pk] = cursor.fetchone()
            cursor.execute(move, end)
    entry._state.adding, entry._state.db = False, connection.alias


def _values(entry: AuditEntry) -> list[Any]:
    said = {name: getattr(entry, name) for name in _COLUMNS}
    said["at"] = connection.ops.adapt_datetimefield_value(entry.at)
    said["facts"] = connection.ops.adapt_json_value(entry.facts, None)
    return list(said.values())
