"""Where the chain ends: one row, sealed with a secret that is not in the database.

Whoever writes locks it until their act is committed, so that entries stand in one line without a
gap. An end that somebody else set is not written on: sealing it anew would hide what they did.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from . import signing
from .links import GENESIS, Head
from .models import AuditEntry, ChainHead

_THE_ONE: Final = 1
# In SQL, because every act of everybody waits for these few lines.
_READ: Final = "SELECT seq, digest, seal FROM governance_chainhead WHERE id = %s"
_MOVE: Final = "UPDATE governance_chainhead SET seq = %s, digest = %s, seal = %s WHERE id = %s"
_FIRST: Final = (
    "INSERT INTO governance_chainhead (id, seq, digest, seal) VALUES (%s, 0, %s, '') "
    "ON CONFLICT DO NOTHING"
)


class ChainBroken(Exception):
    """The chain's end was not set by Daylight. Nothing is written on it until somebody looked."""


def lock() -> Head:
    """Lock the end until the transaction ends. Raises ChainBroken, signing.SigningKeyUnusable."""
    head, seal = _locked()
    if not is_sealed(head, seal):
        raise ChainBroken(
            f"The end of the audit record (entry {head.seq}) was not set by Daylight, so nothing "
            "can be recorded. Run manage.py verify_audit, and see docs/audit.md."
        )
    return head


def move(head: Head) -> None:
    """Set and seal the end. Only whoever holds its lock may."""
    with connection.cursor() as cursor:
        cursor.execute(*moving(head))


def moving(head: Head) -> tuple[str, list[Any]]:
    """Return the statement that `move` executes, and its values."""
    return _MOVE, [head.seq, head.digest, _seals(head)[0], _THE_ONE]


def end() -> tuple[Head, bool]:
    """Return where the chain ends, and whether its seal is genuine."""
    row = ChainHead.objects.filter(pk=_THE_ONE).values_list("seq", "digest", "seal").first()
    seq, digest, seal = row or (0, GENESIS, "")
    return Head(seq, digest), is_sealed(Head(seq, digest), seal)


def is_sealed(head: Head, seal: str) -> bool:
    """Tell whether this installation set this end; an empty chain needs no seal."""
    return (head == (0, GENESIS) and seal == "") or seal in _seals(head)


def accept() -> Head:
    """Seal the end that is there, for an administrator who found out why it is not sealed.

    It never goes back, so a gap stays where entries were cut off.
    """
    head, _ = _locked()
    last = AuditEntry.objects.order_by("seq").values_list("seq", "digest").last() or (0, GENESIS)
    head = Head(max(head.seq, last[0]), last[1])
    move(head)
    return head


def _locked() -> tuple[Head, str]:
    # SQLite has no row locks and needs none: its transactions are IMMEDIATE.
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        row = _one(cursor, _READ + lock, [_THE_ONE])
        if row is None:
            cursor.execute(_FIRST, [_THE_ONE, GENESIS])
            row = _one(cursor, _READ + lock, [_THE_ONE])
    seq, digest, seal = row
    return Head(seq, digest), seal


def _one(cursor: Any, statement: str, values: Sequence[object]) -> Any:
    cursor.execute(statement, values)
    return cursor.fetchone()


def _seals(head: Head) -> list[str]:
    return signing.seals(f"{head.seq}:{head.digest}")
