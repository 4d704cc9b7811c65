"""Asked to decide, Daylight says why not and offers the evidence, with script and without."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import families

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASKED = "Shabana Warsame missed two visits and says the bus was late.\nIs Shabana lying?"


def declined(page: Page, user) -> None:
    chat = families.chat(user, case=families.case_of(user), engine=families.built_in())
    page.goto(f"/chats/{chat.pk}/")
    page.get_by_label("Your message").fill(ASKED)
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("not for a computer to say")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_a_declined_request_to_one_for_evidence(visits, grace, script):
    page = visits.open(grace, java_script_enabled=script)
    declined(page, grace)
    expect(page.get_by_text("Nothing was sent")).to_be_visible()
    page.get_by_role("button", name="Tell us it was wrong").click()
    expect(page.get_by_text("is recorded, without your words")).to_be_visible()
    expect(page.get_by_label("This would be asked")).to_have_value(re.compile("> Is Shabana lying"))
    page.get_by_role("button", name="Ask for the evidence instead").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the model will see")


def test_back_to_editing_keeps_every_word(visits, grace):
    page = visits.open(grace)
    declined(page, grace)
    page.get_by_role("link", name="Back to editing").first.click()
    expect(page.get_by_label("Your message")).to_have_value(ASKED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_for_everybody(visits, grace, scheme):
    page = visits.open(grace)
    declined(page, grace)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert not Axe().run(page).response["violations"]
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
