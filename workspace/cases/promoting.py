"""Putting somebody whom the work has met already on the roster of its case."""

from uuid import UUID

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.privacy.identities import Identities
from workspace.privacy.roles import PERSON_ROLES
from workspace.privacy.vaults import change

from .models import Case, RosterEntry


class CannotPromote(Exception):
    """Not on the roster. `str(error)` says why, in plain English."""


def promote(*, case: Case, subject: str, role: str, by: User) -> RosterEntry:
    """Put one person of the case's vault on its roster, as they are shown and in this role."""
    policy.check_manage_cases(by)
    if role not in PERSON_ROLES:
        raise CannotPromote("Choose who this is.")

    def certain(known: Identities) -> None:
        who = known.subjects.get(subject)
        if who is None or who.merged_into or who.label != "PERSON":
            raise CannotPromote("That person is no longer in the list. Please look again.")
        if who.ambiguous:
            raise CannotPromote("This word fits more than one person: say first who is meant.")
        known.put_on_roster(who, shown_as=next(iter(who.aliases)), role=role)

    with transaction.atomic():
        change(case.vault_id, certain)
        entry, _ = RosterEntry.objects.get_or_create(case=case, person_id=UUID(subject))
        audit.record("case.person_added", by=by, on=case, role=role, details=0)
    return entry
