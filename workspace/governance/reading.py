"""Reads are in the record too: who opened what, once for each time they sat down with it.

Opening the same thing again within five minutes is the same reading. Call `read` after it is
certain that the person may see the thing and before showing it: what cannot be recorded is not
shown. Parts that a page fetches for itself are no readings of their own.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from workspace.accounts.models import User

from . import audit
from .models import AuditEntry

SAME_READING: Final = timedelta(minutes=5)


def read(
    action: str,
    *,
    by: User,
    on: Model | tuple[str, str],
    purpose: str = "",
    case: Model | str | None = None,
    **facts: audit.FactValue,
) -> AuditEntry | None:
    """Record that `by` has opened `on`; None if that stands in the record already.

    `action` ends in ".read".
    """
    if _is_known(action, by, on):
        return None
    with transaction.atomic():
        return audit.record(action, by=by, on=on, purpose=purpose, case=case, model="", **facts)


def _is_known(action: str, by: User, on: Model | tuple[str, str]) -> bool:
    """Look among the last entries on this one thing: few rows, found by one index."""
    kind, pk = audit.identity(on)
    latest = AuditEntry.objects.filter(object_id=pk, at__gt=timezone.now() - SAME_READING)
    wanted = (str(by.pk), action, kind)
    return wanted in latest.values_list("actor_id", "action", "object_type")
