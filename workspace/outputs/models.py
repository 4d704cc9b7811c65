"""What a model made, from draft to approval: every version, who read it, and who answers for it.

Texts are masked at rest, like those of the feature they came from; `aliases` beside a text says
which spelling stood at each placeholder.
"""

import uuid
from typing import Any, ClassVar

from django.db import models

from workspace.accounts.models import Role, User
from workspace.cases.models import Case
from workspace.governance.models import Immutable, UseCase
from workspace.governance.policy import WORKERS_WITH_FAMILIES
from workspace.privacy.models import Vault


class Outputs(models.QuerySet["Output"]):
    def visible_to(self, user: User) -> "Outputs":
        """One's own, and those one was asked to approve, while the case is still one's team's.

        Whoever does not work with families any more sees none.
        """
        if not user.is_active or user.role not in WORKERS_WITH_FAMILIES:
            return self.none()
        mine = self.filter(models.Q(owner=user) | models.Q(asked=user))
        return mine.filter(
            models.Q(case__isnull=True) | models.Q(case__in=Case.objects.visible_to(user))
        )

    def usable(self) -> "Outputs":
        """Those of which some version has been approved, whatever became of later ones."""
        return self.filter(versions__approved__isnull=False).distinct()

    def only_drafts(self) -> "Outputs":
        """Those of which nothing has ever been approved."""
        return self.exclude(versions__approved__isnull=False)


class Output(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        WAITING = "waiting", "Waiting for a second approval"
        APPROVED = "approved", "Approved"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="outputs")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="outputs")
    vault = models.ForeignKey(Vault, models.PROTECT, related_name="outputs")
    use_case = models.ForeignKey(UseCase, models.PROTECT, null=True, related_name="+")
    """What it is for; nothing where the work began before the register offered anything."""
    kind = models.CharField(max_length=40)
    """The feature's name for it, such as "chat.answer"."""
    source_id = models.CharField(max_length=40)
    """The id of the feature's own object that it was made as."""
    engine_name = models.CharField(max_length=80)
    model = models.CharField(max_length=120, blank=True)
    version = models.CharField(max_length=120, blank=True)
    """The model's version, as precisely as its engine knows."""
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    asked = models.ForeignKey(User, models.PROTECT, null=True, related_name="outputs_to_approve")
    """Whoever was asked for the second approval."""
    passed_from = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """Who it belonged to before they left, and since when it is the owner's."""
    passed = models.DateTimeField(null=True)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True, db_index=True)

    objects: ClassVar[Any] = Outputs.as_manager()

    class Meta:
        ordering = ("-changed",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("kind", "source_id"), name="one_output_per_source")
        ]

    def __str__(self) -> str:
        return f"Output {self.pk}"

    @property
    def short_id(self) -> str:
        """What stands in a provenance line: enough to find it by."""
        return str(self.pk)[:8]


class Versions(models.QuerySet["Version"]):
    """Refuses to change what is locked; only with its whole output does a version go."""

    def update(self, **kwargs: Any) -> int:
        if set(kwargs) - {"approved"} and self.filter(locked__isnull=False).exists():
            raise Immutable("A locked version is never changed.")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Immutable("A version goes only with its output.")


class Version(models.Model):
    """One text of an output. 1 is the model's own; a locked version never changes again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    output = models.ForeignKey(Output, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    aliases = models.JSONField(default=list)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """Who wrote it; nobody for the model's own."""
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    locked = models.DateTimeField(null=True)
    """From then on it is as it is: the model's own from the start, others once approved."""
    approved = models.DateTimeField(null=True)
    """When the last approval that it needed was given."""

    objects: ClassVar[Any] = Versions.as_manager()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("output", "number"), name="one_version_number")
        ]

    def __str__(self) -> str:
        return f"Version {self.pk}"

    @property
    def stamp(self) -> str:
        """Changes with the text: whoever acts on a text says which they had before them."""
        return f"{self.number}.{self.changed.timestamp():.6f}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        changing = set(kwargs.get("update_fields") or ("text",)) - {"approved"}
        stored = Version.objects.filter(pk=self.pk, locked__isnull=False)
        if changing and not kwargs.get("force_insert") and stored.exists():
            raise Immutable("A locked version is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Immutable("A version goes only with its output.")


class Reading(models.Model):
    """One person's reading of one version: how long it was open and how much was on screen."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="readings")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened = models.DateTimeField(auto_now_add=True)
    last_seen = models.DateTimeField(auto_now_add=True)
    seconds = models.PositiveIntegerField(default=0)
    """While the page was in front, as the server counted it."""
    seen = models.JSONField(default=list)
    """Numbers of the paragraphs that were on screen long enough to be looked at."""
    measured = models.BooleanField(default=False)
    """Whether the browser could say what was on screen."""

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("version", "by"), name="one_reading_per_person")
        ]

    def __str__(self) -> str:
        return f"Reading {self.pk}"


class Approval(models.Model):
    version = models.ForeignKey(Version, models.CASCADE, related_name="approvals")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    """What they were when they approved it."""
    at = models.DateTimeField(auto_now_add=True)
    second = models.BooleanField(default=False)
    seconds_open = models.PositiveIntegerField()
    share_seen = models.PositiveSmallIntegerField(null=True)
    """Per cent of the paragraphs; nothing where the browser could not say."""
    words = models.PositiveIntegerField()
    words_added = models.PositiveIntegerField()
    words_removed = models.PositiveIntegerField()
    """Compared with what the model wrote."""
    unsupported = models.PositiveIntegerField(default=0)
    """Statements that were marked as without support when it was approved."""
    too_fast = models.BooleanField(default=False)
    """Approved sooner than anybody can read it, after having been told so."""

    class Meta:
        ordering = ("at",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("version", "second"), name="one_approval_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"Approval {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable("An approval is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Immutable("An approval goes only with its output.")


class Remark(models.Model):
    """Why somebody who was asked to approve a version sent it back, masked."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="remarks")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
    aliases = models.JSONField(default=list)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"Remark {self.pk}"
