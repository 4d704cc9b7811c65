"""Policy as data: what models may be used for here, and what has been stopped."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from workspace.accounts.models import Team, User


class Classification(models.IntegerChoices):
    PUBLIC = 0, "Public: no case work"
    OFFICIAL = 1, "Official: general work"
    SENSITIVE = 2, "Official-sensitive: case work"


class Room(models.TextChoices):
    """The part of Daylight where a use happens."""

    CHAT = "chat", "Chat"
    TRANSLATION = "translation", "Translator"
    TRANSCRIPTION = "transcription", "Transcriber"
    CONVERSATION = "conversation", "Live conversation"


class UseCases(models.QuerySet["UseCase"]):
    def offered_to(self, user: User, room: str) -> "UseCases":
        """Uses of a room that are open to one of this person's teams, in the order to show."""
        mine = models.Q(teams=None) | models.Q(teams__people=user)
        return self.filter(mine, room=room).distinct()


class UseCase(models.Model):
    slug = models.SlugField("code", unique=True, help_text="Stands in the audit record.")
    title = models.CharField(max_length=120, help_text="What practitioners see.")
    room = models.CharField(max_length=20, choices=Room, default=Room.CHAT)
    purpose = models.TextField(help_text="What it is for, in plain words.")
    allowed = models.BooleanField(default=True, help_text="Leave empty for a prohibited use.")
    reason = models.TextField(
        "why it is prohibited", blank=True, help_text="Shown to whoever asks for it."
    )
    instead = models.TextField("what to do instead", blank=True)
    may_override = models.BooleanField(
        "may be overridden",
        default=False,
        help_text="A practitioner may go on after giving a reason, which is recorded.",
    )
    asks_why = models.BooleanField(
        "asks for a reason",
        default=False,
        help_text="Translation only: whoever uses it says why it cannot wait for an interpreter.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        help_text="The person accountable for this use.",
    )
    dpia_reference = models.CharField("DPIA reference", max_length=80, blank=True)
    classification = models.PositiveSmallIntegerField(
        choices=Classification,
        default=Classification.SENSITIVE,
        help_text="Of what is worked on. Only engines cleared for it are offered.",
    )
    teams = models.ManyToManyField(
        Team, blank=True, related_name="use_cases", help_text="None chosen means every team."
    )
    hide_towns = models.BooleanField(
        "hide towns",
        default=False,
        help_text="Towns and villages become placeholders too. Left in, they are pointed out where "
        "they and something rare could together give somebody away.",
    )
    second_approver = models.BooleanField(
        "needs a second approver",
        default=False,
        help_text="What comes of it must be approved by two people.",
    )
    review_date = models.DateField(help_text="After this day the use is switched off.")
    order = models.PositiveSmallIntegerField(default=100, help_text="The lowest is offered first.")

    objects: ClassVar[Any] = UseCases.as_manager()

    class Meta:
        ordering = ("order", "title")
        verbose_name = "use case"

    def __str__(self) -> str:
        return self.title

    @property
    def tier(self) -> str:
        """How freely it may be machine translated: "green", "amber" (a reason) or "red"."""
        return "red" if not self.allowed else "amber" if self.asks_why else "green"

    @property
    def review_is_overdue(self) -> bool:
        return self.review_date < timezone.localdate()


class Stop(models.Model):
    """A kill switch that was pulled: in force from `since` until somebody lifts it."""

    class Scope(models.TextChoices):
        EVERYTHING = "everything", "Everything"
        TEAM = "team", "One team"
        USE_CASE = "use_case", "One use case"
        ENGINE = "engine", "One engine"

    scope = models.CharField(max_length=12, choices=Scope)
    target = models.CharField(max_length=40, blank=True)
    """The id of the team, use case or engine; empty for everything."""
    message = models.CharField(
        max_length=300, help_text="What people see. Leave out names of families."
    )
    since = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-since",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=("scope", "target"),
                condition=models.Q(lifted=None),
                name="one_stop_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} stopped"
