"""Settings that would lose or double work are refused before anything starts."""

from typing import Any

from celery.signals import worker_init
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

LATE_HEARTBEAT = Error(
    "DAYLIGHT_HEARTBEAT_SECONDS must be less than half of DAYLIGHT_LEASE_SECONDS.",
    hint="Otherwise one late heartbeat hands a running job to a second worker.",
    id="jobs.E001",
)
SHORT_VISIBILITY = Error(
    "The broker's visibility timeout must be longer than the lease.",
    hint="Redis would deliver running work again and again.",
    id="jobs.E002",
)


@register()
def times_fit(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    jobs = settings.JOBS
    found: list[CheckMessage] = []
    if not 0 < jobs["heartbeat_seconds"] < jobs["lease_seconds"] / 2:
        found.append(LATE_HEARTBEAT)
    visibility: Any = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("visibility_timeout")
    if visibility is not None and visibility <= jobs["lease_seconds"]:
        found.append(SHORT_VISIBILITY)
    return found


@worker_init.connect
def refuse_to_start(**kwargs: Any) -> None:
    """Celery runs Django's checks and ignores what they say; a worker must not."""
    if found := times_fit():
        raise SystemExit("\n".join(str(message) for message in found))
