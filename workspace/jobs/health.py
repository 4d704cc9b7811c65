"""Is work being done? Asked of the pool that does it, not of the process that listens."""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from workspace.celery import app

from . import pulses
from .models import Job, Pulse, State

_MISSED = 3


@dataclass(frozen=True, slots=True)
class QueueState:
    name: str
    alive: bool
    """A worker's pool answered lately."""
    last_answer: datetime | None
    worker: str
    waiting: int
    oldest_seconds: float
    """How long the oldest job that is due has waited; 0 if none."""


@dataclass(frozen=True, slots=True)
class WorkerState:
    broker: bool
    sweeping: bool
    """The sweep ran lately: beat runs, and a worker serves its queue."""
    queues: list[QueueState] = field(default_factory=list)
    running: int = 0
    overdue: int = 0
    """Running jobs whose lease ran out and that nobody has swept yet."""
    quarantined: int = 0

    @property
    def alive(self) -> bool:
        return self.broker and self.sweeping and all(queue.alive for queue in self.queues)


def worker_state() -> WorkerState:
    """Read what the pulses, the queues and the jobs say. Fast; asks nobody anything."""
    pulses_by_queue = {pulse.queue: pulse for pulse in Pulse.objects.all()}
    now = timezone.now()
    running = Job.objects.filter(state=State.RUNNING)
    return WorkerState(
        broker=broker_answers(),
        sweeping=_lately(pulses_by_queue.get(pulses.SWEEP), now),
        queues=[_queue(name, pulses_by_queue.get(name), now) for name in settings.QUEUES],
        running=running.count(),
        overdue=running.filter(lease_until__lt=now).count(),
        quarantined=Job.objects.filter(state=State.QUARANTINED).count(),
    )


def probe(*, timeout: float = 5) -> dict[str, bool]:
    """Ask every queue now and wait for its pool to answer: True for each that did."""
    before = timezone.now()
    for name in settings.QUEUES:
        pulses.ask(name)
    end = time.monotonic() + timeout
    answered: set[str] = set()
    while len(answered) < len(settings.QUEUES) and time.monotonic() < end:
        time.sleep(0.1)
        rows = Pulse.objects.filter(answered_at__gt=before).exclude(queue=pulses.SWEEP)
        answered = set(rows.values_list("queue", flat=True))
    return {name: name in answered for name in settings.QUEUES}


def broker_answers() -> bool:
    try:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=3)
            connection.SimpleQueue("housekeeping").close()
    except (OSError, KombuError, RedisError):
        return False
    return True


def _queue(name: str, pulse: Pulse | None, now: datetime) -> QueueState:
    waiting = Job.objects.filter(state=State.QUEUED, queue=name).exclude(run_after__gt=now)
    oldest = waiting.order_by("created").values_list("created", flat=True).first()
    return QueueState(
        name=name,
        alive=_lately(pulse, now),
        last_answer=pulse.answered_at if pulse else None,
        worker=pulse.worker if pulse else "",
        waiting=waiting.count(),
        oldest_seconds=(now - oldest).total_seconds() if oldest else 0,
    )


def _lately(pulse: Pulse | None, now: datetime) -> bool:
    patience = timedelta(seconds=settings.JOBS["sweep_seconds"] * _MISSED)
    return bool(pulse and pulse.answered_at and now - pulse.answered_at < patience)
