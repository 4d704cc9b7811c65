"""Who is who: one person one subject, no guesses, and nobody ever taken for somebody else."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workspace.privacy.identities import CannotKeep, Identities, Known

CHILD, MOTHER = "Zofia Brambleworth", "Halima Brambleworth"


@pytest.fixture
def known() -> Identities:
    known = Identities(random.Random(7))
    known.new("PERSON", CHILD, role="CHILD", roster=True)
    known.new("PERSON", MOTHER, role="MOTHER", roster=True)
    return known


def roles(known: Identities, *texts: str) -> list[str]:
    return [known.who("PERSON", text).role for text in texts]


def test_parts_of_a_name_mean_the_person_and_shared_ones_nobody(known: Identities) -> None:
    assert roles(known, CHILD, "Zofia", "zofia", "Z. Brambleworth", "Halima") == [
        "CHILD", "CHILD", "CHILD", "CHILD", "MOTHER",
    ]  # fmt: skip
    shared = known.who("PERSON", "Brambleworth")
    assert (shared.role, shared.ambiguous) == ("FAMILY", True)
    assert known.who("PERSON", "brambleworth") is shared
    assert known.names()[shared.placeholder] == "Brambleworth"


def test_two_of_one_name_are_asked_about_not_guessed() -> None:
    known = Identities(random.Random(7))
    father = known.new("PERSON", "Dewi Larkspur", role="FATHER", roster=True)
    son = known.new("PERSON", "Dewi Larkspur", role="CHILD", roster=True)
    met = known.who("PERSON", "Dewi Larkspur")
    assert met.ambiguous
    assert met.code not in (father.code, son.code)


def test_a_person_is_never_a_thing(known: Identities) -> None:
    school = known.who("SCHOOL", "Zofia Brambleworth")
    assert school.label == "SCHOOL"
    assert school.code != known.who("PERSON", "Zofia Brambleworth").code


def test_a_middle_name_does_not_make_another_person(known: Identities) -> None:
    assert known.who("PERSON", "Zofia K. Brambleworth").role == "CHILD"
    assert known.who("PERSON", "Zofia Larkspur").role == "PERSON"


def test_a_merge_keeps_both_codes_and_shows_one_name(known: Identities) -> None:
    child = known.who("PERSON", CHILD)
    nick = known.new("PERSON", "Bluebell Starling")
    before = nick.placeholder
    known.merge(nick, child)
    assert known.names()[before] == CHILD
    assert known.who("PERSON", "Bluebell Starling") is child
    known.merge(known.new("PERSON", "Sparrow Reedham"), child)
    assert len({subject.id for subject in known.people()}) == 2
    with pytest.raises(ValueError, match="same"):
        known.merge(child, child)
    with pytest.raises(ValueError, match="same"):
        known.merge(child, known.new("PHONE", "07700 900123"))


def test_whoever_is_on_the_roster_stays_the_one(known: Identities) -> None:
    child = known.who("PERSON", CHILD)
    stray = known.new("PERSON", "Bluebell Starling")
    known.merge(child, stray)
    assert stray.merged_into == child.id
    assert not child.merged_into


def test_an_earlier_role_is_still_understood(known: Identities) -> None:
    child = known.who("PERSON", CHILD)
    earlier = child.placeholder
    known.set_role(child, "SIBLING")
    assert known.issued()[earlier] is known.issued()[child.placeholder] is child


def test_nobody_on_the_roster_is_kept_in_clear_by_any_spelling(known: Identities) -> None:
    for text in (CHILD, "zofia", "ZOFIA!", "Brambleworth", "Z.B.", "the Brambleworths"):
        with pytest.raises(CannotKeep):
            known.keep(text)


def test_what_somebody_pointed_out_counts_in_lower_case_and_can_be_let_go() -> None:
    known = Identities(random.Random(7))
    bluebell = known.who("PERSON", "bluebell")
    assert known.find("a bluebell") == []
    known.point_out("PERSON", "bluebell", "PERSON")
    assert [m.subjects for m in known.find("a bluebell")] == [{bluebell.id}]
    known.keep("bluebell")
    assert known.find("a bluebell, Bluebell") == []


NAMES = st.sampled_from(
    ["Zofia Brambleworth", "Zofia", "Halima", "Brambleworth", "Halima O'Brien", "O'Brien", "Dewi",
     "Dewi Larkspur", "Zofia Larkspur", "Larkspur", "D. Larkspur", "Mohammed Ali", "Muhamad", "Ali"]
)  # fmt: skip


@given(st.lists(st.tuples(NAMES, st.sampled_from(["who", "new", "roster", "merge"])), max_size=25))
@settings(deadline=None)
def test_however_people_are_met_codes_stay_apart_and_mean_somebody(
    steps: list[tuple[str, str]],
) -> None:
    known, people = Identities(random.Random(3)), list[Known]()
    for name, act in steps:
        if act == "merge" and len(people) > 1:
            left, right = known._final(people[0]), known._final(people[-1])
            if left is not right and not (left.ambiguous or right.ambiguous):
                known.merge(left, right)
        elif act == "who":
            people.append(known.who("PERSON", name))
        else:
            people.append(known.new("PERSON", name, roster=act == "roster"))
    codes = [subject.code for subject in known.subjects.values()]
    assert len(codes) == len(set(codes))
    assert all(not subject.merged_into for subject in known.issued().values())
    for placeholder, name in known.names().items():
        assert name
        assert placeholder.code in codes


def test_who_is_made_for_the_roster_is_found_as_after_loading():
    known = Identities(random.Random(7))
    known.keep("Grace")
    for name in ("Grace Marsh", "Will Marsh"):
        person = known.new("PERSON", name, role="CHILD", roster=True)
        known.put_on_roster(person, shown_as=name, role="CHILD")
    known.put_on_roster(known.who("ADDRESS", "9 Mill Lane", roster=True), shown_as="9 Mill Lane",
                        role="ADDRESS")  # fmt: skip
    again = Identities(random.Random(7))
    again.load_kept(["Grace"])
    for subject in known.subjects.values():
        again.load(subject)
    text = "grace will go with Grace and G. Marsh to the Marshes, W.M., 9 mill lane, Will Marsh."
    assert known.find(text) == again.find(text)
    assert known.find(text)
