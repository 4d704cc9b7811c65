"""One attempt at one job, from claim to outcome. Never raises for what a handler does."""

import logging
import traceback
from uuid import UUID

from .handlers import Handler, PermanentFailure, TryAgain, UnknownKind, find
from .heart import beating
from .leases import Cancelled, Lease, LeaseLost, claim
from .messages import send
from .models import Job, State

log = logging.getLogger(__name__)

UNKNOWN = "No part of this installation knows how to do this kind of work."


def run(job_id: UUID) -> None:
    """Do the job if it is there, due and free; a message that comes twice does nothing."""
    job = Job.objects.filter(pk=job_id).only("kind").first()
    if job is None:
        return
    try:
        handler = find(job.kind)
    except UnknownKind:
        if lease := claim(job_id, max_attempts=1):
            lease.close(State.QUARANTINED, UNKNOWN)
        return
    if lease := claim(job_id, max_attempts=handler.max_attempts):
        _attempt(lease, handler)


def _attempt(lease: Lease, handler: Handler) -> None:
    try:
        with beating(lease, longest=handler.longest):
            handler.work(lease)
            if not lease.finished:
                with lease.finish():
                    pass
    except (Cancelled, LeaseLost) as over:
        log.info("job %s: attempt %d is over (%s)", lease.job.pk, lease.attempt, _name(over))
    except PermanentFailure as failure:
        lease.close(State.FAILED, str(failure)[:300])
    except TryAgain as wish:
        _again(lease, handler, wish.reason, wish.after)
    except Exception as error:
        log.error("job %s: %s at %s", lease.job.pk, _name(error), _place(error))
        _again(lease, handler, f"Stopped by an unexpected error ({_name(error)}).", None)


def _again(lease: Lease, handler: Handler, reason: str, after: float | None) -> None:
    """Put it back, or set it aside when it had its chances."""
    if lease.attempt >= handler.max_attempts:
        lease.close(State.QUARANTINED, f"Tried {lease.attempt} times. {reason}"[:300])
        return
    wait = after if after is not None else min(60.0, 2.0**lease.attempt)
    if lease.give_back(reason[:300], after=wait):
        send(lease.job.pk, lease.job.queue, after=wait)


def _name(error: BaseException) -> str:
    return type(error).__name__


def _place(error: BaseException) -> str:
    """Where it happened. A message may quote what a person wrote, a line number cannot."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
