"""Jobs as an administrator sees them: what waits and why, never what was said."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from workspace.accounts.administration import Administered, administers
from workspace.accounts.models import User
from workspace.accounts.site import RECORD

from .actions import RETRYABLE, retry
from .models import Job


@admin.register(Job)
class JobAdmin(Administered[Job]):
    section, place, called = RECORD, 20, "Work in the background"
    about = "What waits, runs or could not be done. What was set aside can be tried again."
    list_display = ("kind", "queue", "state", "attempt", "reason", "created", "finished")
    list_filter = ("state", "queue", "kind")
    search_fields = ("id",)
    date_hierarchy = "created"
    actions = ("put_back",)
    fields = (
        *("id", "kind", "queue", "state", "reason", "attempt", "max_attempts"),
        *("progress_done", "progress_total", "created", "started", "finished"),
        *("heartbeat_at", "lease_until", "run_after", "sent_at"),
    )
    readonly_fields = fields
    may_add = may_change = False

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return administers(request)

    @admin.action(description="Try again (failed, stopped or set aside)", permissions=["retry"])
    def put_back(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        assert isinstance(request.user, User)
        chosen = list(queryset.filter(state__in=RETRYABLE))
        for job in chosen:
            retry(job=job, by=request.user)
            self.record(request, job, "retried")
        self.message_user(request, f"{len(chosen)} put back in their queues.", messages.SUCCESS)
