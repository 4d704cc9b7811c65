"""What a person, or another app, may do with a job: submit, cancel, retry."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User

from .events import append
from .messages import send
from .models import OPEN, Job, State

STOPPED = "Stopped by the person who asked for it."
RETRYABLE = (State.FAILED, State.QUARANTINED, State.CANCELLED)


class NotNow(Exception):
    """The job's state does not allow it. `str(error)` is written for the person."""


def submit(
    *,
    kind: str,
    by: User | None,
    subject_id: str,
    key: str | None = None,
    queue: str = "housekeeping",
) -> Job:
    """Return the one job for `key`, made and sent if it is new. `by=None` is the system.

    Call it in the transaction that makes the work necessary: the message leaves on commit.
    """
    fresh: dict[str, Any] = {"kind": kind, "owner": by, "subject_id": subject_id, "queue": queue}
    fresh |= {"sent_at": timezone.now(), "sends": 1}
    with transaction.atomic():
        if key is None:
            job, created = Job.objects.create(**fresh), True
        else:
            job, created = Job.objects.get_or_create(key=key, defaults=fresh)
        if created:
            transaction.on_commit(partial(send, job.pk, job.queue), robust=True)
    if (job.kind, job.owner_id) != (kind, by.pk if by else None):
        raise ValueError("this key belongs to other work")
    return job


def cancel(*, job: Job, by: User | None) -> bool:
    """Stop it for good. False if it had ended already.

    A running handler notices within a second; what it then tries to commit is refused.
    """
    mine = by is not None and by.pk == job.owner_id
    reason = STOPPED if mine else "Stopped by an administrator."
    changed = Job.objects.filter(pk=job.pk, state__in=OPEN).update(
        state=State.CANCELLED, reason=reason, finished=timezone.now(), lease_until=None
    )
    job.refresh_from_db()
    return bool(changed)


def retry(*, job: Job, by: User | None) -> Job:
    """Put a job that failed, was stopped or was set aside back in its queue, counting anew."""
    with transaction.atomic():
        changed = Job.objects.filter(pk=job.pk, state__in=RETRYABLE).update(
            state=State.QUEUED,
            reason="",
            attempt=0,
            run_after=None,
            finished=None,
            sent_at=timezone.now(),
            sends=1,
            progress_done=0,
            progress_total=0,
        )
        if not changed:
            raise NotNow("Only work that failed, was stopped or was set aside can be repeated.")
        append(job.pk, [("retried", {})])
        transaction.on_commit(partial(send, job.pk, job.queue), robust=True)
    job.refresh_from_db()
    return job
