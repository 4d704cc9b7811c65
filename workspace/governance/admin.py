"""The audit record, to be read by auditors and administrators and never changed."""

from django.contrib import admin
from django.http import HttpRequest

from . import policy
from .models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin[AuditEntry]):
    list_display = ("at", "actor_id", "actor_role", "action", "object_type", "object_id", "purpose")
    list_filter = ("action", "actor_role")
    search_fields = ("actor_id", "object_id", "purpose")
    date_hierarchy = "at"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return policy.can_read_audit(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False
