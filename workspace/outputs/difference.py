"""What became of the model's words: which were added and which were taken out.

Plain Python. Lines are matched first and words within those that differ, so that a long text
with a few changes is compared in a moment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

import regex

_WORD: Final = regex.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]|\n|[^\S\n]+")
_HAS_LETTERS: Final = regex.compile(r"\w")
_MOST: Final = 4_000_000
"""Pairs of words; what is longer is shown as replaced whole."""

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    text: str


def words(text: str) -> int:
    """Count words: punctuation and space are none."""
    return sum(bool(_HAS_LETTERS.match(token)) for token in _WORD.findall(text))


def changes(before: str, after: str) -> list[Change]:
    """Return how `before` became `after`: in each place what went, then what came."""
    made: list[Change] = []
    removed = added = ""
    raw = list(_by_line(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    for change in [*raw, Change("same", "")]:
        if change.kind == "removed":
            removed += change.text
        elif change.kind == "added":
            added += change.text
        elif (removed or added) and change.text and not change.text.strip():
            removed, added = removed + change.text, added + change.text  # changed on both sides
        else:
            made += [Change("removed", removed), Change("added", added), change]
            removed = added = ""
    return [change for change in made if change.text]


def counted(before: str, after: str) -> tuple[int, int]:
    """Return how many words were added and how many removed."""
    found = changes(before, after)
    return (
        sum(words(change.text) for change in found if change.kind == "added"),
        sum(words(change.text) for change in found if change.kind == "removed"),
    )


def _by_line(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            yield Change("same", new)
        else:
            yield from _by_word(_WORD.findall(old), _WORD.findall(new))


def _by_word(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    if len(before) * len(after) > _MOST:
        yield from (Change("removed", "".join(before)), Change("added", "".join(after)))
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(after[c:d]))
        else:
            yield Change("removed", "".join(before[a:b]))
            yield Change("added", "".join(after[c:d]))
