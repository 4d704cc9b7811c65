"""Sending the hint: one message with one id. A broker that is down costs time, never work."""

import logging
from uuid import UUID

from django.utils import timezone
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from workspace.celery import app

from .models import Job

log = logging.getLogger(__name__)


def send(job_id: UUID, queue: str, *, after: float = 0) -> bool:
    """Tell a worker to look at the job, `after` seconds from now. False if no broker took it."""
    try:
        app.send_task(
            "jobs.run", args=[str(job_id)], queue=queue, countdown=after or None, retry=False
        )
    except (OSError, KombuError, RedisError) as error:
        # The sweeper will send it again: the row says that it waits.
        log.warning("job %s: no broker took the message (%s)", job_id, type(error).__name__)
        Job.objects.filter(pk=job_id).update(sent_at=None)
        return False
    return True


def resend(job: Job) -> bool:
    """Send once more and remember it, so that the next time comes later."""
    Job.objects.filter(pk=job.pk).update(sent_at=timezone.now(), sends=job.sends + 1)
    return send(job.pk, job.queue)
