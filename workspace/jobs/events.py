"""The event log: append-only, numbered without gaps per job, ordered by commit."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from .models import Event, Job

Entry = tuple[str, dict[str, Any]]

_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,39}")


def append(job_id: UUID, entries: Sequence[Entry], *, only_if: Q | None = None) -> int:
    """Append entries and return how many job rows took them: 1, or 0 if `only_if` refused.

    The counter moves by an UPDATE that locks the job's row until commit, so two writers never
    share a number and a follower who sees `last_seq` also sees every event up to it.
    """
    for name, _ in entries:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not an event name")
    with transaction.atomic():
        rows = Job.objects.filter(only_if or Q(), pk=job_id)
        if not rows.update(last_seq=F("last_seq") + len(entries)):
            return 0
        last: int = Job.objects.values_list("last_seq", flat=True).get(pk=job_id)
        first = last - len(entries) + 1
        Event.objects.bulk_create(
            Event(job_id=job_id, seq=first + offset, name=name, data=data)
            for offset, (name, data) in enumerate(entries)
        )
    return 1
