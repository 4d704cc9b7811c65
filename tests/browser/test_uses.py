"""What a chat is for, and the switches, with a real browser: with and without a script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import families
from workspace.accounts.models import Role
from workspace.chat.models import Conversation
from workspace.governance import starter
from workspace.governance.models import Stop, UseCase

from .test_axe import found_nothing, look_at, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chat(grace) -> Conversation:
    """A chat in a council whose register is the one that comes with Daylight."""
    UseCase.objects.all().delete()
    starter.put_in(owner=families.administrator())
    return families.chat(grace)


def test_the_pages(visits, grace, chat):
    visits.allow("status of 422")
    page = visits.open(grace)
    wrong = visit(
        page, "/uses/", reverse("chat:purpose", args=[chat.pk]),
        reverse("chat:override", args=[chat.pk, "decide-outcome"]),
        reverse("chat:override", args=[chat.pk, "court-evidence"]),
    )  # fmt: skip
    page.get_by_role("button", name="Go on with this reason").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    wrong += look_at(page, "override, with errors")
    page.get_by_label("Why this is needed").fill("Our legal team agreed.")
    page.get_by_role("button", name="Go on with this reason").click()
    wrong += look_at(page, "a chat that was overridden")
    families.stopped(message="Back at noon.")
    page.reload()
    expect(page.get_by_text("Nothing can be sent at the moment.")).to_be_visible()
    found_nothing(wrong + list(look_at(page, "a chat that is stopped")))


def test_the_switches(visits, chat):
    page = visits.open(families.someone("devika.nair@example.test", role=Role.MANAGER))
    families.stopped(families.everyday())
    found_nothing(visit(page, "/oversight/switches/"))


def test_the_purpose_is_chosen_without_a_script(visits, grace, chat):
    page = visits.open(grace, java_script_enabled=False)
    page.goto(f"/chats/{chat.pk}/")
    expect(page.get_by_text("For: Summarise case documents")).to_be_visible()
    page.get_by_role("link", name="Change what this chat is for").click()
    page.get_by_label("Draw up a chronology").check()
    page.get_by_role("button", name="Use this chat for it").click()
    expect(page.get_by_text("For: Draw up a chronology")).to_be_visible()
    page.get_by_role("link", name="Change what this chat is for").click()
    page.get_by_role("link", name="Judge whether somebody is telling the truth").click()
    expect(page.get_by_text("A model cannot know.")).to_be_visible()
    expect(page.get_by_role("button", name="Go on with this reason")).to_have_count(0)
    assert not Stop.objects.exists()
