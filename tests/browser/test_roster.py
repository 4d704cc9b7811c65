"""A practitioner at six o'clock: paste the family, mend a row, keep it, and nobody is named."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import families

from .test_story_by_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

PASTED = """\
Personal relationships (4)
Person ID\tName\tRelationship\tDate of birth\tAddress\tMobile
1234567\tWARSAME, Amina (Mina)\tSubject child\t27/03/2018 (7)\t9 Tannery Row, Pellbridge, LK4 7QP\t
1234568\tWARSAME, Shabana\tMother\t12/04/1989 (36)\t\t07700 900123
1234569\tASHGROVE, Pyotr\tMother's partner\t\t\t07700 900367
1234570\tLARCHWODE, Ottilie\tHealth visitor\t\t\t
"""
MESSAGE = (
    "Pyotr rang from 07700900367. Mina and Shabana W. are at 9 Tannery Row; Ottilie Larchwood "
    "saw Amina, born 27 March 2018, on Monday."
)


def paste(page: Page) -> None:
    page.get_by_role("link", name="Paste them from your case system").click()
    page.get_by_label("The people of this case").fill(PASTED)
    page.get_by_role("button", name="Find the people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check the people")
    expect(page.get_by_text("Person ID: 1234567")).to_be_visible()


def mask(page: Page) -> str:
    page.get_by_role("button", name="New chat").click()
    page.get_by_label("Your message").fill(MESSAGE)
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the model will see")
    return page.locator("#message-text").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pasted_family_is_hidden(at_work, grace, scripts):
    case = families.case_of(grace, people=[])
    page = at_work.open(grace, java_script_enabled=scripts)
    page.goto(f"/cases/{case.pk}/")
    paste(page)
    fourth = page.get_by_role("group", name="Person 4")
    expect(fourth.get_by_label("Full name")).to_have_value("Ottilie Larchwode")
    fourth.get_by_label("Full name").fill("Ottilie Larchwood")
    page.get_by_role("button", name="Keep these people").click()
    expect(page.get_by_text("4 people added.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Amina Warsame"))).to_contain_text("Mina")
    seen = mask(page)
    for secret in ("Pyotr", "900367", "Mina", "Shabana", "Tannery", "Ottilie", "Amina", "March"):
        assert secret not in seen, seen
    assert "Monday" in seen


def test_a_family_of_five_by_keyboard_alone(at_work, grace):
    case = families.case_of(grace, people=[])
    page = at_work.open(grace)
    page.goto(f"/cases/{case.pk}/people/several/")
    tab_to(page, page.get_by_role("group", name="Person 1").get_by_label("Full name"))
    for name, role in (
        ("Amina Warsame", "Child"), ("Zakariya Warsame", "Sib"), ("Hodan Jama", "Mother"),
        ("Yusuf Warsame", "Father"), ("Asha Jama", "Grandm"),
    ):  # fmt: skip
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(role)
        for _ in range(3):  # date of birth, what is folded away, the next row
            page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Add to the list")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("5 people added.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Asha Jama"))).to_contain_text("GRANDMOTHER")
    expect(page.get_by_role("row", name=re.compile("Zakariya"))).to_contain_text("SIBLING")


def test_another_row_takes_the_focus(visits, grace):
    case = families.case_of(grace, people=[])
    page = visits.open(grace)
    page.goto(f"/cases/{case.pk}/people/several/")
    page.get_by_label("Full name").first.fill("Ida Fennimore")
    page.get_by_role("button", name="Another row").click()
    expect(page.get_by_role("group", name="Person 6").get_by_label("Full name")).to_be_focused()
    expect(page.get_by_label("Full name").first).to_have_value("Ida Fennimore")
