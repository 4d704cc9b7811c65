"""Choosing documents in the composer: again adds, and each can be taken out."""

import pytest
from playwright.sync_api import expect

from tests import families

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """box => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(["three"], "three.txt"));
  box.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


def file(name: str) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": b"Words."}


def test_choosing_again_adds_and_each_file_can_be_removed(at_work, grace):
    page = at_work.open(grace)
    page.goto(f"/chats/{families.chat(grace).pk}/")
    attach = page.get_by_label("Attach")
    attach.set_input_files([file("one.txt")])
    attach.set_input_files([file("two.txt")])
    page.locator("[data-composer]").evaluate(DROP)
    expect(page.locator("[data-chosen] li")).to_contain_text(["one.txt", "two.txt", "three.txt"])
    page.get_by_role("button", name="Remove two.txt").click()
    expect(page.get_by_role("button", name="Remove three.txt")).to_be_focused()
    names = attach.evaluate("input => Array.from(input.files, (file) => file.name)")
    assert names == ["one.txt", "three.txt"]
    page.get_by_role("button", name="Remove one.txt").click()
    page.get_by_role("button", name="Remove three.txt").click()
    expect(attach).to_be_focused()
    assert attach.evaluate("input => input.files.length") == 0
