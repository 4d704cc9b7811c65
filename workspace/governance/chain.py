"""The chain: each entry carries the digest of the one before, so that none can be altered."""

import hashlib
import json
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from .models import AuditEntry, ChainHead

GENESIS: Final = "0" * 64
COVERED: Final = (
    "seq", "actor_id", "actor_role", "action", "object_type", "object_id", "case_id", "purpose",
    "model", "facts", "previous",
)  # fmt: skip
"""Besides `at`, the fields that an entry's digest speaks for."""


def digest_of(entry: AuditEntry) -> str:
    """Return the SHA-256 of an entry's canonical form, in hex."""
    said: dict[str, Any] = {name: getattr(entry, name) for name in COVERED}
    said["at"] = entry.at.isoformat(timespec="microseconds")
    written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def append(entry: AuditEntry) -> AuditEntry:
    """Put an entry at the end of the chain, in the transaction of the act it records."""
    with transaction.atomic():
        head, _ = ChainHead.objects.select_for_update().get_or_create(
            pk=1, defaults={"digest": GENESIS}
        )
        entry.seq, entry.previous, entry.at = head.seq + 1, head.digest, timezone.now()
        entry.digest = digest_of(entry)
        entry.save(force_insert=True)
        head.seq, head.digest = entry.seq, entry.digest
        head.save(update_fields=["seq", "digest"])
    return entry
