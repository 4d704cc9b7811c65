"""Verifying the whole record on request, in a worker, with progress and a result that stays."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.governance.inspecting import Inspection, entries
from workspace.governance.links import Values
from workspace.jobs.actions import submit
from workspace.jobs.leases import Lease
from workspace.jobs.models import Job

KIND: Final = "oversight.verify"
RESULT: Final = "verified"
"""The event that holds what a verification found."""
_TOLD_EVERY: Final = 500  # entries
_FAULTS_KEPT: Final = 30


def ask(*, by: User) -> Job:
    """Have the record verified; whoever asks while that goes on follows the same work."""
    policy.check_read_audit(by)
    with transaction.atomic():
        running = latest()
        if running is not None and not running.is_final:
            return running
        job = submit(kind=KIND, by=by, subject_id="record")
        audit.record("oversight.verifying", by=by, on=job)
    return job


def latest() -> Job | None:
    return Job.objects.filter(kind=KIND).order_by("-created").first()


def result_of(job: Job) -> dict[str, Any] | None:
    """Return what a verification found: counts, and the first faults in plain words."""
    found = job.events.filter(name=RESULT).values_list("data", flat=True).last()
    return dict(found) if found else None


def verify(*, lease: Lease) -> None:
    inspection = Inspection()
    walk, count = inspection.walk, 0
    kept: list[str] = []
    found = _told(entries(inspection.head), lease, inspection.head.seq)
    for fault in inspection.over(found):
        count += 1
        if len(kept) < _FAULTS_KEPT:
            kept.append(fault.message)
    with lease.finish():
        lease.emit(
            RESULT,
            {"faults": kept, "count": count, "entries": walk.count, "last": walk.seq,
             "checkpoints": walk.held, "signed": walk.good},
        )  # fmt: skip
        audit.record(
            "oversight.verified", by=lease.job.owner, on=lease.job,
            outcome="not whole" if count else "whole", faults=count, rows=walk.count,
        )  # fmt: skip


def _told(found: Iterable[Values], lease: Lease, total: int) -> Iterator[Values]:
    """Pass entries on, and say now and then how far it is."""
    for number, entry in enumerate(found, 1):
        if number % _TOLD_EVERY == 0:
            lease.check()
            lease.progress(number, total)
        yield entry
