"""`take_apart` and `put_together`: documents are opened in a process apart, never in this one.

The walls are those of `workspace.reading`: bounded memory and time, no network, no files, no
other programs. What comes back is believed only where it has exactly the promised form.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from workspace.reading.apart import reason
from workspace.reading.limits import MEGABYTE, Limits
from workspace.reading.supervised import Ended, run

from .document import Document, Segment
from .problems import UnreadableFile

LIMITS: Final = Limits(memory_bytes=1024 * MEGABYTE, seconds=60.0)
_COMMAND: Final = (sys.executable, "-I", "-X", "utf8", str(Path(__file__).with_name("start.py")))
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_EXTENSIONS: Final = frozenset({"docx", "pptx", "odt", "html", "txt", "md", "srt", "eml"})


def take_apart(data: bytes, filename: str, *, limits: Limits = LIMITS) -> Document:
    """The segments of a document, in reading order, numbered from 0.

    Raises UnreadableFile. `filename` serves only to compare its extension with the content.
    """
    ended = _asked(data, filename, {}, limits)
    answer, _ = _answer(ended, limits)
    try:
        segments = tuple(
            Segment(number, _string(text), _string(kind))
            for number, (text, kind) in enumerate(answer["segments"])
        )
        notes = tuple(_string(note) for note in answer["notes"])
        return Document(_string(answer["form"]), segments, _string(answer["title"]), notes)
    except (KeyError, TypeError, ValueError):
        raise UnreadableFile("damaged", limits=limits) from None


def put_together(
    data: bytes,
    filename: str,
    translated: Mapping[int, str],
    *,
    language: str,
    direction: Literal["ltr", "rtl"],
    missing: str = "[Not translated] ",
    headers: bool = False,
    limits: Limits = LIMITS,
) -> tuple[bytes, str]:
    """A new document with `translated` in the place of its segments, and a file name for it.

    `data` and `filename` are those of the original; `translated` is keyed by segment number. A
    segment that is not in it keeps its text behind `missing`. `headers` keeps who wrote to whom
    in an e-mail. A PDF comes back as a Word document. Raises UnreadableFile, and ValueError for
    a language that is no code ("pl", "zh-Hant").
    """
    if not _LANGUAGE.fullmatch(language):
        raise ValueError("not a language code")
    wish = {
        "translated": {str(number): text for number, text in translated.items()},
        "language": language,
        "direction": direction,
        "missing": missing,
        "headers": headers,
    }
    answer, content = _answer(_asked(data, filename, wish, limits), limits)
    extension, size = answer.get("extension"), answer.get("size")
    if extension not in _EXTENSIONS or size != len(content) or not content:
        raise UnreadableFile("damaged", limits=limits)
    if extension == "txt" and filename.lower().endswith((".md", ".markdown")):
        extension = "md"
    stem = filename.rpartition(".")[0] or filename
    return content, f"{stem}.{language}.{extension}"


def _asked(data: bytes, filename: str, wish: dict[str, Any], limits: Limits) -> Ended:
    if not data:
        raise UnreadableFile("empty", limits=limits)
    if len(data) > limits.bytes:
        raise UnreadableFile("too_big", limits=limits)
    header = {**wish, "filename": filename[-4096:], "limits": limits._asdict()}
    feed = json.dumps(header).encode() + b"\n"
    # A character is at most twelve bytes of JSON. A new file is about as large as the old one,
    # and pictures in it are packed again no better than they were.
    most = 12 * limits.characters + 64 * limits.paragraphs + 2 * len(data) + 4 * len(feed)
    return run(_COMMAND, (feed, data), seconds=limits.seconds, output_bytes=most)


def _answer(ended: Ended, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The answer and the bytes after it; raises UnreadableFile for every other outcome."""
    line, _, content = ended.output.partition(b"\n")
    try:
        answer = json.loads(line)
        if isinstance(answer, dict) and "code" not in answer:
            return answer, content
    except (ValueError, RecursionError):
        answer = None
    code, kind, where = reason(answer, ended)
    raise UnreadableFile(code, kind, where=where, limits=limits)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a string")
    return value
