"""Governed chat: conversations, messages and documents, all of it masked at rest.

`text` is canonical masked text; `aliases` beside it says, placeholder by placeholder, which
spelling stood there, so that a person reads back exactly what they wrote.
"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.gateway.models import Engine
from workspace.governance.models import UseCase
from workspace.governance.policy import WORKERS_WITH_FAMILIES
from workspace.jobs.models import Job, State
from workspace.privacy.models import Vault


class Task(models.TextChoices):
    ANSWER = "answer", "Answer"
    SUMMARISE = "summarise", "Summarise"
    CHRONOLOGY = "chronology", "Chronology"
    PEOPLE = "people", "Who is who"


class Conversations(models.QuerySet["Conversation"]):
    def visible_to(self, user: User) -> "Conversations":
        """One's own, while the case it belongs to is still one's team's.

        Whoever does not work with families any more sees none.
        """
        if not user.is_active or user.role not in WORKERS_WITH_FAMILIES:
            return self.none()
        mine = self.filter(owner=user)
        return mine.filter(
            models.Q(case__isnull=True) | models.Q(case__in=Case.objects.visible_to(user))
        )


class Conversation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="conversations")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="conversations")
    vault = models.ForeignKey(Vault, models.PROTECT, related_name="conversations")
    engine = models.ForeignKey(Engine, models.SET_NULL, null=True, related_name="+")
    use_case = models.ForeignKey(UseCase, models.PROTECT, null=True, related_name="+")
    """What it is for; nothing until the register offers something."""
    override_reason = models.TextField(blank=True)
    """Why a prohibited use was gone on with, masked."""
    override_aliases = models.JSONField(default=list)
    overridden = models.DateTimeField(null=True)
    title = models.TextField(blank=True)
    title_aliases = models.JSONField(default=list)
    passed_from = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """Who it belonged to before they left, and since when it is the owner's."""
    passed = models.DateTimeField(null=True)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True, db_index=True)

    objects: ClassVar[Any] = Conversations.as_manager()

    class Meta:
        ordering = ("-changed",)

    def __str__(self) -> str:
        return f"Conversation {self.pk}"


class Message(models.Model):
    class Author(models.TextChoices):
        PRACTITIONER = "user", "Practitioner"
        MODEL = "assistant", "Model"

    class Status(models.TextChoices):
        DRAFT = "draft", "Not sent yet"
        SENT = "sent", "Sent"
        WAITING = "waiting", "Being written"
        COMPLETE = "complete", "Complete"
        STOPPED = "stopped", "Stopped"
        FAILED = "failed", "Failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    author = models.CharField(max_length=10, choices=Author)
    status = models.CharField(max_length=10, choices=Status)
    text = models.TextField(blank=True)
    aliases = models.JSONField(default=list)
    clues = models.JSONField(default=list)
    """For a draft: [[kind, words], ...] that stay readable and might give somebody away."""
    left_open = models.JSONField(default=list)
    """For a draft: ids of the words that fit several people and were left open."""
    task = models.CharField(max_length=12, choices=Task, default=Task.ANSWER)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    """For a draft: the earlier message it will take the place of when it is sent."""
    superseded = models.BooleanField(default=False)
    engine = models.ForeignKey(Engine, models.SET_NULL, null=True, related_name="+")
    engine_name = models.CharField(max_length=80, blank=True)
    version = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    may_retry = models.BooleanField(default=True)
    held_back = models.SlugField(max_length=20, blank=True)
    """For an answer: a value of `guard.Reason`, when it began to decide about a person."""
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering = ("created", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=("conversation",),
                condition=models.Q(status="draft"),
                name="one_draft_per_conversation",
            )
        ]

    def __str__(self) -> str:
        return f"Message {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING and not self.gave_up

    @property
    def gave_up(self) -> bool:
        """Its job ended without an answer: set aside, stopped or failed for good."""
        ended = (State.FAILED, State.QUARANTINED, State.CANCELLED)
        return (
            self.status == self.Status.WAITING and self.job is not None and self.job.state in ended
        )


class Document(models.Model):
    class Status(models.TextChoices):
        READING = "reading", "Being read"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be read"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="documents")
    number = models.PositiveIntegerField()
    """Its citation mark: 1 is D1."""
    name = models.TextField()
    name_aliases = models.JSONField(default=list)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.READING)
    reason = models.CharField(max_length=400, blank=True)
    warnings = models.JSONField(default=list)
    paragraphs = models.JSONField(default=list)
    """[{"text": masked, "aliases": [...]}, ...]"""
    clues = models.JSONField(default=list)
    """[[kind, words], ...] that stay readable and might give somebody away."""
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("conversation", "number"), name="one_document_number")
        ]

    def __str__(self) -> str:
        return f"Document {self.pk}"

    @property
    def mark(self) -> str:
        return f"D{self.number}"

    @property
    def is_reading(self) -> bool:
        return self.status == self.Status.READING and not self.gave_up

    @property
    def gave_up(self) -> bool:
        ended = (State.FAILED, State.QUARANTINED, State.CANCELLED)
        return (
            self.status == self.Status.READING and self.job is not None and self.job.state in ended
        )


class Feedback(models.Model):
    class Reason(models.TextChoices):
        WRONG = "wrong", "Something in it is wrong"
        INVENTED = "invented", "It says what the documents do not say"
        MISSING = "missing", "Something important is missing"
        PERSON = "person", "It mixes people up"
        TONE = "tone", "Not how I would say it"
        UNFAIR = "unfair", "Unfair or biased"

    message = models.OneToOneField(Message, models.CASCADE, related_name="feedback")
    helpful = models.BooleanField()
    reasons = models.JSONField(default=list)
    comment = models.TextField(blank=True)
    comment_aliases = models.JSONField(default=list)
    created = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Feedback {self.pk}"


class Prompt(models.Model):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=240)
    body = models.TextField()
    category = models.CharField(max_length=60)
    task = models.CharField(max_length=12, choices=Task, default=Task.ANSWER)
    needs_model = models.BooleanField(
        default=False, help_text="The built-in assistant cannot do it: it only quotes."
    )
    use_case = models.ForeignKey(
        UseCase,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What a chat that starts with it is for.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Who answers for it."
    )
    review_date = models.DateField()
    enabled = models.BooleanField(default=True)

    class Meta:
        ordering = ("category", "title")

    def __str__(self) -> str:
        return self.title
