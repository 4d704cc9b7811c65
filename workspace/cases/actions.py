"""Opening a case and keeping its roster: who is in this family, so that nobody slips through."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from workspace.accounts.models import Team, User
from workspace.governance import audit, policy
from workspace.privacy.dates import in_full
from workspace.privacy.identities import Identities, Known
from workspace.privacy.models import Subject
from workspace.privacy.vaults import change, new_vault, open_vault

from .models import Case, RosterEntry


@dataclass(frozen=True, slots=True)
class Person:
    """One person as a practitioner enters them.

    `details` maps a detector label to a value, or to several with a semicolon between.
    """

    name: str
    role: str = "PERSON"
    other_names: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as the roster shows them, names restored."""

    entry: int
    placeholder: str
    name: str
    role: str
    other_names: tuple[str, ...]
    details: Mapping[str, str]

    @property
    def born(self) -> str:
        """Every date of birth that is listed, in one form whatever was typed."""
        dates = self.details.get("DOB", "").split(";")
        return "; ".join(in_full(born.strip()) for born in dates)


def open_case(*, reference: str, team: Team, by: User) -> Case:
    policy.check_manage_cases(by)
    with transaction.atomic():
        case: Case = Case.objects.create(reference=reference, team=team, vault=new_vault())
        audit.record("case.opened", by=by, on=case)
    return case


def add_person(*, case: Case, person: Person, by: User) -> RosterEntry:
    """Put somebody on the roster; whoever was met by this name before is that person.

    Two entries of one name are two people: a mention then belongs to neither until asked.
    """
    policy.check_manage_cases(by)
    subject, details = change(case.vault_id, lambda known: taught(known, person))
    with transaction.atomic():
        entry, _ = RosterEntry.objects.get_or_create(case=case, person_id=UUID(subject))
        entry.details.set(Subject.objects.filter(pk__in=details))
        audit.record("case.person_added", by=by, on=case, role=person.role, details=len(details))
    return entry


def change_person(*, entry: RosterEntry, person: Person, by: User) -> None:
    """Correct a roster entry. Names once known stay known: an old spelling may still turn up."""
    policy.check_manage_cases(by)
    person_id = str(entry.person_id)
    _, details = change(
        entry.case.vault_id,
        lambda known: described(known, known.now(person_id), person),
    )
    with transaction.atomic():
        entry.details.set(Subject.objects.filter(pk__in=details))
        audit.record("case.person_changed", by=by, on=entry.case, role=person.role)


def remove_person(*, entry: RosterEntry, by: User) -> None:
    """Take somebody off the list. The vault still knows them: they stay hidden in the text."""
    policy.check_manage_cases(by)
    with transaction.atomic():
        audit.record("case.person_removed", by=by, on=entry.case)
        entry.delete()


def roster(*, case: Case, by: User) -> Iterator[RosterRow]:
    """Yield the people of a case with their names, for somebody who may see the case."""
    known = open_vault(case.vault_id).identities
    for entry in case.roster.prefetch_related("details"):
        person = known.now(str(entry.person_id))
        details = [known.now(str(detail.pk)) for detail in entry.details.all()]
        yield RosterRow(
            entry.pk,
            str(person.placeholder),
            person.shown,
            person.role,
            tuple(person.other_names),  # none that was only found: said again it would be given
            {detail.label: _together(details, detail.label) for detail in details},
        )


def _together(details: list[Known], label: str) -> str:
    return "; ".join(sorted({next(iter(one.aliases)) for one in details if one.label == label}))


def taught(known: Identities, person: Person) -> tuple[str, list[str]]:
    """Let a vault know a new person; return their subject's id and those of their details."""
    subject = known.named(person.name)
    if subject is None or subject.from_roster:  # a father and a son may share one name
        subject = known.new("PERSON", person.name, role=person.role, roster=True)
    return described(known, subject, person)


def described(known: Identities, subject: Known, person: Person) -> tuple[str, list[str]]:
    """Write down what is known of somebody; return the ids as `taught` does."""
    known.put_on_roster(subject, shown_as=person.name, role=person.role)
    for name in person.other_names:
        known.give(subject, name)
    details = []
    for label, values in person.details.items():
        for value in filter(None, map(str.strip, re.split(r"[;\n]", values))):
            detail = known.who(label, value, roster=True)
            known.put_on_roster(detail, shown_as=value, role=detail.role)
            details.append(detail.id)
    return subject.id, details
