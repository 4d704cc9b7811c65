"""`manage.py redact --jsonl`: the contract, with the real program and real pipes."""

import json
import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.processes import ROOT
from tests.workspace.privacy.disguising import ANYTHING
from workspace.privacy.management.commands import redact
from workspace.privacy.management.commands.redact import answers
from workspace.privacy.placeholders import find_exact

TEXT = "👩‍👧 Cafe\u0301 note: Zofia Brambleworth's mother, Halima, rang 07700 900123. 🧸 SW1A 1AA"


def program(data: bytes, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "workspace.settings"} | environment
    arguments = [sys.executable, "manage.py", "redact", "--jsonl"]
    return subprocess.run(
        arguments, cwd=ROOT, env=env, input=data, capture_output=True, timeout=120
    )


def lines(*asked: Any) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in asked).encode()


def redacted(**asked: Any) -> dict[str, Any]:
    return next(iter(answers([json.dumps(asked)])))


def test_the_program_writes_one_line_for_each_and_nothing_else() -> None:
    asked = [
        {"id": 7, "text": TEXT, "roster": [{"name": "Zofia Brambleworth", "role": "child"}]},
        {"id": "b", "text": ""},
        {"id": None, "text": "Zofia Brambleworth", "language": "en"},
        {"id": {"a": [1]}, "text": "The weather was fine."},
    ]
    done = program(lines(*asked), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [line["id"] for line in told] == [line["id"] for line in asked]
    assert all(list(line) == ["id", "masked", "entities"] for line in told)
    assert told[1] == {"id": "b", "masked": "", "entities": []}
    assert b"Zofia" not in done.stdout
    assert not done.stdout.startswith(b"\n")


def test_a_bad_line_is_answered_by_an_error_and_the_rest_are_done() -> None:
    done = program(
        lines({"id": 1, "text": "Fine."})
        + b'not json, Zofia\n{"id": 9, "text": "Zofia \xff"}\n\n'
        + lines({"id": 5, "text": 5}, {"id": 6, "text": "Zofia", "language": "so"})
        + lines({"id": 7, "text": "Zofia Brambleworth ran."})
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line.get("line")) for line in told] == [
        (1, None), (None, 2), (None, 3), (5, 5), (6, 6), (7, None),
    ]  # fmt: skip
    errors = [line["error"] for line in told if "error" in line]
    assert errors[:3] == ["Line 2 is not JSON.", "Line 3 is not UTF-8.", 'Line 5 needs "text".']
    assert "language" in errors[3]
    assert told[-1]["masked"].endswith("] ran.")
    assert done.returncode != 0
    assert b"Zofia" not in done.stdout + done.stderr
    assert (
        done.stderr.decode()
        .strip()
        .endswith("4 of the lines could not be masked: see their errors.")
    )
    assert b"Traceback" not in done.stderr


def test_it_needs_to_be_told_the_format() -> None:
    with pytest.raises(CommandError, match="--jsonl"):
        call_command("redact")


@pytest.mark.parametrize(
    "line",
    [
        "{", "[]", "5", "null", '"text"', "{}", '{"id": 1}', '{"text": null}', '{"text": 5}',
        '{"text": ["a"]}', '{"text": "\\ud800"}', '{"id": "\\udfff", "text": "a"}',
        '{"text": "a", "language": 5}', '{"text": "a", "roster": 5}',
        '{"text": "a", "roster": {"a": 1}}',
        '{"text": "a", "roster": [5]}', '{"text": "a", "roster": [{}]}',
        '{"text": "a", "roster": [{"name": ""}]}', '{"text": "a", "roster": [{"name": "..."}]}',
        '{"text": "a", "roster": [{"name": 5}]}',
        '{"text": "a", "roster": [{"name": "A", "role": 5}]}',
        '{"text": "a", "id": NaN}', '{"text": "a", "id": -Infinity}', "1" * 6000,
        '{"text": "a", "id": ' + "[" * 900 + "]" * 900 + "}x", "[" * 100_000, "\x00", "\ud800",
    ],
)  # fmt: skip
def test_a_line_that_is_not_as_agreed_is_refused_without_repeating_it(line: str) -> None:
    fine, refused, after = answers(['{"id": 1, "text": "Fine."}', line, '{"id": 3, "text": ""}'])
    assert (fine["masked"], after["masked"]) == ("Fine.", "")
    assert list(refused) == ["id", "line", "error"]
    assert refused["error"].startswith("Line 2")
    assert len(refused["error"]) < 80


def test_offsets_count_code_points_of_the_input() -> None:
    told = redacted(id=1, text=TEXT, roster=[{"name": "Zofia Brambleworth", "role": "CHILD"}])
    entities = told["entities"]
    stood = {TEXT[e["start"] : e["end"]]: e for e in entities}
    assert stood["Zofia Brambleworth"]["placeholder"].startswith("[CHILD_")
    assert {"07700 900123", "SW1A 1AA"} <= set(stood)
    rebuilt, at = "", 0
    for entity in entities:
        rebuilt += TEXT[at : entity["start"]] + entity["placeholder"]
        at = entity["end"]
    assert rebuilt + TEXT[at:] == told["masked"]
    assert [str(f.placeholder) for f in find_exact(told["masked"])] == [
        entity["placeholder"] for entity in entities
    ]


def test_every_line_has_a_vault_of_its_own() -> None:
    told = list(
        answers([json.dumps({"id": i, "text": "Zofia Brambleworth cried."}) for i in range(8)])
    )
    assert len({line["masked"] for line in told}) > 1
    second = list(answers([
        json.dumps({"id": 1, "text": "x", "roster": [{"name": "Larkspur", "role": "CHILD"}]}),
        json.dumps({"id": 2, "text": "larkspur grows here"}),
    ]))[1]  # fmt: skip
    assert second["masked"] == "larkspur grows here"


@pytest.mark.parametrize(
    ("role", "shown"),
    [("CHILD", "CHILD"), ("mother", "MOTHER"), ("Chief Wizard", "PERSON"), ("SCHOOL", "PERSON"),
     ("", "PERSON"), (None, "PERSON"), ("CHILD_K7M", "PERSON")],
)  # fmt: skip
def test_a_role_that_is_not_ours_is_a_person(role: str | None, shown: str) -> None:
    told = redacted(text="Zofia ran.", roster=[{"name": "Zofia Brambleworth", "role": role}])
    assert told["masked"].startswith(f"[{shown}_")
    assert told["id"] is None


def test_two_people_on_the_roster_stay_two() -> None:
    roster = [
        {"name": "Zofia Brambleworth", "role": "CHILD"},
        {"name": "Halima Brambleworth", "role": "MOTHER"},
    ]
    told = redacted(text="Zofia and Halima and Brambleworth.", roster=roster)
    assert len({entity["placeholder"] for entity in told["entities"]}) == 3


HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)
ASKED = st.fixed_dictionaries({}, optional={
    "id": HOSTILE, "text": st.just("Zofia Brambleworth ran") | ANYTHING | HOSTILE,
    "language": st.sampled_from(["en", "pl", "ar", "so", "", None, 5, "EN", "\x00"]) | HOSTILE,
    "roster": HOSTILE | st.lists(st.fixed_dictionaries({
        "name": st.just("Zofia Brambleworth") | ANYTHING, "role": st.just("CHILD") | HOSTILE,
    }), max_size=4),
})  # fmt: skip


@given(st.lists(ASKED.map(json.dumps) | st.text() | st.binary(), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None, database=None, derandomize=True)
def test_every_hostile_line_gets_one_answer(asked: list[str | bytes]) -> None:
    told = list(answers([*asked, '{"id": "last", "text": "Fine."}']))
    assert len(told) == 1 + sum(bool(line.strip()) for line in asked)
    assert told[-1] == {"id": "last", "masked": "Fine.", "entities": []}
    for line in told:
        assert set(line) in ({"id", "masked", "entities"}, {"id", "line", "error"})
        json.dumps(line, ensure_ascii=False).encode()
        assert len(line.get("error", "")) < 120


def test_a_line_of_any_length_takes_no_more_memory_than_a_line(monkeypatch: Any) -> None:
    monkeypatch.setattr(redact, "LONGEST_LINE", 64)
    long = json.dumps({"id": 2, "text": "Zofia " * 500})
    source = TextIOWrapper(
        BytesIO(f'{{"id": 1, "text": ""}}\n{long}\n{{"id": 3, "text": ""}}'.encode())
    )
    read = list(redact._lines(source))
    assert [len(line) for line in read] == [22, 65, 21]
    assert [line.get("id") for line in answers(read)] == [1, None, 3]


def test_one_name_twice_on_the_roster_is_two_people_and_neither_is_guessed() -> None:
    twice = [{"name": "Zofia Brambleworth", "role": "CHILD"}] * 2
    told = redacted(text="Zofia Brambleworth ran.", roster=twice)
    assert "Zofia" not in told["masked"]
    assert "CHILD" not in told["masked"]


def test_a_long_text_keeps_its_offsets() -> None:
    paragraph = (
        "Zofia Brambleworth went to the park with her bear. 🧸 It was a long and quiet day.\n\n"
    )
    text = paragraph * (100_000 // len(paragraph))
    told = redacted(id=1, text=text, roster=[{"name": "Zofia Brambleworth", "role": "CHILD"}])
    stood = [text[e["start"] : e["end"]] for e in told["entities"]]
    assert stood.count("Zofia Brambleworth") == text.count("Zofia Brambleworth")
    assert "Zofia" not in told["masked"]


def test_what_looks_like_a_placeholder_is_hidden_too() -> None:
    told = redacted(text="[CHILD_K7M] and Zofia", roster=[{"name": "Zofia", "role": "CHILD"}])
    assert told["entities"][0]["type"] == "LITERAL"
    assert "[CHILD_K7M]" not in told["masked"]
