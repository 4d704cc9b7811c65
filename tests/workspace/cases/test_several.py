"""A family on the roster at once: pasted, checked, kept; nobody twice by accident."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.access.payloads import look
from tests.access.world import CHILD, MOTHER, World, make_world
from workspace.cases.actions import Person, roster
from workspace.cases.pasting import MOST_CHARACTERS, MOST_PEOPLE
from workspace.cases.several import Doubled, Entered, add_people, same_name
from workspace.governance.models import AuditEntry
from workspace.governance.policy import Refused
from workspace.privacy.models import Vault
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import open_vault

pytestmark = pytest.mark.django_db

FAMILY = """\
Name\tRelationship\tDate of birth\tSchool\tAddress\tMobile\tEthnicity
BRAMBLEWORTH, Zofia\tSubject child\t14/05/2012\tKestrel Lane Primary School\t\t\tNot known
ASHGROVE, Pyotr (Petya)\tStep-father\t3 March 1980\t\t9 Tannery Row, Pellbridge, LK4 7QP\t\
07700 900367\tOther
OTTERMERE, Tomasz\tHalf-brother\t02/09/2019\t\t\t\t
"""


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def at(world: World, name: str) -> str:
    return reverse(f"cases:{name}", args=[world.case.pk])


def fields(page: str) -> dict[str, str]:
    """What a browser would send if the form were sent as it is."""
    sent: dict[str, str] = {}
    for tag, attributes in look(page).elements:
        if tag == "input" and "name" in attributes and attributes.get("type") != "checkbox":
            sent[attributes["name"]] = attributes.get("value", "")
    for name, body in re.findall(r'<select name="([^"]+)"(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body) or re.search(r'value="([^"]*)"', body)
        sent[name] = unescape(chosen[1]) if chosen else ""
    return sent


def rows(*people: dict[str, str]) -> dict[str, str]:
    sent = {f"p{at}-{key}": value for at, one in enumerate(people, 1) for key, value in one.items()}
    return {"rows": str(len(people)), **sent}


def names(world: World) -> list[str]:
    return [row.name for row in roster(case=world.case, by=world.owner)]


def test_a_pasted_family_is_checked_and_kept(world: World, client: Client) -> None:
    page = client.post(at(world, "people_paste"), {"text": FAMILY}).content.decode()
    assert names(world) == [CHILD, MOTHER]  # nothing is kept yet
    assert "Already listed" in page
    assert "Ethnicity: Other" in page
    form = fields(page)
    assert form["p2-name"] == "Pyotr Ashgrove"
    form["p3-name"] = "Tomek Ottermere"
    assert client.post(at(world, "people_several"), form).status_code == 302
    kept = {row.name: row for row in roster(case=world.case, by=world.owner)}
    assert list(kept) == [CHILD, MOTHER, "Pyotr Ashgrove", "Tomek Ottermere"]
    assert kept[CHILD].born == "14 May 2012"
    assert kept[CHILD].details == {"DOB": "14/05/2012", "SCHOOL": "Kestrel Lane Primary School"}
    assert kept["Pyotr Ashgrove"].other_names == ("Petya",)
    assert kept["Tomek Ottermere"].role == "SIBLING"
    text = "Petya, Tomek and Zofia of 9 Tannery Row, 07700900367, born 2 September 2019."
    masked = mask_text(world.case.vault_id, text).text
    for secret in ("Petya", "Tomek", "Zofia", "Tannery", "900367", "September"):
        assert secret not in masked, masked


def test_between_the_pages_nothing_is_kept(world: World, client: Client) -> None:
    before = open_vault(world.case.vault_id).version
    page = client.post(at(world, "people_paste"), {"text": FAMILY})
    assert "Ashgrove" in page.content.decode()
    assert open_vault(world.case.vault_id).version == before
    assert not any("Ashgrove" in str(value) for value in client.session.values())
    assert not any("Ashgrove" in cookie.value for cookie in client.cookies.values())
    assert page["Cache-Control"].count("no-store")


def test_one_change_and_a_row_in_the_record_for_each(world: World) -> None:
    before, told = Vault.objects.get(pk=world.case.vault_id).version, AuditEntry.objects.count()
    people = [Entered(Person(f"Larkspur{at} Fennimore", "COUSIN")) for at in "abcdefgh"]
    add_people(case=world.case, people=people, by=world.owner)
    assert Vault.objects.get(pk=world.case.vault_id).version == before + 1
    entries = AuditEntry.objects.order_by("pk")[told:]
    assert [entry.action for entry in entries] == ["case.person_added"] * 8
    assert all(entry.facts == {"role": "COUSIN", "details": 0} for entry in entries)


def test_what_is_new_is_added_to_whoever_is_listed(world: World) -> None:
    first = Person(CHILD, "CHILD", (), {"PHONE": "07700 900111", "DOB": "1 May 2012"})
    second = Person(
        "Zofia Maria Brambleworth", "", ("Zosia",), {"PHONE": "07700 900222", "DOB": "2 May 2012"}
    )
    for person in (first, second):
        add_people(case=world.case, people=[Entered(person, world.entry.pk)], by=world.owner)
    (child, mother) = roster(case=world.case, by=world.owner)
    assert (child.name, child.role) == (CHILD, "CHILD")
    assert child.details == {"PHONE": "07700 900111; 07700 900222", "DOB": "1 May 2012"}
    assert set(child.other_names) == {"Zofia Maria Brambleworth", "Zosia"}
    assert mother.details == {}


def test_nobody_is_listed_twice_unless_they_are_two(world: World, client: Client) -> None:
    form = rows({"name": CHILD, "role": "COUSIN"}, {"name": "Ida Fennimore"})
    page = client.post(at(world, "people_several"), form)
    assert page.status_code == 422
    assert "on the list already" in page.content.decode()
    assert names(world) == [CHILD, MOTHER]  # nobody of them: all or nothing
    form["p1-listed"] = "another"
    assert client.post(at(world, "people_several"), form).status_code == 302
    assert names(world) == [CHILD, MOTHER, CHILD, "Ida Fennimore"]


def test_two_rows_of_one_name_are_asked_about(world: World, client: Client) -> None:
    form = rows({"name": "Tomos Fennimore", "role": "FATHER"}, {"name": "tomos fennimore"})
    page = client.post(at(world, "people_several"), form)
    assert page.status_code == 422
    assert "is here twice" in page.content.decode()
    form["p2-listed"] = "another"
    assert client.post(at(world, "people_several"), form).status_code == 302
    assert names(world).count("Tomos Fennimore") == 1
    assert len(names(world)) == 4


def test_a_second_click_doubles_nobody(world: World, client: Client) -> None:
    form = rows({"name": "Ida Fennimore", "role": "AUNT"})
    assert client.post(at(world, "people_several"), form).status_code == 302
    assert client.post(at(world, "people_several"), form).status_code == 422
    with pytest.raises(Doubled):
        add_people(case=world.case, people=[Entered(Person("Ida Fennimore"))], by=world.owner)
    assert names(world).count("Ida Fennimore") == 1


def test_a_name_that_was_corrected_is_no_longer_the_one_listed(
    world: World, client: Client
) -> None:
    form = rows({"name": "Zofka Hollin", "listed": str(world.entry.pk)})
    assert client.post(at(world, "people_several"), form).status_code == 302
    assert names(world) == [CHILD, MOTHER, "Zofka Hollin"]


def test_entries_of_another_case_are_out_of_reach(world: World, client: Client) -> None:
    form = rows({"name": "Ida Fennimore", "listed": "999999"})
    assert client.post(at(world, "people_several"), form).status_code == 302
    assert names(world)[-1] == "Ida Fennimore"


def test_whoever_is_left_out_is_not_kept(world: World, client: Client) -> None:
    form = rows(
        {"name": "Ida Fennimore"}, {"name": "", "leave_out": "on", "born": "nonsense"}, {},
        {"name": "Una Fennimore", "leave_out": "on"},
    )  # fmt: skip
    assert client.post(at(world, "people_several"), form).status_code == 302
    assert names(world) == [CHILD, MOTHER, "Ida Fennimore"]


@pytest.mark.parametrize(
    "wrong", [{"born": "some time"}, {"role": "WIZARD"}, {"name": ""}, {"name": "…"},
              {"phone": "0" * 41}, {"name": "a\x00b"}]
)  # fmt: skip
def test_one_wrong_row_keeps_all_of_them_on_the_page(
    world: World, client: Client, wrong: dict[str, str]
) -> None:
    form = rows(
        {"name": "Ida Fennimore"}, {"name": "Una Fennimore", "school": "Mill School"} | wrong
    )
    page = client.post(at(world, "people_several"), form)
    assert page.status_code == 422
    assert "Ida Fennimore" in page.content.decode()
    assert "Person 2: " in page.content.decode()
    assert names(world) == [CHILD, MOTHER]


def test_another_row_keeps_what_was_typed_and_checks_nothing(world: World, client: Client) -> None:
    form = rows({"name": "Ida Fennimore", "born": "soon"}, {}) | {"more": "1"}
    page = client.post(at(world, "people_several"), form)
    assert page.status_code == 200
    again = fields(page.content.decode())
    assert again["rows"] == "3"
    assert (again["p1-name"], again["p1-born"], again["p3-name"]) == ("Ida Fennimore", "soon", "")


@pytest.mark.parametrize("said", ["", "x", "-1", "99999999", "²", "0"])
def test_a_wrong_number_of_rows_breaks_nothing(world: World, client: Client, said: str) -> None:
    form = rows({"name": "Ida Fennimore"}) | {"rows": said}
    assert client.post(at(world, "people_several"), form).status_code in (200, 422)
    assert client.post(at(world, "people_several"), form | {"more": "1"}).status_code == 200


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste the people first"),
        ("nothing here is anybody", "No name was found"),
        ("x" * (MOST_CHARACTERS + 1), "At most 20,000"),
        ("".join(f"Ida Fen{'abcdefghij'[at % 10] * (at // 10 + 1)}, aunt\n" for at in range(50)),
         f"At most {MOST_PEOPLE}"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_kept_on_the_page(
    world: World, client: Client, text: str, said: str
) -> None:
    page = client.post(at(world, "people_paste"), {"text": text})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert text[:30] in page.content.decode()


def test_only_who_works_with_families_may(world: World) -> None:
    for who in ("auditor", "administrator", "leaver"):
        with pytest.raises(Refused):
            add_people(case=world.case, people=[], by=world.people[who])


def test_a_new_case_leads_to_pasting(world: World, client: Client) -> None:
    world.case.roster.all().delete()
    page = client.get(reverse("cases:case", args=[world.case.pk])).content.decode()
    assert at(world, "people_paste") in page
    assert at(world, "people_several") in page


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Amina Warsame", "amina WARSAME", True),
        ("Amina Yusuf Warsame", "Amina Warsame", True),
        ("Amina Yusuf Warsame", "Amina Hodan Warsame", False),
        ("José Núñez", "Jose Nunez", True),
        ("Amina", "Amina Warsame", False),
        ("Warsame Amina", "Amina Warsame", False),
        ("", "", False),
    ],
)
def test_what_counts_as_one_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_many_people_cost_few_questions(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people = [
        Entered(Person(f"Ida{at} Fennimore", "AUNT", (), {"ADDRESS": f"{at} Mill Lane, Larkmoor"}))
        for at in range(20)
    ]
    with django_assert_max_num_queries(20 * 12 + 40):
        add_people(case=world.case, people=people, by=world.owner)
