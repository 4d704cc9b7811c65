"""Chips and names on a page: the right one each time, and nobody for an unknown code."""

import pytest

from tests.access.world import CHILD, MOTHER, World, make_world
from workspace.chat.showing import ROLE_GROUPS, Showing, kind_of, label_of, unknown_in
from workspace.privacy.preparing import mask_text
from workspace.privacy.roles import PERSON_ROLES, ROLES
from workspace.privacy.vaults import open_vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def showing(db: None) -> Showing:
    world: World = make_world()
    return Showing(open_vault(world.conversation.vault_id))


def test_a_chip_says_what_and_keeps_what_really_stood_there(showing: Showing) -> None:
    masked = mask_text(showing.opened.id, "ZOFIA and Halima's bear")
    showing = Showing(open_vault(showing.opened.id))  # as the next page would
    segments = showing.segments(masked.text, masked.aliases)
    chips = [(s.subject.role, s.real) for s in segments if s.subject]
    assert chips == [("CHILD", "ZOFIA"), ("MOTHER", "Halima")]
    assert "".join(s.real or s.text for s in segments) == "ZOFIA and Halima's bear"
    assert showing.with_names(masked.text, masked.aliases)[0].text == "ZOFIA and Halima's bear"


def test_an_unknown_code_is_nobody(showing: Showing) -> None:
    (segment,) = showing.segments("[CHILD_Z9Z]")
    assert segment.subject is not None
    assert (segment.subject.pk, segment.subject.name, segment.subject.kind) == ("", "", "unknown")
    assert segment.real == "(unknown child)"
    assert unknown_in("[CHILD_Z9Z]", showing.opened)
    assert showing.subjects(["[CHILD_Z9Z]"]) == []


def test_somebody_of_another_vault_is_nobody_here(showing: Showing) -> None:
    assert showing.subject("no-such-subject") is None
    assert {person.name for person in showing.people()} == {CHILD, MOTHER}


def test_whoever_is_on_the_roster_cannot_be_left_in(showing: Showing) -> None:
    people = showing.people()
    assert people
    assert not any(spelt.may_leave_in for one in people for spelt in showing.spellings(one))


def test_people_may_become_people_and_things_things(showing: Showing) -> None:
    for person in showing.people():
        offered = {role for _, choices in person.role_groups for role, _ in choices}
        assert offered <= set(PERSON_ROLES)
    assert {role for _, choices in ROLE_GROUPS for role, _ in choices} <= set(ROLES)


def test_every_role_has_a_label_and_a_kind() -> None:
    for role in ROLES:
        assert label_of(role)
        assert "_" not in label_of(role)
        assert kind_of(role)
