"""Where in a text each word stands, so that a pattern is tried only where it could begin.

Looking words up once is far quicker than letting a hundred patterns read the whole text each.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

DIGITS: Final = "#"
"""Stands for every word that holds a digit."""
UNDERSCORE: Final = "_"
"""Stands for every word that holds an underscore."""
AFTER_AT: Final = "@"
"""Stands for every word right behind an @."""

CAPITALS: Final = "A"
"""Stands for every word that begins with a capital."""

_WORD: Final = re.compile(r"\w+")
_WINDOW: Final = 48
_LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class Marks:
    """`starts` are where words begin; `places` maps a word in lower case to indices of them."""

    text: str
    starts: list[int]
    places: dict[str, list[int]]

    def where(self, words: frozenset[str], reach: int = 0) -> Iterator[tuple[int, int]]:
        """Yield, in order, where one of `words` or one of `reach` words before it begins.

        Beside it stands how far a pattern may read from there: never further than a paragraph,
        so that no pattern can run away.
        """
        keys = self.places.keys() & words
        if not keys:
            return
        found = {at for key in keys for at in self.places[key]}
        if reach:
            found = {at for last in found for at in range(max(0, last - reach), last + 1)}
        starts, total, end = self.starts, len(self.starts), len(self.text)
        for at in sorted(found):
            start = starts[at]
            limit = starts[at + _WINDOW] if at + _WINDOW < total else end
            yield start, min(limit, start + _LONGEST)


def read(text: str) -> Marks:
    """Look every word of `text` up once."""
    starts: list[int] = []
    capitals: list[int] = []
    places: dict[str, list[int]] = {CAPITALS: capitals}
    for at, found in enumerate(_WORD.finditer(text)):
        word = found[0]
        starts.append(found.start())
        if word[0].isupper():
            capitals.append(at)
        if word.isalpha():
            places.setdefault(word.lower(), []).append(at)
        else:
            _note_others(word, at, places)
    if "@" in text:
        _note_addresses(text, starts, places)
    return Marks(text, starts, places)


def _note_others(word: str, at: int, places: dict[str, list[int]]) -> None:
    if any(map(str.isdigit, word)):
        places.setdefault(DIGITS, []).append(at)
    if "_" in word:
        places.setdefault(UNDERSCORE, []).append(at)


def _note_addresses(text: str, starts: list[int], places: dict[str, list[int]]) -> None:
    place = text.find("@")
    while place >= 0:
        at = bisect_left(starts, place)
        if at < len(starts):
            places.setdefault(AFTER_AT, []).append(at)
        place = text.find("@", place + 1)
