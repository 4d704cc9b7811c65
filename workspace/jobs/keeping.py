"""The log of a job that ended holds pieces of masked text: it goes soon, the job's row stays."""

from typing import Any, cast

from django.db.models import F, QuerySet

from workspace.accounts.models import User
from workspace.governance.retention import Kind, register

from .models import FINAL, Event, Job


def _ended() -> QuerySet[Any]:
    with_log = Event.objects.order_by().values("job").distinct()
    rows = Job.objects.filter(state__in=FINAL, pk__in=with_log)
    return cast("QuerySet[Any]", rows.exclude(finished=None).annotate(last_used=F("finished")))


def _erase(pk: str, by: User | None, reason: str) -> None:
    Event.objects.filter(job__pk=pk).delete()


def register_all() -> None:
    register(
        Kind(
            "job.log", "Logs of background work", 30, "jobs.job", _ended, lambda row: (), _erase,
            lambda pk: None,
        )
    )  # fmt: skip
