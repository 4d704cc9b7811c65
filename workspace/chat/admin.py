"""The prompt library, for an administrator. Conversations are never shown here."""

from django.contrib import admin

from .models import Prompt


@admin.register(Prompt)
class PromptAdmin(admin.ModelAdmin[Prompt]):
    list_display = ("title", "category", "task", "needs_model", "owner", "review_date", "enabled")
    list_editable = ("enabled",)
    list_filter = ("category", "enabled", "needs_model")
    search_fields = ("title", "summary", "body")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("owner",)
