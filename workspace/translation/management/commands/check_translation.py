"""`manage.py check_translation --jsonl`: check pairs of texts without storing anything.

A line that cannot be checked is answered by an error, which repeats nothing of it, and the rest
are still done; the command then ends with a status that is not nought.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import Any, BinaryIO, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.translation.checking import check
from workspace.translation.languages import PHRASEBOOK

LONGEST_LINE: Final = 1024 * 1024
LONGEST_TEXT: Final = 10_000
"""Characters of a segment: the time a check takes grows with the square of them."""


class BadLine(Exception):
    """A line is not what the command reads. The message repeats nothing of it."""


class Command(BaseCommand):
    help = (
        'Read one {"id","source","target","from","to"} object a line and write one '
        '{"id","flags":[{"kind","detail"}]} a line, in order. A line that cannot be checked is '
        'answered by {"id","line","error"}.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jsonl", action="store_true", help="One JSON object a line.")
        parser.add_argument(
            "file", nargs="?", type=argparse.FileType("rb"), help="Read this, not standard input."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["jsonl"]:
            raise CommandError("check_translation reads and writes JSON lines: add --jsonl.")
        if isinstance(sys.stdout, TextIOWrapper):  # whatever the locale says
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        bad = 0
        for answer in answers(_lines(options["file"] or sys.stdin.buffer)):
            bad += "error" in answer
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if bad:
            raise CommandError(f"{bad} of the lines could not be checked: see their errors.")


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines, each cut off where it is longer than any that is read."""
    while line := source.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = source.readline(LONGEST_LINE + 1)


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answer(line, number)


def _answer(line: bytes, number: int) -> dict[str, Any]:
    said: dict[str, Any] = {}
    try:
        said = _parsed(line)
        pair = _pair(said)
        flags = check(
            said["source"], said["target"], source_language=pair[0], target_language=pair[1]
        )
        return {
            "id": said.get("id"),
            "flags": [{"kind": f.kind, "detail": f.detail} for f in flags],
        }
    except BadLine as error:
        problem = str(error)
    except Exception:  # whatever went wrong, its words may be those of the text
        problem = "This pair could not be checked."
    return {"id": said.get("id"), "line": number, "error": problem}


def _parsed(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadLine("The line is longer than 1 MB.")
    try:
        said = json.loads(line.decode().lstrip("\ufeff"))
    except UnicodeDecodeError:
        raise BadLine("The line is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise BadLine("The line is not JSON.") from None
    if not isinstance(said, dict):
        raise BadLine("The line is not a JSON object.")
    try:
        json.dumps(said.get("id"), ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        raise BadLine('"id" cannot be written out again.') from None
    return said


def _pair(said: dict[str, Any]) -> tuple[str, str]:
    for key in ("source", "target"):
        text = said.get(key)
        if not isinstance(text, str) or any("\ud800" <= c <= "\udfff" for c in text):
            raise BadLine(f'"{key}" must be text.')
    if max(len(said["source"]), len(said["target"])) > LONGEST_TEXT:
        raise BadLine(f"A text is longer than {LONGEST_TEXT:,} characters.")
    for key in ("from", "to"):
        if said.get(key) not in PHRASEBOOK:
            raise BadLine(f'"{key}" must be one of {", ".join(PHRASEBOOK)}.')
    return said["from"], said["to"]
