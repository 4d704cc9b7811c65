"""Where identities rest: `Vault -> Subject -> Alias`, every alias encrypted.

A vault belongs to a case or to a single piece of work. Without its wrapped key the people in
it cannot be read by anybody: that is how Daylight erases.
"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from workspace.accounts.models import User

from .fairness.figures import Figures, from_json


class Vault(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.CharField(max_length=40, db_index=True)
    wrapped_key = models.BinaryField(null=True)
    version = models.PositiveIntegerField(default=0)
    """Grows with every change to the people in it."""
    created = models.DateTimeField(auto_now_add=True)
    shredded_at = models.DateTimeField(null=True)

    subjects: "models.Manager[Subject]"

    def __str__(self) -> str:
        return f"Vault {self.pk}"


class Subject(models.Model):
    """A person or a thing: one role and code, however it is written in the text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="subjects")
    label = models.CharField(max_length=20)
    role = models.CharField(max_length=16)
    code = models.CharField(max_length=7)
    past_roles = models.JSONField(default=list)
    """Earlier roles: text masked back then still names them."""
    from_roster = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=False)
    """Somebody hid it by hand."""
    met = models.BooleanField(default=False)
    """Somebody sent a text that names it. Until then it is a guess about a draft."""
    ambiguous = models.BooleanField(default=False)
    """Stands for a word that could mean several people, and so restores to just that word."""
    merged_into = models.ForeignKey("self", models.CASCADE, null=True, related_name="merged")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("vault", "code"), name="one_subject_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.role}_{self.code}"


class Alias(models.Model):
    """One way a subject is written, exactly as somebody wrote it, encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="aliases")
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="aliases")
    hidden = models.BinaryField()
    blind_index = models.BinaryField(max_length=32)
    rank = models.PositiveIntegerField(default=0)
    """0 is the name to show; others are in the order they were learned."""
    given = models.BooleanField(default=False)
    """A person gave it as another name, on the roster, by hand or by a join: it is shown as one,
    and means this subject whoever else it might fit. The others were only found."""

    class Meta:
        verbose_name_plural = "aliases"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=("vault", "subject", "blind_index"), name="one_alias_per_subject"
            )
        ]

    def __str__(self) -> str:
        return f"Alias {self.pk}"


class KeptTerm(models.Model):
    """A word a practitioner said is not personal: it stays as it is in this vault."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="kept_terms")
    hidden = models.BinaryField()
    blind_index = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("vault", "blind_index"), name="one_kept_term")
        ]

    def __str__(self) -> str:
        return f"Kept term {self.pk}"


class WordList(models.Model):
    """One of the organisation's own two lists, with a stamp that changes with every word of it.

    What is always hidden, and what the detector takes for a name by mistake. Not encrypted: no
    place for anybody's name, which belongs on the roster of a case.
    """

    class Kind(models.TextChoices):
        HIDDEN = "hidden", "Always hidden"
        SPARED = "spared", "Never hidden"

    kind = models.CharField(max_length=8, primary_key=True, choices=Kind.choices)
    stamp = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Word(models.Model):
    """A word or phrase on one of the lists. Added, changed and removed by `lists` only."""

    class Label(models.TextChoices):
        SCHOOL = "SCHOOL", "School, nursery or college"
        ADDRESS = "ADDRESS", "Street, building or children’s home"
        PLACE = "PLACE", "Club, place or anything else"
        REFERENCE = "REFERENCE", "Beginning of a reference"

    kind = models.CharField(
        "list", max_length=8, choices=WordList.Kind.choices,
        help_text="Always hidden: a model never reads it. Never hidden: Daylight may take it for "
        "a name, and must not.",
    )  # fmt: skip
    text = models.CharField("word or phrase", max_length=100)
    key = models.CharField(max_length=200, unique=True, editable=False)
    """The same for all ways to write the same words: each stands once, on one list."""
    label = models.CharField(
        "what it is", max_length=16, choices=Label.choices, blank=True,
        help_text="For words that are always hidden: what a model reads in their place. The "
        "beginning of a reference is hidden with the number behind it.",
    )  # fmt: skip
    note = models.CharField(
        "why", max_length=200, blank=True, help_text="For colleagues. No names of families."
    )
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("text",)

    def __str__(self) -> str:
        return self.text


class Exemption(models.Model):
    """A word that may stay in clear, or might: from when to when, and who said so and why.

    Kept when the word is off its list again. Made and ended by `exemptions` only.
    """

    id = models.BigAutoField("number", primary_key=True)
    """What the record calls it by."""
    bound = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    vault = models.ForeignKey(Vault, models.PROTECT, related_name="exemptions")
    hidden = models.BinaryField()
    word = models.BigIntegerField(db_index=True)
    """The id of the listed word, as a mere number: a word may be taken off its list again."""
    why = models.CharField("why, though it reads as a name", max_length=400, blank=True)
    """Masked before it is kept."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="put there by",
    )  # fmt: skip
    since = models.DateTimeField("from", auto_now_add=True)
    until = models.DateTimeField("until", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="taken off by",
    )  # fmt: skip

    class Meta:
        ordering = ("-pk",)
        verbose_name = "word that was never hidden"
        verbose_name_plural = "words that were never hidden"

    def __str__(self) -> str:
        return f"Number {self.pk}"


class FairnessRun(models.Model):
    """One measurement: of which models, on which set, and what it found. Never changed."""

    class Which(models.TextChoices):
        SHIPPED = "shipped", "The set that comes with Daylight"
        OWN = "own", "A set of your own"

    fingerprint = models.CharField(max_length=64, db_index=True)
    """Of both models together: the digest of the lists of their files' digests."""
    english = models.CharField("English model", max_length=80)
    families = models.CharField("model of the families’ languages", max_length=80)
    which = models.CharField("measured on", max_length=8, choices=Which.choices)
    set_digest = models.CharField("checksum of the set", max_length=64)
    counts = models.JSONField()
    seconds = models.FloatField()
    came_along = models.BooleanField("came with Daylight", default=False)
    """Measured by whoever released this version, not here."""
    made = models.DateTimeField()

    class Meta:
        ordering = ("-made", "-pk")

    def __str__(self) -> str:
        return f"{self.called}, {self.made:%-d %B %Y}"

    @property
    def called(self) -> str:
        """Both models in few words: "English 0.2.0 (cc0308), other languages 0.1.0 (283fd2)"."""
        return f"English {_short(self.english)}, other languages {_short(self.families)}"

    @property
    def figures(self) -> Figures:
        return from_json(self.counts)


def _short(version: str) -> str:
    """Shorten "en_daylight_ner 0.2.0 cc03085c5c6a"."""
    _, number, digest = version.rsplit(" ", 2)
    return f"{number} ({digest[:6]})"


class ModelChoice(models.Model):
    """Somebody enabled these models. The last choice counts; the others are history."""

    fingerprint = models.CharField(max_length=64)
    run = models.ForeignKey(FairnessRun, models.PROTECT, related_name="+")
    against = models.ForeignKey(FairnessRun, models.PROTECT, null=True, related_name="+")
    """What it was compared with: a run of the models in use until then, on the same set."""
    reason = models.TextField(blank=True)
    """Why, where a group fell. Masked before it is kept: names in it are gone for good."""
    fell = models.JSONField(default=list)
    """What fell, in words."""
    below = models.JSONField(default=list)
    """Which groups were found less often than the organisation's least share, in words."""
    came_along = models.BooleanField(default=False)
    """Enabled without anybody's reason, because they came with Daylight."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Nobody: it was enabled by a command, or because no group fell."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "name finder"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Choice {self.pk}"


class Suggestions(models.QuerySet["Suggestion"]):
    def visible_to(self, user: User) -> "Suggestions":
        """What somebody has suggested, alone or with others. Deciding is the administration's."""
        return self.filter(by=user)

    def waiting(self) -> "Suggestions":
        return self.filter(state=Suggestion.State.WAITING).select_related("vault")


class Suggestion(models.Model):
    """A word that practitioners would like on a list, until an administrator has decided.

    The word rests encrypted in a vault of its own. That vault's key is destroyed with the
    decision: what was refused cannot be read by anybody any more.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        APPROVED = "approved", "On the list"
        REFUSED = "refused", "Refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("list", max_length=8, choices=WordList.Kind.choices)
    label = models.CharField("what it is", max_length=16, choices=Word.Label.choices, blank=True)
    vault = models.OneToOneField(Vault, models.PROTECT, related_name="suggestion")
    hidden = models.BinaryField(null=True)
    reason = models.CharField("why", max_length=400, blank=True)
    """Of whoever was first, masked."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    answer = models.CharField("answer", max_length=200, blank=True)
    """Why it was refused."""
    became = models.BigIntegerField(null=True)
    """The id of the listed word, as a mere number: a word may be taken off its list again."""
    by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Suggested", related_name="+", verbose_name="from"
    )
    made = models.DateTimeField("first suggested", auto_now_add=True)
    decided = models.DateTimeField(null=True)

    objects: ClassVar[Any] = Suggestions.as_manager()

    class Meta:
        ordering = ("made",)

    def __str__(self) -> str:
        return f"Suggestion of {self.made:%-d %B %Y}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


class Suggested(models.Model):
    """That somebody suggested it, and whether they have seen what became of it."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="voices")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    alias = models.UUIDField(null=True)
    """The spelling in their own work that it came from, as a mere id: whoever may still see that
    work can tell from it which word was refused."""
    seen = models.BooleanField(default=False)

    class Meta:
        ordering = ("-at",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("suggestion", "by"), name="one_voice_each")
        ]

    def __str__(self) -> str:
        return f"Voice {self.pk}"
