"""`manage.py redact --jsonl`: mask texts from standard input without storing anything.

A line that cannot be masked is answered by an error, which repeats nothing of it, and the rest are
still done; the command then ends with a status that is not nought.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.privacy import detector, layers
from workspace.privacy.chosen import models_if_any
from workspace.privacy.identities import Identities
from workspace.privacy.lists import own_words_if_any
from workspace.privacy.masking import MaskedText, MaskingFailed, mask
from workspace.privacy.ownwords import NOTHING, OwnWords
from workspace.privacy.roles import PERSON_ROLES
from workspace.privacy.spellings import words

LONGEST_LINE: Final = 16 * 1024 * 1024
_FAILED: Final = "The text could not be checked for personal details, so it was not masked."


class BadLine(Exception):
    """A line of input is not what `redact` reads. The message repeats nothing of it."""


class Command(BaseCommand):
    help = (
        'Read one {"id","text"} object a line (optional "language" and "roster": '
        '[{"name","role"}]) and write one {"id","masked","entities"} a line; offsets count '
        "Unicode code points of the input. A line that cannot be masked is answered by "
        '{"id","line","error"}.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jsonl", action="store_true", help="One JSON object a line.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["jsonl"]:
            raise CommandError("redact reads and writes JSON lines: add --jsonl.")
        if isinstance(sys.stdout, TextIOWrapper):  # whatever the locale says
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        try:
            own, models = own_words_if_any(), models_if_any()
        except detector.DetectionFailed as error:
            raise CommandError(str(error)) from None
        bad = 0
        for answer in answers(_lines(sys.stdin), own, models):
            bad += "error" in answer
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if bad:
            raise CommandError(f"{bad} of the lines could not be masked: see their errors.")


def _lines(stream: TextIO) -> Iterator[bytes]:
    """Yield the lines as bytes, each cut off where it is longer than any that is read."""
    source: BinaryIO = stream.buffer
    while line := source.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = source.readline(LONGEST_LINE + 1)


def answers(
    lines: Iterable[str | bytes], own: OwnWords = NOTHING, models: Path | None = None
) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answer(line, number, own, models)


def _answer(line: str | bytes, number: int, own: OwnWords, models: Path | None) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    try:
        _read(line, number, asked)
        return {"id": asked.get("id"), **_result(_masked(asked, own, models))}
    except (BadLine, detector.DetectionFailed, MaskingFailed) as error:
        problem = str(error)
    except Exception:  # whatever went wrong, its words may be those of the text
        problem = _FAILED
    return {"id": asked.get("id"), "line": number, "error": problem}


def _read(line: str | bytes, number: int, asked: dict[str, Any]) -> None:
    """Take into `asked` what the line holds, its id first. Raises BadLine."""
    said = _parsed(line, number)
    if not _can_be_written(said.get("id")):
        raise BadLine(f'Line {number}: "id" cannot be written out again.')
    asked["id"] = said.get("id")
    if not _is_text(said.get("text")):
        raise BadLine(f'Line {number} needs "text".')
    if not isinstance(said.get("language") or "", str):
        raise BadLine(f'Line {number}: "language" is a code such as "en".')
    roster = said.get("roster") or []
    if not isinstance(roster, list) or not all(_is_person(person) for person in roster):
        raise BadLine(f'Line {number}: "roster" is a list of {{"name","role"}}.')
    asked.update(said)


def _parsed(line: str | bytes, number: int) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadLine(f"Line {number} is longer than {LONGEST_LINE // 1024 // 1024} MB.")
    try:
        text = line.decode() if isinstance(line, bytes) else line
    except UnicodeDecodeError:
        raise BadLine(f"Line {number} is not UTF-8.") from None
    try:
        said = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadLine(f"Line {number} is not JSON.") from None
    if not isinstance(said, dict):
        raise BadLine(f'Line {number} needs "text".')
    return said


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _can_be_written(said: object) -> bool:
    try:
        return _is_text(json.dumps(said, ensure_ascii=False))
    except (ValueError, RecursionError):
        return False


def _is_text(said: object) -> bool:
    """Say whether this is text that can be written out again: half a character cannot."""
    return isinstance(said, str) and not any("\ud800" <= c <= "\udfff" for c in said)


def _is_person(said: object) -> bool:
    if not isinstance(said, dict) or not isinstance(said.get("role") or "", str):
        return False
    name = said.get("name")
    return isinstance(name, str) and _is_text(name) and bool(words(name))


def _masked(asked: dict[str, Any], own: OwnWords, models: Path | None) -> MaskedText:
    identities = Identities()
    identities.own = own
    for person in asked.get("roster") or []:
        role = (person.get("role") or "PERSON").upper()
        role = role if role in PERSON_ROLES else "PERSON"
        identities.new("PERSON", person["name"], role=role, roster=True)
    text = asked["text"]
    language = asked.get("language") or "en"
    found = layers.found(text, language=language, models=models)
    return mask(text, found, identities, language=language)


def _result(masked: MaskedText) -> dict[str, Any]:
    return {
        "masked": masked.text,
        "entities": [
            {"start": m.start, "end": m.end, "type": m.label, "placeholder": m.placeholder}
            for m in masked.mentions
        ],
    }
