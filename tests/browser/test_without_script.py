"""To the end without JavaScript: every step is a link, a form or the browser's own pop-over."""

import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import families
from tests.processes import PATIENCE

from .papers import HOME_VISIT, LETTER, upload

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def again_until(page: Page, wanted: Locator, press: Locator) -> None:
    """Do what the page offers to a person without scripts: look again, until it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if wanted.count():
            return
        page.wait_for_timeout(300)
        press.click()
        page.wait_for_load_state()
    raise AssertionError("looking again and again did not help")


def open_a_chat(page: Page, user) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(families.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Cases").click()
    page.get_by_role("link", name=re.compile("LK-2025-0417")).click()
    page.get_by_role("button", name="New chat").click()


def write_and_check(page: Page) -> None:
    page.get_by_label("Attach").set_input_files(upload(HOME_VISIT, LETTER))
    page.get_by_role("button", name="Prompts").click()
    page.get_by_role("link", name=re.compile("Use it")).click()
    message = page.get_by_label("Your message")
    expect(message).to_have_value("Summarise the attached documents.")
    page.get_by_label("Attach").set_input_files(upload(HOME_VISIT, LETTER))
    message.fill("Summarise what the school offers to Amina. Ask Perlina.")
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the model will see")
    documents = page.get_by_role("heading", name="Documents")
    again_until(page, documents, page.get_by_role("link", name="Look again"))


def correct(page: Page) -> None:
    page.locator("#message-text .chip-button").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Person")
    page.get_by_role("button", name=re.compile("leave it in")).click()
    expect(page.locator("#message-text")).to_contain_text("Ask Perlina.")
    assert page.url.endswith("#message-text")
    page.get_by_label("Hide another word or name").fill("breakfast club")
    page.get_by_role("button", name="Hide it").click()
    page.locator("#D2 summary").click()
    page.locator("#D2p3 .chip-button").last.click()
    page.get_by_role("link", name="Back to what the model will see").click()
    assert page.url.endswith("#D2p3")
    page.get_by_label("Show the real words").check()
    expect(page.locator("#message-text .real").first).to_be_visible()


def test_the_whole_story(at_work, grace, prompts):
    families.case_of(grace)
    page = at_work.open(java_script_enabled=False)
    open_a_chat(page, grace)
    write_and_check(page)
    correct(page)
    page.get_by_role("button", name=re.compile("Send to")).click()
    done = page.get_by_text("Check it before you use it.", exact=True)
    again_until(page, done, page.get_by_role("link", name="Refresh to see the answer"))
    page.locator("a.citation").first.click()
    expect(page.locator("li:target")).to_be_visible()
    page.get_by_role("link", name="Back to the chat").click()
    page.get_by_role("button", name="Not useful").click()
    page.get_by_label("Unfair or biased").check()
    page.get_by_role("button", name="Send feedback").click()
    expect(page.get_by_text("You said: not useful (unfair or biased)")).to_be_visible()
    page.get_by_role("link", name="Edit and send again").click()
    expect(page.get_by_label("Your message")).to_have_value(re.compile("Amina"))
    page.get_by_role("link", name="Delete this chat").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Certificate of erasure")
