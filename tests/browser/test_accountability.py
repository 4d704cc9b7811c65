"""From an invitation to an auditor's answer: who approved this, and which model wrote it?

Nothing is relaxed: nobody here works without a passkey. The model is a server of the
OpenAI kind; what it was sent is looked at as well.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import families
from tests.model_server import MODEL, ModelServer
from tests.processes import wait_until
from workspace.accounts.models import Role
from workspace.outputs.models import Approval, Reading

from .papers import HOME_VISIT, documents_are_ready, upload
from .test_axe import OPTIONS, found_nothing
from .test_passkey import Device, add_passkey, is_home, sign_out, with_passkey
from .visit import Visits

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

NELL, PASSWORD = "nell.ashgrove@example.test", "slow otter by the weir"
WHY = "Mrs Shabana Warsame asks who wrote the summary about Amina."
MINUTES = 7


@pytest.fixture
def server(worker) -> Iterator[ModelServer]:
    with ModelServer(of_the_child) as server:
        families.server_engine(server, order=0)
        yield server


def of_the_child(request: dict[str, Any]) -> str:
    """A sentence about the child, by the mark under which the model knows them."""
    said = "\n".join(str(message["content"]) for message in request["messages"])
    child = re.findall(r"\[CHILD_\w+\]", said)[-1]
    return f"{child} was tired and had slept badly because of the noise from the street (D1 ¶3)."


SETTLED = "Promise.allSettled(document.getAnimations().map((one) => one.finished))"
"""The admin's links fade from one colour to another; axe must not look while they do."""


class Story:
    """Pages on the way, each looked at by axe in light and dark."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.seen = 0

    def at(self, page: Page, heading: str | re.Pattern[str]) -> None:
        expect(page.get_by_role("heading", name=heading).first).to_be_visible()
        self.seen += 1
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(SETTLED)
            found = Axe().run(page, options=OPTIONS)
            for violation in found.response["violations"]:
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                self.wrong.append(f"{heading} {scheme}: {violation['id']}: {nodes}")


def invite(admin: Page, story: Story) -> str:
    admin.goto(reverse("admin:index"))
    admin.get_by_role("link", name="Invite somebody").click()
    admin.wait_for_url("**/invitation/add/")  # loaded: by then its script has moved the focus
    admin.get_by_label("Name").fill("Nell Ashgrove")
    admin.get_by_label("Email").fill(NELL)
    admin.get_by_label("Larkmoor North").check()
    admin.get_by_role("button", name="Save", exact=True).click()
    story.at(admin, "Nell Ashgrove is invited")
    return admin.get_by_label("The link").input_value()


def join(page: Page, link: str, story: Story) -> Device:
    page.goto(link)
    story.at(page, "Welcome, Nell Ashgrove")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_label("Type it again").fill(PASSWORD)
    page.get_by_role("button", name="Set up my account").click()
    story.at(page, "Set up a second step")
    device = add_passkey(page)
    story.at(page, "Your recovery codes")
    page.get_by_role("link", name="I have kept them safe").click()
    is_home(page)
    return device


def sign_in_with_the_passkey(page: Page, story: Story) -> None:
    sign_out(page)
    story.at(page, "Sign in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_home(page)
    story.at(page, "Your chats")


def ask(page: Page, server: ModelServer, story: Story) -> None:
    page.get_by_role("link", name="Cases").click()
    page.get_by_role("link", name=re.compile("LK-2025-0417")).click()
    story.at(page, re.compile("LK-2025-0417"))
    page.get_by_role("button", name="New chat").click()
    page.get_by_label("Attach").set_input_files(upload(HOME_VISIT))
    page.get_by_label("Your message").fill("How is Amina Warsame, says her mother Shabana?")
    page.get_by_label("Who answers").select_option(label="Test model (in-house)")
    page.get_by_role("button", name="Check and send").click()
    documents_are_ready(page).click()
    story.at(page, "What the model will see")
    expect(page.locator("#message-text")).not_to_contain_text("Amina", use_inner_text=True)
    page.get_by_role("button", name=re.compile("^Send to Test model")).click()
    expect(page.get_by_role("article").last).to_contain_text("Amina Warsame was tired")
    story.at(page, re.compile("^Draft written by Test model"))
    sent = b"".join(server.received)
    assert b"[CHILD_" in sent
    for name in (b"Amina", b"Warsame", b"Shabana", b"Tomos", b"Pritchard"):
        assert name not in sent


def approve(page: Page, story: Story) -> None:
    page.get_by_role("link", name="Review and approve").click()
    story.at(page, "Review this draft")
    wait_until(lambda: Reading.objects.filter(measured=True).exists(), "the reading to be counted")
    Reading.objects.update(seconds=MINUTES * 60)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("It can be copied out and exported now.")).to_be_visible()
    story.at(page, "Approved text")


def export(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name="Word document").click()
    file = docx.Document(BytesIO(Path(download.value.path()).read_bytes()))
    return "\n".join(paragraph.text for paragraph in file.paragraphs)


def give_a_reason(page: Page, story: Story) -> None:
    page.get_by_role("link", name="Look at the record").click()
    story.at(page, "Before you look at the record")
    page.get_by_label("Complaint").check()
    page.get_by_label("In your own words").fill(WHY)
    page.get_by_role("button", name="Look at the record").click()
    story.at(page, re.compile("^The record$"))


def find_the_approval(page: Page, story: Story) -> None:
    page.get_by_role("textbox", name="Member of staff").fill("Nell Ashgrove")
    page.get_by_role("textbox", name="Case").fill("LK-2025-0417")
    page.get_by_label("What was done").select_option("output.approved")
    page.get_by_role("button", name="Search").click()
    story.at(page, "1 entry")
    row = page.get_by_role("row").filter(has_text="Nell Ashgrove approved")
    approval = Approval.objects.get()
    minutes, seconds = divmod(approval.seconds_open, 60)
    assert minutes == MINUTES
    for said in ("(case LK-2025-0417)", f"model {MODEL}", f"open for {minutes} min {seconds} s"):
        expect(row).to_contain_text(said)
    row.get_by_role("link").click()
    story.at(page, re.compile(r"^Entry \d+$"))
    expect(page.get_by_role("definition").filter(has_text=MODEL)).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(re.compile("Amina|Warsame"))
    page.get_by_role("link", name=re.compile("^Everything that happened to this")).click()
    expect(page.get_by_text(re.compile("exported .* as docx"))).to_be_visible()
    story.at(page, re.compile(r"^\d+ entries$"))


def verify(page: Page, story: Story) -> None:
    page.goto(reverse("oversight:home"))
    page.get_by_role("link", name="Integrity of the record").click()
    page.get_by_role("button", name="Verify now").click()
    story.at(page, "Nothing has been altered")


def test_from_an_invitation_to_an_auditors_answer(strict: Visits, grace, server) -> None:
    families.case_of(grace)
    devika = families.someone("devika.nair@example.test", role=Role.ADMINISTRATOR)
    helen = families.someone("helen.strand@example.test", role=Role.AUDITOR)
    story = Story()

    admin = strict.open()
    with_passkey(admin, devika)
    nell = strict.open()
    device = join(nell, invite(admin, story), story)
    sign_in_with_the_passkey(nell, story)
    assert len(device.passkeys) == 1

    ask(nell, server, story)
    approve(nell, story)
    written = export(nell)
    assert "Amina Warsame was tired and had slept badly" in written
    assert "approved by Nell Ashgrove, practitioner" in written
    assert "drafted by Test model" in written

    auditor = strict.open()
    with_passkey(auditor, helen)
    auditor.goto("/")
    story.at(auditor, "Oversight")
    give_a_reason(auditor, story)
    find_the_approval(auditor, story)
    verify(auditor, story)
    assert story.seen >= 18
    found_nothing(story.wrong)
