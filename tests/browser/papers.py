"""Two short documents about the fictional family of `tests.families`, for a chat to read."""

from playwright.sync_api import Locator, Page, expect

HOME_VISIT = (
    "home visit.txt",
    b"""Home visit, 14 January 2026

Present: Amina Warsame, her mother Shabana Warsame and the social worker Tomos Pritchard.

Amina was tired and said that she had slept badly because of the noise from the street.

Shabana said that she will call the school on Monday about the breakfast club.

The kitchen was clean and there was food in the fridge. The bedroom window does not close.
""",
)
LETTER = (
    "letter from school.txt",
    b"""Dear Tomos Pritchard,

Amina Warsame has been late on nine mornings since 8 January 2026.

Her attendance is 81%. The school offers a place in the breakfast club from 2 February 2026.

Please phone the office on 01632 960210.
""",
)


def upload(*papers: tuple[str, bytes]) -> list[dict[str, object]]:
    """The files in the form in which a browser is handed them."""
    return [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in papers]


def documents_are_ready(page: Page) -> Locator:
    """Wait until an open preview has its documents; return the link that shows them.

    Where they were ready from the start, that is a link to what is shown already.
    """
    ready = page.get_by_role("link", name="Show what the model will see of them")
    first = page.get_by_role("link", name="Paragraph 1", exact=True).first
    expect(ready.or_(first).first).to_be_visible()
    return ready if ready.count() else first
