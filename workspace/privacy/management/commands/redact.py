"""`manage.py redact --jsonl`: mask texts from standard input without storing anything."""

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.privacy import detector, tripwire
from workspace.privacy.identities import Identities
from workspace.privacy.masking import MaskedText, MaskingFailed, mask
from workspace.privacy.roles import PERSON_ROLES


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
        try:
            for answer in answers(sys.stdin):
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        except (BadLine, detector.DetectionFailed, MaskingFailed) as error:
            raise CommandError(str(error)) from error


def answers(lines: TextIO) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            asked = _read(line, number)
            yield {"id": asked.get("id"), **_result(_masked(asked))}


def _read(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError:
        raise BadLine(f"Line {number} is not JSON.") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise BadLine(f'Line {number} needs "text".')
    return asked


def _masked(asked: dict[str, Any]) -> MaskedText:
    identities = Identities()
    for person in asked.get("roster") or []:
        role = str(person.get("role") or "PERSON").upper()
        role = role if role in PERSON_ROLES else "PERSON"
        identities.new("PERSON", str(person["name"]), role=role, roster=True)
    text = asked["text"]
    spans = detector.detect(text, language=asked.get("language") or "en")
    return mask(text, [*spans, *tripwire.identifiers(text)], identities)


def _result(masked: MaskedText) -> dict[str, Any]:
    return {
        "masked": masked.text,
        "entities": [
            {"start": m.start, "end": m.end, "type": m.label, "placeholder": m.placeholder}
            for m in masked.mentions
        ],
    }
