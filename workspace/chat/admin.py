"""The prompt library, for an administrator. Conversations are never shown here."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from workspace.accounts.administration import Administered
from workspace.accounts.models import User
from workspace.accounts.site import MODELS

from .models import Prompt


@admin.register(Prompt)
class PromptAdmin(Administered[Prompt]):
    section, place, called = MODELS, 30, "Prompt library"
    about = (
        "Ready-made requests that practitioners start from. Each has somebody who answers for it."
    )
    add_words = "Add a prompt"
    list_display = ("title", "category", "task", "needs_model", "owner", "review_date", "enabled")
    list_filter = ("category", "enabled", "needs_model")
    list_select_related = ("owner",)
    search_fields = ("title", "summary", "body")
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("title",)}
    autocomplete_fields = ("owner",)
    may_delete = True
    actions = ("switch_off", "switch_on")
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "category")}),
        (
            "What it asks",
            {
                "fields": ("body", "task", "use_case", "needs_model"),
                "description": "Leave out everything about real people: everybody sees it.",
            },
        ),
        ("Who answers for it", {"fields": ("owner", "review_date", "enabled")}),
    )

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "owner":
            kwargs["queryset"] = User.objects.filter(is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.action(description="Take out of use", permissions=["change"])
    def switch_off(self, request: HttpRequest, queryset: Any) -> None:
        self._switch(request, queryset, enabled=False)

    @admin.action(description="Put back in use", permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: Any) -> None:
        self._switch(request, queryset, enabled=True)

    def _switch(self, request: HttpRequest, queryset: Any, *, enabled: bool) -> None:
        concerned = list(queryset.exclude(enabled=enabled))
        for prompt in concerned:
            prompt.enabled = enabled
            prompt.save(update_fields=["enabled"])
            self.record(request, prompt, "changed", ["enabled"])
        self.message_user(request, f"{len(concerned)} changed.")
