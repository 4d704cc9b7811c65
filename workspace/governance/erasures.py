"""Proof of what was erased: a signed certificate, written in the transaction that erases.

A certificate says what kind of thing went, when, why, by whom, how much of it, and which vault's
key was destroyed. It never says what it was called or what stood in it.
"""

import json
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from workspace.accounts.models import User

from . import audit, holds, ledger, signing, wiping
from .models import Erasure

Certificate = ledger.Certificate
COVERED = (
    "id", "object_type", "object_id", "vault_id", "reason", "by_id", "at", "counts",
)  # fmt: skip
"""What the signature speaks for."""


def certify(
    action: str, *, on: Model | holds.On, by: User | None, reason: str, counts: dict[str, int],
    vault_id: str = "", case: str | None = None,
) -> Erasure:  # fmt: skip
    """Write the certificate and the entry in the record. Raises Refused for what is on hold.

    Call it last in the transaction that erases. `vault_id` is the vault whose key was destroyed
    with it; empty where others still need that vault.
    """
    object_type, object_id = on if isinstance(on, tuple) else (on._meta.label_lower, str(on.pk))
    holds.check_not_held((object_type, object_id))
    erasure = Erasure(
        object_type=object_type, object_id=object_id, vault_id=vault_id, reason=reason,
        by_id=str(by.pk) if by else "system", at=timezone.now(), counts=counts,
    )  # fmt: skip
    erasure.key_id, erasure.signature = signing.sign(_payload(certificate(erasure)))
    erasure.save(force_insert=True)
    # What cannot be written now (a full disk) is written by `sync_ledger`, every night.
    transaction.on_commit(lambda: ledger.append([certificate(erasure)]), robust=True)
    transaction.on_commit(wiping.wipe, robust=True)
    facts: dict[str, Any] = {"certificate": str(erasure.pk), "reason": reason, **counts}
    facts["key_destroyed"] = bool(vault_id)
    audit.record(action, by=by, on=(object_type, object_id), case=case, **facts)
    return erasure


def certificate(erasure: Erasure) -> Certificate:
    """Return a certificate as it is handed out: complete, and enough to verify it."""
    said: Certificate = {name: getattr(erasure, name) for name in COVERED}
    said |= {"id": str(erasure.pk), "at": erasure.at.isoformat(timespec="microseconds")}
    return said | {"key_id": erasure.key_id, "signature": erasure.signature}


def is_genuine(said: Certificate) -> bool:
    """Say whether this installation signed exactly this."""
    try:
        payload, signature = _payload(said), str(said["signature"])
        return signing.verify(payload, key_id=str(said["key_id"]), signature=signature)
    except (KeyError, TypeError, ValueError):
        return False


def row(said: Certificate) -> Erasure:
    """Turn a certificate back into the row it was."""
    return Erasure(**{name: said[name] for name in (*COVERED, "key_id", "signature")})


def sync_ledger() -> int:
    """Write into the ledger what a crash between commit and ledger left out; return how many."""
    known = ledger.known_ids()
    missing = [certificate(e) for e in Erasure.objects.order_by("at") if str(e.pk) not in known]
    if missing:
        ledger.append(missing)
    return len(missing)


def _payload(said: Certificate) -> bytes:
    covered: dict[str, Any] = {name: said[name] for name in COVERED}
    written = json.dumps(covered, sort_keys=True, separators=(",", ":"))
    return b"daylight.erasure\n" + written.encode()
