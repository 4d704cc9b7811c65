"""`manage.py check_translation --jsonl`: an answer a line, in order, whatever the line."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from workspace.translation.management.commands.check_translation import answers


def line(**said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()


GOOD = line(id=1, source="I am 15.", target="Tengo 50 años.", **{"from": "en", "to": "es"})


def test_each_line_is_answered_in_order() -> None:
    right = line(id="b", source="I am 15.", target="Tengo 15 años.", **{"from": "en", "to": "es"})
    first, second = answers([GOOD, b"\n", right])
    assert first["id"] == 1
    assert [flag["kind"] for flag in first["flags"]] == ["numbers"]
    assert second == {"id": "b", "flags": []}


@pytest.mark.parametrize(
    "bad",
    [
        b"not json", b"[]", b"\xff", b'{"id": 1}', b"[" * 100_000,
        line(id=1, source=1, target="x", **{"from": "en", "to": "es"}),
        line(id=1, source="x", target="x", **{"from": "en", "to": "xx"}),
        line(id=1, source="x", target="x", **{"from": ["en"], "to": "es"}),
        b'{"id":"\\ud800","source":"x","target":"x","from":"en","to":"es"}',
        b'{"id":1,"source":"\\ud800","target":"x","from":"en","to":"es"}',
    ],
)  # fmt: skip
def test_a_bad_line_is_an_error_and_the_rest_go_on(bad: bytes) -> None:
    first, second = answers([bad, GOOD])
    assert first["error"]
    assert first["line"] == 1
    assert "flags" in second


def test_the_command_reads_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_bytes(GOOD + b"\n")
    call_command("check_translation", str(file), jsonl=True)
    assert json.loads(capsys.readouterr().out)["id"] == 1


def test_the_command_wants_jsonl() -> None:
    with pytest.raises(CommandError):
        call_command("check_translation")
