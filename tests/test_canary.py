"""The project's most important test: forty people go through everything and leave no trace.

A practitioner works a long day over real HTTP; a real worker asks a real model server. Then all
that left, all that was logged and all that was kept is searched for everything that would give
anybody away who was on the roster or was detected. And wherever the model spoke of somebody,
the practitioner must have read exactly that person's name.
"""

from collections.abc import Iterator

import pytest

from tests import families
from tests.canary import evidence, model
from tests.canary.browser import Browser, words
from tests.canary.needles import search
from tests.canary.papers import papers
from tests.canary.people import OTHERS, PEOPLE, ROSTER, Person
from tests.canary.walk import Walk, details, items, short
from tests.model_server import ModelServer, Reply, error, fault
from tests.processes import Web, Worker, wait_until
from workspace.accounts.models import Role
from workspace.chat.models import Message
from workspace.jobs.actions import submit
from workspace.jobs.models import Job
from workspace.privacy.vaults import open_vault

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

LOUD = {"DAYLIGHT_LOG_LEVEL": "DEBUG"}
SPOKEN, WRITTEN = PEOPLE[:28], PEOPLE[28:]
FAULTS = (
    error(500, f"{ROSTER[0].name} is not welcome"), error(429, ROSTER[1].name), error(400), error(401),
    error(404), fault("garbage"), fault("html", text=ROSTER[2].name), fault("empty"),
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


def test_nobody_leaves_a_trace(loud, capsys):  # type: ignore[no-untyped-def]
    user = families.someone()
    team = families.member_of(user)
    families.built_in()
    with ModelServer(model.about_each) as server:
        engine = families.server_engine(server, read_timeout=5)
        web = Web(DAYLIGHT_TEST_URLS="tests.canary.addresses", **LOUD)
        loud.append(web)
        browser = Browser(web.address)
        browser.sign_in(user.email)
        walk = Walk(browser, server, engine.pk)
        walk.open_case(team.pk, ROSTER)

        queued = _first_message(walk)
        loud.append(Worker(imports="tests.canary.work", **LOUD))
        vaults = [_the_case(walk), _alone(walk, engine)]
        places = queued | evidence.collect(server, loud)
        admin = _administration(web)
        _deleted(walk)
        browser.close()
        places |= {f"{name}, at the end": raw for name, raw in evidence.stored().items()}
    promised = list(_promised(vaults))
    _report(capsys, promised)
    hits = search(places | admin, promised)
    assert not hits, "\n".join(map(str, hits[:40]))
    _each_under_their_own_name(walk)


def _first_message(walk: Walk) -> dict[str, bytes]:
    """Everybody who is spoken of, with no worker there yet: what waits in the queue is seen."""
    walk.start()
    walk.write(items(SPOKEN))
    walk.browser.post(f"{walk.chat}send/")
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
    child = walk.subject("CHILD")
    walk.correct("merge", subject=walk.subject("CHILD", but=[child]), into=child)
    walk.correct("role", subject=walk.subject("PERSON"), role="NEIGHBOUR")
    walk.correct("hide", text="pond", role="PLACE")
    opened = open_vault(walk.conversation.vault_id)
    pond = next(pk for pk, (_, text) in opened.identities.spellings().items() if text == "pond")
    walk.correct("unmask", alias=pond)
    walk.correct("hide", text="x" * 300, role="CHILD")
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
    walk.stop_midway(f"Item 00 is about nobody. {named.name} " + "went home and " * 20)
    walk.again(model.about_each, "after all that")


def _pages(walk: Walk) -> None:
    person, message = OTHERS[0], Message.objects.filter(author="user", status="sent").last()
    walk.give_feedback(f"It mixes up {person.name} and {ROSTER[0].name}, {ROSTER[0].phone}.")
    walk.search(ROSTER[0].name, ROSTER[1].last, OTHERS[1].first, ROSTER[2].nhs)
    walk.get_lost(f"{ROSTER[0].name}, {ROSTER[0].address}")
    walk.browser.get(f"/turns/{message.pk}/seen/")
    walk.change_roster()
    job = submit(kind="canary.breaks", by=None, subject_id=str(message.pk))
    wait_until(lambda: Job.objects.get(pk=job.pk).state == "quarantined", "the work to be set aside")


def _alone(walk: Walk, engine) -> object:  # type: ignore[no-untyped-def]
    """A chat outside any case: nobody is on a roster, and its people end with it."""
    walk.server.behaviour = model.about_each
    walk.start(in_case=False)
    walk.say(items(OTHERS[:8]), "outside a case")
    engine.address = "http://127.0.0.1:9/v1"
    engine.save()
    walk.again(model.about_each, "server down")
    return walk.conversation.vault_id


def _administration(web: Web) -> dict[str, bytes]:
    """Every list an administrator can open; what they see is searched as well."""
    boss = families.someone("alex.marlowe@example.test", role=Role.ADMINISTRATOR)
    browser = Browser(web.address)
    browser.sign_in(boss.email)
    pages = {"admin": browser.get("/admin/").text}
    for name in ("governance/auditentry", "jobs/job", "cases/case", "gateway/engine", "chat/prompt"):
        pages[f"admin {name}"] = browser.get(f"/admin/{name}/").text
    browser.close()
    assert "chat.sent" in words(pages["admin governance/auditentry"])
    return {name: text.encode() for name, text in pages.items()}


def _deleted(walk: Walk) -> None:
    """The chat outside a case is deleted, and with it everybody in it."""
    walk.browser.get(f"{walk.chat}delete/")
    walk.browser.post(f"{walk.chat}delete/")
    walk.browser.get(walk.chat, expect=404)


def _promised(vaults: list) -> Iterator[tuple[Person, str, str]]:
    """Yield every fact about whoever is on the roster, or was detected where they came up."""
    opened = open_vault(vaults[0])
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
        if shown.removeprefix(by_number[number].title).strip() != by_number[number].name
    ]
    assert len({number for _, number, _ in walk.told}) > 30
    assert not wrong, wrong[:20]
