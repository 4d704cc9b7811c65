"""Engines, for an administrator: where a model is, what it may read, what it is used for."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from workspace.accounts.administration import Administered
from workspace.accounts.fresh import FreshToChange
from workspace.accounts.site import MODELS

from .models import Engine


@admin.register(Engine)
class EngineAdmin(FreshToChange, Administered[Engine]):
    section, place = MODELS, 20
    about = "The models you have: where each one runs, and what it is cleared to read."
    add_words = "Add an engine"
    list_display = ("name", "kind", "model", "where", "highest_classification", "uses", "enabled")
    list_filter = ("enabled", "in_house", "highest_classification", "kind")
    search_fields = ("name", "model")
    may_delete = True
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        **Administered.formfield_overrides,
        models.URLField: {"assume_scheme": "https"},
    }
    fieldsets = (
        (None, {"fields": ("name", "kind", "enabled", "order")}),
        (
            "Where it is",
            {
                "fields": ("address", "model", "secret_source", "in_house"),
                "description": "The key itself never stands here: only where it is read from.",
            },
        ),
        (
            "What it may read",
            {
                "fields": ("highest_classification", "use_cases"),
                "description": "A new engine may read public text only, until somebody clears it "
                "for more. Chats with case work need “Official-sensitive”. Names are replaced "
                "before anything is sent, whatever is chosen here.",
            },
        ),
        (
            "Limits",
            {
                "fields": ("context_size", "connect_timeout", "read_timeout", "total_timeout"),
                "classes": ("collapse",),
            },
        ),
        ("Price", {"fields": ("price_in", "price_out"), "classes": ("collapse",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Engine]:
        return super().get_queryset(request).prefetch_related("use_cases")

    def has_delete_permission(self, request: HttpRequest, obj: Engine | None = None) -> bool:
        """A use that names no engine takes every one: the last that it names does not just go."""
        named = obj is not None and obj.use_cases.exists()
        return not named and super().has_delete_permission(request, obj)

    @admin.display(description="runs")
    def where(self, engine: Engine) -> str:
        return "On your own machines" if engine.in_house else host_of(engine.address) or "–"

    @admin.display(description="uses that name it")
    def uses(self, engine: Engine) -> str:
        return ", ".join(use.title for use in engine.use_cases.all()) or "None by name"

    def save_model(self, request: HttpRequest, obj: Engine, form: Any, change: bool) -> None:
        stored = Engine.objects.filter(pk=obj.pk).values_list("address", flat=True)
        request.host_before = host_of(stored.first() or "")  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def facts(self, request: HttpRequest, obj: Engine) -> dict[str, Any]:
        before, now = getattr(request, "host_before", ""), host_of(obj.address)
        return {
            "enabled": obj.enabled, "in_house": obj.in_house,
            "classification": obj.highest_classification,
        } | ({} if before == now else {"host_before": before[:100], "host": now[:100]})  # fmt: skip


def host_of(address: str) -> str:
    """Return host and port. What may stand before and after them could be a key."""
    parts = urlsplit(address)
    try:
        return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        return parts.hostname or ""
