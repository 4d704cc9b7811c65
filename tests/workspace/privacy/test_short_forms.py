"""A first name belongs to nobody for good: whoever else it fits, Daylight asks."""

import random

import pytest

from tests import families
from workspace.accounts.models import User
from workspace.cases.actions import Person, add_person, change_person, roster
from workspace.privacy.identities import Identities
from workspace.privacy.masking import mask
from workspace.privacy.naming import short_forms
from workspace.privacy.preparing import mask_text, mask_texts
from workspace.privacy.restoring import restore
from workspace.privacy.vaults import open_vault

CHILD, AUNT = Person("Zofia Brambleworth", "CHILD"), Person("Zofia Larkspur", "AUNT")


@pytest.fixture
def known() -> Identities:
    return Identities(random.Random(7))


@pytest.mark.parametrize(
    "short",
    ["Zofia", "zofia", "Zofia's", "Z. Brambleworth", "Zofia B", "ZB", "Zofią", "Z o f i a"],
)
def test_however_often_it_was_taken_for_one_it_may_be_another(
    known: Identities, short: str
) -> None:
    child = known.new("PERSON", CHILD.name, role="CHILD", roster=True)
    known.learn(child, short)
    assert child.short_forms == {short}
    for name in ("Zofia Larkspur", "Zacharias Brambleworth", "Zofia Bell", "Zara Bell"):
        known.new("PERSON", name, roster=True)
    assert known.who("PERSON", short, language="pl").id != child.id


def test_one_who_alone_is_meant_is_still_meant(known: Identities) -> None:
    child = known.new("PERSON", CHILD.name, role="CHILD", roster=True)
    known.learn(child, "Zofia")
    known.learn(child, "Zofią")
    for text in ("Zofia", "Zofią", "zofia", "Z. Brambleworth"):
        assert known.who("PERSON", text, language="pl") is child


def test_whoever_is_called_so_by_a_person_is_meant(known: Identities) -> None:
    child = known.new("PERSON", CHILD.name, role="CHILD", roster=True)
    known.new("PERSON", AUNT.name, role="AUNT", roster=True)
    assert known.who("PERSON", "Zofia").ambiguous
    known.give(child, "Zofia")
    assert known.who("PERSON", "Zofia") is child


def test_a_longer_name_makes_a_known_one_short(known: Identities) -> None:
    first, full = known.new("PERSON", "Zofia"), known.new("PERSON", CHILD.name)
    known.merge(full, first)
    assert known.who("PERSON", "Zofia") is first
    known.new("PERSON", AUNT.name)
    assert known.who("PERSON", "Zofia").ambiguous


@pytest.mark.parametrize("turned", [False, True])
def test_joined_by_hand_it_fits_others_as_before(known: Identities, turned: bool) -> None:
    first, full = known.new("PERSON", "Zofia"), known.new("PERSON", CHILD.name)
    known.merge(*((full, first) if turned else (first, full)))
    joined = known.now(full.id)
    assert known.who("PERSON", "Zofia") is joined
    assert "Zofia" not in joined.other_names
    known.new("PERSON", AUNT.name)
    assert known.who("PERSON", "Zofia").ambiguous


def test_so_it_does_where_somebody_hid_it_by_hand(known: Identities) -> None:
    child = known.new("PERSON", CHILD.name, role="CHILD", roster=True)
    known.point_out("PERSON", "Zofia", "CHILD")
    assert known.who("PERSON", "Zofia") is child
    known.new("PERSON", AUNT.name, role="AUNT", roster=True)
    assert known.who("PERSON", "Zofia").ambiguous


def test_so_it_does_where_the_roster_has_the_full_name_now(known: Identities) -> None:
    child = known.new("PERSON", "Zofia", roster=True)
    for name in ("Zofia Brambelworth", CHILD.name):
        known.put_on_roster(child, shown_as=name, role="CHILD")
    assert child.other_names == ["Zofia Brambelworth"]
    known.new("PERSON", AUNT.name, role="AUNT", roster=True)
    assert known.who("PERSON", "Zofia").ambiguous


def test_a_short_name_of_a_school_may_be_another_school(known: Identities) -> None:
    school = known.new("SCHOOL", "Oakfield Primary School", roster=True)
    known.learn(school, "Oakfield")
    assert known.who("SCHOOL", "Oakfield") is school
    known.new("SCHOOL", "Oakfield High School", roster=True)
    assert known.who("SCHOOL", "Oakfield").ambiguous


def test_a_surname_that_somebody_settled_is_theirs_until_it_fits_another(known: Identities) -> None:
    father = known.new("PERSON", "Dewi Larkspur", role="FATHER", roster=True)
    known.merge(known.new("PERSON", "Larkspur"), father)
    assert known.who("PERSON", "Larkspur") is father
    known.new("PERSON", "Halima Larkspur", role="MOTHER", roster=True)
    shared = known.who("PERSON", "Larkspur")
    assert (shared.role, shared.ambiguous) == ("FAMILY", True)


def test_two_of_one_full_name_are_no_family(known: Identities) -> None:
    for role in ("FATHER", "CHILD"):
        known.new("PERSON", "Dewi Larkspur", role=role, roster=True)
    assert known.who("PERSON", "Dewi Larkspur").role == "PERSON"
    assert known.who("PERSON", "Dewi").role == "PERSON"
    assert known.who("PERSON", "Larkspur").role == "FAMILY"


def test_a_full_name_spelt_out_may_be_a_namesakes_too(known: Identities) -> None:
    child = known.new("PERSON", CHILD.name, role="CHILD", roster=True)
    spelt = " ".join(CHILD.name)
    (mention,) = mask(spelt, [], known).mentions
    assert mention.subject == child.id
    known.new("PERSON", CHILD.name, role="GRANDMOTHER", roster=True)
    (mention,) = mask(spelt, [], known).mentions
    assert known.subjects[mention.subject].ambiguous


def test_names_and_nicknames_are_no_short_forms() -> None:
    names = ["Zofia Brambleworth", "Zofia Kadra Brambleworth", "Smudge", "Brambleworth, Zofia"]
    assert short_forms(names, set()) == set()
    assert short_forms([*names, "Zofia"], set()) == {"Zofia"}
    assert short_forms([*names, "Zofia"], {"Zofia"}) == set()
    assert short_forms(["Zofia"], set()) == set()


@pytest.fixture
def user(db: None) -> User:
    return families.someone()


def test_a_namesake_who_joins_the_roster_is_asked_about(user: User) -> None:
    case = families.case_of(user, people=[CHILD])
    vault = case.vault_id
    before = mask_text(vault, "Zofia was sad today.").text
    assert restore(before, open_vault(vault).names) == "Zofia Brambleworth was sad today."
    add_person(case=case, person=AUNT, by=user)
    after = mask_text(vault, "Zofia hit the nurse.")
    opened = open_vault(vault)
    assert opened.restore(after.text) == "Zofia hit the nurse."
    known = opened.identities
    (mention,) = after.mentions
    assert len(known.candidates(known.subjects[mention.subject])) == 2
    assert restore(before, opened.names) == "Zofia Brambleworth was sad today."


def test_to_save_the_roster_unchanged_settles_nothing(user: User) -> None:
    case = families.case_of(user, people=[CHILD])
    mask_text(case.vault_id, "Zofia was sad today.")
    (row,) = roster(case=case, by=user)
    assert row.other_names == ()
    entered = Person(row.name, row.role, (*row.other_names, "Zosia"))
    change_person(entry=case.roster.get(), person=entered, by=user)
    add_person(case=case, person=AUNT, by=user)
    opened = open_vault(case.vault_id)
    assert opened.identities.who("PERSON", "Zofia").ambiguous
    assert opened.identities.who("PERSON", "Zosia").role == "CHILD"
    (row, _) = roster(case=case, by=user)
    assert row.other_names == ("Zosia",)


def test_what_was_entered_is_known_as_such_when_the_vault_is_opened_again(user: User) -> None:
    case = families.case_of(user, people=[Person(CHILD.name, "CHILD", ("Zofia",)), AUNT])
    masked = mask_text(case.vault_id, "Zofia hit the nurse.").text
    assert masked.startswith("[CHILD_")


def test_within_one_document_and_over_two_messages(user: User) -> None:
    first = "Zofia Brambleworth came to the office. Zofia was sad."
    then = "Her aunt Zofia Larkspur rang. Later Zofia shouted at the nurse."
    case = families.case_of(user, people=[])
    for masked in mask_texts(case.vault_id, [first, then]):
        subjects = open_vault(case.vault_id).identities.subjects
        full, short = masked.mentions
        assert not subjects[full.subject].ambiguous
        assert subjects[short.subject].ambiguous
    case = families.case_of(user, people=[], reference="LK-2025-0418")
    full, short = mask_text(case.vault_id, first).mentions
    assert full.subject == short.subject
    _, short = mask_text(case.vault_id, then).mentions
    assert open_vault(case.vault_id).identities.subjects[short.subject].ambiguous
