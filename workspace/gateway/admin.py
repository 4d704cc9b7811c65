"""Engines, for an administrator: where a model is, what it may read, and its kill switch."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from workspace.accounts.models import User
from workspace.governance import audit

from .models import Engine


@admin.register(Engine)
class EngineAdmin(admin.ModelAdmin[Engine]):
    list_display = (
        "name", "kind", "model", "in_house", "highest_classification", "enabled",
    )  # fmt: skip
    list_editable = ("enabled",)
    list_filter = ("kind", "in_house", "enabled")
    fieldsets = (
        (None, {"fields": ("name", "kind", "order")}),
        ("Where it is", {"fields": ("address", "model", "secret_source", "in_house")}),
        ("What it may read", {"fields": ("highest_classification", "context_size")}),
        ("Limits", {"fields": ("connect_timeout", "read_timeout", "total_timeout")}),
        ("Price", {"fields": ("price_in", "price_out")}),
        ("Use", {"fields": ("enabled", "use_cases")}),
    )

    def save_model(self, request: HttpRequest, obj: Engine, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        assert isinstance(request.user, User)
        audit.record(
            "engine.changed" if change else "engine.added",
            by=request.user,
            on=obj,
            fields=list(form.changed_data),
            enabled=obj.enabled,
        )
