"""The record of what happened: who did what to which thing, never what it said.

Rows hold no foreign keys, so that deleting a thing never touches its history, and no content,
titles, file names or names of people in cases.
"""

from typing import Any, ClassVar, Final

from django.db import models


class Immutable(Exception):
    """Somebody tried to change or delete what is written once."""


_SEARCHED: Final = ("actor_id", "action", "object_id", "within", "case_id", "purpose", "model")


class AuditEntries(models.QuerySet["AuditEntry"]):
    def update(self, **kwargs: Any) -> int:
        raise Immutable("Audit entries are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Immutable("Audit entries are never deleted.")


class AuditEntry(models.Model):
    seq = models.PositiveBigIntegerField(unique=True)
    """1, 2, 3, … without a gap."""
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=40)
    actor_role = models.CharField(max_length=20)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    within = models.CharField(max_length=40, blank=True)
    """The id of what holds the object: of a message its chat, so that a history can be told."""
    case_id = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    """The slug of a use case in the register."""
    model = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)
    """Sizes, counts, codes, keyed hashes and versions. Never content."""
    previous = models.CharField(max_length=64)
    """The `digest` of the entry before; of the first, 64 zeros."""
    digest = models.CharField(max_length=64)
    """SHA-256, in hex, of everything above in canonical form."""

    objects: ClassVar[Any] = AuditEntries.as_manager()

    class Meta:
        ordering = ("seq",)
        # A search by one of these is read from its index in the order of the record. They are
        # named here because `db_index` would make two for each, and every act would wait for both.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="audit_at"),
            *(models.Index(fields=[name, "seq"], name=f"audit_{name}") for name in _SEARCHED),
        ]
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable("Audit entries are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Immutable("Audit entries are never deleted.")


class ChainHead(models.Model):
    """Where the chain ends: one row, locked by whoever writes the next entry."""

    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, blank=True)
    """HMAC of both, so that an entry cannot be cut off by somebody without the key."""

    def __str__(self) -> str:
        return f"Chain head {self.seq}"


class Checkpoint(models.Model):
    """A signed statement that the chain had this digest at this entry."""

    seq = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    """Ed25519, in hex."""

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Checkpoint {self.seq}"
