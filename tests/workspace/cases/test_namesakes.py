"""Somebody of a name that is listed: never overwritten, and where they disagree, asked about."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.world import World, make_world
from workspace.cases.actions import Person, RosterRow, add_person, roster
from workspace.cases.several import Entered, add_people, disagrees

from .test_several import at, fields

pytestmark = pytest.mark.django_db
JACK = Person("Jack Molloy", "CHILD", (), {"DOB": "01.02.2010", "NHS_NUMBER": "943 476 5919"})
HIS_FATHER = "Jack Molloy\tFather\t12/12/1981\t9 Tannery Row, Pellbridge, LK4 7QP"


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    add_person(case=world.case, person=JACK, by=world.owner)
    return world


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def listed(world: World) -> list[RosterRow]:
    return list(roster(case=world.case, by=world.owner))[2:]


def pasted(world: World, client: Client, text: str) -> dict[str, str]:
    return fields(client.post(at(world, "people_paste"), {"text": text}).content.decode())


def test_a_father_of_the_childs_name_is_asked_about(world: World, client: Client) -> None:
    page = client.post(at(world, "people_paste"), {"text": HIS_FATHER}).content.decode()
    for told in ("Child, born 1 February 2010", "Father, born 12 December 1981", "not agree"):
        assert told in page
    form = fields(page)
    assert form["p1-listed"] == ""
    again = client.post(at(world, "people_several"), form)
    assert again.status_code == 422
    assert "Say whether this is the same person" in again.content.decode()
    form["p1-listed"] = "another"
    assert client.post(at(world, "people_several"), form).status_code == 302
    assert [(row.role, row.born) for row in listed(world)] == [
        ("CHILD", "1 February 2010"), ("FATHER", "12 December 1981"),
    ]  # fmt: skip


def test_who_agrees_is_taken_for_the_same(world: World, client: Client) -> None:
    text = "Jack Molloy\tChild\t1 Feb 2010\t9 Tannery Row, Pellbridge, LK4 7QP"
    form = pasted(world, client, text)
    assert client.post(at(world, "people_several"), form).status_code == 302
    (jack,) = listed(world)
    assert jack.details["ADDRESS"].startswith("9 Tannery Row")


def test_of_two_of_one_name_the_one_who_agrees(world: World, client: Client) -> None:
    father = Person("Jack Molloy", "FATHER", (), {"DOB": "12 December 1981"})
    add_people(case=world.case, people=[Entered(father, is_another=True)], by=world.owner)
    assert pasted(world, client, HIS_FATHER)["p1-listed"] == str(listed(world)[1].entry)
    assert pasted(world, client, "Jack Molloy")["p1-listed"] == ""


def test_what_is_listed_is_never_replaced(world: World) -> None:
    (jack,) = listed(world)
    details = {"DOB": "12/12/1981", "NHS_NUMBER": "943 476 5870", "SCHOOL": "Mill Primary"}
    more = Entered(Person("Jack Molloy", "FATHER", ("Jacko",), details), jack.entry)
    add_people(case=world.case, people=[more], by=world.owner)
    (after,) = listed(world)
    assert (after.role, after.other_names) == ("CHILD", ("Jacko",))
    assert after.details == {**JACK.details, "SCHOOL": "Mill Primary"}


def test_what_is_missing_is_filled(world: World) -> None:
    add_person(case=world.case, person=Person("Ida Fennimore"), by=world.owner)
    person = Person("Ida Fennimore", "AUNT", (), {"DOB": "2 May 1990"})
    more = Entered(person, listed(world)[-1].entry)
    add_people(case=world.case, people=[more], by=world.owner)
    assert (listed(world)[-1].role, listed(world)[-1].born) == ("AUNT", "2 May 1990")


@pytest.mark.parametrize(
    ("role", "details", "other"),
    [
        ("", {}, False), ("CHILD", {"DOB": "1st February 2010"}, False), ("FATHER", {}, True),
        ("CHILD", {"DOB": "02/02/2010"}, True), ("", {"NHS_NUMBER": "9434765919"}, False),
        ("", {"NHS_NUMBER": "9434765870"}, True), ("PERSON", {"SCHOOL": "Mill Primary"}, False),
    ],
)  # fmt: skip
def test_what_counts_as_disagreeing(
    world: World, role: str, details: dict[str, str], other: bool
) -> None:
    assert disagrees(listed(world)[0], role, details) is other


def test_one_person_of_a_listed_name_is_asked_about(world: World, client: Client) -> None:
    form = {"name": "Bridget Ward", "role": "GRANDMOTHER", "born": "1/5/50"}
    where = reverse("cases:person_add", args=[world.case.pk])
    assert client.post(where, form).status_code == 302
    form = {"name": "bridget ward", "role": "AUNT"}
    page = client.post(where, form)
    assert page.status_code == 422
    assert "The same person (grandmother, born 1 May 1950)" in page.content.decode()
    for wrong in ("", "999999", "nonsense"):
        assert client.post(where, form | {"listed": wrong}).status_code == 422
    assert len(listed(world)) == 2
    assert client.post(where, form | {"listed": "another"}).status_code == 302
    assert [row.role for row in listed(world)[1:]] == ["GRANDMOTHER", "AUNT"]


def test_more_of_one_person_is_added_to_them(world: World, client: Client) -> None:
    where = reverse("cases:person_add", args=[world.case.pk])
    form = {"name": "Jack Molloy", "role": "FATHER", "school": "Mill Primary"}
    form["listed"] = str(listed(world)[0].entry)
    assert client.post(where, form).status_code == 302
    (after,) = listed(world)
    assert (after.role, after.details["SCHOOL"]) == ("CHILD", "Mill Primary")


def test_what_was_pasted_comes_back_to_be_changed(world: World, client: Client) -> None:
    form = pasted(world, client, "Ida Fennimore\tAunt\r\nnobody knows <b>")
    again = client.post(at(world, "people_paste"), form | {"again": "1"})
    assert again.status_code == 200
    assert "Ida Fennimore\tAunt" in again.content.decode()
    assert "nobody knows &lt;b&gt;" in again.content.decode()
    assert "no-store" in again["Cache-Control"]
    wrong = client.post(at(world, "people_several"), form | {"p1-name": ""})
    assert wrong.status_code == 422
    assert fields(wrong.content.decode())["text"] == form["text"]
