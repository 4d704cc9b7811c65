"""A lease: the right to work on one job until a moment in time, renewed while work goes on.

Every claim raises the job's fence. All that a lease writes is conditional on its fence, so a
worker that was thought dead and comes back can change nothing.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now

from .events import Entry, append
from .models import Job, State

_LOOK_SECONDS = 0.5
"""How often a lease asks the database whether the job was stopped; also between progress events."""


class LeaseLost(Exception):
    """Another worker has taken over, or the job ended some other way: drop everything."""


class Cancelled(Exception):
    """A person stopped the job."""


def lease_length() -> timedelta:
    return timedelta(seconds=float(settings.JOBS["lease_seconds"]))


def claimable() -> Q:
    """Waiting and due, or running under a lease that ran out. By the database's clock alone."""
    due = Q(state=State.QUEUED) & (Q(run_after=None) | Q(run_after__lte=Now()))
    return due | Q(state=State.RUNNING, lease_until__lt=Now(), attempt__lt=F("max_attempts"))


def claim(job_id: UUID, *, max_attempts: int) -> "Lease | None":
    """Take the job, or return None because somebody else has it or it is not due."""
    with transaction.atomic():
        taken = Job.objects.filter(claimable(), pk=job_id).update(
            state=State.RUNNING,
            attempt=F("attempt") + 1,
            fence=F("fence") + 1,
            max_attempts=max_attempts,
            lease_until=Now() + lease_length(),
            heartbeat_at=Now(),
            started=Coalesce("started", Now()),
            run_after=None,
            reason="",
        )
        if not taken:
            return None
        job = Job.objects.get(pk=job_id)
        append(job.pk, [("started", {"attempt": job.attempt})])
    return Lease(job)


class Lease:
    """What a handler holds. Its methods raise `Cancelled` or `LeaseLost` when it is over."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.attempt: int = job.attempt
        self.fence: int = job.fence
        self.finished = False
        self._looked = self._progressed = time.monotonic()
        self._over: Cancelled | LeaseLost | None = None

    @property
    def _mine(self) -> Q:
        return Q(pk=self.job.pk, fence=self.fence, state=State.RUNNING)

    def emit(self, name: str, data: dict[str, Any] | None = None) -> None:
        """Append one event. `data` is masked text or counts."""
        self.emit_all([(name, data or {})])

    def emit_all(self, entries: Sequence[Entry]) -> None:
        """Append several events in one transaction."""
        if entries and not append(self.job.pk, entries, only_if=self._mine):
            self._stop()

    def progress(self, done: int, total: int) -> None:
        """Record how far it is; followers hear of it at most twice a second, and at the end."""
        now = time.monotonic()
        if done < total and now - self._progressed < _LOOK_SECONDS:
            return
        self._progressed = now
        with transaction.atomic():
            rows = Job.objects.filter(self._mine)
            if not rows.update(progress_done=done, progress_total=total):
                self._stop()
            append(self.job.pk, [("progress", {"done": done, "total": total})])

    @property
    def cancelled(self) -> bool:
        """True once there is no point in going on. Cheap enough to ask in a tight loop."""
        if self._over is None and time.monotonic() - self._looked >= _LOOK_SECONDS:
            self._looked = time.monotonic()
            if not Job.objects.filter(self._mine).exists():
                self._over = self._why()
        return self._over is not None

    def check(self) -> None:
        """Raise if the work is over."""
        if self.cancelled:
            self._stop()

    def renew(self) -> bool:
        """Extend the lease. False, for good, when it is over."""
        held = Job.objects.filter(self._mine).update(
            heartbeat_at=Now(), lease_until=Now() + lease_length()
        )
        if not held and not self.finished:
            self._over = self._over or self._why()
        return bool(held)

    @contextmanager
    def commit(self, *, even_cancelled: bool = False) -> Iterator[None]:
        """One transaction that happens only while the lease holds, and so at most once.

        `even_cancelled` lets a stopped handler keep what it had; it never lets in a worker
        whose job was taken over.
        """
        states = [State.RUNNING, State.CANCELLED] if even_cancelled else [State.RUNNING]
        with transaction.atomic():
            rows = Job.objects.filter(pk=self.job.pk, fence=self.fence, state__in=states)
            if not rows.update(heartbeat_at=Now()):  # also locks the row until commit
                self._stop()
            yield

    @contextmanager
    def finish(self, reason: str = "") -> Iterator[None]:
        """Like `commit`, and the job is done in the same transaction."""
        with self.commit():
            yield
            self.close(State.DONE, reason)
        self.finished = True

    def close(self, state: State, reason: str) -> bool:
        """End the job under this lease. False if it was over already."""
        closed = Job.objects.filter(self._mine).update(
            state=state, reason=reason, finished=Now(), lease_until=None
        )
        return bool(closed)

    def give_back(self, reason: str, *, after: float) -> bool:
        """Put the job back in its queue, due in `after` seconds."""
        with transaction.atomic():
            returned = Job.objects.filter(self._mine).update(
                state=State.QUEUED,
                reason=reason,
                lease_until=None,
                run_after=Now() + timedelta(seconds=after),
                sent_at=Now(),
                sends=1,
            )
            if returned:
                append(self.job.pk, [("waiting", {"reason": reason})])
        return bool(returned)

    def _why(self) -> Cancelled | LeaseLost:
        row = Job.objects.filter(pk=self.job.pk, fence=self.fence, state=State.CANCELLED)
        return Cancelled() if row.exists() else LeaseLost()

    def _stop(self) -> None:
        self._over = self._over or self._why()
        raise self._over
