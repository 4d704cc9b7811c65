"""Names spelt out letter by letter: "A-m-i-n-a", "W A R S A M E". Pure functions over words."""

from collections.abc import Callable, Container, Iterator, Sequence
from typing import Final, TypeVar

from .spellings import Word

_WIDEST_GAP: Final = 3
_SHORTEST: Final = 4
"""Letters: a shorter name has to be all that is spelt."""
_SHORTEST_ALONE: Final = 3
LONGEST: Final = 40
"""Letters: no name that is longer is found."""
Found = TypeVar("Found")


def found(
    run: Sequence[Word], known: Container[str], look: Callable[[Word], Found | None]
) -> Iterator[Found]:
    """Yield what `look` makes of the `known` words that single letters spell, the longest first."""
    for letters in _letters(run):
        spelt, at = "".join(letter.plain for letter in letters), 0
        while at <= len(letters) - _SHORTEST_ALONE:
            size = 1
            for end in _ends(spelt, at, known):
                one = look(_word(letters[at:end], spelt[at:end]))
                if one is not None:
                    yield one
                    size = end - at
                    break
            at += size


def _letters(run: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the single letters that stand beside each other."""
    beside: list[Word] = []
    last = 0
    for at, word in enumerate(run):
        if len(word.plain) != 1 or not word.plain.isalpha():
            continue
        if beside and (at > last + 1 or word.start - beside[-1].end > _WIDEST_GAP):
            yield beside
            beside = []
        beside.append(word)
        last = at
    yield beside


def _ends(spelt: str, at: int, known: Container[str]) -> Iterator[int]:
    for end in range(min(len(spelt), at + LONGEST), at + _SHORTEST_ALONE - 1, -1):
        if spelt[at:end] in known and (end - at >= _SHORTEST or end - at == len(spelt)):
            yield end


def _word(letters: Sequence[Word], spelt: str) -> Word:
    return Word(letters[0].start, letters[-1].end, spelt.upper(), spelt)
