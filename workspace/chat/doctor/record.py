"""The record of what happened: its key private, its end sealed, signed for of late, guarded."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from workspace.governance import heads, signing, triggers
from workspace.governance.links import Head
from workspace.governance.models import AuditEntry, Checkpoint

from .finding import Finding, ok, problem, warning

_LATE: Final = timedelta(hours=1)
_VERIFY: Final = "Run manage.py verify_audit and read docs/audit.md."


def record() -> Iterator[Finding]:
    path = Path(settings.SIGNING_KEY)
    if not path.exists() and not AuditEntry.objects.exists():  # to look would make one
        yield ok("record", "Nothing is recorded yet; the signing key is made with the first entry.")
        return
    try:
        head, sealed = heads.end()
    except signing.SigningKeyUnusable as error:
        yield problem("record", str(error), "Restore it from its backup: docs/audit.md.")
        return
    if (mode := path.stat().st_mode & 0o777) & 0o077:
        yield problem("record", f"Others may read the signing key ({mode:o}).", f"chmod 600 {path}")
    if not sealed:
        yield problem("record", "Its end was not set by Daylight: nothing can be done.", _VERIFY)
    elif gone := triggers.missing(connection):
        says = f"The database would let it be changed: no trigger {', '.join(gone)}."
        yield problem("record", says, "Run manage.py prepare: it puts them back.")
    else:
        yield from _signed(head)


def _signed(head: Head) -> Iterator[Finding]:
    signed = Checkpoint.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    unsigned = AuditEntry.objects.filter(seq__gt=signed, at__lt=timezone.now() - _LATE)
    if unsigned.exists():
        says = f"No checkpoint was signed for over an hour; the last is of entry {signed}."
        yield warning("record", says, "Start Celery beat and a worker for “housekeeping”.")
    else:
        yield ok("record", f"{head.seq} entries, sealed; signed for up to entry {signed}.")
