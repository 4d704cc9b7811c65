"""`manage.py guard --jsonl`: what the decision guard says of requests, one JSON object a line."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.governance.guard import judge


class BadLine(ValueError):
    """`str(error)` says what is wrong with it."""


class Command(BaseCommand):
    help = (
        'Judge requests: {"id", "text"} a line on standard input, {"id", "decision", "reason"} a '
        "line on standard output. Ends with 1 if a line could not be read; the rest is answered."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jsonl", action="store_true", help="Read and write JSON lines.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["jsonl"]:
            raise CommandError("Say --jsonl: requests are read as JSON lines.", returncode=2)
        bad = 0
        for number, line in enumerate(_lines(), 1):
            if not line.strip():
                continue
            try:
                self.stdout.write(_answer(line))
            except BadLine as problem:
                bad += 1
                self.stderr.write(f"line {number}: {problem}")
        if bad:
            raise CommandError(f"{bad} line{'s' if bad > 1 else ''} could not be read.")


def _lines() -> Iterable[bytes | str]:
    """Bytes where there are some, so that one line in a foreign encoding spoils no other."""
    return getattr(sys.stdin, "buffer", sys.stdin)


def _answer(line: bytes | str) -> str:
    try:
        row = json.loads(line)
    except ValueError:
        raise BadLine("this is not JSON in UTF-8") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise BadLine('this needs to be an object with "id" and "text", the text a string')
    verdict = judge(row["text"])
    return json.dumps(
        {"id": row["id"], "decision": verdict.decision, "reason": verdict.reason or ""}
    )
