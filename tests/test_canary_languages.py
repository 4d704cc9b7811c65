"""The canary in the nine languages of families: every path that takes such text, and no trace.

Texts about invented families, in four scripts, go through the command, the vault, documents and
the English chat, where somebody pastes them. With a roster, everything that left or was kept is
searched for every word of the names; without one, so is what the detector alone had to find.
Another path that takes families' text, such as a pasted roster, gets its test here.
"""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterable

import pytest

from tests import families
from tests.canary import evidence, model
from tests.canary.languages import NEEDLES, Needle
from tests.model_server import ModelServer
from tests.processes import ROOT
from workspace.chat.models import Message
from workspace.jobs import running
from workspace.privacy.preparing import Draft, mask_text, mask_texts, prepare
from workspace.privacy.vaults import open_vault

pytestmark = pytest.mark.django_db(transaction=True)
each = pytest.mark.parametrize("needle", NEEDLES, ids=lambda needle: needle.language)
FULLY_READ = pytest.mark.parametrize(
    "needle", [n for n in NEEDLES if n.language in {"ar", "uk", "ur"}], ids=lambda n: n.language
)


def ways(word: str) -> Iterable[bytes]:
    """A word as programs write it down: in UTF-8, UTF-16, JSON, an address, hex and base64."""
    for text in {word, word.lower(), word.upper()}:
        yield text.encode()
        yield json.dumps(text)[1:-1].encode()
        yield text.encode("utf-16-le")
        yield text.encode().hex().encode()
    for shift in range(3):
        yield base64.b64encode(b"\0" * shift + word.encode())[4:-4]


def traces(needle: Needle, places: dict[str, bytes]) -> list[tuple[str, str]]:
    return [
        (place, word)
        for word in needle.words
        for way in ways(word)
        for place, raw in places.items()
        if len(way) > 3 and way in raw
    ]


def roster(needle: Needle) -> list[families.Person]:
    return [
        families.Person(needle.child, "CHILD"),
        families.Person(needle.mother, "MOTHER", (), {"PHONE": needle.phone}),
    ]


def everything_said(caplog: pytest.LogCaptureFixture) -> dict[str, bytes]:
    said = [f"{r.getMessage()} {r.args!r} {r.exc_text or ''}" for r in caplog.records]
    return {"what was logged": "\n".join(said).encode("utf-8", "backslashreplace")}


@each
def test_the_search_finds_what_is_planted(needle: Needle) -> None:
    for word in needle.words:
        for way in (word.encode(), word.encode("utf-16-le"), json.dumps(word).encode()):
            assert traces(needle, {"a log": b"so " + way + b" said"})


@pytest.mark.parametrize("known", [True, False], ids=["with a roster", "without"])
def test_the_command(known: bool) -> None:
    people = {
        needle.language: [
            {"name": needle.child, "role": "CHILD"}, {"name": needle.mother, "role": "MOTHER"},
        ] if known else []
        for needle in NEEDLES
    }  # fmt: skip
    asked = "".join(
        json.dumps({"id": n.language, "text": n.text, "language": n.language,
                    "roster": people[n.language]}, ensure_ascii=False) + "\n"
        for n in NEEDLES
    )  # fmt: skip
    elsewhere = ("DAYLIGHT_DATABASE_URL", "DAYLIGHT_REDIS_URL")  # it needs no database
    env = {name: value for name, value in os.environ.items() if name not in elsewhere}
    done = subprocess.run(
        [sys.executable, "manage.py", "redact", "--jsonl"], cwd=ROOT, input=asked.encode(),
        env=env | {"DAYLIGHT_LOG_LEVEL": "DEBUG"}, capture_output=True, timeout=300, check=True,
    )  # fmt: skip
    told = {line["id"]: line for line in map(json.loads, done.stdout.decode().splitlines())}
    for needle in NEEDLES:
        assert not traces(needle, {"stderr": done.stderr}), needle.language
        left = {"the command": told[needle.language]["masked"].encode()}
        found = traces(needle, left)
        assert not found, (needle.language, told[needle.language]["masked"])


@each
@pytest.mark.parametrize("known", [True, False], ids=["with a roster", "without"])
def test_the_vault_and_documents(
    needle: Needle, known: bool, caplog: pytest.LogCaptureFixture
) -> None:
    user = families.someone()
    case = families.case_of(user, people=roster(needle) if known else [])
    with caplog.at_level("DEBUG"):
        one = mask_text(case.vault_id, needle.text, language=needle.language)
        paragraphs = mask_texts(
            case.vault_id, [needle.text, needle.text.upper()][: 1 + known], language=needle.language
        )
        leaving = prepare(case.vault_id, [Draft("user", (one.text,), at_rest=True)])
    opened = open_vault(case.vault_id)
    assert opened.restore(one.text, one.aliases) == needle.text
    assert opened.restore(paragraphs[0].text, paragraphs[0].aliases) == needle.text
    masked = {f"text {at}": part.text.encode() for at, part in enumerate([one, *paragraphs])}
    masked["what leaves"] = "\n".join(part.text for part in leaving.parts).encode()
    assert not traces(needle, masked | evidence.stored() | everything_said(caplog))


def pasted(needle: Needle, people: list[families.Person], server: ModelServer) -> Message:
    """Somebody pastes a family's own words into the English chat."""
    user = families.someone()
    case = families.case_of(user, people=people)
    chat = families.chat(user, case=case, engine=families.server_engine(server))
    answer = families.ask(chat, f"What does this say?\n{needle.text}\nThanks.", by=user)
    assert answer.job is not None
    running.run(answer.job.pk)
    answer.refresh_from_db()
    return answer


@each
def test_pasted_into_the_english_chat_with_a_roster(
    needle: Needle, caplog: pytest.LogCaptureFixture
) -> None:
    with ModelServer(model.everything) as server, caplog.at_level("DEBUG"):
        answer = pasted(needle, roster(needle), server)
        places = evidence.collect(server) | everything_said(caplog)
    assert server.received
    assert not traces(needle, places)
    vault = open_vault(answer.conversation.vault_id)
    shown = vault.restore(answer.text)
    assert needle.child in shown
    assert needle.mother in shown


@FULLY_READ
def test_pasted_into_the_english_chat_with_no_roster(
    needle: Needle, caplog: pytest.LogCaptureFixture
) -> None:
    """What is in another script is read by the model of families' languages."""
    with ModelServer(model.everything) as server, caplog.at_level("DEBUG"):
        pasted(needle, [], server)
        places = evidence.collect(server) | everything_said(caplog)
    assert not traces(needle, places)
