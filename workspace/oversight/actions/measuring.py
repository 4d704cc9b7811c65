"""Measuring how evenly people are found, in a worker, for an administrator who asks for it."""

from typing import Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.jobs.actions import submit
from workspace.jobs.handlers import PermanentFailure
from workspace.jobs.leases import Lease
from workspace.jobs.models import OPEN, Job
from workspace.privacy import chosen, runs
from workspace.privacy.fairness.papers import BadSet

KIND: Final = "oversight.fairness"
_ID: Final = 40  # letters of a fingerprint that a job keeps
_TOLD_EVERY: Final = 100  # documents


class NotInstalled(Exception):
    """There are no such models here."""


def ask(*, by: User | None, fingerprint: str) -> Job:
    """Have models measured; whoever asks while that goes on gets the same work."""
    if fingerprint not in chosen.installed():
        raise NotInstalled
    with transaction.atomic():
        subject = fingerprint[:_ID]
        open_one = Job.objects.filter(kind=KIND, subject_id=subject, state__in=OPEN).first()
        if open_one is not None:
            return open_one
        job = submit(kind=KIND, by=by, subject_id=subject)
        audit.record("oversight.measuring", by=by, on=job, fingerprint=fingerprint)
    return job


def under_way() -> dict[str, Job]:
    """What is being measured: the beginning of its fingerprint -> the work."""
    return {job.subject_id: job for job in Job.objects.filter(kind=KIND, state__in=OPEN)}


def measure(*, lease: Lease) -> None:
    from workspace.privacy.detector import DetectionFailed  # large, and only workers measure

    def tell(done: int, total: int) -> None:
        if done % _TOLD_EVERY == 0:
            lease.check()
            lease.progress(done, total)

    asked = lease.job.subject_id
    folders = [f for print_, f in chosen.installed().items() if print_.startswith(asked)]
    if not folders:
        raise PermanentFailure("These models are not installed any more.")
    try:
        run = runs.measure(folders[0], tell=tell)
    except (DetectionFailed, BadSet) as error:
        raise PermanentFailure(str(error)) from None
    with lease.finish():
        runs.save(run, by=lease.job.owner)
