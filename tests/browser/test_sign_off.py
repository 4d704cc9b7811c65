"""From a model's answer to a file on the desk, as three people would go about it."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests import families
from tests.processes import PATIENCE, wait_until
from tests.workspace.outputs import work
from workspace.accounts.models import User
from workspace.chat.actions.documents import attach
from workspace.chat.models import Conversation, Document
from workspace.outputs.actions.approving import approve
from workspace.outputs.actions.reading import share_seen
from workspace.outputs.models import Approval, Output, Reading
from workspace.outputs.versions import current

from .papers import HOME_VISIT
from .test_axe import found_nothing, look_at, visit
from .test_story_by_keyboard import press, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

NOTE = "Approve it first: only approved text can be copied out."
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture
def draft(worker, grace) -> Output:
    """The answer of the built-in assistant to a question about a document of a case."""
    chat = families.chat(grace, case=families.case_of(grace))
    attach(conversation=chat, name=HOME_VISIT[0], data=HOME_VISIT[1], by=grace)
    wait_until(lambda: not Document.objects.filter(status="reading").exists())
    families.ask(chat, "Summarise what is said of the kitchen and of Amina.", by=grace)
    wait_until(Output.objects.exists)
    return Output.objects.get()


def sign_in(page: Page, user: User) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(families.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="Your work")).to_be_visible()


def let_time_pass() -> None:
    """As if it had been open for ten minutes: reading is not what is tested here."""
    Reading.objects.update(seconds=600)


def read_to_the_end(page: Page, output: Output) -> None:
    """Have every paragraph on screen, until the server knows."""
    page.locator(".paper").scroll_into_view_if_needed()

    def all_seen() -> bool:
        reading = Reading.objects.filter(version=current(output)).select_related("version")
        return share_seen(reading.first()) == 100

    wait_until(all_seen)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def copying_is_stopped(page: Page) -> None:
    page.wait_for_load_state()  # the scripts are there
    page.locator("[data-draft]").first.select_text()
    page.keyboard.press("Control+C")
    expect(page.get_by_text(NOTE, exact=True).last).to_be_visible()
    expect(page.locator("#announcer")).to_have_text(NOTE)
    assert clipboard(page) == NOTE


def change_the_text(page: Page) -> None:
    page.get_by_role("link", name="Change the text").click()
    page.wait_for_load_state()
    editor = page.get_by_label("Your version")
    editor.press("Control+End")
    editor.press_sequentially("\n\nI saw the kitchen myself.")
    expect(page.get_by_text("Saved at")).to_be_visible(timeout=PATIENCE * 1000)  # a cold start
    moving_words_within_the_editor(page)
    page.get_by_role("link", name="Back to the review").click()
    expect(page.get_by_text("Added by Grace")).to_be_visible()


def moving_words_within_the_editor(page: Page) -> None:
    editor = page.get_by_label("Your version")
    before = editor.input_value()
    editor.press("Control+A")
    editor.press("Control+X")
    expect(editor).to_have_value("")
    assert clipboard(page) == NOTE
    editor.press("Control+V")
    expect(editor).to_have_value(before)
    expect(page.get_by_text("Saved at")).to_be_visible()


def take_it_out(page: Page) -> str:
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copied, with its provenance.").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word document").click()
    file = docx.Document(BytesIO(Path(download.value.path()).read_bytes()))
    assert re.fullmatch(r"daylight-[0-9a-f]{8}-[\d-]{10}\.docx", download.value.suggested_filename)
    return "\n".join(paragraph.text for paragraph in file.paragraphs)


def test_by_mouse(at_work, grace, draft):
    page = at_work.open(permissions=CLIPBOARD)
    sign_in(page, grace)
    page.goto(f"/chats/{Conversation.objects.get().pk}/")
    copying_is_stopped(page)
    page.get_by_role("link", name="Review and approve").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review this draft")
    copying_is_stopped(page)
    wait_until(lambda: Reading.objects.filter(measured=True).exists())
    change_the_text(page)
    page.get_by_role("link", name="Versions and changes").click()
    expect(page.locator("ins.changed").last).to_contain_text("I saw the kitchen myself.")
    page.get_by_role("link", name="Back to the review").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Have you read it?")
    page.get_by_role("link", name="Go back and read it").click()
    expect(page.get_by_role("button", name="Approve")).to_be_visible()
    read_to_the_end(page, draft)
    let_time_pass()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("It can be copied out and exported now.")).to_be_visible()
    approval = Approval.objects.get()
    assert (approval.too_fast, approval.share_seen) == (False, 100)
    assert approval.words_added == 5
    said = take_it_out(page)
    assert "I saw the kitchen myself." in said
    assert "Amina" in said
    assert "approved by Grace Larkfield, practitioner" in said
    assert clipboard(page).rstrip().endswith(f"Daylight {str(draft.pk)[:8]}.")
    page.get_by_role("link", name="Where it was made").click()
    expect(page.get_by_text("Approved by Grace Larkfield on")).to_be_visible()


def test_by_keyboard(at_work, grace, draft):
    page = at_work.open(grace, permissions=CLIPBOARD, reduced_motion="reduce")
    page.goto("/work/")
    press(page, page.locator(".entry").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Review this draft")
    press(page, page.locator(".paper a.citation").first)
    expect(page.locator(".sources div:target")).to_be_visible()
    press(page, page.get_by_role("link", name="Change the text"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Change the text")
    tab_to(page, page.get_by_label("Your version"))
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nSeen and checked by me.")
    press(page, page.get_by_role("button", name="Save and go back"))
    expect(page.get_by_text("Added by Grace")).to_be_visible()
    press(page, page.get_by_role("button", name="Approve"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Have you read it?")
    press(page, page.get_by_role("button", name="I have read it: approve"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Approved text")
    assert Approval.objects.get().too_fast
    press(page, page.get_by_role("button", name="Copy the text"))
    expect(page.get_by_text("Copied, with its provenance.").first).to_be_visible()
    assert "Seen and checked by me." in clipboard(page)


def test_without_scripts(at_work, grace, draft):
    page = at_work.open(java_script_enabled=False)
    sign_in(page, grace)
    page.get_by_role("link", name="Your work").click()
    page.locator(".entry").first.click()
    page.get_by_role("link", name="Change the text").click()
    page.get_by_label("Your version").fill("Amina was tired.\n\nShabana will call.")
    page.get_by_role("button", name="Save and go back").click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="I have read it: approve").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Approved text")
    assert Approval.objects.get().share_seen is None
    page.get_by_role("button", name="Copy the text").click()
    box = page.get_by_label("The approved text with its provenance")
    expect(box).to_have_value(re.compile("Amina was tired.\n\nShabana will call.\n\nAI-assisted"))
    page.get_by_role("link", name="Back to the approved text").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Plain text").click()
    assert "Amina was tired." in Path(download.value.path()).read_text("utf-8")


def test_nothing_is_lost_when_the_server_cannot_be_reached(at_work, grace, draft):
    at_work.allow("Failed to load resource")
    page = at_work.open(grace)
    page.goto(f"/work/{draft.pk}/edit/")
    editor = page.get_by_label("Your version")
    page.context.set_offline(True)
    editor.fill("What nobody may lose.")
    expect(page.get_by_text("Your words are still here.")).to_be_visible()
    page.context.set_offline(False)
    editor.press_sequentially(" At all.")
    expect(page.get_by_text("Saved at")).to_be_visible()
    page.reload()
    expect(editor).to_have_value("What nobody may lose. At all.")


def test_two_people(at_work, grace, draft):
    wren = work.colleague(grace)
    Output.objects.update(use_case=work.use(second=True))
    page = at_work.open(grace)
    page.goto(f"/work/{draft.pk}/")
    let_time_pass()
    page.get_by_label("Who gives the second approval?").select_option(
        label="Wren Oakes, practitioner"
    )
    page.get_by_role("button", name="Approve and ask").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for Wren Oakes")
    theirs = at_work.open(wren)
    theirs.goto("/")
    theirs.get_by_role("link", name="Your work 1 to approve").click()
    theirs.locator(".entry").first.click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Approve for Grace Larkfield")
    theirs.get_by_text("Send it back instead").click()
    theirs.get_by_label("What should be changed?").fill("Say when it was.")
    theirs.get_by_role("button", name="Send it back").click()
    expect(theirs.get_by_text("Sent back to Grace Larkfield.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Say when it was.")).to_be_visible()


def test_every_page_is_clean(at_work, grace, draft):
    at_work.allow("status of (403|422)")
    wren = work.colleague(grace)
    page = at_work.open(grace)
    at = f"/work/{draft.pk}/"
    wrong = visit(page, "/work/", "/work/?show=approved", at, f"{at}edit/", f"{at}versions/")
    page.goto(at)
    page.get_by_role("button", name="Approve").click()
    wrong += look_at(page, "too fast")
    Output.objects.update(use_case=work.use(second=True))
    page.goto(at)
    page.get_by_role("button", name="Approve and ask").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    wrong += look_at(page, "nobody chosen")
    let_time_pass()
    draft.refresh_from_db()
    approve(output=draft, stamp=current(draft).stamp, by=grace, ask=wren, knowing=True)
    wrong += visit(page, at)
    theirs = at_work.open(wren)
    wrong += visit(theirs, at, "/work/")
    draft.refresh_from_db()
    approve(output=draft, stamp=current(draft).stamp, by=wren, knowing=True)
    wrong += visit(page, at, f"/chats/{Conversation.objects.get().pk}/")
    found_nothing(wrong)
