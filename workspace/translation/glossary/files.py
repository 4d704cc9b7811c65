"""What every glossary file must keep to, and how what is wrong with one is said: by line."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workspace.privacy import placeholders

from .entries import Entry

LARGEST: Final = 2 * 1024 * 1024
"""Bytes."""
MOST_ENTRIES: Final = 10_000
LONGEST_TERM: Final = 120
LONGEST_NOTE: Final = 1000
_MOST_PROBLEMS: Final = 20
_FORMULA: Final = ("=", "+", "@", "\t")


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    text: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.text}" if self.line else self.text


class CannotRead(Exception):
    """A file is not taken in. `problems` says why and where, in plain English."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        self.problems = found[:_MOST_PROBLEMS]
        if len(found) > _MOST_PROBLEMS:
            more = len(found) - _MOST_PROBLEMS
            self.problems.append(Problem(0, f"And {more:,} more like these."))
        super().__init__(" ".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Contents:
    entries: tuple[Entry, ...]
    ignored: tuple[str, ...] = ()
    """Languages or columns that Daylight does not know."""


def check_size(data: bytes) -> None:
    """Raise CannotRead for a file too large to be a glossary, or an empty one."""
    if len(data) > LARGEST:
        size = LARGEST // 1024 // 1024
        raise CannotRead([Problem(0, f"The file is larger than {size} MB.")])
    if not data.strip():
        raise CannotRead([Problem(0, "The file is empty.")])


def tidy(text: str | None) -> str:
    """Return a text as it is kept: NFC, single spaces, nothing at its ends."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def key(english: str) -> str:
    """Return what makes two English terms the same."""
    return tidy(english).casefold()


def wrong_with(text: str, *, longest: int = LONGEST_TERM) -> str:
    """Say in plain English why a term cannot be kept; empty where it can."""
    if len(text) > longest:
        return f"“{text[:30]}…” is longer than {longest} letters."
    if text.startswith(_FORMULA):
        return f"“{text[:30]}” begins with {text[0]!r}: a spreadsheet would run it as a formula."
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in text):
        return "There are control characters in it."
    if next(placeholders.find(text), None):
        return "It stands for somebody: a glossary is no place for people."
    return ""


def check(entries: Iterable[tuple[int, Entry]]) -> tuple[Entry, ...]:
    """Return the entries of (line, entry). Raises CannotRead with everything that is wrong."""
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    kept: list[Entry] = []
    for line, entry in entries:
        problems += [Problem(line, problem) for problem in _wrong(entry)]
        first = seen.setdefault(key(entry.english), line)
        if entry.english and first != line:
            text = f"“{entry.english}” is there twice; the first time on line {first}."
            problems.append(Problem(line, text))
        kept.append(entry)
    if len(kept) > MOST_ENTRIES:
        problems.append(Problem(0, f"There are more than {MOST_ENTRIES:,} terms."))
    if not kept and not problems:
        problems.append(Problem(0, "There are no terms in this file."))
    if problems:
        raise CannotRead(problems)
    return tuple(kept)


def _wrong(entry: Entry) -> list[str]:
    if not entry.english:
        return ["There is no English term."]
    found = [wrong_with(entry.english), wrong_with(entry.note or "", longest=LONGEST_NOTE)]
    found += [wrong_with(text) for text in entry.translations.values()]
    return [problem for problem in found if problem]
