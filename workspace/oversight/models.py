"""Why somebody looked at the record of other people's work."""

import uuid

from django.db import models
from django.utils import timezone

from workspace.accounts.models import User
from workspace.privacy.models import Vault


class Look(models.Model):
    """A reason given before looking; it is good for a while, and is itself in the record."""

    class Kind(models.TextChoices):
        ROUTINE = "routine", "Routine sample"
        COMPLAINT = "complaint", "Complaint"
        INCIDENT = "incident", "Incident or suspected breach"
        INSPECTION = "inspection", "Inspection or court"
        ACCESS = "access", "Subject access request"
        OTHER = "other", "Something else"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.TextField()
    """Masked, in a vault of its own."""
    reason_aliases = models.JSONField(default=list)
    reference = models.CharField(max_length=40, blank=True)
    """The auditor's own, such as a complaint's number: a code, never a name."""
    case_id = models.CharField(max_length=40, blank=True)
    vault = models.ForeignKey(Vault, models.PROTECT, related_name="+")
    opened = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()

    class Meta:
        ordering = ("-opened",)

    def __str__(self) -> str:
        return f"Look {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.until > timezone.now()
