"""What workers are told: run one job, sweep, show that you live."""

from typing import Any
from uuid import UUID

from celery import shared_task

from . import pulses, running, sweeping


@shared_task(name="jobs.run")
def run(job_id: str) -> None:
    running.run(UUID(job_id))


@shared_task(name="jobs.sweep")
def sweep() -> None:
    if pulses.my_turn():
        sweeping.sweep()
        pulses.ask()


@shared_task(name="jobs.pulse", bind=True)
def pulse(self: Any, queue: str) -> None:
    pulses.answer(queue, worker=self.request.hostname or "")
