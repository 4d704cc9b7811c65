"""One practitioner's long day: every path through the product, with forty people on the way."""

import re
import uuid
from collections.abc import Iterable, Sequence

from tests import families
from tests.canary.browser import Browser, File, answers, waiting, words, written
from tests.canary.papers import introduced
from tests.canary.people import Person
from tests.model_server import Behaviour, ModelServer, Reply
from tests.processes import wait_until
from workspace.cases.models import Case
from workspace.chat.models import Conversation, Document, Message
from workspace.jobs.models import Job
from workspace.privacy.vaults import open_vault

REFERENCE = "LK-2026-0731"
_SAID = re.compile(r"Item (\d\d) is about (.+?)\.(?=\s|$)")


class Walk:
    def __init__(self, browser: Browser, server: ModelServer, engine: int) -> None:
        self.browser, self.server, self.engine = browser, server, engine
        self.case = ""
        self.chat = ""
        self.told: list[tuple[str, str, str]] = []
        """(where, whose mark it was, whose name the practitioner saw) for every restored name."""

    # The case

    def open_case(self, team: int, people: Iterable[Person]) -> None:
        page = self.browser.post("/cases/new/", {"reference": REFERENCE, "team": team})
        self.case = str(page.url.path)
        for person in people:
            details = {
                "name": person.name, "role": person.role, "born": person.born_told,
                "address": person.address, "phone": person.phone, "nhs_number": person.nhs,
            }  # fmt: skip
            page = self.browser.post(f"{self.case}people/new/", details)
            assert person.name in words(page.text)

    def change_roster(self) -> None:
        """Open each page of the roster, correct somebody and take somebody off the list."""
        entries = re.findall(r'href="(\S+/people/\d+/)"', self.browser.get(self.case).text)
        form = self.browser.get(entries[0]).text
        values = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        values.pop("csrfmiddlewaretoken")
        role = re.findall(r'value="(\w+)" selected', form)[0]
        self.browser.post(entries[0], values | {"role": role, "other_names": "Pebblenut"})
        self.browser.post(f"{entries[-1]}remove/")

    # A chat

    def start(self, *, in_case: bool = True, prompt: str = "") -> str:
        case = {"case": Case.objects.get(reference=REFERENCE).pk} if in_case else {}
        page = self.browser.post("/chats/start/", {**case, "prompt": prompt})
        self.chat = str(page.url.path)
        return page.text

    @property
    def conversation(self) -> Conversation:
        found: Conversation = Conversation.objects.get(pk=self.chat.split("/")[2])
        return found

    def write(self, text: str, files: Sequence[File] = (), **more: str) -> str:
        """Save a draft and return the preview."""
        data = {"text": text, "engine": self.engine, **more}
        return self.browser.post(f"{self.chat}draft/", data, files=files).text

    def send(self, where: str = "") -> str:
        """Send the draft, watch the answer come and return the page as it is then."""
        return self.watched(self.press_send(), where)

    def press_send(self) -> str:
        preview = self.browser.get(f"{self.chat}preview/").text
        return self.browser.post(f"{self.chat}send/", families.seen_in(preview)).text

    def say(self, text: str, where: str = "", **more: str) -> str:
        self.write(text, **more)
        return self.send(where)

    def again(self, behaviour: Behaviour, where: str) -> str:
        """Ask for the last answer once more, from a server that behaves like this."""
        self.server.behaviour = behaviour
        return self.watched(self.browser.post(f"{self.last_answer()}retry/").text, where)

    def last_answer(self) -> str:
        found = self.conversation.messages.filter(author="assistant", superseded=False).last()
        assert found
        return f"/turns/{found.pk}/"

    def watched(self, page: str, where: str) -> str:
        address = waiting(page)
        if address:
            heard = self.browser.follow(address)
            self.note(f"{where}, streamed", written(heard))
        page = self.browser.get(self.chat).text
        assert not waiting(page)
        self.note(f"{where}, on the page", words(answers(page)[-1]))
        return page

    def note(self, where: str, text: str) -> None:
        self.told += [(where, number, shown) for number, shown in _SAID.findall(text)]

    def attach(self, files: Sequence[File]) -> None:
        self.write("", files=files)

    def wait_for_documents(self) -> None:
        reading = Document.objects.filter(
            conversation=self.conversation, status="reading", job__finished=None
        )
        wait_until(lambda: not reading.exists(), "the documents to be read")

    def look_at_documents(self) -> None:
        for document in self.conversation.documents.all():
            page = f"{self.chat}D{document.number}/"
            for address in (page, f"{page}state/"):
                self.browser.get(address)
            self.browser.get(page, **{"as": "model"})

    def correct(self, do: str, **values: str) -> None:
        self.browser.post(f"{self.chat}correct/", {"do": do, **values})

    def subject(self, name: str) -> str:
        """The key of somebody in the chat's vault."""
        known = open_vault(self.conversation.vault_id).identities.named(name)
        assert known, name
        return known.id

    def edit(self, message: Message, text: str) -> str:
        self.browser.get(self.chat, edit=str(message.pk))
        return self.say(text, "edited", edit=str(message.pk))

    def stop_midway(self, text: str) -> None:
        """Stop an answer while it is being written."""
        self.server.behaviour = Reply(text, fault="stall")
        page = self.browser.post(f"{self.last_answer()}retry/").text
        answer = self.last_answer()
        job = Message.objects.get(pk=answer.split("/")[2]).job
        assert job
        wait_until(lambda: _grown(job), "the answer to begin")
        self.browser.post(f"{answer}stop/")
        self.watched(page, "stopped")
        wait_until(lambda: Message.objects.get(pk=answer.split("/")[2]).finished, "the end")

    def give_feedback(self, comment: str) -> None:
        address = f"{self.last_answer()}feedback/"
        self.browser.post(address, {"useful": "no", "reasons": "wrong", "comment": comment})

    def search(self, *queries: str) -> None:
        for query in queries:
            self.browser.post("/chats/search/", {"q": query})
            self.browser.get("/", q=query)

    def get_lost(self, text: str) -> None:
        """Pages that are not there, may not be seen, or break on what was typed."""
        self.browser.get(f"/chats/{uuid.uuid4()}/", expect=404, note=text)
        self.browser.post("/broken/", {"text": text}, expect=500)
        self.browser.get("/chats/start/", expect=405, note=text)


def items(people: Iterable[Person]) -> str:
    """One line for each, by which the model's answer can be checked person by person."""
    return "\n".join(f"Item {p.number:02d}: {introduced(p)}" for p in people)


def details(people: Iterable[Person]) -> str:
    return "\n".join(
        f"Item {p.number:02d}: {p.name}, date of birth {p.born_told}, lives at {p.address}. "
        f"Phone {p.phone}. Email {p.email}. NHS number {p.nhs}."
        for p in people
    )


def short(people: Iterable[Person]) -> str:
    """The same people as they are spoken of later on."""
    return "\n".join(
        f"Item {p.number:02d}: {p.last}, {p.first} was late. We waited for {p.first}. "
        f"{p.first.upper()} {p.last.upper()} rang; "
        f"{p.first}'s phone is {p.phone.replace(' ', '')}, born {p.born:%d/%m/%Y}."
        for p in people
    )


def _grown(job: Job) -> bool:
    return job.events.filter(name="delta").exists()
