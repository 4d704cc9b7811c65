"""Every page, light and dark, on a phone, a tablet and a desk: axe finds nothing, nothing spills.

WCAG 2.2 AA and axe's best practices; at 320 pixels, which is 1280 at 400 %, nothing needs
scrolling sideways.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import families
from tests.model_server import ModelServer, error
from tests.processes import wait_until
from workspace.accounts.models import Role
from workspace.cases.actions import Person
from workspace.cases.models import Case
from workspace.chat.actions import composing
from workspace.chat.actions.documents import attach
from workspace.chat.models import Conversation, Document, Message
from workspace.privacy.vaults import open_vault

from .papers import HOME_VISIT, LETTER

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

TEACHER = Person("Amina Begum", "TEACHER")
WIDTHS = (390, 820, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
SPILLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def look_at(page: Page, name: str) -> Iterator[str]:
    """Yield what is wrong with the page as it is now, at every width and in both colours."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page, options=OPTIONS)
            for violation in found.response["violations"]:
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                yield f"{name} {scheme} {width}: {violation['id']}: {nodes}"
            if page.evaluate(SPILLS):
                yield f"{name} {width}: scrolls sideways"
    page.set_viewport_size({"width": 320, "height": 700})
    if page.evaluate(SPILLS):
        yield f"{name} 320: scrolls sideways"


def visit(page: Page, *addresses: str) -> list[str]:
    wrong: list[str] = []
    for address in addresses:
        page.goto(address)
        wrong += look_at(page, address)
    return wrong


def found_nothing(wrong: list[str]) -> None:
    assert not wrong, "\n".join(wrong)


def test_before_signing_in(visits, grace):
    visits.allow("status of (404|422|400)")
    page = visits.open()
    wrong = visit(
        page, "/account/login/", "/account/password/reset/", "/account/password/reset/done/",
        "/account/inactive/", "/account/signup/", "/account/password/reset/key/1-x/",
        "/nothing/here/",
    )  # fmt: skip
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    found_nothing(wrong + list(look_at(page, "sign in, with errors")))


def test_cases_and_account(visits, grace):
    visits.allow("status of (403|422)")
    case = families.case_of(grace)
    page = visits.open(grace)
    entry = case.roster.first()
    wrong = visit(
        page, "/", "/cases/", "/cases/new/", f"/cases/{case.pk}/",
        reverse("cases:person_add", args=[case.pk]),
        reverse("cases:person_edit", args=[case.pk, entry.pk]),
        "/prompts/", "/account/password/change/", "/account/logout/", "/account/confirm/",
    )  # fmt: skip
    wrong += people_at_once(page, case)
    page.goto(reverse("cases:person_add", args=[case.pk]))
    page.get_by_label("Date of birth").fill("soon")
    page.get_by_role("button", name="Add this person").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    wrong += look_at(page, "add a person, with errors")
    auditor = families.someone("helen.strand@example.test", role=Role.AUDITOR)
    wrong += visit(visits.open(auditor), "/", "/cases/", "/cases/new/")
    found_nothing(wrong)


def people_at_once(page: Page, case: Case) -> list[str]:
    """Pasting, checking what was found, and what has to be put right."""
    paste, several = (
        reverse(f"cases:people_{name}", args=[case.pk]) for name in ("paste", "several")
    )
    wrong = visit(page, paste, several)
    page.goto(paste)
    page.get_by_role("button", name="Find the people").click()
    wrong += look_at(page, "paste, with nothing in it")
    text = "Amina Warsame, child, 27/03/2018\nPyotr Ashgrove, uncle, 07700 900367\nand so on"
    page.get_by_label("The people of this case").fill(text)
    page.get_by_role("button", name="Find the people").click()
    expect(page.get_by_text("Already listed")).to_be_visible()
    wrong += look_at(page, "people to check")
    page.get_by_label("Date of birth").last.fill("soon")
    page.get_by_role("button", name="Keep these people").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    return wrong + list(look_at(page, "people to check, with errors"))


@pytest.fixture
def conversation(worker, grace, prompts) -> Conversation:
    """A chat in which everything has happened: answers, failures, documents, a draft."""
    case = families.case_of(grace, people=[*families.FAMILY, TEACHER])
    chat = families.chat(grace, case=case)
    for name, data in (HOME_VISIT, LETTER, ("broken.pdf", b"%PDF-1.4 nothing")):
        attach(conversation=chat, name=name, data=data, by=grace)
    wait_until(lambda: not Document.objects.filter(status="reading").exists())
    answer = families.ask(chat, "Summarise what Amina Warsame said.", by=grace)
    wait_until(lambda: Message.objects.get(pk=answer.pk).status == "complete")
    with ModelServer(error(500)) as server:
        families.server_engine(server, order=200)
        chat.engine = families.server_engine(server, name="Failing model", order=201)
        chat.save()
        answer = families.ask(chat, "And then?", by=grace)
        wait_until(lambda: Message.objects.get(pk=answer.pk).status == "failed")
    composing.compose(conversation=chat, text="What did Amina say to Perlina?", by=grace)
    return chat


def test_chat(visits, grace, conversation):
    page = visits.open(grace)
    where = f"/chats/{conversation.pk}/"
    asked = conversation.messages.filter(author="user").first()
    known = open_vault(conversation.vault_id).identities
    unclear = next(one.id for one in known.subjects.values() if one.ambiguous)
    wrong = visit(
        page, "/", where, f"{where}?edit={asked.pk}", f"{where}preview/",
        f"{where}who/{unclear}/", f"{where}D1/", f"{where}D1/?as=model", f"{where}D3/",
        f"/turns/{asked.pk}/seen/", f"{where}delete/", "/prompts/",
    )  # fmt: skip
    found_nothing(wrong)


def test_what_opens_on_top(visits, grace, conversation):
    page = visits.open(grace)
    page.goto(f"/chats/{conversation.pk}/")
    page.get_by_role("button", name="Prompts").click()
    wrong = list(look_at(page, "prompts on top"))
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 900})
    page.get_by_role("button", name="Documents (3)").click()
    wrong += look_at(page, "documents as a drawer")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Not useful").click()
    wrong += look_at(page, "feedback on top")
    page.goto(f"/chats/{conversation.pk}/preview/")
    expect(page.get_by_text("Who is meant by “Amina”?")).to_be_visible()
    page.locator("#message-text .chip-button").last.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    wrong += look_at(page, "the dialog of a chip")
    found_nothing(wrong)
