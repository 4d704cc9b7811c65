"""Signs of life that only a working pool can give: a task on each queue that writes a row.

The sweep asks each queue for a pulse once the last was answered (or long overdue), so that a
queue nobody serves does not fill with questions.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Now
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from workspace.celery import app

from .models import Pulse

SWEEP = "sweep"
_OVERDUE = 6
log = logging.getLogger(__name__)


def my_turn() -> bool:
    """True at most once per half a sweep interval, however many sweeps were queued up."""
    Pulse.objects.get_or_create(queue=SWEEP)
    gap = timedelta(seconds=settings.JOBS["sweep_seconds"] / 2)
    rows = Pulse.objects.filter(queue=SWEEP)
    late = rows.filter(Q(answered_at=None) | Q(answered_at__lte=Now() - gap))
    return bool(late.update(asked_at=Now(), answered_at=Now()))


def ask(queue: str | None = None) -> None:
    """Ask every queue, or one, for a sign of life."""
    overdue = timedelta(seconds=settings.JOBS["sweep_seconds"] * _OVERDUE)
    for name in [queue] if queue else settings.QUEUES:
        Pulse.objects.get_or_create(queue=name)
        answered = Q(asked_at=None) | Q(answered_at__gte=F("asked_at"))
        ready = Q() if queue else answered | Q(asked_at__lte=Now() - overdue)
        if Pulse.objects.filter(ready, queue=name).update(asked_at=Now()):
            _send(name)


def _send(queue: str) -> None:
    try:
        app.send_task("jobs.pulse", args=[queue], queue=queue, retry=False)
    except (OSError, KombuError, RedisError) as error:
        log.warning("queue %s: no broker took the question (%s)", queue, type(error).__name__)


def answer(queue: str, *, worker: str) -> None:
    Pulse.objects.update_or_create(
        queue=queue, defaults={"answered_at": Now(), "worker": worker[:120]}
    )
