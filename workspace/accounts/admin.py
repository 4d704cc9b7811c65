"""People and teams, for an administrator."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from .models import Team, User


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin[Team]):
    list_display = ("name",)
    search_fields = ("name",)


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("name", "email", "role", "is_active")
    list_filter = ("role", "teams", "is_active")
    search_fields = ("name", "email")
    ordering = ("name",)
    filter_horizontal = ("teams", "groups", "user_permissions")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Role and teams", {"fields": ("role", "teams")}),
        ("Access", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "role", "teams", "password1", "password2")}),
    )
