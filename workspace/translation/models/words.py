"""Words that people have settled on: the glossary, the phrasebook and what was approved before.

All three are read by everybody who translates. The glossary and the phrasebook are the
organisation's own, in clear, and no place for anybody's name; the memory holds only what
`actions.memory.remember` let in.
"""

from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from workspace.accounts.models import User
from workspace.cases.models import Case

from ..languages import LANGUAGES

LANGUAGE_CHOICES: Final = [(row.code, row.name) for row in LANGUAGES.values()]
FOREIGN_CHOICES: Final = [choice for choice in LANGUAGE_CHOICES if choice[0] != "en"]
LONGEST_TERM: Final = 120
LONGEST_PHRASE: Final = 500
_DIRECTION: Final = ("source_language", "target_language")


class Term(models.Model):
    english = models.CharField(
        "English term", max_length=LONGEST_TERM, help_text="In the singular: child in need plan."
    )
    note = models.TextField(
        "what it means", max_length=1000, blank=True, help_text="In plain English, for translators."
    )
    do_not_translate = models.BooleanField(
        "leave it in English", default=False,
        help_text="It stands in every language as it is written in the text.",
    )  # fmt: skip

    class Meta:
        ordering = (Lower("english"),)
        constraints = (
            models.UniqueConstraint(
                Lower("english"), name="one_row_for_a_term",
                violation_error_message="This term is in the glossary already.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.english


class TermTranslation(models.Model):
    term = models.ForeignKey(Term, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8, choices=FOREIGN_CHOICES)
    text = models.CharField(max_length=LONGEST_TERM)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Who put it there as it is now; nobody for what came with Daylight."""
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("language",)
        constraints = (
            models.UniqueConstraint(fields=["term", "language"], name="one_text_for_a_term"),
        )

    def __str__(self) -> str:
        return f"{self.term} ({self.get_language_display()})"


class Phrase(models.Model):
    class Side(models.TextChoices):
        PRACTITIONER = "practitioner", "The practitioner says it"
        FAMILY = "family", "The family says it"
        BOTH = "both", "Either says it"

    code = models.SlugField(max_length=60, unique=True, help_text="Never changes.")
    topic = models.CharField(max_length=40)
    side = models.CharField("who says it", max_length=12, choices=Side, default=Side.PRACTITIONER)
    english = models.CharField("English", max_length=LONGEST_PHRASE)
    note = models.CharField(max_length=300, blank=True, help_text="For whoever translates it.")
    order = models.PositiveIntegerField(default=1000, help_text="The lowest is shown first.")
    retired = models.BooleanField(default=False, help_text="Not offered any more.")
    touched = models.BooleanField(default=False, editable=False)
    """Somebody here has changed it: loading the phrasebook again leaves it alone."""

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.english


class PhraseTranslation(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved"

    phrase = models.ForeignKey(Phrase, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8, choices=FOREIGN_CHOICES)
    text = models.CharField("translation", max_length=LONGEST_PHRASE)
    note = models.CharField(
        max_length=300, blank=True, help_text="Such as whom it is said to: a woman, a child."
    )
    state = models.CharField(
        max_length=8, choices=State, default=State.DRAFT, editable=False, db_index=True
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    touched = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ("phrase__order", "phrase__code", "language")
        constraints = (
            models.UniqueConstraint(fields=["phrase", "language"], name="one_text_for_a_phrase"),
            models.CheckConstraint(
                condition=Q(state="draft", approved_by=None, approved_at=None)
                | Q(state="approved", approved_by__isnull=False, approved_at__isnull=False),
                name="approved_by_somebody_at_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.phrase} ({self.get_language_display()})"

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED


class MemoryUnits(models.QuerySet["MemoryUnit"]):
    def visible_to(self, user: User) -> "MemoryUnits":
        """What everybody may read, and of the rest what came from cases this person sees."""
        mine = Case.objects.visible_to(user).values("pk")
        return self.filter(Q(shared=True) | Q(case__in=mine))


class MemoryUnit(models.Model):
    """One segment as somebody approved it. It goes when its case goes, shared or not."""

    source_language = models.CharField(max_length=8, choices=LANGUAGE_CHOICES)
    target_language = models.CharField(max_length=8, choices=LANGUAGE_CHOICES)
    source = models.TextField()
    target = models.TextField()
    key = models.CharField(max_length=64)
    """SHA-256 of the source as `memory.likeness.key` makes it."""
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    shared = models.BooleanField(default=False)
    """Everybody is offered it; without this, only whoever sees the case."""

    objects: ClassVar[Any] = MemoryUnits.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(
                fields=["source_language", "target_language", "-at"], name="memory_of_a_direction"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=[*_DIRECTION, "key", "case"], name="one_memory_of_a_source_in_a_case"
            ),
            models.UniqueConstraint(
                fields=[*_DIRECTION, "key"],
                condition=Q(case=None),
                name="one_memory_of_a_source",
            ),
            models.CheckConstraint(
                condition=Q(shared=True) | Q(case__isnull=False), name="kept_for_somebody"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.source_language} to {self.target_language}, {self.pk}"
