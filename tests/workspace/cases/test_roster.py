"""A case and its people: taught once, hidden everywhere, seen by the team alone."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.world import CHILD, MOTHER, World, make_world
from workspace.accounts.models import User
from workspace.cases.actions import (
    Person,
    add_person,
    change_person,
    open_case,
    remove_person,
    roster,
)
from workspace.cases.models import Case, RosterEntry
from workspace.governance.policy import Refused
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import change, open_vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_case_is_its_teams_alone(world: World) -> None:
    seen = {who: set(Case.objects.visible_to(user)) for who, user in world.people.items()}
    allowed = {"owner", "colleague", "manager"}
    assert {who for who, cases in seen.items() if cases} == allowed


def test_only_who_works_with_families_opens_a_case(world: World) -> None:
    for who in ("auditor", "administrator", "leaver"):
        with pytest.raises(Refused):
            open_case(reference="LK-1", team=world.north, by=world.people[who])
    assert Case.objects.count() == 1


NO_REFERENCES = ["", "Zofia", "Harlowe 1", "LK-Zofia-7", " ", "x1" * 30, "LK-2025-0417"]


@pytest.mark.parametrize("reference", NO_REFERENCES)
def test_a_reference_is_no_name_and_no_other_cases(world: World, reference: str) -> None:
    form = {"reference": reference, "team": world.north.pk}
    assert browser(world.owner).post(reverse("cases:create"), form).status_code == 422
    assert Case.objects.count() == 1


def test_a_case_is_opened_in_ones_own_team_only(world: World) -> None:
    form = {"reference": "LK-9", "team": world.south.pk}
    assert browser(world.owner).post(reverse("cases:create"), form).status_code == 422
    form["team"] = world.north.pk
    assert browser(world.owner).post(reverse("cases:create"), form).status_code == 302
    assert Case.objects.get(reference="LK-9").team == world.north


def test_everything_about_a_person_is_hidden_from_then_on(world: World) -> None:
    form = {
        "name": "Marigold Reedham", "role": "SIBLING", "other_names": "Goldie\n\n  Mari \n",
        "born": "27 3 2018", "school": "Larkmoor Lane Primary School",
        "address": "14 Old Heron Mill, Larkmoor", "phone": "07700 900123",
        "nhs_number": "943 476 5919",
    }  # fmt: skip
    address = reverse("cases:person_add", args=[world.case.pk])
    assert browser(world.owner).post(address, form).status_code == 302
    text = ("goldie and Mari, Marigold's, born 27/03/2018 or 27th March 2018, at Larkmoor Lane, "
            "14 Old Heron Mill, +447700900123, NHS 9434765919.")  # fmt: skip
    masked = mask_text(world.case.vault_id, text).text
    for secret in ("oldie", "Mari", "2018", "Larkmoor", "Heron", "900123", "943"):
        assert secret not in masked, masked
    shown = browser(world.owner).get(reverse("cases:case", args=[world.case.pk])).content.decode()
    assert "Marigold Reedham" in shown
    assert "Goldie, Mari" in shown


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"role": "WIZARD"}, {"role": "SCHOOL"}, {"born": "some time"},
              {"name": "x" * 121}, {"name": "a\x00b"}]
)  # fmt: skip
def test_a_person_who_is_not_described_well_enough_is_not_added(
    world: World, wrong: dict[str, str]
) -> None:
    form = {"name": "Marigold Reedham", "role": "CHILD"} | wrong
    address = reverse("cases:person_add", args=[world.case.pk])
    assert browser(world.owner).post(address, form).status_code == 422
    assert world.case.roster.count() == 2


def test_somebody_met_before_is_the_same_person(world: World) -> None:
    change(world.case.vault_id, lambda known: known.who("PERSON", "Pyotr Ashgrove"))
    before = mask_text(world.case.vault_id, "Pyotr Ashgrove rang.").text
    entry = add_person(case=world.case, person=Person("Pyotr Ashgrove", "UNCLE"), by=world.owner)
    code = before.split("_")[1][:3]
    assert entry.person.code == code
    opened = open_vault(world.case.vault_id)
    assert opened.restore(before) == "Pyotr Ashgrove rang."
    assert mask_text(world.case.vault_id, "Pyotr").text == f"[UNCLE_{code}]"


def test_a_corrected_name_is_shown_and_the_old_one_stays_hidden(world: World) -> None:
    change_person(entry=world.entry, person=Person("Zofia Ottermere", "CHILD"), by=world.owner)
    (child, _) = roster(case=world.case, by=world.owner)
    assert child.name == "Zofia Ottermere"
    masked = mask_text(world.case.vault_id, f"{CHILD} is now Zofia Ottermere").text
    assert "Zofia" not in masked
    assert "Brambleworth" not in masked


def test_whoever_is_taken_off_the_list_stays_hidden(world: World) -> None:
    remove_person(entry=world.entry, by=world.owner)
    assert [row.name for row in roster(case=world.case, by=world.owner)] == [MOTHER]
    assert "Zofia" not in mask_text(world.case.vault_id, f"{CHILD} ran.").text
    assert RosterEntry.objects.count() == 1


def test_a_surname_that_two_share_is_nobodys(world: World) -> None:
    masked = mask_text(world.case.vault_id, "The Brambleworth family met.").text
    assert "[FAMILY_" in masked
    assert open_vault(world.case.vault_id).restore(masked) == "The Brambleworth family met."
