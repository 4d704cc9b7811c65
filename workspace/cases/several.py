"""Putting a whole family on a roster at once: nobody twice by accident, all of it or nothing.

What is listed of somebody stays: more of them fills what is empty, and adds names and addresses.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.privacy.dates import parse_date
from workspace.privacy.identities import Identities, Known
from workspace.privacy.models import Subject
from workspace.privacy.spellings import words
from workspace.privacy.vaults import change

from .actions import Person, RosterRow, described, roster, taught
from .joining import ONE_ONLY
from .models import Case, RosterEntry


class Doubled(Exception):
    """Somebody would be listed twice, and nobody has said that these are two people."""


@dataclass(frozen=True, slots=True)
class Entered:
    """One row of several: a new person, or more about an `entry` that is listed already."""

    person: Person
    entry: int | None = None
    is_another: bool = False
    """A person said that this is somebody else of a name that is listed."""


def namesakes(name: str, rows: Iterable[RosterRow]) -> list[RosterRow]:
    """Return who is listed under this name, middle names aside, or under it as another name."""
    return [
        row for row in rows if any(same_name(name, known) for known in (row.name, *row.other_names))
    ]


def disagrees(row: RosterRow, role: str, details: Mapping[str, str]) -> bool:
    """Say whether role, date of birth or NHS number say that this is not who is listed."""
    born = [{_day(one) for one in said.split(";")} for said in _both("DOB", row.details, details)]
    numbers = [re.sub(r"\D", "", said) for said in _both("NHS_NUMBER", row.details, details)]
    told = {row.role, role} - {"", "PERSON"}
    return len(told) > 1 or (bool(born) and not born[0] & born[1]) or len(set(numbers)) > 1


def _both(label: str, one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    said = [one.get(label, ""), other.get(label, "")]
    return said if all(said) else []


def _day(text: str) -> str:
    return str(parse_date(text) or text.strip().lower())


def same_name(one: str, other: str) -> bool:
    first, second = ([word.plain for word in words(name)] for name in (one, other))
    if not first or not second or first == second:
        return bool(first) and first == second
    both_long = len(first) > 1 and len(second) > 1
    middles = (set(first[1:-1]), set(second[1:-1]))
    ends = (first[0], first[-1]) == (second[0], second[-1])
    return both_long and ends and (middles[0] <= middles[1] or middles[1] <= middles[0])


def add_people(*, case: Case, people: Sequence[Entered], by: User) -> list[RosterEntry]:
    """Put these on the roster with one change of the vault; what is new of those listed is added.

    Raises Doubled, and then nothing is kept of any of them.
    """
    policy.check_manage_cases(by)
    with transaction.atomic():
        Case.objects.select_for_update().filter(pk=case.pk).first()
        _check_not_doubled(people, list(roster(case=case, by=by)))
        listed = {entry.pk: entry for entry in case.roster.prefetch_related("details")}
        learnt = change(
            case.vault_id,
            lambda known: [_learnt(known, one, listed.get(one.entry or 0)) for one in people],
        )
        entries = [_entry(case, subject, details) for subject, details in learnt]
        roles = dict(Subject.objects.filter(vault=case.vault_id).values_list("pk", "role"))
        for one, entry, (_, details) in zip(people, entries, learnt, strict=True):
            _record(one, roles[entry.person_id], len(details), case, by)
    return entries


def _check_not_doubled(people: Sequence[Entered], rows: list[RosterRow]) -> None:
    new: list[str] = []
    for one in people:
        if one.entry is not None or one.is_another:
            continue
        name = one.person.name
        if namesakes(name, rows) or any(same_name(name, other) for other in new):
            raise Doubled
        new.append(name)


def _learnt(known: Identities, one: Entered, listed: RosterEntry | None) -> tuple[str, list[str]]:
    if listed is None:
        return taught(known, replace(one.person, role=one.person.role or "PERSON"))
    subject = known.now(str(listed.person_id))
    had = {detail.label for detail in listed.details.all()} & ONE_ONLY
    return described(known, subject, _more_of(subject, one.person, had))


def _more_of(subject: Known, person: Person, had: Set[str]) -> Person:
    """What is new of somebody listed: shown under the name they have, known by this one too."""
    shown = next(iter(subject.aliases))
    others = [name for name in (person.name, *person.other_names) if name != shown]
    role = person.role if subject.role == "PERSON" and person.role else subject.role
    details = {label: said for label, said in person.details.items() if label not in had}
    return Person(shown, role, tuple(others), details)


def _entry(case: Case, subject: str, details: list[str]) -> RosterEntry:
    entry, _ = RosterEntry.objects.get_or_create(case=case, person_id=UUID(subject))
    entry.details.add(*Subject.objects.filter(pk__in=details))
    return entry


def _record(one: Entered, role: str, details: int, case: Case, by: User) -> None:
    if one.entry is None:
        audit.record("case.person_added", by=by, on=case, role=role, details=details)
    else:
        audit.record("case.person_changed", by=by, on=case, role=role)
