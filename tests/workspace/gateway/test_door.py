"""The one door: what it refuses, what it records, and that whatever fails, fails closed."""

import pytest

from tests import families
from tests.model_server import ModelServer, Reply, echo, error, fault
from workspace.accounts.models import Role
from workspace.gateway.door import Request, Stopped, call, stream
from workspace.governance import audit
from workspace.governance.models import AuditEntry, Classification
from workspace.governance.policy import Refused
from workspace.privacy import detector, preparing
from workspace.privacy.preparing import Draft
from workspace.privacy.vaults import shred

pytestmark = pytest.mark.django_db

QUESTION = "Shabana Warsame rang from 07700 900123 about Amina."


@pytest.fixture
def server():
    with ModelServer(echo) as server:
        yield server


@pytest.fixture
def case(user):
    return families.case_of(user)


def request(engine, text=QUESTION, **more):
    return Request([Draft("user", (text,))], engine, about=("chat.message", "m-1"), **more)


def outcomes():
    return [
        entry.action
        for entry in AuditEntry.objects.filter(action__startswith="model.").order_by("id")
    ]


def last():
    return AuditEntry.objects.filter(action__startswith="model.").latest("id")


def test_what_leaves_is_masked_and_what_comes_back_is_about_the_same_people(server, user, case):
    answering = call("chat", request(families.server_engine(server)), by=user, vault=case.vault_id)
    left = b"".join(server.received)
    for secret in (b"Shabana", b"Warsame", b"Amina", b"900123"):
        assert secret not in left
    opened = families.opened(case)
    assert opened.restore(answering.answer.text) == QUESTION.replace("Amina", "Amina Warsame")
    assert answering.version == "fake-model-2026"


def test_a_good_call_is_recorded_twice_with_facts_and_no_content(server, user, case):
    engine = families.server_engine(server)
    call("chat", request(engine), by=user, vault=case.vault_id)
    assert outcomes() == ["model.attempted", "model.completed"]
    entry = last()
    said = server.requests[0]["messages"]
    assert (entry.actor_id, entry.actor_role, entry.purpose) == (str(user.pk), user.role, "chat")
    assert (entry.object_type, entry.object_id) == ("chat.message", "m-1")
    milliseconds = entry.facts.pop("milliseconds")
    assert isinstance(milliseconds, int)
    assert entry.facts == {
        "engine": engine.pk, "engine_kind": "openai", "model": "fake-model", "in_house": True,
        "characters_sent": len(said[-1]["content"]),
        "characters_received": len(said[-1]["content"]),
        "payload": audit.keyed_hash(said[-1]["content"]), "version": "fake-model-2026",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"killed": True}, "killed"),
        ({"enabled": False}, "disabled"),
        ({"highest_classification": Classification.OFFICIAL}, "classification"),
    ],
)
def test_policy_refuses_before_anything_is_read(server, user, case, fields, code):
    engine = families.server_engine(server, **fields)
    with pytest.raises(Refused) as refusal:
        call("chat", request(engine), by=user, vault=case.vault_id)
    assert refusal.value.code == code
    assert outcomes() == ["model.refused"]
    assert last().facts["reason"] == code
    assert not server.received


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_those_who_work_with_families_ask(server, case, role):
    somebody = families.someone("kim.hale@example.test", role=role)
    with pytest.raises(Refused):
        call("chat", request(families.server_engine(server)), by=somebody, vault=case.vault_id)
    assert not server.received


def test_public_work_may_go_to_an_engine_that_is_not_cleared_for_cases(server, user, case):
    engine = families.server_engine(server, highest_classification=Classification.PUBLIC)
    asked = request(engine, classification=Classification.PUBLIC)
    assert call("chat", asked, by=user, vault=case.vault_id).answer


def test_the_kill_switch_stops_an_answer_in_the_middle(server, user, case, monkeypatch):
    monkeypatch.setattr("workspace.gateway.door._KILL_SWITCH_EVERY", 0)
    engine = families.server_engine(server)
    server.behaviour = Reply("word " * 200, delay=0.01)
    answering = stream("chat", request(engine), by=user, vault=case.vault_id)
    pieces = iter(answering)
    next(pieces)
    type(engine).objects.update(killed=True)
    with pytest.raises(Refused):
        list(pieces)
    assert outcomes() == ["model.attempted", "model.refused"]
    assert answering.answer is None
    assert server.client_left.wait(30)


def test_leaving_in_the_middle_is_recorded_as_stopped(server, user, case):
    server.behaviour = Reply("word " * 200, delay=0.01)
    answering = stream(
        "chat", request(families.server_engine(server)), by=user, vault=case.vault_id
    )
    next(iter(answering))
    answering.close()
    assert outcomes() == ["model.attempted", "model.stopped"]
    assert server.client_left.wait(30)


def test_the_tripwire_blocks_what_masking_let_through(server, user, case, monkeypatch):
    monkeypatch.setattr(preparing, "mask", lambda text, found, known: preparing.MaskedText(text))
    with pytest.raises(Stopped) as stopped:
        call("chat", request(families.server_engine(server)), by=user, vault=case.vault_id)
    assert (stopped.value.code, stopped.value.may_retry) == ("tripwire", False)
    assert "Nothing was sent" in str(stopped.value)
    assert outcomes() == ["model.attempted", "model.refused"]
    assert last().facts["kinds"] == ["PERSON", "PHONE"]
    assert last().facts["reason"] == "tripwire"
    assert not server.received


@pytest.mark.parametrize(
    "trouble",
    [detector.DetectionFailed("no"), RuntimeError("Amina Warsame"), TimeoutError(), MemoryError()],
)
def test_whatever_fails_in_detection_nothing_leaves(server, user, case, monkeypatch, trouble):
    def fails(*args, **kwargs):
        raise trouble

    monkeypatch.setattr(detector, "detect", fails)
    with pytest.raises(Stopped) as stopped:
        call("chat", request(families.server_engine(server)), by=user, vault=case.vault_id)
    assert "Amina" not in str(stopped.value)
    assert outcomes() == ["model.attempted", "model.failed"]
    assert last().facts["reason"] == type(trouble).__name__
    assert not server.received


def test_a_destroyed_vault_asks_nothing(server, user):
    conversation = families.chat(user)
    engine = families.server_engine(server)
    shred(conversation.vault)
    with pytest.raises(Stopped):
        call("chat", request(engine), by=user, vault=conversation.vault_id)
    assert not server.received


FAULTS = {
    "engine_unavailable": [error(500), error(503), fault("hang_up")],
    "engine_busy": [error(429)],
    "engine_refused_request": [error(401), error(404), error(400)],
    "too_long_for_engine": [error(400, "maximum context length is 4096 tokens"), error(413)],
    "engine_bad_answer": [fault("html"), fault("garbage"), fault("empty")],
    "engine_cut_off": [
        fault("cut", text="It was a quiet visit."), fault("unfinished", text="A quiet visit."),
        Reply("A quiet visit", finish="length"),
    ],
    "engine_too_slow": [fault("silent"), fault("stall"), error(504)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "reply"),
    [(code, reply) for code, replies in FAULTS.items() for reply in replies],
    ids=lambda value: value if isinstance(value, str) else f"{value.fault}{value.status}",
)
def test_every_fault_of_a_server_has_a_message_for_a_person(server, user, case, code, reply):
    server.behaviour = reply
    engine = families.server_engine(server, read_timeout=1)
    with pytest.raises(Stopped) as stopped:
        call("chat", request(engine), by=user, vault=case.vault_id)
    assert stopped.value.code == code
    assert str(stopped.value).endswith(".")
    assert len(str(stopped.value)) > 40
    assert outcomes() == ["model.attempted", "model.failed"]
    assert last().facts["reason"] == code


def test_a_server_that_is_down(server, user, case):
    engine = families.server_engine(server)
    server.stop()
    with pytest.raises(Stopped) as stopped:
        call("chat", request(engine), by=user, vault=case.vault_id)
    assert (stopped.value.code, stopped.value.may_retry) == ("engine_unavailable", True)


def test_too_long_is_said_before_it_is_sent(server, user, case):
    engine = families.server_engine(server, context_size=100)
    with pytest.raises(Stopped) as stopped:
        call("chat", request(engine, "The visit went well. " * 60), by=user, vault=case.vault_id)
    assert (stopped.value.code, stopped.value.may_retry) == ("too_long_for_engine", False)
    assert not server.received


def test_a_server_with_a_very_long_name_for_its_model(server, user, case, monkeypatch):
    """llama.cpp reports the path of the file it was started with."""
    monkeypatch.setattr("tests.model_server.MODEL", "/models/" + "a" * 300)
    call("chat", request(families.server_engine(server)), by=user, vault=case.vault_id)
    assert outcomes() == ["model.attempted", "model.completed"]
    assert len(last().facts["version"]) <= 120
