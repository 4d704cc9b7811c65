"""Putting the fictional council into the database. Safe to run again: nothing comes twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from workspace.accounts.models import Role, Team, User
from workspace.cases import actions as cases
from workspace.cases.models import Case
from workspace.gateway.builtin import built_in_engine
from workspace.governance import starter
from workspace.governance.models import UseCase
from workspace.privacy.dates import written

from ..actions.conversations import start
from ..actions.documents import attach
from ..models import Conversation, Prompt
from . import catalogue
from .prompts import PROMPTS
from .shapes import RosterEntry

PASSWORD: Final = "larkmoor fictional council"  # noqa: S105  (printed for everybody to use)


def load() -> Iterator[str]:
    """Load everything and yield a line for each step done."""
    built_in_engine()
    people = _people()
    yield f"{len(people)} people in {len(catalogue.TEAMS)} teams of {catalogue.COUNCIL}"
    starter.put_in(owner=next(p for p in people.values() if p.role == Role.ADMINISTRATOR))
    yield f"{UseCase.objects.count()} uses in the register"
    _prompts(next(p for p in people.values() if p.role == Role.MANAGER))
    yield f"{len(PROMPTS)} prompts"
    for family in catalogue.CASES:
        if not Case.objects.filter(reference=family.reference).exists():
            with transaction.atomic():  # killed half-way, it is loaded whole the next time
                told = _case(family, people)
            yield told


def _people() -> dict[str, User]:
    teams = {t.slug: Team.objects.get_or_create(name=t.name)[0] for t in catalogue.TEAMS}
    people = {}
    for person in catalogue.PEOPLE:
        user = User.objects.filter(email=person.email).first()
        if user is None:
            administrator = person.role == "administrator"
            user = User.objects.create_user(
                person.email, PASSWORD, name=person.name, role=person.role,
                is_staff=administrator or person.role == "auditor", is_superuser=administrator,
            )  # fmt: skip
            user.teams.set(teams[slug] for slug in person.teams)
        people[person.email] = user
    return people


def _prompts(owner: User) -> None:
    uses = {use.slug: use for use in UseCase.objects.all()}
    for prompt in PROMPTS:
        Prompt.objects.get_or_create(
            slug=prompt.slug,
            defaults={
                "title": prompt.title,
                "summary": prompt.summary,
                "body": prompt.body,
                "category": prompt.category,
                "task": prompt.task,
                "needs_model": prompt.needs_model,
                "use_case": uses.get(prompt.use),
                "owner": owner,
                "review_date": date.today() + timedelta(days=365),
            },
        )


def _case(family: catalogue.Case, people: dict[str, User]) -> str:
    worker = people[family.worker]
    team = worker.teams.get(name=next(t.name for t in catalogue.TEAMS if t.slug == family.team))
    case = cases.open_case(reference=family.reference, team=team, by=worker)
    for entry in family.roster:
        cases.add_person(case=case, person=_person(entry), by=worker)
    conversation: Conversation = start(by=worker, case=case)
    conversation.title = "Documents to try (demonstration)"
    conversation.save()
    for name, data in catalogue.documents(family):
        attach(conversation=conversation, name=name, data=data, by=worker)
    return (
        f"case {family.reference}: {len(family.roster)} people, {len(family.documents)} documents"
    )


def _person(entry: RosterEntry) -> cases.Person:
    born = next(written(entry.date_of_birth)) if entry.date_of_birth else ""
    details = {
        "DOB": born.replace(" ", "/"),
        "SCHOOL": entry.school,
        "ADDRESS": entry.address,
        "PHONE": entry.phone,
        "EMAIL": entry.email,
        "NHS_NUMBER": entry.nhs_number,
    }
    return cases.Person(
        entry.name, entry.role, entry.aliases, {label: v for label, v in details.items() if v}
    )
