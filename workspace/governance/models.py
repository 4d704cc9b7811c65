"""The record of what happened: who did what to which thing, never what it said.

Rows hold no foreign keys, so that deleting a thing never touches its history, and no content,
titles, file names or names of people in cases.
"""

from typing import Any, ClassVar

from django.db import models


class Immutable(Exception):
    """Somebody tried to change or delete what is written once."""


class AuditEntries(models.QuerySet["AuditEntry"]):
    def update(self, **kwargs: Any) -> int:
        raise Immutable("Audit entries are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Immutable("Audit entries are never deleted.")


class AuditEntry(models.Model):
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_id = models.CharField(max_length=40, db_index=True)
    actor_role = models.CharField(max_length=20)
    action = models.CharField(max_length=60, db_index=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40, db_index=True)
    purpose = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    """Sizes, counts, codes, keyed hashes, model and version. Never content."""

    objects: ClassVar[Any] = AuditEntries.as_manager()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable("Audit entries are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Immutable("Audit entries are never deleted.")
