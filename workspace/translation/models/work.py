"""What somebody had translated: what was asked, and each sentence with what became of it.

Texts are masked at rest; `aliases` beside a text says which spelling stood at each placeholder.
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.crypto import salted_hmac

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.gateway.models import Engine
from workspace.governance.models import UseCase
from workspace.governance.policy import WORKERS_WITH_FAMILIES
from workspace.jobs.models import Job
from workspace.jobs.models import State as JobState
from workspace.outputs.models import Output
from workspace.privacy.models import Vault

from ..languages import LANGUAGES, Language

UNKNOWN = Language("und", "A language not known yet", "")


class Translations(models.QuerySet["Translation"]):
    def visible_to(self, user: User) -> "Translations":
        """One's own, while one works with families and its case is still one's team's."""
        if not user.is_active or user.role not in WORKERS_WITH_FAMILIES:
            return self.none()
        return self.filter(owner=user).filter(
            models.Q(case__isnull=True) | models.Q(case__in=Case.objects.visible_to(user))
        )


class Translation(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "Being translated"
        READY = "ready", "Translated"
        FAILED = "failed", "Not translated"
        STOPPED = "stopped", "Stopped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="translations")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="translations")
    vault = models.ForeignKey(Vault, models.PROTECT, related_name="translations")
    use_case = models.ForeignKey(UseCase, models.PROTECT, related_name="+")
    engine = models.ForeignKey(Engine, models.SET_NULL, null=True, related_name="+")
    source_language = models.CharField(max_length=8)
    target_language = models.CharField(max_length=8)
    detected = models.PositiveSmallIntegerField(null=True)
    """Per cent of certainty that the language is this one; nothing where a person chose it."""
    paragraphs = models.JSONField(default=list)
    """What was asked, masked: [{"text", "aliases"}] a line; of a document, also {"kind"}: where
    the text stands in it. Nothing until a document has been read."""
    file_name = models.TextField(blank=True)
    """The document's, masked; "" for text that was typed. Its bytes lie encrypted in media."""
    file_aliases = models.JSONField(default=list)
    file_notes = models.JSONField(default=list)
    """What is not carried over from this document, in plain words of our own."""
    began = models.DateTimeField(null=True)
    """When the translator last began with it, for an estimate of the time it takes."""
    reason = models.TextField(blank=True)
    """Why it could not wait for an interpreter, or why a manager overrode, masked."""
    reason_aliases = models.JSONField(default=list)
    interpreter_booked = models.BooleanField(default=False)
    overridden = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    trouble = models.CharField(max_length=400, blank=True)
    may_retry = models.BooleanField(default=True)
    version = models.CharField(max_length=120, blank=True)
    """The packs that did it, as precisely as their engine knows."""
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    output = models.OneToOneField(Output, models.SET_NULL, null=True, related_name="translation")
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    objects: ClassVar[Any] = Translations.as_manager()

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        return f"Translation {self.pk}"

    @property
    def source(self) -> Language:
        return LANGUAGES.get(self.source_language, UNKNOWN)

    @property
    def target(self) -> Language:
        return LANGUAGES[self.target_language]

    @property
    def is_document(self) -> bool:
        return bool(self.file_name)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING and not self.gave_up

    @property
    def gave_up(self) -> bool:
        """Its job ended without a result: set aside, or stopped by an administrator."""
        ended = (JobState.FAILED, JobState.QUARANTINED, JobState.CANCELLED)
        return self.state == self.State.WAITING and self.job is not None and self.job.state in ended

    @property
    def went_wrong(self) -> str:
        """Why there is no result, in plain words."""
        return self.trouble or (self.job.reason if self.gave_up and self.job else "")


class Segments(models.QuerySet["Segment"]):
    def open(self) -> "Segments":
        """Those that somebody has to look at, or to write; see `Segment.is_open`."""
        doubtful = ~models.Q(flags=[]) & models.Q(looked=None)
        return self.filter(models.Q(lost=True) | models.Q(for_human__isnull=False) | doubtful)

    def for_human(self, user: User) -> "Segments":
        """Those of this person that wait for a human translator."""
        visible = Translation.objects.visible_to(user)
        return self.filter(for_human__isnull=False, translation__in=visible)


class Segment(models.Model):
    """One sentence. `number` counts from 1 through the whole text."""

    class Origin(models.TextChoices):
        ENGINE = "engine", "Machine translated"
        PHRASEBOOK = "phrasebook", "From the phrasebook"
        APPROVED = "approved", "As it was approved before"
        PERSON = "person", "Written by a person"

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="segments")
    number = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField()
    source = models.TextField()
    source_aliases = models.JSONField(default=list)
    machine = models.TextField(blank=True)
    """What the engine wrote, whatever became of it."""
    target = models.TextField(blank=True)
    target_aliases = models.JSONField(default=list)
    before = models.TextField(blank=True)
    """What stands before the first sentence of a paragraph and is no language: "2. ", "☑ "."""
    after = models.TextField(blank=True)
    """What stands between this sentence and the next of its paragraph, mostly a space."""
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.ENGINE)
    alternatives = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    """[{"kind", "detail"}] of the checks, masked."""
    lost = models.BooleanField(default=False)
    """A name did not come through: a person has to write this sentence."""
    looked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    looked = models.DateTimeField(null=True)
    for_human = models.DateTimeField(null=True)
    """Since when it waits for a human translator, and who says so; until somebody writes it."""
    for_human_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    back = models.TextField(blank=True)
    """Translated back, for whoever asked; masked. A help to reading, never a proof."""

    objects: ClassVar[Any] = Segments.as_manager()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("translation", "number"), name="one_segment_number")
        ]

    def __str__(self) -> str:
        return f"Segment {self.number} of {self.translation_id}"

    @property
    def stamp(self) -> str:
        """Changes with the words: whoever acts on a sentence says which words they had read."""
        words = "\x1e".join([self.source, self.target, *self.target_aliases])
        return salted_hmac("translation.segment", words).hexdigest()[:16]

    @property
    def is_open(self) -> bool:
        """Somebody has to look at it, or to write it, before the whole can be approved."""
        waits = self.lost or self.for_human is not None
        return waits or (bool(self.flags) and self.looked is None)
