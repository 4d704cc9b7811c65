"""A set of marked documents: one JSON object a line.

    {"id", "text", "language", "script", "register", "case",
     "spans": [{"start", "end", "origin", "gender"}]}

Offsets count code points. Groups are called whatever the set calls them; a mention with an empty
group is left out of that dimension.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SHIPPED: Final = Path(__file__).resolve().parents[3] / "bundled" / "fairness" / "people.jsonl"
OF_A_PAPER: Final = ("register", "case", "script")
OF_A_MENTION: Final = ("origin", "gender")
_LONGEST: Final = 60  # letters in the name of a group


class BadSet(Exception):
    """This is no set of marked documents. `str(error)` says which line, never what it holds."""


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    groups: dict[str, str]
    """Dimension -> group."""


@dataclass(frozen=True, slots=True)
class Paper:
    text: str
    language: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class PaperSet:
    digest: str
    """SHA-256 of the file: figures can be compared only where it is the same."""
    papers: tuple[Paper, ...]


def read(path: Path = SHIPPED) -> PaperSet:
    """Raises BadSet."""
    try:
        raw = path.read_bytes()
        lines = raw.decode().split("\n")
    except (OSError, UnicodeDecodeError):
        raise BadSet("The set cannot be read, or is not UTF-8.") from None
    papers = tuple(_papers(lines))
    if not any(paper.mentions for paper in papers):
        raise BadSet("Nobody is marked in this set.")
    return PaperSet(hashlib.sha256(raw).hexdigest(), papers)


def _papers(lines: list[str]) -> Iterator[Paper]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _paper(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                raise BadSet(f"Line {number} is not a marked document.") from None


def _paper(row: dict[str, Any]) -> Paper:
    text = _words(row["text"], longest=1_000_000)
    of_paper = {name: _words(row.get(name, "")) for name in OF_A_PAPER}
    return Paper(
        text,
        _words(row.get("language", "en")),
        tuple(_mention(span, text, of_paper) for span in row["spans"]),
    )


def _mention(span: dict[str, Any], text: str, of_paper: dict[str, str]) -> Mention:
    start, end = int(span["start"]), int(span["end"])
    if not (0 <= start < end <= len(text)) or not any(map(str.isalnum, text[start:end])):
        raise ValueError(start)
    own = {name: _words(span.get(name, "")) for name in OF_A_MENTION}
    return Mention(start, end, own | of_paper)


def _words(said: Any, longest: int = _LONGEST) -> str:
    if not isinstance(said, str) or len(said) > longest:
        raise ValueError(longest)
    return said
