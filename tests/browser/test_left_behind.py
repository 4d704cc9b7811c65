"""What the browser is given, and what stays in it: little, and nothing of anybody."""

import gzip
import json

import pytest
from playwright.sync_api import Page, expect

from tests import families

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_BYTES = 100_000
KEPT = """async () => JSON.stringify({
  local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie,
  databases: await indexedDB.databases(), caches: await caches.keys(),
})"""


@pytest.fixture
def chat(grace):
    return families.chat(grace, case=families.case_of(grace))


def write(page: Page) -> None:
    page.get_by_label("Your message").fill("What did Amina Warsame say?")
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the model will see")


def test_the_chat_page_weighs_little(visits, grace, chat):
    page = visits.open(grace)
    own: dict[str, int] = {}

    def weigh(response) -> None:
        if "/static/" in response.url:
            own[response.url] = len(gzip.compress(response.body()))

    page.on("requestfinished", lambda request: weigh(request.response()))
    page.goto(f"/chats/{chat.pk}/")
    page.wait_for_load_state("networkidle")
    kinds = {url.partition("?")[0].rpartition(".")[2] for url in own}
    assert {"css", "js", "svg"} <= kinds
    assert sum(own.values()) < MOST_BYTES, own


def test_nothing_personal_stays_in_the_browser(visits, grace, chat):
    page = visits.open(grace)
    page.goto(f"/chats/{chat.pk}/")
    page.get_by_role("button", name="Use dark colours").click()
    write(page)
    kept = page.evaluate(KEPT)
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert set(cookies) <= {"sessionid", "csrftoken", "theme", "messages"}
    assert cookies["sessionid"]["httpOnly"]
    assert cookies["sessionid"]["expires"] == -1  # gone with the browser
    assert cookies["theme"]["value"] == "dark"
    for word in ("Amina", "Warsame", grace.email, str(chat.pk)):
        assert word not in kept
        assert not any(word in cookie["value"] for cookie in cookies.values())
    assert json.loads(kept) == {
        "local": {}, "session": {}, "cookies": "theme=dark", "databases": [], "caches": [],
    }  # fmt: skip


def test_dark_is_remembered_without_a_flash(visits, grace, chat):
    page = visits.open(grace, color_scheme="light")
    page.goto("/")
    page.get_by_role("button", name="Use dark colours").click()
    page.reload()
    expect(page.locator("html[data-theme=dark]")).to_be_attached()
    expect(page.get_by_role("button", name="Use light colours")).to_be_visible()


def test_after_signing_out_the_back_button_shows_nothing(visits, grace, chat):
    page = visits.open(grace)
    page.goto(f"/cases/{chat.case_id}/")
    expect(page.get_by_role("rowheader", name="Amina Warsame")).to_be_visible()
    page.get_by_role("button", name="Your account: Grace").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert "Amina" not in page.content()


def test_a_chat_without_any_model_says_so(visits, grace, chat):
    from workspace.gateway.models import Engine

    Engine.objects.update(enabled=False)
    page = visits.open(grace)
    page.goto(f"/chats/{chat.pk}/")
    expect(page.get_by_text("No model is switched on for this use")).to_be_visible()
    expect(page.get_by_role("button", name="Check and send")).to_have_count(0)
