"""What a piece of work belongs to: a case of one team, and the people in it.

The case holds no names: its people live in its vault, and a roster entry only says which of
the vault's subjects belong together.
"""

import uuid
from typing import Any, ClassVar

from django.db import models

from workspace.accounts.models import Team, User
from workspace.governance.policy import WORKERS_WITH_FAMILIES
from workspace.privacy.models import Subject, Vault


class Cases(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> "Cases":
        """The cases of a practitioner's or manager's own teams; nobody else sees any."""
        if not user.is_active or user.role not in WORKERS_WITH_FAMILIES:
            return self.none()
        return self.filter(team__people=user).distinct()


class Case(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=40, unique=True)
    """The case system's own reference: never a name."""
    team = models.ForeignKey(Team, models.PROTECT, related_name="cases")
    vault = models.OneToOneField(Vault, models.PROTECT, related_name="case")
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = Cases.as_manager()

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        return self.reference


class RosterEntry(models.Model):
    """One person of the case and what belongs to them: school, address, date of birth, …"""

    case = models.ForeignKey(Case, models.CASCADE, related_name="roster")
    person = models.ForeignKey(Subject, models.CASCADE, related_name="+")
    details = models.ManyToManyField(Subject, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "roster entries"

    def __str__(self) -> str:
        return f"Roster entry {self.pk}"
