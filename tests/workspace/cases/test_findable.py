"""The page promises that whoever is added is hidden: what could not be found is not added."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.privacy.matcher import can_be_found
from workspace.privacy.preparing import mask_text

pytestmark = pytest.mark.django_db

UNFINDABLE = ["😀", "-", "_", "＿", "…", "\u202e", "\u0301", "7", "a b c " * 15]
NAMES = ["Jo", "jo", "A", "O'", "مي", "محمد", "李明", "Ｊｏ", "Ewa 😀", "May", "-Zo-", "Ł"]


@pytest.fixture
def user(db: None) -> User:
    return families.someone()


@pytest.fixture
def case(user: User) -> Case:
    return families.case_of(user, people=())


@pytest.fixture
def client(user: User) -> Client:
    return families.sign_in(Client(), user)


@pytest.mark.parametrize("name", UNFINDABLE)
def test_a_name_that_would_stay_readable_is_refused(client: Client, case: Case, name: str) -> None:
    page = reverse("cases:person_add", args=[case.pk])
    for form in ({"name": name}, {"name": "Zofia Brambleworth", "other_names": f"Zosia\n{name}"}):
        answer = client.post(page, form | {"role": "CHILD"})
        assert answer.status_code == 422
        assert "would not be hidden" in answer.content.decode()
    page = reverse("cases:people_several", args=[case.pk])
    answer = client.post(page, {"rows": "1", "p1-name": name, "p1-role": "CHILD"})
    assert answer.status_code == 422
    assert "would not be hidden" in answer.content.decode()
    assert not case.roster.exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_taken_is_hidden(client: Client, case: Case, name: str) -> None:
    page = reverse("cases:person_add", args=[case.pk])
    assert client.post(page, {"name": name, "role": "CHILD"}).status_code == 302
    written = name.title()
    assert f" {written} " not in mask_text(case.vault_id, f"So {written} went.").text


@pytest.mark.parametrize(
    ("field", "value", "is_taken"),
    [
        ("phone", "12", False), ("nhs_number", "x", False), ("address", "a b " * 25, False),
        ("email", "zofia.b@larkmoor.example", True), ("email", "z+1@larkmoor.example", True),
        ("phone", "-", True), ("school", "😀", True), ("born", "March 27, 2018", True),
        ("address", "Flat 2; 14 Old Heron Mill", True), ("nhs_number", "943 476 5919", True),
    ],
)  # fmt: skip
def test_so_is_every_detail(
    client: Client, case: Case, field: str, value: str, is_taken: bool
) -> None:
    page = reverse("cases:person_add", args=[case.pk])
    form = {"name": "Zofia Brambleworth", "role": "CHILD", field: value}
    assert client.post(page, form).status_code == (302 if is_taken else 422)
    if is_taken:
        details = case.roster.get().details.count()
        assert details == (0 if value in {"-", "😀"} else len(value.split(";")))


def test_a_month_first_is_the_same_date() -> None:
    assert can_be_found("DOB", "March 27, 2018")
