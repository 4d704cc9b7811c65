"""The project's most important test: forty people go through everything and leave no trace.

A practitioner works a long day over real HTTP; a real worker asks a real model server. Then all
that left, all that was logged and all that was kept is searched for everything that would give
anybody away who was on the roster or was detected. And wherever the model spoke of somebody,
the practitioner must have read exactly that person's name.
"""

import base64
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from tests import families
from tests.canary import administering, evidence, model, overseeing, refusing
from tests.canary.browser import Browser, words
from tests.canary.needles import search
from tests.canary.papers import papers
from tests.canary.people import OTHERS, PEOPLE, ROSTER, Person
from tests.canary.signing_off import SignOff
from tests.canary.walk import Walk, details, items, short
from tests.model_server import ModelServer, Reply, error, fault
from tests.processes import Child, Web, Worker, wait_until
from workspace.accounts.models import Role, Team, User
from workspace.cases import actions as cases
from workspace.chat.models import Message, Prompt
from workspace.gateway.models import Engine
from workspace.governance.models import AuditEntry
from workspace.jobs import running
from workspace.jobs.actions import submit
from workspace.jobs.models import Job
from workspace.privacy import lists, masking, preparing
from workspace.privacy.vaults import open_vault

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

LOUD = {"DAYLIGHT_LOG_LEVEL": "DEBUG"}
LETTERS = {"DAYLIGHT_EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
MANAGER, AUDITOR = "ruth.olatunji@example.test", "helen.strand@example.test"
SPOKEN, WRITTEN = PEOPLE[:28], PEOPLE[28:]
FAULTS = (
    error(500, f"{ROSTER[0].name} is not welcome"), error(429, ROSTER[1].name), error(400),
    error(401), error(404), fault("garbage"), fault("html", text=ROSTER[2].name), fault("empty"),
    fault("cut", text=f"As {ROSTER[3].name} of {ROSTER[3].address} said, all was well."),
    fault("unfinished", text=f"I heard {ROSTER[4].name} say so."), fault("hang_up"),
)  # fmt: skip


@pytest.fixture
def loud(no_worker, settings) -> Iterator[list]:  # type: ignore[no-untyped-def]
    """Children that say all they can; a test starts them, this stops them."""
    children: list = []
    yield children
    for child in children:
        child.stop()


@pytest.mark.timeout(900)
def test_nobody_leaves_a_trace(loud, capsys, tmp_path):  # type: ignore[no-untyped-def]
    user = families.someone()
    team = families.member_of(user)
    families.everyday(second_approver=True)
    families.built_in()
    lists.add(kind="hidden", texts=["Thrushcombe Nursery"], label="SCHOOL")
    lists.add(kind="spared", texts=["Early Help", "Signs of Safety", "Mill Road"])
    with ModelServer(model.about_each) as server:
        engine = families.server_engine(server, read_timeout=5)
        web = Web(DAYLIGHT_TEST_URLS="tests.canary.addresses", **LETTERS, **LOUD)
        loud.append(web)
        browser = _signed_in(web, user)
        walk = Walk(browser, server, engine.pk)
        walk.open_case(team.pk, ROSTER)

        queued = _first_message(walk)
        loud.append(Worker(imports="tests.canary.work", **LOUD))
        vault = _the_case(walk)
        _approved(walk, web, team)
        manager = _signed_in(web, families.someone(MANAGER, role=Role.MANAGER, teams=[team]))
        overseeing.held(walk, manager)
        _from_the_library(walk, user)
        refusing.overridden(walk)
        _alone(walk, engine)
        _commands()
        seen = _overseen(web, walk, user, team)
        promised = list(_promised(vault))
        places = queued | evidence.collect(server) | evidence.backed_up(tmp_path)
        _deleted(walk)
        refusing.forgotten(walk)
        seen |= overseeing.erased(walk, manager)
        seen |= _certificates(web)
        places |= {f"{name}, at the end": raw for name, raw in evidence.stored().items()}
    _report(capsys, promised)
    hits = search(places | seen, promised)
    assert not hits, "\n".join(map(str, hits[:40]))
    _each_under_their_own_name(walk)
    _everything_was_tried(places)


def _signed_in(web: Web, user: User) -> Browser:
    browser = Browser(web.address)
    browser.sign_in(user.email)
    return browser


def _first_message(walk: Walk) -> dict[str, bytes]:
    """Everybody who is spoken of, with no worker there yet: what waits in the queue is seen."""
    walk.start()
    walk.write(items(SPOKEN))
    walk.press_send()
    return {f"{name}, while queued": raw for name, raw in evidence.stored().items()}


def _the_case(walk: Walk) -> object:
    walk.watched(walk.browser.get(walk.chat).text, "first message")
    walk.say(details(SPOKEN), "details")
    walk.say(short(SPOKEN), "short forms")
    walk.attach(papers(WRITTEN))
    walk.attach([(f"note.{ROSTER[0].first}", b"Nothing much.")])
    walk.wait_for_documents()
    walk.look_at_documents()
    walk.say(short(WRITTEN) + "\nSummarise the documents.", "documents")
    _corrections(walk)
    _trouble(walk)
    _pages(walk)
    return walk.conversation.vault_id


def _corrections(walk: Walk) -> None:
    walk.write("Bobbinquill and Wobblechops live by Larkmoor pond. Mrs Dandelia Fothergrim rang.")
    walk.correct("hide", text="Bobbinquill", role="CHILD")
    walk.correct("hide", text="Wobblechops", role="CHILD")
    child = walk.subject("Bobbinquill")
    walk.correct("merge", subject=walk.subject("Wobblechops"), into=child)
    walk.correct("role", subject=child, role="NEIGHBOUR")
    walk.correct("hide", text="pond", role="PLACE")
    opened = open_vault(walk.conversation.vault_id)
    pond = next(pk for pk, (_, text) in opened.identities.spellings().items() if text == "pond")
    walk.correct("unmask", alias=pond)
    walk.send("corrected")


def _trouble(walk: Walk) -> None:
    first = walk.conversation.messages.filter(author="user", superseded=False).last()
    walk.server.behaviour = model.about_each
    walk.edit(first, items(PEOPLE))
    walk.again(model.about_each_spoilt, "spoilt marks")
    walk.again(model.everything, "echo of everything")
    named = ROSTER[5]
    walk.again(Reply(f"I know {named.name} of {named.address}, {named.phone}."), "uttered")
    for behaviour in FAULTS:
        walk.again(behaviour, f"fault {behaviour.fault} {behaviour.status}")
    walk.stop_midway(f"At home {named.name} " + "went home and " * 20)
    walk.again(model.about_each, "after all that")


def _pages(walk: Walk) -> None:
    person, message = OTHERS[0], Message.objects.filter(author="user", status="sent").last()
    walk.give_feedback(f"It mixes up {person.name} and {ROSTER[0].name}, {ROSTER[0].phone}.")
    walk.search(ROSTER[0].name, ROSTER[1].last, OTHERS[1].first, ROSTER[2].nhs)
    walk.get_lost(f"{ROSTER[0].name}, {ROSTER[0].address}")
    walk.browser.get(f"/turns/{message.pk}/seen/")
    walk.change_roster()
    job = submit(kind="canary.breaks", by=None, subject_id=str(message.pk))
    wait_until(
        lambda: Job.objects.get(pk=job.pk).state == "quarantined", "the work to be set aside"
    )


def _from_the_library(walk: Walk, owner: User) -> None:
    """A prompt of the library, completed with a name, answered by the built-in assistant."""
    prompt = Prompt.objects.create(
        slug="chronology", title="Chronology", summary="In order", body="Draw up a chronology of ",
        category="Reading", task="chronology", owner=owner, review_date="2027-01-01",
    )  # fmt: skip
    walk.browser.get("/prompts/")
    assert prompt.body in walk.start(prompt=str(prompt.pk))
    walk.engine = families.built_in().pk
    walk.attach([(f"Chronology of {PEOPLE[2].name}.txt", details(PEOPLE[:6]).encode())])
    walk.wait_for_documents()
    page = walk.say(f"{prompt.body}{PEOPLE[2].name} and {PEOPLE[4].first}.")
    assert PEOPLE[2].name in words(page)
    walk.engine = Engine.objects.get(kind="openai").pk


def _commands() -> None:
    """What is run on the server; it writes beside the logs."""
    for command in ("doctor", "rotate_keys"):
        child = Child("manage.py", command, **LOUD)
        child.process.wait(60)
        assert child.said()


def _alone(walk: Walk, engine: Engine) -> None:
    """A chat outside any case: nobody is on a roster, and its people end with it."""
    walk.server.behaviour = model.about_each
    walk.start(in_case=False)
    walk.say(items(OTHERS[:8]), "outside a case")
    engine.address = "http://127.0.0.1:9/v1"
    engine.save()
    walk.again(model.about_each, "server down")


def _approved(walk: Walk, web: Web, team: Team) -> None:
    """What was asked is declined, held back or answered; the answer is approved by two people."""
    refusing.declined(walk)
    refusing.held_back(walk)
    walk.server.behaviour = model.about_each
    walk.say(items(PEOPLE), "to be approved")
    wren = families.someone("wren.oakes@example.test", teams=[team])
    SignOff(walk, _signed_in(web, wren)).go(PEOPLE, ask=wren.pk)


def _overseen(web: Web, walk: Walk, user: User, team: Team) -> dict[str, bytes]:
    """What an auditor and an administrator see and take away; what is sent by email."""
    boss = families.someone("alex.marlowe@example.test", role=Role.ADMINISTRATOR)
    admin, auditor = (
        _signed_in(web, boss),
        _signed_in(web, families.someone(AUDITOR, role="auditor")),
    )
    administering.letters(admin, Browser(web.address), team, user)
    seen = overseeing.looked(auditor, ROSTER[:12], walk)
    return seen | administering.every_page(admin)


def _certificates(web: Web) -> dict[str, bytes]:
    auditor = _signed_in(web, User.objects.get(email=AUDITOR))
    found = overseeing.certificates(auditor)
    assert len(found) >= 3, "two chats and a case were erased"
    return found


def _everything_was_tried(places: dict[str, bytes]) -> None:
    """Nothing was found; was it looked for where it would be?"""
    letters = [raw for name, raw in places.items() if name.startswith("mail/")]
    assert any(b"/join/" in raw for raw in letters)
    assert any(b"/password/reset/key/" in raw for raw in letters)
    assert any(name.startswith("handed-to-celery/") for name in places)
    acts = set(AuditEntry.objects.values_list("action", flat=True))
    assert acts >= {
        "guard.declined", "guard.disputed", "use.overridden", "output.edited", "output.sent_back",
        "output.approved", "output.approved_second", "output.exported", "output.copied",
        "oversight.opened", "oversight.exported", "hold.placed", "hold.lifted", "chat.deleted",
        "case.erased", "backup.made", "account.sign_in_failed",
    }  # fmt: skip


def _deleted(walk: Walk) -> None:
    """The chat outside a case is deleted, and with it everybody in it."""
    walk.browser.get(f"{walk.chat}delete/")
    walk.browser.post(f"{walk.chat}delete/")
    walk.browser.get(walk.chat, expect=404)


def _promised(vault: object) -> Iterator[tuple[Person, str, str]]:
    """Yield every fact about whoever is on the roster, or was detected in the case."""
    opened = open_vault(vault)
    for person in PEOPLE:
        known = opened.identities.named(person.name)
        for kind, value in person.facts():
            if person.on_roster or kind in {"phone", "email", "NHS number", "postcode"}:
                yield person, kind, value
            elif kind in {"name", "first name", "surname"}:
                if known:
                    yield person, kind, value
            elif opened.identities.find(value):
                yield person, kind, value


def _report(capsys, promised) -> None:  # type: ignore[no-untyped-def]
    facts = {(person.number, kind) for person, kind, _ in promised}
    missed = [
        f"{kind} of {person.told} ({person.origin})"
        for person in OTHERS
        for kind, _ in person.facts()
        if (person.number, kind) not in facts
    ]
    every = sum(1 for person in OTHERS for _ in person.facts())
    with capsys.disabled():
        print(f"\ncanary: off the roster {every - len(missed)} of {every} facts were detected")
        for line in missed:
            print(f"canary: not detected: {line}")


def _each_under_their_own_name(walk: Walk) -> None:
    """Wherever the model spoke of an item, the name of that very person was read."""
    by_number = {f"{person.number:02d}": person for person in PEOPLE}
    wrong = [
        (where, by_number[number].name, shown)
        for where, number, shown in walk.told
        if not _names_only(by_number[number], shown)
    ]
    assert len({number for _, number, _ in walk.told}) > 30
    assert not wrong, wrong[:20]


def _names_only(person, shown: str) -> bool:  # type: ignore[no-untyped-def]
    """Whether what is shown is this person's name, whole or a part that nobody else bears."""
    said = set(shown.removeprefix(person.title).split())
    others = [other for other in PEOPLE if said <= set(other.name.split())]
    return bool(said) and others == [person]


WAYS = {
    "as it is": lambda text: text.encode(),
    "in capitals": lambda text: text.upper().encode(),
    "in an address": lambda text: quote_plus(text).encode(),
    "escaped": lambda text: quote(text).encode(),
    "as JSON": lambda text: json.dumps({"text": f"saw {text}"}).encode(),
    "in UTF-16": lambda text: text.encode("utf-16"),
    "in hex": lambda text: text.encode().hex().encode(),
    "in base64": lambda text: base64.b64encode(f"we saw {text} today".encode()),
    "backwards": lambda text: text[::-1].encode(),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("person", [PEOPLE[2], PEOPLE[9], PEOPLE[28]], ids=lambda p: p.origin)
def test_the_search_finds_what_is_planted(way, person):  # type: ignore[no-untyped-def]
    facts = [(person, kind, value) for kind, value in person.facts()]
    noise = random.Random(7).randbytes(200_000)
    assert not search({"a log": noise}, facts)
    for fact in facts:
        planted = noise[:99_999] + b" " + WAYS[way](fact[2]) + b" " + noise[99_999:]
        assert search({"a log": planted}, [fact]), fact


@pytest.mark.parametrize("text", ["{last}, {first}", "{last} {first}", "born {born:%d/%m/%Y}"])
def test_the_search_finds_other_ways_of_writing(text):  # type: ignore[no-untyped-def]
    for person in PEOPLE:
        planted = text.format(last=person.last, first=person.first, born=person.born).encode()
        facts = [(person, kind, value) for kind, value in person.facts()]
        assert search({"a row": planted}, facts)


def test_a_name_that_masking_lets_through_is_found(monkeypatch):  # type: ignore[no-untyped-def]
    """The canary sings: with masking broken for one person, the search reports that person."""
    let_through, user = ROSTER[3], families.someone()

    def careless(*args: Any, **kwargs: Any) -> Any:
        masked = masking.mask_around(*args, **kwargs)
        return replace(masked, text=f"{masked.text} {let_through.name}")

    monkeypatch.setattr(preparing, "mask_around", careless)
    monkeypatch.setattr(preparing.tripwire, "check", lambda *args, **kwargs: None)
    people = [cases.Person(person.name, person.role) for person in ROSTER]
    with ModelServer(model.about_each) as server:
        chat = families.chat(
            user, case=families.case_of(user, people=people), engine=families.server_engine(server)
        )
        answer = families.ask(chat, items(ROSTER), by=user)
        running.run(answer.job.pk)
        facts = [(p, "name", p.name) for p in ROSTER]
        hits = search({"the model server": b"".join(server.received)}, facts)
    assert {hit.person for hit in hits} == {let_through}
