"""How long each kind of content is kept, what must not be erased, and proof of what was."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from workspace.accounts.models import Role, Team, User


class RetentionRule(models.Model):
    """Days after the last use of one kind of content; a team's own rule outranks the general."""

    kind = models.CharField(max_length=60)
    team = models.ForeignKey(
        Team, models.CASCADE, null=True, blank=True, help_text="None chosen means every team."
    )
    days = models.PositiveIntegerField(help_text="Days after the last use. 0 keeps it for ever.")

    class Meta:
        ordering = ("kind", "team__name")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=("kind", "team"), nulls_distinct=False, name="one_rule_per_kind_and_team"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days} days"


class LegalHold(models.Model):
    """Nothing of this object (a whole case, or one thing) is erased until the hold is lifted."""

    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    reason = models.TextField()
    """Masked in the vault of what is held, like everything at rest."""
    reason_aliases = models.JSONField(default=list)
    placed = models.DateTimeField(auto_now_add=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-placed",)
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=("object_type", "object_id"),
                condition=models.Q(lifted=None),
                name="one_hold_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"Hold on {self.object_type} {self.object_id}"


class Erasures(models.QuerySet["Erasure"]):
    def visible_to(self, user: User) -> "Erasures":
        """One's own deletions; every certificate for auditors and administrators."""
        if not user.is_active:
            return self.none()
        if user.is_staff and user.role in (Role.AUDITOR, Role.ADMINISTRATOR):
            return self.all()
        return self.filter(by_id=str(user.pk))


class Erasure(models.Model):
    """The certificate of an erasure: what kind of thing, when, why, and which keys were destroyed.

    No title and no content; the vault's id is kept so that a restored backup erases it again.
    """

    class Reason(models.TextChoices):
        RETENTION = "retention", "Its retention period ended"
        REQUEST = "request", "Somebody deleted it"
        RIGHTS = "rights", "A person exercised their right to erasure"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40, db_index=True)
    vault_id = models.CharField(max_length=40, blank=True)
    """The vault whose key was destroyed with it; empty where others still need that vault."""
    reason = models.CharField(max_length=12, choices=Reason)
    by_id = models.CharField(max_length=40)
    """The person's id, or "system"."""
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    """What went with it: {"messages": 12, "documents": 3, …}."""
    key_id = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    """Ed25519 over the rest in canonical form, in hex."""

    objects: ClassVar[Any] = Erasures.as_manager()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"Erasure {self.pk}"
