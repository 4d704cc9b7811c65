"""The engines an organisation has: rows an administrator keeps, secrets kept elsewhere."""

from typing import Any, ClassVar, Final, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from workspace.governance.models import Classification, UseCase

from .secrets import SecretMissing, check_source

_KINDS: Final = {
    "extractive": "Built in: quotes, and writes no prose",
    "openai": "Model server that speaks the OpenAI protocol",
    "argos": "Translator: Argos packages on your own machines",
}


def engine_kinds() -> list[tuple[str, str]]:
    return [(kind, _KINDS.get(kind, kind)) for kind in settings.ENGINES]


_WITHOUT_A_SERVER: Final = ("extractive", "argos")
_TRANSLATORS: Final = ("argos",)


class EngineQuerySet(models.QuerySet["Engine"]):
    def for_chat(self) -> Self:
        """Engines that answer. One that only translates is no partner to talk to."""
        return self.exclude(kind__in=_TRANSLATORS)

    def translators(self) -> Self:
        return self.filter(kind__in=_TRANSLATORS)


class Engine(models.Model):
    name = models.CharField(max_length=80, unique=True, help_text="What practitioners see.")
    kind = models.CharField(max_length=40, choices=engine_kinds)
    address = models.URLField(
        blank=True, help_text="Base address of the model server, such as http://127.0.0.1:8000/v1"
    )
    model = models.CharField(max_length=120, blank=True)
    secret_source = models.CharField(
        max_length=200,
        blank=True,
        help_text="Where the server's key is read from: env:DAYLIGHT_ENGINE_… or file:NAME. "
        "The key itself is never stored here.",
    )
    in_house = models.BooleanField(
        default=False, help_text="Runs on your own machines; nothing leaves the organisation."
    )
    highest_classification = models.PositiveSmallIntegerField(
        choices=Classification, default=Classification.PUBLIC
    )
    context_size = models.PositiveIntegerField(default=8192, help_text="In tokens.")
    connect_timeout = models.PositiveSmallIntegerField(default=5, help_text="In seconds.")
    read_timeout = models.PositiveSmallIntegerField(default=60, help_text="In seconds.")
    total_timeout = models.PositiveSmallIntegerField(default=300, help_text="In seconds.")
    price_in = models.DecimalField(
        max_digits=9, decimal_places=4, default=0, help_text="Pounds a million tokens sent."
    )
    price_out = models.DecimalField(
        max_digits=9, decimal_places=4, default=0, help_text="Pounds a million tokens received."
    )
    enabled = models.BooleanField(default=True)
    use_cases = models.ManyToManyField(
        UseCase,
        blank=True,
        related_name="engines",
        help_text="Uses that name this engine. A use that names none takes every engine that is "
        "cleared for it.",
    )
    order = models.PositiveSmallIntegerField(default=100, help_text="The lowest is offered first.")

    objects = EngineQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("order", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def writes_prose(self) -> bool:
        """The built-in assistant only quotes, a translator translates; the rest write."""
        return self.kind not in _WITHOUT_A_SERVER

    @property
    def translates(self) -> bool:
        """It turns one language into another, and answers nothing."""
        return self.kind in _TRANSLATORS

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if self.writes_prose and not self.address:
            errors["address"] = "A model server needs an address."
        scheme = urlsplit(self.address).scheme.lower()
        if self.address and scheme != "https" and not (scheme == "http" and self.in_house):
            errors["address"] = "Outside your own machines the address must start with https://"
        try:
            check_source(self.secret_source)
        except SecretMissing as error:
            errors["secret_source"] = str(error)
        if errors:
            raise ValidationError(errors)
