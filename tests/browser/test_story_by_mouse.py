"""The whole story with a mouse: from signing in to deleting the chat."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import families
from tests.model_server import ModelServer, Reply
from workspace.chat.models import Conversation

from .papers import HOME_VISIT, LETTER, documents_are_ready, upload

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

LONG = Reply(" ".join(f"Sentence number {n} of a long answer." for n in range(400)), delay=0.05)


@pytest.fixture
def page(at_work):
    return at_work.open()


def button(page: Page, name: str | re.Pattern[str]):
    return page.get_by_role("button", name=name)


def link(page: Page, name: str | re.Pattern[str]):
    return page.get_by_role("link", name=name)


def sign_in(page: Page, user) -> None:
    page.goto("/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(families.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your chats")


def start_in_case(page: Page) -> None:
    link(page, "Cases").click()
    link(page, re.compile("LK-2025-0417")).click()
    expect(page.get_by_role("rowheader", name="Amina Warsame")).to_be_visible()
    button(page, "New chat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("New chat")


def attach_and_ask(page: Page) -> None:
    page.get_by_label("Attach").set_input_files(upload(HOME_VISIT, LETTER))
    expect(page.get_by_text("letter from school.txt (1 KB)")).to_be_visible()
    button(page, "Prompts").click()
    link(page, re.compile("Use it ?: Summarise")).click()
    expect(page.get_by_label("Your message")).to_have_value(re.compile("Summarise"))
    page.get_by_label("Your message").press_sequentially(" Mention Amina and Perlina.")
    button(page, "Check and send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the model will see")


def correct(page: Page) -> None:
    message = page.locator("#message-text")
    page.get_by_label("Hide another word or name").fill("breakfast club")
    page.locator("#hide-role").select_option("PLACE")
    button(page, "Hide it").click()
    page.locator("#D2 summary").click()
    expect(page.locator("#D2 .chip-button[data-kind=address]").first).to_be_visible()
    message.locator(".chip-button").last.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Perlina").first).to_be_visible()
    dialog.get_by_label("This is").select_option("FRIEND")
    dialog.get_by_role("button", name="Change").click()
    expect(dialog).to_be_hidden()
    expect(message.get_by_role("link", name=re.compile("Friend"))).to_be_focused()
    expect(page.locator("#D2")).to_have_attribute("open", "")
    message.get_by_role("link", name=re.compile("Friend")).click()
    button(page, re.compile("leave it in ?, Perlina")).click()
    expect(message).to_contain_text("Perlina")
    expect(message).not_to_contain_text("Amina", use_inner_text=True)
    page.get_by_label("Show the real words").check()
    expect(message).to_contain_text("Amina", use_inner_text=True)


def read_the_answer(page: Page) -> None:
    button(page, re.compile("^Send to Built-in assistant")).click()
    answer = page.get_by_role("article").last
    expect(answer.get_by_text("Check it before you use it.", exact=True)).to_be_visible()
    expect(answer.get_by_role("heading", level=2)).to_contain_text("Draft")
    expect(answer.get_by_role("heading", level=2)).to_contain_text("in-house")
    expect(answer).to_contain_text("Amina")
    expect(answer).not_to_contain_text("CHILD_")
    citation = answer.locator("a.citation").first
    mark = citation.inner_text()
    citation.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(mark.split()[0])
    expect(page.locator("li:target .mark")).to_have_text(mark.split()[1])
    link(page, "As the model sees it").click()
    expect(page.locator(".seen")).not_to_contain_text("Amina", use_inner_text=True)
    link(page, "Back to the chat").click()


def say_what_was_wrong(page: Page) -> None:
    button(page, "Not useful").click()
    page.get_by_label("Something important is missing").check()
    button(page, "Send feedback").click()
    expect(page.get_by_text("not useful (something important is missing)")).to_be_visible()
    button(page, "Change").click()
    button(page, "Useful").first.click()
    expect(page.get_by_text("You said: useful")).to_be_visible()


def edit_retry_and_stop(page: Page, server: ModelServer) -> None:
    link(page, "Edit and send again").click()
    page.get_by_label("Your message").fill("What does the school offer?")
    page.get_by_label("Who answers").select_option(label="Test model (in-house)")
    button(page, "Check and send").click()
    button(page, "Send to Test model").click()
    expect(page.get_by_text("A first answer.")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(2)
    server.behaviour = "A second answer."
    button(page, "Try again").click()
    expect(page.get_by_text("A second answer.")).to_be_visible()
    expect(page.get_by_text("A first answer.")).to_have_count(0)
    server.behaviour = LONG
    button(page, "Try again").click()
    expect(page.get_by_text("Sentence number 3 ")).to_be_visible()
    button(page, "Stop").click()
    expect(page.get_by_text("You stopped this answer.")).to_be_visible()
    expect(page.get_by_text("Sentence number 3 ")).to_be_visible()


def search_and_delete(page: Page) -> None:
    link(page, "All your chats").click()
    page.get_by_label("Search your chats").fill("nothing like it")
    button(page, "Search").click()
    expect(page.get_by_text("None of your chats contains")).to_be_visible()
    page.get_by_label("Search your chats").fill("school offer")
    button(page, "Search").click()
    page.locator(".entry").click()
    link(page, "Delete this chat").click()
    button(page, "Delete it for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Certificate of erasure")


def test_the_whole_story(page, grace, prompts):
    families.case_of(grace)
    with ModelServer(Reply("A first answer.")) as server:
        families.server_engine(server, order=200)
        sign_in(page, grace)
        start_in_case(page)
        attach_and_ask(page)
        documents_are_ready(page).click()
        correct(page)
        read_the_answer(page)
        say_what_was_wrong(page)
        edit_retry_and_stop(page, server)
        search_and_delete(page)
        assert not any(b"Amina" in request for request in server.received)
    assert not Conversation.objects.exists()
