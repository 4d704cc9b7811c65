"""The broker and the workers: asked of each queue's pool, which must do a task to answer."""

from collections.abc import Iterator
from typing import Final

from django.conf import settings

from workspace.jobs import health

from .finding import Finding, ok, problem, warning

_SECONDS: Final = 15.0
_SLOW: Final = 300.0
_START = "Start a worker for it: celery -A workspace.celery worker --queues {}"


def workers() -> Iterator[Finding]:
    if not health.broker_answers():
        mend = "Start it, or correct DAYLIGHT_REDIS_URL. Work already asked for is not lost."
        yield problem("broker", "The broker does not answer.", mend)
        return
    yield ok("broker", f"The {'Redis' if settings.REDIS_URL else 'folder'} broker answers.")
    answered = health.probe(timeout=_SECONDS)
    silent = [name for name, alive in answered.items() if not alive]
    if silent:
        says = f"No worker's pool answers on: {', '.join(silent)}."
        yield problem("workers", says, _START.format(",".join(silent)))
    else:
        yield ok("workers", f"A pool answers on every queue: {', '.join(answered)}.")
    yield from _work()


def _work() -> Iterator[Finding]:
    state = health.worker_state()
    if state.sweeping:
        yield ok("sweep", "Work that was left behind is put back regularly.")
    else:
        mend = "Start beat: celery -A workspace.celery beat (one only)."
        yield problem("sweep", "Nobody looks for work that was left behind.", mend)
    oldest = max((queue.oldest_seconds for queue in state.queues), default=0)
    if oldest > _SLOW:
        says = f"The oldest work has waited for {oldest / 60:.0f} minutes."
        yield warning("queues", says, "Add workers, or threads to those that run.")
    if state.quarantined:
        says = f"{state.quarantined} pieces of work were set aside after failing repeatedly."
        yield warning("jobs", says, "Read why, and put them back, at /admin/jobs/job/")
