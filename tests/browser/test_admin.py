"""Django's administration under our content security policy and our sign-in."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import families
from workspace.accounts.models import Role
from workspace.gateway.models import Engine
from workspace.governance.models import AuditEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "preload": False}
DJANGOS_OWN = {"label", "aria-input-field-name"}
"""What axe finds in Django's own widgets: cells of a list that can be edited have no label, and
the field that completes a person's name is named after its value."""


@pytest.fixture
def devika(grace):
    return families.someone("devika.nair@example.test", role=Role.ADMINISTRATOR)


def test_sign_in_change_an_engine_and_pull_the_kill_switch(visits, devika):
    page = visits.open()
    page.goto("/admin/")
    expect(page).to_have_title("Sign in – Daylight")
    page.get_by_label("Email").fill(devika.email)
    page.get_by_label("Password").fill(families.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()
    page.get_by_role("link", name="Engines", exact=True).click()
    page.get_by_role("link", name="Built-in assistant").click()
    page.get_by_label("Name").fill("In-house assistant")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="In-house assistant").first).to_be_visible()
    page.locator("input[name$=killed]").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Engine.objects.get().killed
    assert AuditEntry.objects.filter(action="engine.changed").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_load_whole(visits, devika, scheme):
    page = visits.open(devika, color_scheme=scheme)
    for path in (
        "",
        "gateway/engine/",
        "gateway/engine/add/",
        "accounts/user/",
        "chat/prompt/add/",
    ):
        page.goto(f"/admin/{path}")
        page.wait_for_load_state("networkidle")
        found = Axe().run(page, options=OPTIONS)
        wrong = {v["id"]: v["nodes"][0]["html"] for v in found.response["violations"]}
        assert set(wrong) <= DJANGOS_OWN, (path, wrong)
