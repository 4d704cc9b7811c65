"""Whatever anybody writes anywhere, a page shows it as words and as nothing else.

Each place is filled once with harmless words and once with every payload; the two pages must
have the same elements with the same attributes, so that no payload can have added one.
"""

import json
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import families
from tests.access.payloads import PAYLOADS, alive, look, shape
from tests.access.world import World, a_job, a_prompt, make_world
from tests.freshly import signed_in
from workspace.cases.actions import Person, add_person, open_case
from workspace.cases.models import Case
from workspace.cases.rows import Row
from workspace.chat.actions.conversations import start
from workspace.chat.models import Conversation, Document, Message
from workspace.chat.views.answers import _restoring
from workspace.jobs.models import Event, Job, State
from workspace.jobs.poll import Line, News
from workspace.jobs.sse import _text
from workspace.outputs.models import Output

pytestmark = pytest.mark.django_db
HARMLESS = [f"harmless {number}" for number in range(len(PAYLOADS))]
Place = Callable[[World, list[str]], list[str]]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def a_chat(world: World) -> Conversation:
    return start(by=world.owner)


def at(name: str, *arguments: object) -> str:
    return reverse(name, args=arguments)


def asked(world: World, said: list[str]) -> list[str]:
    chat = a_chat(world)
    for text in said:
        message = chat.messages.create(author="user", status="sent", text=text)
    return [at("chat:conversation", chat.pk), at("chat:seen", message.pk)]


def drafted(world: World, said: list[str]) -> list[str]:
    chat = a_chat(world)
    chat.messages.create(author="user", status="draft", text="\n".join(said))
    return [at("chat:preview", chat.pk), at("chat:conversation", chat.pk)]


def titles(world: World, said: list[str]) -> list[str]:
    Conversation.objects.all().delete()
    for title in said[:18]:
        chat = a_chat(world)
        Conversation.objects.filter(pk=chat.pk).update(title=title)
    return [at("chat:home"), at("chat:conversation", chat.pk), at("chat:delete", chat.pk)]


def documents(world: World, said: list[str]) -> list[str]:
    chat = a_chat(world)
    chat.messages.create(author="user", status="draft", text="Hello.")
    rows = [{"text": text, "aliases": []} for text in said]
    states = ["ready", "failed", "reading"]
    for number, name in enumerate(said, 1):
        Document.objects.create(
            conversation=chat, number=number, name=name, size=1, status=states[number % 3],
            paragraphs=rows[:number], reason=name, warnings=[name],
        )  # fmt: skip
    last = [len(said), len(said) - 1, len(said) - 2]
    pages = [at("chat:document", chat.pk, number) for number in last]
    pages += [page + "?as=model" for page in pages]
    pages += [at("chat:document_state", chat.pk, number) for number in last]
    return [*pages, at("chat:preview", chat.pk), at("chat:conversation", chat.pk)]


def engines(world: World, said: list[str]) -> list[str]:
    chat = a_chat(world)
    for text in said:
        last = chat.messages.create(
            author="assistant", status="complete", text="Yes.", engine_name=text[:80], version=text
        )
    job = a_job(world.owner, "", State.QUEUED)
    Job.objects.filter(pk=job.pk).update(reason=said[1])
    writing = chat.messages.create(
        author="assistant", status="waiting", engine_name=said[1], job=job
    )
    pages = [at("chat:turn", last.pk), at("chat:turn", writing.pk)]
    world.engine.name = said[0][:80]
    world.engine.save()
    return [*pages, at("chat:conversation", chat.pk), *drafted(world, ["Hello."])]


def reasons(world: World, said: list[str]) -> list[str]:
    chat = a_chat(world)
    for text in said:
        job = a_job(world.owner, "", State.QUARANTINED)
        Job.objects.filter(pk=job.pk).update(reason=text)
        Message.objects.create(
            conversation=chat, author="assistant", status="waiting", job=job, text="So"
        )
        Message.objects.create(conversation=chat, author="assistant", status="failed", reason=text)
    return [at("chat:conversation", chat.pk)]


def people(world: World, said: list[str]) -> list[str]:
    Case.objects.exclude(conversations=world.conversation).delete()
    number = f"LK-{Case.objects.count()}"
    case = open_case(reference=number, team=world.north, by=world.owner)
    for name in said[:24]:
        person = Person(name, "CHILD", (name + " too",), {"SCHOOL": name, "ADDRESS": name})
        entry = add_person(case=case, person=person, by=world.owner)
    chat = start(by=world.owner, case=case)
    chat.messages.create(author="user", status="draft", text="Hello.")
    pages = [at("cases:case", case.pk), at("cases:person_edit", case.pk, entry.pk)]
    pages += [at("chat:who", chat.pk, entry.person_id), at("chat:preview", chat.pk)]
    return [*pages, at("chat:conversation", chat.pk)]


def references(world: World, said: list[str]) -> list[str]:
    Output.objects.all().delete()
    Conversation.objects.all().delete()
    Case.objects.all().delete()
    for text in {text[:38] for text in said[:18]}:
        case = open_case(reference=text, team=world.north, by=world.owner)
        chat = start(by=world.owner, case=case)
    pages = [at("cases:list"), at("cases:case", case.pk), at("cases:person_add", case.pk)]
    pages += [at("cases:people_paste", case.pk), at("cases:people_several", case.pk)]
    return [*pages, at("chat:conversation", chat.pk), at("chat:home")]


def prompts(world: World, said: list[str]) -> list[str]:
    world.prompt.__class__.objects.all().delete()
    for number, text in enumerate(said):
        prompt = a_prompt(
            world.owner, slug=f"s{number}", title=text[:120], summary=text, body=text,
            category=f"{number:02}{text[:58]}",
        )  # fmt: skip
    chat = at("chat:conversation", a_chat(world).pk)
    return [at("chat:prompts"), chat, f"{chat}?prompt={prompt.pk}"]


def names_of_staff(world: World, said: list[str]) -> list[str]:
    world.owner.name = f"Robin {said[1]}"
    world.owner.save()
    world.north.name = said[2]
    world.north.save()
    return [at("chat:home"), at("chat:prompts"), at("cases:create"), at("cases:list")]


PLACES = [
    asked, drafted, titles, documents, engines, reasons, people, references, prompts,
    names_of_staff,
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_what_is_written_there_stays_words(world: World, client: Client, place: Place) -> None:
    pages = {}
    for said in (HARMLESS, PAYLOADS):
        with transaction.atomic():
            pages[said is PAYLOADS] = [page_of(client, page) for page in place(world, said)]
            transaction.set_rollback(True)  # both find the same world
    assert any("harmless" in page for page in pages[False])
    for before, after in zip(pages[False], pages[True], strict=True):
        assert alive(after) == []
        assert shape(after) == shape(before)


def page_of(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, (address, reply.status_code)
    return str(reply.content.decode())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_echoed_stays_words(world: World, client: Client, payload: str) -> None:
    chat = a_chat(world)
    chat.messages.create(author="user", status="draft", text="Hello.")
    for send in (
        lambda said: client.post(at("chat:search"), {"q": said}),
        lambda said: client.post(at("cases:create"), {"reference": said + "x" * 40, "team": said}),
        lambda said: client.post(
            at("cases:person_add", world.case.pk),
            {"name": "", "role": said, "other_names": said, "born": said, "school": said,
             "address": said, "phone": said, "nhs_number": said},
        ),
        lambda said: client.post(at("chat:draft", chat.pk), {"text": said, "engine": said}),
        lambda said: client.post(
            at("chat:correct", chat.pk), {"do": "hide", "text": said, "role": "no such role"}
        ),
        lambda said: client.post(
            at("chat:draft", chat.pk),
            {"text": "x", "documents": SimpleUploadedFile(f"{said}.txt", b"")},
        ),
    ):  # fmt: skip
        *others, after = (
            send(said).content.decode() for said in ("harmless", "harmless 1", "a\n---", payload)
        )
        assert alive(after) == []
        known = {("li", ())}.union(*(shape(other) for other in others))
        assert set(shape(after)) <= known


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_pasted_stays_words(world: World, client: Client, payload: str) -> None:
    """Pasted, on its way to being checked and sent back with errors; whatever is read in it."""
    paste, several = (at(f"cases:people_{name}", world.case.pk) for name in ("paste", "several"))

    def pages(said: str) -> list[str]:
        table = f"Name\tRelationship\t{said}x\nIda ({said})\t{said}\t{said}\n{said}: 12"
        rows = {f"p{at}-{field}": said for at in (1, 2) for field in Row.base_fields}
        form = {"rows": "3", "pasted": said, "unread": said, "p3-name": "Zofia Brambleworth"} | rows
        del form["p1-leave_out"]
        replies = [
            client.post(paste, {"text": said}), client.post(paste, {"text": table}),
            client.post(several, form), client.post(several, form | {"more": said}),
        ]  # fmt: skip
        return [reply.content.decode() for reply in replies]

    usual = [page for said in ("harmless-", "Ida Fen, aunt") for page in pages(said)]
    known = {element for page in usual for element in shape(page)}
    for page in pages(payload):
        assert alive(page) == []
        assert set(shape(page)) <= known


def test_what_is_echoed_to_a_guest_stays_words() -> None:
    guest = Client()
    for payload in PAYLOADS:
        cache.clear()  # no limit stands in the way
        login = at("account_login")
        pages = [
            guest.get(login, {"next": payload}),
            guest.post(login, {"login": payload, "password": "", "next": f"/{payload}"}),
            guest.post(at("account_reset_password"), {"email": payload}),
            guest.get(f"/no-such-page/{payload}"),
        ]
        for page in pages:
            assert alive(page.content.decode()) == [], payload


def test_the_whole_way_through_the_composer(world: World, client: Client) -> None:
    """Masking on the way in, chips and restored names on the way out."""
    for payload in PAYLOADS:
        chat = a_chat(world)
        text = f"Zofia Brambleworth said {payload} to Halima."
        client.post(at("chat:draft", chat.pk), {"text": text})
        preview = page_of(client, at("chat:preview", chat.pk))
        assert alive(preview) == []
        client.post(at("chat:send", chat.pk), families.seen_in(preview))
        page = page_of(client, at("chat:conversation", chat.pk))
        assert alive(page) == []
        assert "".join(text.split()) in "".join("".join(look(page).words).split())


def test_the_administration_shows_words(world: World) -> None:
    for place in (people, references, prompts, engines, reasons, names_of_staff):
        place(world, PAYLOADS)
    admin = signed_in(world.people["administrator"])
    prompt = world.prompt.__class__.objects.latest("pk")
    job = Job.objects.filter(state=State.QUARANTINED).latest("created")
    for address in (
        at("admin:chat_prompt_changelist"), at("admin:chat_prompt_change", prompt.pk),
        at("admin:gateway_engine_changelist"),
        at("admin:gateway_engine_change", world.engine.pk), at("admin:cases_case_changelist"),
        at("admin:cases_case_change", Case.objects.latest("created").pk),
        at("admin:accounts_user_change", world.owner.pk), at("admin:accounts_team_changelist"),
        at("admin:jobs_job_changelist"), at("admin:jobs_job_change", job.pk),
        at("admin:governance_usecase_changelist"), at("admin:governance_stop_changelist"),
        at("admin:governance_erasure_changelist"), at("admin:accounts_invitation_changelist"),
    ):  # fmt: skip
        assert alive(page_of(admin, address)) == [], address


def test_a_stream_cannot_be_broken_out_of(world: World) -> None:
    """A delta is JSON on one line, and the browser's script makes a text node of it."""
    restore = _restoring(world.conversation, world.owner)
    for payload in PAYLOADS:
        delta = restore("delta", {"text": payload})
        ending = {"state": "failed", "reason": payload}
        told = _text(News((Line(1, "delta", delta),), 1, ending), None).decode()
        frames = told.removesuffix("\n\n").split("\n\n")
        assert [frame.splitlines()[-1][:6] for frame in frames] == ["data: "] * 2
        assert [len(frame.splitlines()) for frame in frames] == [3, 2]
        said = [json.loads(frame.splitlines()[-1][6:]) for frame in frames]
        assert said[0]["text"] == payload
        assert said[1]["reason"] == payload
    Event.objects.all().delete()
