"""A word travels from one practitioner's preview to everybody's, through an administrator."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import families
from workspace.accounts.models import Role
from workspace.chat.actions import composing
from workspace.chat.models import Conversation
from workspace.privacy.models import Suggestion
from workspace.privacy.suggesting import suggest

from .test_admin import sign_in, wrong_on
from .test_axe import found_nothing, look_at, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRE = "They lost their home in the house fire in Oldham. The twins are with an aunt."


@pytest.fixture
def devika(grace):
    return families.someone("devika.nair@example.test", role=Role.ADMINISTRATOR)


def write(page: Page, chat: Conversation, text: str) -> None:
    page.goto(f"/chats/{chat.pk}/")
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_role("heading", name="What the model will see")).to_be_visible()


def test_a_word_is_suggested_approved_and_hidden_for_everybody(visits, grace, devika):
    chat = families.chat(grace)
    page = visits.open(grace)
    write(page, chat, "There is room at thrushcombe on Mondays.")
    page.get_by_label("Hide another word or name").fill("thrushcombe")
    page.get_by_label("This is").last.select_option("SCHOOL")
    page.get_by_role("button", name="Hide it").click()
    page.get_by_role("link", name="Suggest this for everyone").click()
    expect(page.get_by_text("An administrator will read this word.")).to_be_visible()
    page.get_by_label("Why").fill("A school of twenty children.")
    page.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_text("Suggested. You will see here")).to_be_visible()

    admin = visits.open()
    sign_in(admin, devika)
    admin.get_by_role("link", name="Suggested words").click()
    admin.get_by_role("link", name="thrushcombe").click()
    admin.get_by_label("Put it on the list").check()
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.get_by_text("On the list. It counts at once.")).to_be_visible()

    robin = families.someone("robin.ashgrove@example.test")
    families.member_of(robin)
    other = visits.open(robin)
    write(other, families.chat(robin), "Is there room at Thrushcombe?")
    expect(other.locator("#message-text .chip")).to_have_text(re.compile("School"))
    page.reload()
    page.get_by_role("link", name="1 word you suggested has been decided").click()
    expect(page.get_by_text("Approved.")).to_be_visible()
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_role("button", name="I have read it")).to_be_hidden()
    expect(page.get_by_text("Approved.")).to_be_visible()


def test_telling_pieces_are_hidden_one_by_one(visits, grace):
    page = visits.open(grace)
    write(page, families.chat(grace), FIRE)
    warning = page.get_by_role("region", name="Put together, these could give somebody away")
    expect(page.locator("mark.clue")).to_have_text(["house fire", "Oldham", "twins"])
    warning.get_by_role("button", name="Hide “Oldham”").click()
    expect(page.locator("mark.clue")).to_have_text(["house fire", "twins"])
    expect(warning).to_be_focused()
    warning.get_by_role("button", name="Hide “twins”").press("Enter")
    expect(warning).to_be_hidden()
    expect(page.locator("#message-text .chip")).to_have_count(2)
    expect(page.locator("#hidden-count")).to_be_focused()


def test_its_pages_are_fit_for_everybody(visits, grace, devika):
    chat = families.chat(grace, case=families.case_of(grace))
    composing.compose(
        conversation=chat, text=f"{FIRE} Bronwen Larkspur left Old Mill Lodge.", by=grace
    )
    alias = composing.hide(conversation=chat, text="Old Mill Lodge", role="ADDRESS", by=grace)
    made = suggest(text="Old Mill Lodge", kind="hidden", label="ADDRESS", reason="", by=grace)
    page = visits.open(grace)
    wrong = visit(page, f"/chats/{chat.pk}/suggest/{alias}/", "/words/")
    page.goto(f"/chats/{chat.pk}/preview/")
    page.get_by_label("Hide another word or name").fill("Bronwen Larkspur")
    page.get_by_role("button", name="Hide it").click()
    expect(page.get_by_text("Names of people are never suggested")).to_be_visible()
    found_nothing(wrong + list(look_at(page, "preview with a warning and an offer")))
    admin = visits.open()
    sign_in(admin, devika)
    assert wrong_on(admin, "/admin/privacy/suggestion/") == {}
    assert wrong_on(admin, f"/admin/privacy/suggestion/{made.pk}/change/") == {}
    assert Suggestion.objects.get().is_waiting
