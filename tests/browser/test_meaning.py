"""Two people of one first name, in a real browser; and a chip's dialog within reach at any size."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import families
from workspace.accounts.models import User
from workspace.cases.actions import Person
from workspace.chat.actions import composing
from workspace.chat.models import Conversation

from .test_axe import found_nothing, look_at
from .visit import DESK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

JACKS = (
    Person("Jack Molloy", "STEPFATHER"), Person("Jack Penrose", "UNCLE"),
    Person("Arta Kelmendi", "CHILD"), Person("Drita Kelmendi", "MOTHER"),
)  # fmt: skip
LONG = "Nothing else happened that day.\n\n" * 9
SIZES = ((1280, 900), (1280, 700), (820, 1100), (820, 700), (1024, 420), (390, 780))


def a_chat(grace: User, text: str) -> Conversation:
    case = families.case_of(grace, people=JACKS)
    chat = families.chat(grace, case=case, engine=families.built_in())
    composing.compose(conversation=chat, text=text, by=grace)
    return chat


def roles(page: Page) -> list[str]:
    return [
        re.sub(r" \S+$", "", text)
        for text in page.locator("#message-text .placeholder").all_inner_texts()
    ]


def test_each_mention_is_answered_and_asked_again(visits, grace):
    chat = a_chat(grace, "Jack hit Jack. Then Jack ran. The Kelmendis left.")
    page = visits.open(grace)
    page.goto(f"/chats/{chat.pk}/preview/")
    expect(page.get_by_text("It stands here 3 times.")).to_be_visible()
    expect(page.get_by_text("Who is meant by")).to_have_count(1)
    page.get_by_text("They are not all the same person").click()
    wrong = [one for one in look_at(page, "asked") if "target-size" not in one]
    found_nothing(wrong)  # a button that the bar at the foot half covers can be scrolled free
    page.set_viewport_size(DESK)
    first, second, _ = page.get_by_role("listitem").get_by_role("combobox").all()
    first.select_option(label=_option(first, "Jack Molloy"))
    second.select_option(label=_option(second, "Jack Penrose"))
    page.get_by_role("button", name="Save these answers").click()
    expect(page.locator("#message-text .chip").first).to_have_text(re.compile("Stepfather"))
    assert roles(page) == ["Stepfather", "Uncle", "Person", "Family"]
    page.locator("#message-text .chip").nth(2).press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark")).to_have_text("Jack")
    dialog.get_by_role("button", name=re.compile("Jack Penrose.*only here")).press("Enter")
    expect(page.locator("#message-text .chip").nth(2)).to_have_text(re.compile("Uncle"))
    page.locator("#message-text .chip").nth(1).click()
    found_nothing(list(look_at(page, "asked")))
    page.set_viewport_size(DESK)
    dialog.get_by_role("button", name="Ask me again").click()
    expect(page.get_by_text("It stands here 3 times.")).to_be_visible()
    assert roles(page) == ["Person", "Person", "Person", "Family"]


def _option(select, name: str) -> str:
    return next(text for text in select.locator("option").all_inner_texts() if name in text)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_all_of_a_dialog_can_be_reached(visits, grace, size):
    """Whichever chip is asked about, at the top of the window, in its middle or at its end."""
    width, height = size
    chat = a_chat(grace, f"Arta ran.\n{LONG}Drita ran.\n{LONG}Jack ran.\n{LONG}Pyotr Ashgrove ran.")
    page = visits.open(grace, viewport={"width": width, "height": height})
    page.emulate_media(reduced_motion="reduce")  # measured where it stands, not on its way there
    page.goto(f"/chats/{chat.pk}/preview/")
    chips = page.locator("#message-text .chip-button")
    expect(chips).to_have_count(4)
    for chip in (chips.first, chips.last):
        for block in ("start", "center", "end"):
            chip.evaluate("(one, block) => one.scrollIntoView({ block })", block)
            chip.focus()
            page.keyboard.press("Enter")
            dialog = page.get_by_role("dialog")
            join = dialog.get_by_role("button", name="Join")
            expect(join).to_be_attached()
            box = dialog.bounding_box()
            assert box is not None
            assert box["y"] >= 0, (size, block, box)
            assert box["y"] + box["height"] <= height, (size, block, box)
            assert box["x"] >= 0, (size, block, box)
            assert box["x"] + box["width"] <= width, (size, block, box)
            assert box["height"] >= 150, (size, block, box)
            expect(page.locator(".htmx-settling")).to_have_count(0)  # its heading has the focus
            join.focus()
            expect(join).to_be_in_viewport(ratio=0.95)
            page.keyboard.press("Escape")
            expect(dialog).to_be_hidden()
    chips.last.click()
    page.mouse.move(*_middle(page))
    join = page.get_by_role("dialog").get_by_role("button", name="Join")
    expect(page.locator(".htmx-settling")).to_have_count(0)
    page.mouse.wheel(0, 2000)
    expect(join).to_be_in_viewport()


def _middle(page: Page) -> tuple[float, float]:
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
