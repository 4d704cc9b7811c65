"""What goes through the door and comes back, word by word."""

import random
import re

import pytest

from tests import families
from tests.model_server import ModelServer, Reply, echo, mangled
from workspace.cases.actions import Person
from workspace.chat.actions.answering import INSTRUCTIONS
from workspace.gateway.door import Request, call, stream
from workspace.privacy import answering
from workspace.privacy.answering import AnswerStream
from workspace.privacy.placeholders import Placeholder
from workspace.privacy.preparing import Draft, prepare
from workspace.privacy.restoring import unknown
from workspace.privacy.vaults import change

pytestmark = pytest.mark.django_db

PEOPLE = (
    *families.FAMILY,
    Person("Bao Tran", "FATHER", (), {"ADDRESS": "14 Tamarisk Row, Larkmoor, ZX1 4AB"}),
    Person("Oluwadamilola Adegbenro", "GRANDMOTHER", (), {"NHS_NUMBER": "999 000 0719"}),
)


@pytest.fixture
def server():
    with ModelServer(echo) as server:
        yield server


@pytest.fixture
def case(user):
    return families.case_of(user, people=PEOPLE)


@pytest.fixture
def ask(server, user, case):
    engine = families.server_engine(server)

    def asked(text, reply=echo):
        server.behaviour = reply
        drafts = [Draft("system", (INSTRUCTIONS,)), Draft("user", (text,))]
        came = call(families.everyday(), Request(drafts, engine), by=user, vault=case.vault_id)
        return families.opened(case).restore(came.answer.text, came.answer.aliases)

    return asked


def placeholders(case):
    return {
        next(iter(subject.aliases)): str(subject.placeholder)
        for subject in families.opened(case).identities.subjects.values()
    }


def test_the_instructions_hold_nothing_that_looks_personal(user, case):
    masked = prepare(case.vault_id, [Draft("system", (INSTRUCTIONS,))])
    assert masked.parts[0].text == INSTRUCTIONS


def test_mangled_placeholders_still_mean_the_same_people(ask, case):
    marks = placeholders(case)
    text = " ".join(f"{name} is {marks[name]}." for name in ("Amina Warsame", "Bao Tran"))
    shown = ask("How are Amina Warsame and Bao Tran?", mangled(text.replace("is", "=")))
    assert shown == "Amina Warsame = Amina Warsame. Bao Tran = Bao Tran."


def test_an_invented_placeholder_is_nobody(ask, case):
    taken = " ".join(placeholders(case).values())
    code = next(c for c in ("Q2Q", "Z9Z", "X7X") if c not in taken)
    assert (
        ask("Hello", f"It was [CHILD_{code}].") == f"It was {unknown(Placeholder('CHILD', code))}."
    )


def test_a_known_code_in_another_role_is_nobody(ask, case):
    code = placeholders(case)["Amina Warsame"][-4:-1]
    assert "Amina" not in ask("Hello", f"It was [FATHER_{code}].")


@pytest.mark.parametrize("distance", [1, 2])
def test_a_slip_in_a_code_never_turns_one_person_into_another(ask, case, distance):
    marks = placeholders(case)
    random.seed(distance)
    spoilt = []
    for mark in marks.values():
        role, code = mark[1:-1].split("_")
        for at in range(3):
            letter = random.choice("23456789" if at == 1 else "BCDFGHJKLMNPQRSTVWXZ")
            changed = code[:at] + letter + code[at + 1 :]
            if changed != code:
                spoilt.append(f"[{role}_{changed}]")
    shown = ask("Hello", " and ".join(spoilt))
    for name in marks:
        assert name not in shown


def test_the_legend_says_how_old_and_never_when_born(server, ask):
    ask("Amina Warsame was born on 27/03/2018.")
    left = server.received[-1].decode()
    assert re.search(
        r"\[DOB_\w{3}\] is a date of birth; the age of \S+ person in years is 5 to 9", left
    )
    for written in ("2018", "27/03", "March"):
        assert written not in left


def test_a_system_prompt_with_a_name_in_it_is_masked_too(server, user, case):
    drafts = [Draft("system", ("Be kind to Amina Warsame.",)), Draft("user", ("Hello",))]
    engine = families.server_engine(server)
    call(families.everyday(), Request(drafts, engine), by=user, vault=case.vault_id)
    assert b"Amina" not in server.received[-1]


def test_documents_and_their_names_are_masked_too(server, user, case):
    document = Draft("document", ("Bao Tran rang.", "999 000 0719"), "Visit Bao Tran.txt", "D1")
    asked = Request([document, Draft("user", ("Who?",))], families.server_engine(server))
    call(families.everyday(), asked, by=user, vault=case.vault_id)
    left = server.received[-1]
    for secret in (b"Tran", b"0719"):
        assert secret not in left


def test_a_name_that_the_model_writes_by_itself_is_stored_hidden(server, user, case):
    server.behaviour = Reply("I know Bao Tran of 14 Tamarisk Row and Oluwadamilola Adegbenro.")
    asked = Request([Draft("user", ("Who?",))], families.server_engine(server))
    coming = stream(families.everyday(), asked, by=user, vault=case.vault_id)
    shown = "".join(coming)
    for text in (shown, coming.answer.text):
        for secret in ("Bao", "Tran", "Tamarisk", "Oluwadamilola", "Adegbenro"):
            assert secret not in text


def test_characters_that_cannot_be_stored_or_seen_are_dropped(ask, case):
    mark = placeholders(case)["Bao Tran"]
    text = f"\ud83d One\x00 \u202e{mark[:3]}\x00{mark[3:]}\u2066\x9b\x1b rang.\n\tTwo 👋.\udc00"
    assert ask("Who?", text) == " One Bao Tran rang.\n\tTwo 👋."


def test_the_name_of_the_model_is_cleaned_too(server, user, case, monkeypatch):
    monkeypatch.setattr("tests.model_server.MODEL", "fake\ud83d\x00\u202e-model")
    asked = Request([Draft("user", ("Who?",))], families.server_engine(server))
    assert (
        call(families.everyday(), asked, by=user, vault=case.vault_id).version == "fake-model-2026"
    )


def test_a_message_that_looks_like_a_placeholder_means_nobody(ask, case):
    mark = placeholders(case)["Bao Tran"]
    assert ask(f"What is {mark}?") == f"What is {mark}?"


SAID = (
    "{Bao Tran} met {Amina Warsame}, and Oluwadamilola Adegbenro rang on 999 000 0719. "
    "{Shabana Warsame}{Amina Warsame}{Bao Tran}|{Oluwadamilola Adegbenro}/{Tomos Pritchard} "
    "Bao Tran's post: 14 Tamarisk Row, Larkmoor, ZX1 4AB; 07700 900123."
)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 11, 400])
def test_an_answer_is_the_same_however_it_is_split(case, size):
    marks = placeholders(case)
    text = re.sub(r"\{(.*?)\}", lambda match: marks[match[1]], SAID)
    stream = AnswerStream(case.vault_id)
    pieces = [stream.feed(text[at : at + size]) for at in range(0, len(text), size)]
    pieces.append(stream.flush())
    opened = families.opened(case)
    want = re.sub(r"\{(.*?)\}", r"\1", SAID)
    assert "".join(opened.restore(piece) for piece in pieces) == want
    assert opened.restore("".join(pieces)) == want
    for secret in ("Bao", "Adegbenro", "0719", "Tamarisk", "ZX1", "900123"):
        assert secret not in "".join(pieces)


@pytest.mark.parametrize("size", [1, 3, 9, 50])
def test_a_long_run_without_a_space_keeps_its_placeholders_whole(case, size):
    marks = placeholders(case)
    text = "|".join(marks[name] for name in ("Oluwadamilola Adegbenro", "Bao Tran")) * 30
    stream = AnswerStream(case.vault_id)
    pieces = [stream.feed(text[at : at + size]) for at in range(0, len(text), size)]
    pieces.append(stream.flush())
    opened = families.opened(case)
    shown = "".join(opened.restore(piece) for piece in pieces)
    assert shown == "Oluwadamilola Adegbenro|Bao Tran" * 30


def test_two_people_of_one_surname_are_never_confused(ask):
    shown = ask("The Warsames: Warsame rang, then Shabana, then Amina, then Warsame again.")
    assert shown == (
        "The Warsames: Warsame rang, then Shabana Warsame, then Amina Warsame, then Warsame again."
    )


def test_somebody_who_becomes_known_while_an_answer_is_written_is_hidden(
    server, user, case, monkeypatch
):
    monkeypatch.setattr(answering, "_LOOK_EVERY", 0)
    server.behaviour = Reply("word " * 40 + "Zebedee Quillfeather rang.", delay=0.005)
    asked = Request([Draft("user", ("Who?",))], families.server_engine(server))
    coming = stream(families.everyday(), asked, by=user, vault=case.vault_id)
    pieces = iter(coming)
    shown = next(pieces)
    change(case.vault_id, lambda known: known.new("PERSON", "Zebedee Quillfeather", roster=True))
    shown += "".join(pieces)
    assert "Quillfeather" not in coming.answer.text
    assert "Quillfeather" not in shown
