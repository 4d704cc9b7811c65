"""The one door: what it refuses, what it records, and that whatever fails, fails closed."""

from datetime import date

import pytest

from tests import families
from tests.model_server import ModelServer, Reply, echo, error, fault
from workspace.accounts.models import Role
from workspace.gateway.door import Request, Stopped, call, stream
from workspace.governance import stops
from workspace.governance.models import AuditEntry, Classification, UseCase
from workspace.governance.policy import Refused
from workspace.privacy import detector, preparing
from workspace.privacy.preparing import Draft
from workspace.privacy.vaults import commitment, new_vault, shred

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


def use(**fields):
    """The use that these questions are for."""
    return families.everyday(**fields)


def outcomes():
    return [
        entry.action
        for entry in AuditEntry.objects.filter(action__startswith="model.").order_by("id")
    ]


def last():
    return AuditEntry.objects.filter(action__startswith="model.").latest("id")


def test_what_leaves_is_masked_and_what_comes_back_is_about_the_same_people(server, user, case):
    answering = call(use(), request(families.server_engine(server)), by=user, vault=case.vault_id)
    left = b"".join(server.received)
    for secret in (b"Shabana", b"Warsame", b"Amina", b"900123"):
        assert secret not in left
    opened = families.opened(case)
    assert opened.restore(answering.answer.text) == QUESTION.replace("Amina", "Amina Warsame")
    assert answering.version == "fake-model-2026"


def test_a_good_call_is_recorded_twice_with_facts_and_no_content(server, user, case):
    engine = families.server_engine(server)
    call(use(), request(engine), by=user, vault=case.vault_id)
    assert outcomes() == ["model.attempted", "model.completed"]
    entry = last()
    said = server.requests[0]["messages"]
    assert (entry.actor_id, entry.actor_role) == (str(user.pk), user.role)
    assert entry.purpose == use().slug
    assert (entry.object_type, entry.object_id) == ("chat.message", "m-1")
    assert entry.model == "fake-model"
    milliseconds = entry.facts.pop("milliseconds")
    assert isinstance(milliseconds, int)
    assert entry.facts == {
        "engine": engine.pk, "engine_kind": "openai", "in_house": True,
        "characters_sent": len(said[-1]["content"]),
        "characters_received": len(said[-1]["content"]),
        "payload": commitment(case.vault_id, said[-1]["content"]), "version": "fake-model-2026",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"enabled": False}, "disabled"),
        ({"highest_classification": Classification.OFFICIAL}, "classification"),
    ],
)
def test_policy_refuses_before_anything_is_read(server, user, case, fields, code):
    engine = families.server_engine(server, **fields)
    with pytest.raises(Refused) as refusal:
        call(use(), request(engine), by=user, vault=case.vault_id)
    assert refusal.value.code == code
    assert outcomes() == ["model.refused"]
    assert last().facts["reason"] == code
    assert not server.received


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_those_who_work_with_families_ask(server, case, role):
    somebody = families.someone("kim.hale@example.test", role=role)
    with pytest.raises(Refused):
        call(use(), request(families.server_engine(server)), by=somebody, vault=case.vault_id)
    assert not server.received


def test_public_work_may_go_to_an_engine_that_is_not_cleared_for_cases(server, user):
    engine = families.server_engine(server, highest_classification=Classification.PUBLIC)
    look_up = use(slug="law", classification=Classification.PUBLIC)
    assert call(look_up, request(engine), by=user, vault=new_vault().pk).answer


def test_work_in_a_case_is_case_work_whatever_it_is_said_to_be_for(server, user, case):
    engine = families.server_engine(server, highest_classification=Classification.PUBLIC)
    public = use(classification=Classification.PUBLIC)
    with pytest.raises(Refused) as refusal:
        call(public, request(engine), by=user, vault=case.vault_id)
    assert refusal.value.code == "classification"
    assert server.requests == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"allowed": False, "reason": "No.", "instead": "Ask."}, "prohibited"),
        ({"review_date": date(2024, 5, 1)}, "review"),
    ],
)
def test_the_register_decides_at_the_door_by_its_row_as_it_is_now(server, user, case, fields, code):
    engine, use_case = families.server_engine(server), use()
    UseCase.objects.update(**fields)  # the row in hand knows nothing of it
    with pytest.raises(Refused) as refusal:
        call(use_case, request(engine), by=user, vault=case.vault_id)
    assert refusal.value.code == code
    assert outcomes() == ["model.refused"]
    assert not server.received


def test_a_use_of_another_team_and_an_engine_of_another_use_are_refused(server, user, case):
    engine, others = families.server_engine(server), use(slug="others")
    others.teams.add(families.team("Larkmoor South"))
    with pytest.raises(Refused, match="not open to your team"):
        call(others, request(engine), by=user, vault=case.vault_id)
    families.built_in().use_cases.add(use())
    with pytest.raises(Refused, match="not allowed for"):
        call(use(), request(engine), by=user, vault=case.vault_id)
    assert not server.received


def test_a_use_or_an_engine_that_is_gone_is_refused(server, user, case):
    engine = families.server_engine(server)
    asked, use_case = request(engine), use()
    type(engine).objects.all().delete()
    with pytest.raises(Refused) as refusal:
        call(use_case, asked, by=user, vault=case.vault_id)
    assert refusal.value.code == "gone"


def test_a_prohibited_use_goes_on_only_with_a_reason_and_where_one_would_do(server, user, case):
    engine = families.server_engine(server)
    UseCase.objects.update(allowed=False, reason="No.", may_override=True)
    with pytest.raises(Refused):
        call(use(), request(engine), by=user, vault=case.vault_id)
    assert call(use(), request(engine, overridden=True), by=user, vault=case.vault_id).answer
    UseCase.objects.update(may_override=False)
    with pytest.raises(Refused):
        call(use(), request(engine, overridden=True), by=user, vault=case.vault_id)


def switches(engine, user):
    return {
        "everything": None,
        "team": user.teams.first(),
        "use_case": use(),
        "engine": engine,
    }


SCOPES = ("everything", "team", "use_case", "engine")


@pytest.mark.parametrize("scope", SCOPES)
def test_whatever_is_stopped_is_refused_with_the_message_until_it_is_lifted(
    server, user, case, scope
):
    engine = families.server_engine(server)
    stop = families.stopped(switches(engine, user)[scope], "Back at noon.")
    with pytest.raises(Refused, match="Back at noon"):
        call(use(), request(engine), by=user, vault=case.vault_id)
    assert last().facts["reason"] == "stopped"
    assert not server.received
    stops.lift(stop=stop, by=families.administrator())
    assert call(use(), request(engine), by=user, vault=case.vault_id).answer


def test_what_stops_others_stops_nobody_else(server, user, case):
    engine = families.server_engine(server)
    families.stopped(families.team("Larkmoor South"))
    families.stopped(use(slug="another"))
    families.stopped(families.built_in())
    assert call(use(), request(engine), by=user, vault=case.vault_id).answer


@pytest.mark.parametrize("scope", SCOPES)
def test_a_switch_stops_an_answer_in_the_middle(server, user, case, monkeypatch, scope):
    monkeypatch.setattr("workspace.gateway.door._LOOK_EVERY", 0)
    engine = families.server_engine(server)
    server.behaviour = Reply("word " * 200, delay=0.01)
    answering = stream(use(), request(engine), by=user, vault=case.vault_id)
    pieces = iter(answering)
    next(pieces)
    families.stopped(switches(engine, user)[scope])
    with pytest.raises(Refused, match="looking into a fault"):
        list(pieces)
    assert outcomes() == ["model.attempted", "model.refused"]
    assert answering.answer is None
    assert server.client_left.wait(30)


@pytest.mark.parametrize("silence", ["silent", "stall"])
def test_a_switch_is_seen_while_the_engine_says_nothing(server, user, case, monkeypatch, silence):
    """Before its first word, or after some: the engine would have had a minute more."""
    monkeypatch.setattr("workspace.gateway.door._LOOK_EVERY", 0)
    engine = families.server_engine(server, read_timeout=60)
    server.behaviour = fault(silence, text="A quiet visit. " * 10)
    answering = stream(use(), request(engine), by=user, vault=case.vault_id)
    pieces = iter(answering)
    while next(pieces):
        pass  # until it has fallen silent
    families.stopped()
    with pytest.raises(Refused):
        next(pieces)
    assert outcomes() == ["model.attempted", "model.refused"]
    assert server.client_left.wait(5), "the connection is closed, not left to run out"


def test_whoever_leaves_the_council_is_no_longer_answered(server, user, case, monkeypatch):
    monkeypatch.setattr("workspace.gateway.door._LOOK_EVERY", 0)
    server.behaviour = Reply("word " * 200, delay=0.01)
    answering = stream(use(), request(families.server_engine(server)), by=user, vault=case.vault_id)
    pieces = iter(answering)
    next(pieces)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(Refused) as refusal:
        list(pieces)
    assert refusal.value.code == "inactive"


def test_leaving_in_the_middle_is_recorded_as_stopped(server, user, case):
    server.behaviour = Reply("word " * 200, delay=0.01)
    answering = stream(use(), request(families.server_engine(server)), by=user, vault=case.vault_id)
    next(iter(answering))
    answering.close()
    assert outcomes() == ["model.attempted", "model.stopped"]
    assert server.client_left.wait(30)


def test_the_tripwire_blocks_what_masking_let_through(server, user, case, monkeypatch):
    monkeypatch.setattr(preparing, "mask", lambda text, found, known: preparing.MaskedText(text))
    with pytest.raises(Stopped) as stopped:
        call(use(), request(families.server_engine(server)), by=user, vault=case.vault_id)
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
        call(use(), request(families.server_engine(server)), by=user, vault=case.vault_id)
    assert "Amina" not in str(stopped.value)
    assert outcomes() == ["model.attempted", "model.failed"]
    assert last().facts["reason"] == type(trouble).__name__
    assert not server.received


def test_a_destroyed_vault_asks_nothing(server, user):
    conversation = families.chat(user)
    engine = families.server_engine(server)
    shred(conversation.vault)
    with pytest.raises(Stopped):
        call(use(), request(engine), by=user, vault=conversation.vault_id)
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
        call(use(), request(engine), by=user, vault=case.vault_id)
    assert stopped.value.code == code
    assert str(stopped.value).endswith(".")
    assert len(str(stopped.value)) > 40
    assert outcomes() == ["model.attempted", "model.failed"]
    assert last().facts["reason"] == code


def test_a_server_that_is_down(server, user, case):
    engine = families.server_engine(server)
    server.stop()
    with pytest.raises(Stopped) as stopped:
        call(use(), request(engine), by=user, vault=case.vault_id)
    assert (stopped.value.code, stopped.value.may_retry) == ("engine_unavailable", True)


def test_too_long_is_said_before_it_is_sent(server, user, case):
    engine = families.server_engine(server, context_size=100)
    with pytest.raises(Stopped) as stopped:
        call(use(), request(engine, "The visit went well. " * 60), by=user, vault=case.vault_id)
    assert (stopped.value.code, stopped.value.may_retry) == ("too_long_for_engine", False)
    assert not server.received


def test_a_server_with_a_very_long_name_for_its_model(server, user, case, monkeypatch):
    """llama.cpp reports the path of the file it was started with."""
    monkeypatch.setattr("tests.model_server.MODEL", "/models/" + "a" * 300)
    call(use(), request(families.server_engine(server)), by=user, vault=case.vault_id)
    assert outcomes() == ["model.attempted", "model.completed"]
    assert len(last().facts["version"]) <= 120
