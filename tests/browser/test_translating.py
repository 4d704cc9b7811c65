"""The translator with a real browser, a real worker and the packs that come with Daylight."""

import re

import pytest
from playwright.sync_api import expect

from tests import families
from workspace.gateway.builtin import built_in_translator
from workspace.governance import starter
from workspace.governance.models import UseCase
from workspace.translation.actions.phrasebook import load_phrasebook
from workspace.translation.packs import bundled

from .test_axe import found_nothing, look_at, visit

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

SAID = "Dear Amina Warsame,\n\nPlease come on Monday.\n\nThank you."


@pytest.fixture
def ready(grace):
    """A council with its register, its translator and its phrasebook as they come."""
    UseCase.objects.all().delete()
    starter.put_in(owner=families.administrator())
    built_in_translator()
    assert bundled.settle() == []
    load_phrasebook(by=None)


def fill(page) -> None:
    page.goto("/translate/")
    page.get_by_label("Into").select_option("es")
    page.get_by_label("Text", exact=True).fill(SAID)
    page.get_by_label("Everyday messages").check()


def test_from_a_letter_to_an_approved_translation(at_work, ready, grace):
    page = at_work.open(grace)
    fill(page)
    expect(page.get_by_label("Why it cannot wait")).to_be_hidden()
    wrong = list(look_at(page, "the form"))
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("heading", name="English to Spanish")).to_be_visible()
    expect(page.locator(".pair")).to_have_count(3)
    expect(page.locator(".side-target bdi.name").first).to_have_text("Amina Warsame")
    expect(page.get_by_text("Demonstration translator.")).to_be_visible()
    wrong += look_at(page, "a translation")
    for number in (1, 2, 3):
        row = page.locator(f"#s{number}")
        row.get_by_text("Change").click()
        row.get_by_role("textbox").fill(f"{number}. Estimada Amina Warsame.")
        row.get_by_role("button", name="Keep my words").click()
        expect(page.locator(f"#s{number}")).to_contain_text("Written by a person")
    page.get_by_role("link", name="Review and approve").click()
    expect(page.get_by_role("heading", name="Review this draft")).to_be_visible()
    expect(page.locator(".paper-body")).to_contain_text("Estimada Amina Warsame.")
    page.get_by_role("button", name=re.compile("^Approve")).first.click()
    page.get_by_role("button", name="I have read it: approve").click()
    expect(page.get_by_role("heading", name="Approved text")).to_be_visible()
    page.get_by_role("link", name="Where it was made").click()
    page.get_by_role("link", name="Print in both languages").click()
    expect(page.get_by_text("not checked by anybody")).to_be_hidden()
    found_nothing(wrong + list(look_at(page, "in print")))


def test_without_a_script_and_by_keyboard_alone(at_work, ready, grace):
    page = at_work.open(grace, java_script_enabled=False)
    fill(page)
    expect(page.get_by_label("Why it cannot wait")).to_be_visible()
    page.get_by_role("button", name="Translate", exact=True).press("Enter")
    expect(page.locator(".pair")).to_have_count(3)


def test_what_a_machine_must_not_translate(visits, ready, grace):
    visits.allow("status of 422")
    page = visits.open(grace)
    fill(page)
    page.locator("summary", has_text="What a machine must not translate").click()
    page.get_by_label("Asking for consent or agreement").check()
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_contain_text("interpreter")
    found_nothing(list(look_at(page, "refused")))


def test_a_phrase_is_found_and_held_out(visits, ready, grace):
    page = visits.open(grace)
    wrong = visit(page, "/translate/phrasebook/?to=ur&q=interpreter")
    page.get_by_role("link", name="I need an interpreter.").click()
    large = page.locator(".card-large")
    expect(large).to_have_attribute("dir", "rtl")
    assert large.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 32
    found_nothing(wrong + list(look_at(page, "a phrase")))
