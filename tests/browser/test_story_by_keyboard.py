"""The same story without a mouse: Tab, Enter, Space, Escape, Ctrl+Enter. Focus is always seen."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import families

from .papers import HOME_VISIT, LETTER, documents_are_ready, upload

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

MOST_STEPS = 80
IS_SEEN = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const elsewhere = one === document.body || one.type === "file"; // its label shows the ring
  return shown || elsewhere;
}"""
IS_IN_VIEW = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until `target` has the focus; every stop on the way must be seen."""
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("one => one === document.activeElement"):
            assert page.evaluate(IS_IN_VIEW)
            return
    raise AssertionError(f"{MOST_STEPS} steps did not lead to {target}")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def sign_in_and_skip_to_main(page: Page, user) -> None:
    page.goto("/")
    tab_to(page, page.get_by_label("Email"))
    page.keyboard.type(user.email)
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(families.PASSWORD + "\n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your chats")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    press(page, page.get_by_role("button", name="New chat"))
    expect(page.get_by_role("heading", level=1)).to_have_text("New chat")


def use_a_prompt(page: Page) -> None:
    prompts = page.get_by_role("button", name="Prompts")
    press(page, prompts)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Prompt library")).to_be_hidden()
    expect(prompts).to_be_focused()
    page.keyboard.press("Enter")
    press(page, page.get_by_role("link", name=re.compile("Use it")))
    expect(page.get_by_label("Your message")).to_be_focused()
    page.keyboard.type(" It is about Amina Warsame and the trampoline.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What the model will see")


def correct_with_the_keyboard(page: Page) -> None:
    chip = page.locator("#message-text .chip-button")
    press(page, chip)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_be_focused()
    for _ in range(12):  # modal: Tab goes round inside it, or to the browser itself
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement.closest('dialog, body').matches('dialog, body')"
        )
        assert not chip.evaluate("one => one === document.activeElement")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(chip).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading")).to_be_focused()
    tab_to(page, dialog.get_by_label("This is"))
    page.keyboard.type("Child")
    press(page, dialog.get_by_role("button", name="Change"))
    expect(
        page.locator("#message-text").get_by_role("link", name=re.compile("Child"))
    ).to_be_focused()
    tab_to(page, page.get_by_label("Hide another word or name"))
    page.keyboard.type("trampoline\n")
    expect(page.locator("#message-text .chip-button")).to_have_count(2)
    expect(page.get_by_label("Hide another word or name")).to_be_focused()


def send_and_read(page: Page) -> None:
    press(page, page.get_by_role("button", name=re.compile("Send to")))
    expect(page.get_by_text("Check it before you use it.", exact=True)).to_be_visible()
    press(page, page.locator("a.citation").first)
    expect(page.locator("li:target")).to_be_visible()
    press(page, page.get_by_role("link", name="Back to the chat"))
    expect(page.get_by_role("button", name="Not useful")).to_be_visible()
    press(page, page.get_by_role("button", name="Not useful"))
    tab_to(page, page.get_by_label("Something in it is wrong"))
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Send feedback"))
    expect(page.get_by_text("You said: not useful")).to_be_visible()


def test_the_whole_story(at_work, grace, prompts):
    page = at_work.open(reduced_motion="reduce")  # scrolled at once, so that focus is in view
    sign_in_and_skip_to_main(page, grace)
    tab_to(page, page.get_by_label("Attach"))
    page.get_by_label("Attach").set_input_files(upload(HOME_VISIT, LETTER))
    use_a_prompt(page)
    press(page, documents_are_ready(page))
    expect(page.get_by_role("heading", name="Documents")).to_be_visible()
    correct_with_the_keyboard(page)
    send_and_read(page)
    press(page, page.get_by_role("link", name="Edit and send again"))
    expect(page.get_by_text("You are changing an earlier message.")).to_be_visible()
    tab_to(page, page.get_by_label("Your message"))
    press(page, page.get_by_role("link", name="Delete this chat"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete this chat?")
    press(page, page.get_by_role("button", name="Delete it for good"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Certificate of erasure")


def test_errors_take_the_focus(visits, grace):
    page = visits.open(grace)
    visits.allow("status of 422")
    page.goto("/cases/new/")
    press(page, page.get_by_role("button", name="Create the case"))
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    press(page, summary.get_by_role("link").first)
    expect(page.get_by_label("Reference")).to_be_focused()
    page.keyboard.type("LK-2026-0001\n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Case LK-2026-0001")
