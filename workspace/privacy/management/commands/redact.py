"""`manage.py redact --jsonl`: mask texts from standard input without storing anything."""

import json
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.privacy import detector, tripwire
from workspace.privacy.chosen import models_if_any
from workspace.privacy.identities import Identities
from workspace.privacy.lists import own_words_if_any
from workspace.privacy.masking import MaskedText, MaskingFailed, mask
from workspace.privacy.ownwords import NOTHING, OwnWords
from workspace.privacy.roles import PERSON_ROLES
from workspace.privacy.spellings import words


class BadLine(Exception):
    """A line of input is not what `redact` reads."""


class Command(BaseCommand):
    help = (
        'Read one {"id","text"} object a line (optional "language" and "roster": '
        '[{"name","role"}]) and write one {"id","masked","entities"} a line; offsets count '
        "Unicode code points of the input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jsonl", action="store_true", help="One JSON object a line.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["jsonl"]:
            raise CommandError("redact reads and writes JSON lines: add --jsonl.")
        _utf8(sys.stdout)
        try:
            asked = answers(_utf8(sys.stdin), own_words_if_any(), models_if_any())
            for answer in asked:
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        except UnicodeDecodeError:
            raise CommandError("The input is not UTF-8.") from None
        except (BadLine, detector.DetectionFailed, MaskingFailed) as error:
            raise CommandError(str(error)) from error


def _utf8(stream: TextIO) -> TextIO:
    """Read UTF-8 whatever the locale says, and only a line feed as the end of a line."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", newline="\n")
    return stream


def answers(
    lines: TextIO, own: OwnWords = NOTHING, models: Path | None = None
) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            asked = _read(line, number)
            yield {"id": asked.get("id"), **_result(_masked(asked, own, models))}


def _read(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine(f"Line {number} is not JSON.") from None
    if not isinstance(asked, dict) or not _is_text(asked.get("text")):
        raise BadLine(f'Line {number} needs "text".')
    if not _is_text(json.dumps(asked.get("id"), ensure_ascii=False)):
        raise BadLine(f'Line {number}: "id" cannot be written out again.')
    if not isinstance(asked.get("language") or "", str):
        raise BadLine(f'Line {number}: "language" is a code such as "en".')
    roster = asked.get("roster") or []
    if not isinstance(roster, list) or not all(_is_person(person) for person in roster):
        raise BadLine(f'Line {number}: "roster" is a list of {{"name","role"}}.')
    return asked


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
    spans = detector.detect(text, language=language, models=models)
    return mask(text, [*spans, *tripwire.identifiers(text)], identities, language=language)


def _result(masked: MaskedText) -> dict[str, Any]:
    return {
        "masked": masked.text,
        "entities": [
            {"start": m.start, "end": m.end, "type": m.label, "placeholder": m.placeholder}
            for m in masked.mentions
        ],
    }
