"""The job row is the truth; a message in a queue is only a hint to look at it.

Rows hold no content: `subject_id` says what a job works on, `reason` is plain words written by
us, and an event's `data` is masked text or counts.
"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from workspace.accounts.models import User


class State(models.TextChoices):
    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Stopped"
    QUARANTINED = "quarantined", "Set aside"


OPEN = (State.QUEUED, State.RUNNING)
FINAL = (State.DONE, State.FAILED, State.CANCELLED, State.QUARANTINED)


class Jobs(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> "Jobs":
        """Only the person who asked for the work sees it, while their account is open."""
        if not user.is_active:
            return self.none()
        return self.filter(owner=user)

    def open(self) -> "Jobs":
        return self.filter(state__in=OPEN)


class Job(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    """Names the handler, for example "chat.answer"."""
    queue = models.CharField(max_length=20)
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    """Whoever submits twice with one key gets one job."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="jobs"
    )
    subject_id = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=300, blank=True)
    """Why it waits or ended, in words a person can read. Never content."""

    attempt = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=3)
    fence = models.PositiveIntegerField(default=0)
    """Grows with every claim; what an older claim writes is refused."""
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    run_after = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    """When a message was last sent for it, and how often (`sends`)."""
    sends = models.PositiveIntegerField(default=0)

    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    last_seq = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    objects: ClassVar[Any] = Jobs.as_manager()

    class Meta:
        ordering = ("-created",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("state", "lease_until"), name="job_state_lease"),
            models.Index(fields=("owner", "state"), name="job_owner_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def is_final(self) -> bool:
        return self.state in FINAL


class Event(models.Model):
    """One line of a job's log. Appended by `events.append`, never changed."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ("job", "seq")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("job", "seq"), name="event_job_seq")
        ]

    def __str__(self) -> str:
        return f"{self.job_id} {self.seq} {self.name}"


class Pulse(models.Model):
    """When a queue was last asked for a sign of life, and when a worker's pool gave one."""

    queue = models.CharField(max_length=20, unique=True)
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.queue
