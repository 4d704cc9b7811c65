"""A father and a son of one name stay two people, and a mention of it is never a guess."""

import pytest

from workspace.accounts.models import Team, User
from workspace.cases.actions import Person, add_person, open_case, roster
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import open_vault

pytestmark = pytest.mark.django_db


def test_two_of_one_name(user: User) -> None:
    team = Team.objects.create(name="Quayside")
    user.teams.add(team)
    case = open_case(reference="QS-1", team=team, by=user)
    for role in ("FATHER", "CHILD"):
        add_person(case=case, person=Person("Tomos Fennimore", role), by=user)
    rows = list(roster(case=case, by=user))
    assert {row.role for row in rows} == {"FATHER", "CHILD"}
    masked = mask_text(case.vault_id, "Tomos Fennimore shouted at Tomos.")
    codes = {row.placeholder for row in rows}
    assert not any(code in masked.text for code in codes)
    opened = open_vault(case.vault_id)
    assert opened.restore(masked.text, masked.aliases) == "Tomos Fennimore shouted at Tomos."
    assert opened.restore(masked.text) == "Tomos Fennimore shouted at Tomos."


def test_whoever_was_only_met_becomes_the_person_on_the_roster(user: User) -> None:
    team = Team.objects.create(name="Quayside")
    case = open_case(reference="QS-2", team=team, by=user)
    masked = mask_text(case.vault_id, "Seen today: Mrs Delphine Arkwell.")
    add_person(case=case, person=Person("Delphine Arkwell", "MOTHER"), by=user)
    (row,) = roster(case=case, by=user)
    assert open_vault(case.vault_id).restore(masked.text) == "Seen today: Mrs Delphine Arkwell."
    assert row.placeholder[-4:] == masked.text[-5:-1]
