"""A model's words under somebody's name: reviewed, changed, sent back, approved, taken out.

Everything here is read by people who may know the family, so names are right to be there. What
is checked is that each name is that very person's, in every page, form and file.
"""

import html
import re
from collections.abc import Iterable
from io import BytesIO

import docx

from tests.canary.browser import Browser, words
from tests.canary.people import Person
from tests.canary.walk import Walk, details, short
from workspace.outputs.models import Output

_ARTICLE = re.compile(r'<div class="paper-body[^"]*"[^>]*>.*?</section>', re.DOTALL)


class SignOff:
    """The draft of a chat's last answer, on its way to the desk of the one who asked for it."""

    def __init__(self, walk: Walk, second: Browser) -> None:
        self.walk, self.second = walk, second
        self.output = Output.objects.get(source_id=walk.last_answer().split("/")[2])
        self.at = f"/work/{self.output.pk}/"

    def go(self, people: Iterable[Person], ask: int) -> None:
        people = list(people)
        self.read(self.walk.browser, "review")
        self.change(people)
        self.approve(self.walk.browser, ask=str(ask))
        self.read(self.second, "review by a colleague")
        self.send_back(people[:20])
        self.change(people, more="Seen once more.")
        self.approve(self.walk.browser, ask=str(ask))
        self.approve(self.second)
        self.lists()
        self.take_out()

    def read(self, browser: Browser, where: str) -> None:
        page = browser.get(self.at).text
        shown = _ARTICLE.search(page)
        assert shown, words(page)[:400]
        self.walk.note(where, words(shown[0]))
        self.walk.note(f"{where}, versions", words(browser.get(f"{self.at}versions/").text))

    def change(self, people: list[Person], more: str = "") -> None:
        """Write about everybody by name, and with all that is known of them."""
        page = self.walk.browser.get(f"{self.at}edit/").text
        found = re.search(
            r'<textarea class="editor".*?>(?:\n|&#10;)(.*?)</textarea>', page, re.DOTALL
        )
        assert found
        text = html.unescape(found[1])
        self.walk.note("editor", text)
        own = "\n\n".join(f"Item {p.number:02d} is about {p.name}." for p in people)
        text = f"{text}\n\n{own}\n\n{details(people)}\n\n{short(people)}\n\n{more}"
        said = {"text": text, "stamp": _hidden(page, "stamp")}
        page = self.walk.browser.post(f"{self.at}edit/", said).text
        self.walk.note("review after a change", words(page))
        self.read(self.walk.browser, "review of a changed text")

    def approve(self, browser: Browser, **more: str) -> None:
        said = {"stamp": _hidden(browser.get(self.at).text, "stamp"), **more}
        page = browser.post(f"{self.at}approve/", said).text
        assert "Have you read it?" in page, words(page)[:400]
        page = browser.post(f"{self.at}approve/", {**said, "knowing": "1"}).text
        self.walk.note("approved", words(page))

    def send_back(self, people: list[Person]) -> None:
        comment = "\n".join(f"Item {p.number:02d} is about {p.name}." for p in people)
        comment += f"\nAnd {people[2].first} lives at {people[2].address}: {people[2].phone}?"
        said = {"stamp": _hidden(self.second.get(self.at).text, "stamp"), "comment": comment}
        self.second.post(f"{self.at}send-back/", {**said, "comment": " "}, expect=422)
        self.second.post(f"{self.at}send-back/", said)
        page = words(self.walk.browser.get(self.at).text)
        assert comment.splitlines()[-1] in page
        self.walk.note("sent back", page)

    def lists(self) -> None:
        for browser in (self.walk.browser, self.second):
            for show in ("", "waiting", "approved", "drafts"):
                browser.get("/work/", show=show)

    def take_out(self) -> None:
        browser = self.walk.browser
        for form in ("docx", "md", "txt"):
            data = browser.get(f"{self.at}export/{form}/").content
            self._taken(f"exported as {form}", _text_of(data) if form == "docx" else data.decode())
        page = browser.post(f"{self.at}copy/").text
        self._taken("copied", words(page))

    def _taken(self, where: str, text: str) -> None:
        before = len(self.walk.told)
        self.walk.note(where, text)
        assert len(self.walk.told) - before > 60, f"{where}: too few are named"


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found, words(page)[:600]
    return html.unescape(found[1])


def _text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)
