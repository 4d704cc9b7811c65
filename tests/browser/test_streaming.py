"""An answer while it is written: a dropped connection, a stop, a server that fails."""

import pytest
from playwright.sync_api import Page, expect

from tests import families
from tests.model_server import ModelServer, Reply, error, fault
from tests.processes import wait_until
from workspace.chat.models import Message

from .relay import Relay

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

COUNT = 20
LOST = "ERR_|Failed to load|htmx:(sendError|afterRequest)"
TEXT = " ".join(f"Then came word{n}." for n in range(COUNT))
"""Sentences: each is judged before it is shown."""
KEEP_WHAT_WAS_STREAMED = """
new MutationObserver(() => {
  const live = document.querySelector("[data-stream-text]");
  if (live) window.streamed = live.textContent;
}).observe(document, {childList: true, subtree: true, characterData: true});
"""


@pytest.fixture
def server():
    with ModelServer(Reply(TEXT, delay=0.08)) as server:
        yield server


@pytest.fixture
def wire(shared_web):
    wire = Relay(shared_web.port)
    yield wire
    wire.close()


@pytest.fixture
def page(at_work, grace, server, wire) -> Page:
    """A page on which an answer is being written."""
    families.server_engine(server)
    conversation = families.chat(grace)
    families.ask(conversation, "Please write about Amina Warsame.", by=grace)
    at_work.address = wire.address
    page = at_work.open(grace)
    page.add_init_script(KEEP_WHAT_WAS_STREAMED)
    page.goto(f"/chats/{conversation.pk}/")
    return page


def is_whole(page: Page) -> None:
    expect(page.get_by_text("Check it before you use it.", exact=True)).to_be_visible()
    assert page.evaluate("window.streamed").split() == TEXT.split()
    expect(page.get_by_text(f"word{COUNT - 1}.")).to_be_visible()


def test_a_dropped_connection_loses_nothing(page, at_work, wire):
    at_work.allow(LOST)
    expect(page.get_by_text("word1.")).to_be_visible()
    wire.cut()
    expect(page.get_by_text("The connection dropped. Reconnecting…")).to_be_visible()
    wire.mend()
    is_whole(page)


def test_offline_when_it_ends_and_back_again(page, at_work, wire, server):
    at_work.allow(LOST)
    expect(page.get_by_text("word1.")).to_be_visible()
    page.context.set_offline(True)
    wait_until(lambda: not Message.objects.filter(status="waiting").exists())
    page.context.set_offline(False)
    is_whole(page)


def test_a_page_opened_late_shows_what_was_written(page):
    expect(page.get_by_text("word1.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Then came word0. Then came word1.")).to_be_visible()
    expect(page.get_by_text("Check it before you use it.", exact=True)).to_be_visible()


def test_progress_is_told_to_a_screen_reader(page):
    expect(page.locator("#announcer")).to_have_text("Writing an answer.")
    expect(page.locator("article[aria-busy=true]")).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("The draft is ready")
    expect(page.locator("article[aria-busy=true]")).to_have_count(0)


def test_stop_keeps_what_is_there(page):
    expect(page.get_by_text("word1.")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("You stopped this answer.")).to_be_visible()
    expect(page.get_by_text("word1.")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


@pytest.mark.parametrize(
    "trouble", [error(500), error(429), fault("garbage"), fault("cut", text=TEXT)]
)
def test_a_failure_says_so_and_can_be_tried_again(at_work, grace, server, trouble):
    families.server_engine(server)
    server.behaviour = trouble
    conversation = families.chat(grace)
    families.ask(conversation, "Please write.", by=grace)
    page = at_work.open(grace)
    page.goto(f"/chats/{conversation.pk}/")
    expect(page.locator(".answer .note.bad")).to_be_visible()
    server.behaviour = "Now it works."
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Now it works.")).to_be_visible()
