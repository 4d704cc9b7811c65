"""What the record says of a change in the administration: settings in full, words never."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.world import World, make_world
from tests.freshly import signed_in
from workspace.governance.models import AuditEntry, UseCase
from workspace.oversight.wording import all_facts

pytestmark = pytest.mark.django_db
SECRET = "Quillweather"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def admin(world: World) -> Client:
    return signed_in(world.people["administrator"])


def save(client: Client, use: UseCase, **more: Any) -> Any:
    page = reverse("admin:governance_usecase_change", args=[use.pk])
    form = client.get(page).context["adminform"].form
    data = {f.html_name: f.value() for f in form if f.value() not in (None, False)}
    reply = client.post(page, {k: v for k, v in (data | more).items() if v is not None})
    assert reply.status_code == 302, reply.context["adminform"].form.errors
    return AuditEntry.objects.latest("seq")


def test_yes_and_no_are_told_apart(world: World, admin: Client) -> None:
    on = save(admin, world.use_case, hide_towns="on")
    off = save(admin, world.use_case, hide_towns=None)
    assert (on.action, on.facts["fields"]) == ("use_case.changed", ["hide_towns"])
    assert on.facts["settings"] == ["Hide towns: from no to yes"]
    assert off.facts["settings"] == ["Hide towns: from yes to no"]
    assert ("From what to what", "Hide towns: from no to yes") in all_facts(on.facts)


def test_a_choice_says_both_and_what_is_written_says_neither(world: World, admin: Client) -> None:
    use = world.use_case
    first = use.get_classification_display()
    other = next(v for v in type(use).classification.field.choices if v[0] != use.classification)
    told = save(admin, use, classification=other[0], purpose=SECRET, instead=SECRET)
    assert {"classification", "instead", "purpose"} <= set(told.facts["fields"])
    (said,) = told.facts["settings"]
    assert said.endswith(f": from “{first}” to “{other[1]}”")
    assert SECRET not in str(told.facts)


def test_whom_somebody_chose_is_not_repeated(world: World, admin: Client) -> None:
    manager = world.people["manager"]
    told = save(admin, world.use_case, owner=manager.pk)
    assert told.facts["fields"] == ["owner"]
    assert "settings" not in told.facts
    assert manager.name not in str(told.facts)


def test_a_role_says_what_it_was(world: World, admin: Client) -> None:
    owner = world.owner
    form = {"name": owner.name, "email": owner.email, "role": "manager"}
    form["teams"] = [team.pk for team in owner.teams.all()]  # type: ignore[assignment]
    admin.post(reverse("admin:accounts_user_change", args=[owner.pk]), form)
    told = AuditEntry.objects.get(action="person.changed")
    assert told.facts["settings"] == ["Role: from “Practitioner” to “Manager”"]


def test_what_is_added_has_no_fields_that_were_changed(world: World, admin: Client) -> None:
    admin.post(reverse("admin:accounts_team_add"), {"name": "West"})
    assert "fields" not in AuditEntry.objects.get(action="team.added").facts
