"""An auditor's morning: who saw this child's chat, and has anything been altered?"""

import csv
import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import families
from workspace.accounts.models import Role
from workspace.governance import checkpoints, reading
from workspace.governance.models import AuditEntry

from .test_axe import found_nothing, look_at, visit

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

WHY = "Mrs Shabana Warsame complains that somebody has read about Amina."


@pytest.fixture
def helen(grace):
    """The auditor; and Grace, who has a case, a chat in it, and has opened both."""
    case = families.case_of(grace)
    families.built_in()
    chat = families.chat(grace, case=case)
    families.ask(chat, "How is Amina Warsame?", by=grace)
    for action, thing in {"case.read": case, "chat.read": chat}.items():
        reading.read(action, by=grace, on=thing)
    checkpoints.make()
    return families.someone("helen.strand@example.test", role=Role.AUDITOR)


def sign_in(page, user):
    page.goto("/account/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(families.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def give_a_reason(page):
    page.get_by_label("Complaint").check()
    page.get_by_label("In your own words").fill(WHY)
    page.get_by_label("Your own reference").fill("C-2026-118")
    page.get_by_role("button", name="Look at the record").click()
    expect(page.get_by_role("heading", name="The record", exact=True)).to_be_visible()


def test_who_saw_this_chat_and_has_anything_been_altered(visits, worker, helen, tmp_path):
    page = visits.open(accept_downloads=True)
    sign_in(page, helen)
    expect(page.get_by_role("heading", name="Oversight")).to_be_visible()
    page.get_by_role("link", name="Look at the record").click()
    give_a_reason(page)

    page.get_by_role("textbox", name="Case").fill("LK-2025-0417")
    page.get_by_label("What was done").select_option("chat.read")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="1 entry")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Grace Larkfield opened chat")
    expect(row).to_contain_text("(case LK-2025-0417)")
    assert "LK-2025" not in page.url
    row.get_by_role("link").click()
    expect(page.get_by_text("Digest of the entry before")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Amina")
    page.get_by_role("link", name="Everything that happened to this chat").click()
    expect(page.get_by_text("sent a message in chat")).to_be_visible()

    page.get_by_role("link", name="Export these").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    kept = tmp_path / "record.csv"
    download.value.save_as(kept)
    told = list(csv.DictReader(kept.read_text("utf-8-sig").splitlines()))
    assert {"chat.started", "chat.sent", "chat.read"} <= {line["action"] for line in told}
    assert "Warsame" not in kept.read_text("utf-8-sig")

    page.goto(reverse("oversight:integrity"))
    page.get_by_role("button", name="Verify now").click()
    expect(page.get_by_role("heading", name="Nothing has been altered")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download checkpoints and public key").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")

    page.goto(reverse("oversight:looks"))
    expect(page.get_by_text(WHY)).to_be_visible()
    page.goto(reverse("oversight:record"))
    page.get_by_role("button", name="I have finished").click()
    page.goto(reverse("oversight:record"))
    expect(page.get_by_role("heading", name="Before you look at the record")).to_be_visible()
    done = AuditEntry.objects.filter(action__startswith="oversight.")
    assert {"oversight.opened", "oversight.searched", "oversight.entry.read", "oversight.exported",
            "oversight.verified", "oversight.closed"} <= {one.action for one in done}  # fmt: skip


def test_without_a_script(visits, helen):
    page = visits.open(java_script_enabled=False)
    sign_in(page, helen)
    page.get_by_role("link", name="Look at the record").click()
    give_a_reason(page)
    page.get_by_role("textbox", name="Member of staff").fill("larkfield")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Grace Larkfield opened chat")).to_be_visible()
    page.goto(reverse("oversight:integrity"))
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("link", name="Look again")).to_be_visible()


def test_every_page_in_every_width_and_colour(visits, helen):
    visits.allow("status of 422")
    page = visits.open()
    sign_in(page, helen)
    wrong = visit(page, "/oversight/", "/oversight/reason/")
    page.get_by_role("button", name="Look at the record").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    wrong += look_at(page, "no reason given")
    give_a_reason(page)
    last = AuditEntry.objects.filter(action="chat.sent").values_list("seq", flat=True).get()
    wrong += visit(
        page, "/oversight/record/", "/oversight/record/?purpose=nothing",
        f"/oversight/record/{last}/", "/oversight/record/export/", "/oversight/looks/",
        "/oversight/integrity/", "/oversight/figures/",
    )  # fmt: skip
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/oversight/record/")
    page.get_by_role("textbox", name="Member of staff").fill("Nobody Atall")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text(re.compile("^Error: Nobody of this name"))).to_be_visible()
    found_nothing(wrong + list(look_at(page, "nobody found")))
