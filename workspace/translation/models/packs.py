"""Translation packs that are installed, which files are trusted, and how well a direction does.

A pack's row says what was installed, byte for byte; its files lie in a folder of
`settings.PACKS`. A direction's tier holds for the packs it was measured with and for no others.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Final, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from workspace.translation.languages import LANGUAGES

_CODE: Final = 12
_PIVOT: Final = "en"
_SHA256: Final = RegexValidator(r"^[0-9a-f]{64}\Z", "A SHA-256 is 64 of the characters 0-9 a-f.")
_CODES: Final = RegexValidator(r"^[a-z]{2,3}\Z", "A language code, such as “pl”.")
_VERSION: Final = RegexValidator(r"^[0-9A-Za-z.+-]{1,20}\Z", "A version, such as “1.9”.")


def called(code: str) -> str:
    """Return a language's English name; the code itself for one that is not listed."""
    return LANGUAGES[code].name if code in LANGUAGES else code


class PackQuerySet(models.QuerySet["Pack"]):
    def in_use(self) -> Self:
        return self.filter(enabled=True)

    def path(self, source: str, target: str) -> tuple["Pack", ...]:
        """Return the packs that lead from one language to another, in order.

        One where there is one, else two through English; () where no way leads there.
        """
        rows = {(pack.source, pack.target): pack for pack in self.in_use()}
        if direct := rows.get((source, target)):
            return (direct,)
        first, second = rows.get((source, _PIVOT)), rows.get((_PIVOT, target))
        return (first, second) if first and second and source != target else ()


class Pack(models.Model):
    """One installed package. At most one is in use for each direction."""

    class Origin(models.TextChoices):
        BUNDLED = "bundled", "Came with Daylight"
        INDEX = "index", "From the Argos index"
        FILE = "file", "From a file"

    source = models.CharField("from", max_length=_CODE)
    target = models.CharField("to", max_length=_CODE)
    version = models.CharField(max_length=20)
    argos_version = models.CharField(max_length=20, blank=True)
    size = models.PositiveBigIntegerField(help_text="In bytes, unpacked.")
    sha256 = models.CharField("SHA-256 of the package file", max_length=64)
    pinned = models.BooleanField(
        default=False, help_text="The package file was one whose SHA-256 was on the list."
    )
    licence = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=8, choices=Origin)
    demonstration = models.BooleanField(default=False)
    folder = models.CharField(max_length=60, help_text="The name of its folder.")
    files = models.JSONField(default=dict, editable=False)
    """Path inside the folder -> SHA-256, as it was when it was installed."""
    installed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    installed_at = models.DateTimeField(auto_now_add=True)
    enabled = models.BooleanField("in use", default=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        verbose_name = "pack"
        ordering = ("source", "target", "-enabled")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=("source", "target"),
                condition=models.Q(enabled=True),
                name="one_pack_in_use_per_direction",
            ),
            models.UniqueConstraint(
                fields=("source", "target", "origin"), name="one_pack_of_each_origin"
            ),
        ]

    def __str__(self) -> str:
        return f"{called(self.source)} to {called(self.target)}, version {self.version}"

    @property
    def name(self) -> str:
        """As the index and the command line call it: `en_es`."""
        return f"{self.source}_{self.target}"

    @property
    def is_bundled(self) -> bool:
        return self.origin == self.Origin.BUNDLED


class Pin(models.Model):
    """A package file that this organisation trusts, beside those that Daylight lists."""

    source = models.CharField("from", max_length=_CODE, validators=[_CODES])
    target = models.CharField("to", max_length=_CODE, validators=[_CODES])
    version = models.CharField(max_length=20, validators=[_VERSION])
    sha256 = models.CharField(
        "SHA-256", max_length=64, validators=[_SHA256],
        help_text="Of the .argosmodel file, from somebody who has looked at it: sha256sum FILE",
    )  # fmt: skip
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pinned pack"
        ordering = ("source", "target", "version")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=("source", "target", "version", "sha256"), name="pinned_once"
            )
        ]

    def __str__(self) -> str:
        return f"{called(self.source)} to {called(self.target)}, version {self.version}"


class Direction(models.Model):
    """How well one direction did on the organisation's own test set, and with which packs."""

    class Tier(models.TextChoices):
        NONE = "none", "No tier: not for live use"
        BASIC = "basic", "Basic"
        GOOD = "good", "Good"

    source = models.CharField("from", max_length=_CODE)
    target = models.CharField("to", max_length=_CODE)
    tier = models.CharField(max_length=5, choices=Tier, default=Tier.NONE)
    """As it was measured; `current_tier` is what holds now."""
    chrf = models.FloatField("chrF")
    bleu = models.FloatField("BLEU")
    flagged = models.FloatField(help_text="Share of the sentences with a flag, 0 to 1.")
    test_set = models.CharField(max_length=80)
    sentences = models.PositiveIntegerField()
    packs = models.JSONField(default=dict)
    """The packs it was measured with: name -> {"version", "sha256"}."""
    evaluated_at = models.DateTimeField(auto_now=True)
    evaluated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("source", "target")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("source", "target"), name="one_row_per_direction")
        ]

    def __str__(self) -> str:
        return f"{called(self.source)} to {called(self.target)}"

    @property
    def has_same_packs(self) -> bool:
        """The packs that would be used now are those that it was measured with."""
        now = versions(Pack.objects.path(self.source, self.target))
        return bool(now) and now == self.packs

    @property
    def current_tier(self) -> str:
        return self.tier if self.has_same_packs else self.Tier.NONE

    @property
    def may_be_used_live(self) -> bool:
        """No tier, no live mode."""
        return self.current_tier != self.Tier.NONE


def versions(packs: Iterable[Pack]) -> dict[str, dict[str, str]]:
    """Return what a direction remembers of its packs."""
    return {pack.name: {"version": pack.version, "sha256": pack.sha256} for pack in packs}
