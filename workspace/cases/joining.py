"""People of one roster who turned out to be one: their entries become one as well."""

from uuid import UUID

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.privacy.models import Subject

from .models import Case, RosterEntry

ONE_ONLY = frozenset({"DOB", "NHS_NUMBER"})
"""What a person has one of: an entry keeps its own."""


def hold(case: Case) -> None:
    """Wait until nobody else changes this roster, and let nobody until the transaction ends."""
    Case.objects.select_for_update().filter(pk=case.pk).first()


def join_entries(case: Case) -> list[str]:
    """Let the entry of whoever was merged into another of the case go; its details go along.

    Returns the roles of those who stay, for `record`. Call it in the transaction of the merge.
    """
    roles = []
    for gone in list(case.roster.filter(person__merged_into__isnull=False).order_by("pk")):
        stays, _ = RosterEntry.objects.get_or_create(case=case, person_id=_now(gone.person_id))
        there = set(stays.details.values_list("label", flat=True)) & ONE_ONLY
        stays.details.add(*gone.details.exclude(label__in=there))
        gone.delete()
        roles.append(stays.person.role)
    return roles


def record(joined: list[str], *, case: Case, by: User) -> None:
    for role in joined:
        audit.record("case.person_changed", by=by, on=case, role=role)


def _now(subject: UUID) -> UUID:
    while into := Subject.objects.values_list("merged_into", flat=True).get(pk=subject):
        subject = into
    return subject
