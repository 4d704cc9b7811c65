"""Kinds of work that tests submit; workers under test import this module.

Effects are event rows and teams (the one plain table at hand), so that "once" can be counted.
"""

import time

from workspace.accounts.models import Team
from workspace.jobs.handlers import PermanentFailure, TryAgain, handles
from workspace.jobs.leases import Cancelled, Lease

SECRET = "Amina Testcase of 14 Nowhere Road"


@handles("test.effect")
def effect(lease: Lease) -> None:
    with lease.finish():
        Team.objects.create(name=f"{lease.job.subject_id}/{Team.objects.count()}")


@handles("test.count")
def count(lease: Lease) -> None:
    """Emit as many numbered events as `subject_id` says."""
    for number in range(int(lease.job.subject_id)):
        lease.emit("token", {"n": number})
        time.sleep(0.01)


@handles("test.slow_effect", max_attempts=5)
def slow_effect(lease: Lease) -> None:
    """Work until a team called "go" exists, then take effect once."""
    while not Team.objects.filter(name="go").exists():
        lease.check()
        time.sleep(0.05)
    with lease.finish():
        Team.objects.create(name=f"{lease.job.subject_id}/{Team.objects.count()}")


@handles("test.stoppable")
def stoppable(lease: Lease) -> None:
    """Run until stopped, then keep what there was."""
    try:
        while True:
            lease.check()
            time.sleep(0.02)
    except Cancelled:
        with lease.commit(even_cancelled=True):
            Team.objects.create(name=f"kept {lease.job.subject_id}")
        raise


@handles("test.breaks", max_attempts=2)
def breaks(lease: Lease) -> None:
    raise ValueError(SECRET)


@handles("test.refuses")
def refuses(lease: Lease) -> None:
    raise PermanentFailure("The document is empty.")


@handles("test.later", max_attempts=2)
def later(lease: Lease) -> None:
    if lease.attempt == 1:
        raise TryAgain("The model server is busy.", after=0)


@handles("test.stuck", max_attempts=2, longest=0.5)
def stuck(lease: Lease) -> None:
    time.sleep(30)
