"""`read`: hand a file to a process apart and believe nothing but a well-formed answer.

The file, its name and the limits go in through a pipe; nothing personal is in the command, the
environment or a log, and nothing is written to disk.
"""

import json
import re
import signal
import sys
from pathlib import Path
from typing import Any, Final

from .limits import DEFAULT, Limits
from .problems import Reading, UnreadableFile
from .supervised import Ended, run
from .wording import CODES

_COMMAND: Final = (sys.executable, "-I", "-X", "utf8", str(Path(__file__).with_name("start.py")))
_PLACE: Final = re.compile(r"[\w./:-]{1,200}")


def read(data: bytes, filename: str, *, limits: Limits = DEFAULT) -> Reading:
    """Read the words of a txt, md, docx, odt, pdf or eml file.

    Raises UnreadableFile. `filename` serves only to compare its extension with the content.
    """
    if not data:
        raise UnreadableFile("empty", limits=limits)
    if len(data) > limits.bytes:
        raise UnreadableFile("too_big", limits=limits)
    header = {"filename": filename[-4096:], "limits": limits._asdict()}
    feed = json.dumps(header).encode() + b"\n"
    ended = run(
        _COMMAND,
        (feed, data),
        seconds=limits.seconds,
        # A character is at most four bytes of UTF-8, or two of JSON escape; the rest is brackets.
        output_bytes=4 * limits.characters + 8 * limits.paragraphs + 65_536,
    )
    return _reading(ended, limits)


def _reading(ended: Ended, limits: Limits) -> Reading:
    try:
        answer = json.loads(ended.output)
        if "code" not in answer:
            return _checked(answer)
    except (ValueError, KeyError, TypeError, RecursionError):
        answer = None
    code, kind, where = reason(answer, ended)
    raise UnreadableFile(code, kind, where=where, limits=limits)


def reason(answer: Any, ended: Ended) -> tuple[str, str, str]:
    """Code, kind and place of a refusal, as the process says them or as it ended."""
    try:
        code, kind, where = (str(answer[key]) for key in ("code", "kind", "where"))
    except (KeyError, TypeError):
        return _end(ended), "", ""
    if code not in CODES:
        code, kind = "damaged", ""
    return code, kind, where if _PLACE.fullmatch(where) else ""


def _checked(answer: dict[str, Any]) -> Reading:
    """A Reading of exactly the promised types; raises TypeError or KeyError otherwise."""
    paragraphs, warnings = tuple(answer["paragraphs"]), tuple(answer["warnings"])
    media_type, pages = answer["media_type"], answer["pages"]
    strings = all(isinstance(text, str) for text in (*paragraphs, *warnings, media_type))
    if not (strings and paragraphs and (pages is None or isinstance(pages, int))):
        raise TypeError("not a reading")
    return Reading(paragraphs, media_type, pages, warnings)


def _end(ended: Ended) -> str:
    """Why a process that gave no answer ended."""
    if ended.overdue or ended.status in (-signal.SIGXCPU, -signal.SIGALRM):
        return "took_too_long"
    if ended.overfull or ended.status == -signal.SIGKILL:
        return "too_much_inside"
    return "damaged"
