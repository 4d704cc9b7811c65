"""What an administrator sees, and the letters that Daylight sends."""

import re

from tests import families
from tests.canary.browser import Browser, words
from tests.canary.people import ROSTER
from workspace.accounts.models import Team, User

Pages = dict[str, bytes]
_A_LIST = re.compile(r'href="(/admin/[a-z]+/[a-z]+/)"')
_A_ROW = re.compile(r'href="(/admin/[^"]+/change/)[^"]*"')
_MOST = 6


def every_page(admin: Browser) -> Pages:
    """Every list of the administration, what it finds for a name, and its first rows."""
    index = admin.get("/admin/").text
    pages = {"/admin/": index}
    for address in dict.fromkeys(_A_LIST.findall(index)):
        pages[address] = admin.get(address).text
        admin.get(address, q=ROSTER[0].name)
        for row in list(dict.fromkeys(_A_ROW.findall(pages[address])))[:_MOST]:
            pages[row] = admin.get(row).text
    assert len(pages) > 25, list(pages)
    return {f"admin {name}": text.encode() for name, text in pages.items()}


def letters(admin: Browser, stranger: Browser, team: Team, user: User) -> None:
    """An invitation, a new password, and addresses of a family where a colleague's belongs."""
    invited = {"name": "Nell Ashgrove", "email": "nell.ashgrove@example.test"}
    page = admin.post(
        "/admin/accounts/invitation/add/", {**invited, "role": "practitioner", "teams": team.pk}
    )
    assert "Nell Ashgrove is invited" in words(page.text), words(page.text)[:600]
    for email in (user.email, ROSTER[0].email):
        stranger.get("/account/password/reset/")
        stranger.post("/account/password/reset/", {"email": email})
    stranger.get("/account/login/")
    said = {"login": ROSTER[1].email, "password": ROSTER[1].name}
    page = stranger.post("/account/login/", said)
    assert families.PASSWORD not in page.text
    assert "/account/login/" in str(page.url)
