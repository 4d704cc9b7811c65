"""`manage.py redact --jsonl`: the contract, with the real program and real pipes."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.processes import ROOT
from workspace.privacy.management.commands.redact import BadLine, answers
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
    return next(iter(answers([json.dumps(asked)])))  # type: ignore[arg-type]


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


def test_it_stops_at_a_bad_line_and_says_which() -> None:
    done = program(
        lines({"id": 1, "text": "Fine."}) + b"not json\n" + lines({"id": 3, "text": "x"})
    )
    assert done.returncode != 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1]
    assert b"Line 2 is not JSON." in done.stderr
    assert b"Traceback" not in done.stderr


def test_it_needs_to_be_told_the_format() -> None:
    with pytest.raises(CommandError, match="--jsonl"):
        call_command("redact")


def test_what_is_not_utf_8_is_said_to_be_so() -> None:
    done = program(b'{"id": 1, "text": "\xff"}\n')
    assert done.returncode != 0
    assert done.stdout == b""
    assert b"UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr


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
        "[" * 100_000,
    ],
)  # fmt: skip
def test_a_line_that_is_not_as_agreed_is_refused_without_repeating_it(line: str) -> None:
    with pytest.raises(BadLine, match="Line 2") as trouble:
        list(answers(['{"id": 1, "text": "Fine."}', line]))  # type: ignore[arg-type]
    assert len(str(trouble.value)) < 80


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
    )  # type: ignore[arg-type]
    assert len({line["masked"] for line in told}) > 1
    second = list(answers([
        json.dumps({"id": 1, "text": "x", "roster": [{"name": "Larkspur", "role": "CHILD"}]}),
        json.dumps({"id": 2, "text": "larkspur grows here"}),
    ]))[1]  # type: ignore[arg-type]  # fmt: skip
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


def test_a_language_that_is_not_covered_is_refused() -> None:
    done = program(lines({"id": 1, "text": "Zofia", "language": "so"}))
    assert done.returncode != 0
    assert done.stdout == b""
    assert b"language" in done.stderr


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
