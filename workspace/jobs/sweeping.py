"""Sweeping: whatever a crash, a lost message or a dead worker left behind moves again."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from .events import append
from .messages import resend, send
from .models import Job, State

_AT_ONCE = 500
_LONGEST_WAIT = 600
INTERRUPTED = "The worker stopped in the middle of it."


def sweep() -> dict[str, int]:
    """Do one round and return what was done, in counts."""
    return {
        "set_aside": _each(_expired(attempt__gte=F("max_attempts")), _set_aside),
        "put_back": _each(_expired(attempt__lt=F("max_attempts")), _put_back),
        "sent_again": _send_lost(),
    }


def _expired(**more: Any) -> Any:
    return Job.objects.filter(state=State.RUNNING, lease_until__lt=Now(), **more)


def _each(rows: Any, act: Any) -> int:
    return sum(act(job) for job in rows.order_by("lease_until")[:_AT_ONCE])


def _still(job: Job) -> Q:
    """The row as it was read: a worker that came back, or another sweeper, wins."""
    return Q(pk=job.pk, state=State.RUNNING, fence=job.fence, lease_until__lt=Now())


def _set_aside(job: Job) -> int:
    reason = f"Tried {job.attempt} times. {INTERRUPTED}"
    changed: int = Job.objects.filter(_still(job)).update(
        state=State.QUARANTINED, reason=reason, finished=Now(), lease_until=None
    )
    return changed


def _put_back(job: Job) -> int:
    with transaction.atomic():
        changed: int = Job.objects.filter(_still(job)).update(
            state=State.QUEUED, reason=INTERRUPTED, lease_until=None, sent_at=Now(), sends=1
        )
        if changed:
            append(job.pk, [("waiting", {"reason": INTERRUPTED})])
            transaction.on_commit(partial(send, job.pk, job.queue), robust=True)
    return changed


def _send_lost() -> int:
    """Send again what waits although it is due: each time, wait twice as long as before."""
    first = settings.JOBS["resend_seconds"]
    due = Q(run_after=None) | Q(run_after__lte=Now())
    waiting = Job.objects.filter(due, state=State.QUEUED)
    sent = 0
    for sends in range(8):
        patience = timedelta(seconds=min(_LONGEST_WAIT, first * 2**sends))
        tried = Q(sends__lte=1) if sends == 0 else Q(sends=sends + 1)
        if sends == 7:
            tried = Q(sends__gt=sends)
        lost = waiting.filter(tried & (Q(sent_at=None) | Q(sent_at__lt=Now() - patience)))
        sent += sum(resend(job) for job in lost.order_by("created")[:_AT_ONCE])
    return sent
