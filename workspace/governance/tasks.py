"""What the clock does: sign how far the record has come; erase what was kept long enough."""

from celery import shared_task

from . import checkpoints, erasures, retention, wiping


@shared_task(name="governance.enforce_retention")
def enforce_retention() -> None:
    erasures.sync_ledger()
    retention.enforce()


@shared_task(name="governance.checkpoint")
def checkpoint() -> None:
    checkpoints.make()
    wiping.wipe()  # what somebody's long reading kept from being wiped when it was erased
