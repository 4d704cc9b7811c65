"""Cases, for an administrator: reference and team, never the people in them."""

from django.contrib import admin
from django.http import HttpRequest

from .models import Case


@admin.register(Case)
class CaseAdmin(admin.ModelAdmin[Case]):
    list_display = ("reference", "team", "created")
    list_filter = ("team",)
    search_fields = ("reference",)
    fields = ("reference", "team")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # opening a case makes its vault: that is a practitioner's act

    def has_delete_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        return False
