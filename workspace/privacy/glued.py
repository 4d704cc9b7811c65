"""Words that came together without a gap: "2018Amina", "WarsameAmina", "27Mar2018".

Tables and PDFs lose the white space between two cells. A word comes apart where letters and
digits meet, at a capital inside it, and between two known names. Pure functions over words.
"""

from collections.abc import Callable, Container, Sequence, Set
from typing import Final

import regex

from .dictionary import is_ordinary
from .disguises import UNSEEN
from .disguises import plain_letters as plain
from .spellings import Word

_ON: Final = rf"[\p{{M}}{UNSEEN}]*"
_SEAM: Final = regex.compile(
    rf"(?=\p{{L}})(?<=\p{{Nd}}{_ON})(?!(?:st|nd|rd|th)(?!\p{{Ll}}))"
    rf"|(?=\p{{Nd}})(?<=\p{{L}}{_ON})"
    rf"|(?=\p{{Lu}})(?<=\p{{Ll}}{_ON})"
    rf"|(?=\p{{Lu}}{_ON}\p{{Ll}})(?<=\p{{Lu}}{_ON})"
)
_ANOTHER_NAME: Final = regex.compile(r"Ma?c\p{Lu}\p{Ll}+")
"""McDonald is not Donald."""
_SHORTEST: Final = 4
"""Letters: a shorter name inside a word is there by chance."""
_SHORTEST_NUMBER: Final = 6
"""Letters and digits of a date, a postcode or a number."""
_LONGEST: Final = 60
_SHORTEST_MIXED: Final = 3
BEGINNING: Final = _SHORTEST
"""Letters at the beginning of a known word by which it is found inside others."""


def apart(
    run: Sequence[Word],
    known: Container[str],
    beginnings: Container[str],
    matters: Callable[[Word], bool],
) -> tuple[list[Word], set[int]]:
    """Return `run` with such words in pieces, and where in it these pieces are.

    `known` are words that names begin with, `beginnings` those of these words. Only words with
    a piece that `matters` come apart.
    """
    pieces: dict[int, list[Word]] = {}
    odd = [
        at
        for at, (_, _, raw, plain_word) in enumerate(run)
        if not (raw.isalpha() and raw[1:].islower()) or plain_word[:BEGINNING] in beginnings
    ]
    for at in odd:
        raw = run[at].raw
        if len(raw) < _SHORTEST_MIXED or raw.isdecimal():
            continue
        whole = raw.isalpha() and (raw[1:].islower() or raw.isupper())
        parts = [run[at]] if whole else _at_seams(run[at])
        parts = [piece for part in parts for piece in _two_names(part, known)]
        if len(parts) > 1 and any(map(matters, parts)):
            pieces[at] = parts
    if not pieces:
        return [], set()
    fine: list[Word] = []
    places: set[int] = set()
    after = 0
    for at, parts in pieces.items():
        fine += run[after:at]
        places.update(range(len(fine), len(fine) + len(parts)))
        fine += parts
        after = at + 1
    return [*fine, *run[after:]], places


def says_enough(run: Sequence[Word], at: int, used: int, places: Set[int]) -> bool:
    """Whether what was found in `run[at : at + used]`, pieces among it, is there not by chance."""
    inside = [run[i] for i in range(at, at + used) if i in places]
    if not inside:
        return False
    found = run[at : at + used]
    if any(character.isdigit() for word in found for character in word.plain):
        return sum(len(word.plain) for word in found) >= _SHORTEST_NUMBER
    return sum(len(word.plain) for word in inside) >= _SHORTEST


def _at_seams(word: Word) -> list[Word]:
    if _ANOTHER_NAME.fullmatch(word.raw):
        return [word]
    cuts = [seam.start() for seam in _SEAM.finditer(word.raw)]
    return [_piece(word, a, b) for a, b in zip([0, *cuts], [*cuts, len(word.raw)], strict=True)]


def _two_names(word: Word, known: Container[str]) -> list[Word]:
    """Return the two known names that are all of a word ("aminashabana"), or the word."""
    whole = word.plain
    if len(whole) != len(word.raw) or len(whole) > _LONGEST or whole in known:
        return [word]
    for cut in range(BEGINNING, len(whole) - _SHORTEST + 1):
        if whole[:cut] in known and whole[cut:] in known and not is_ordinary(whole):
            return [_piece(word, 0, cut), _piece(word, cut, len(whole))]
    return [word]


def _piece(word: Word, start: int, end: int) -> Word:
    raw = word.raw[start:end]
    return Word(word.start + start, word.start + end, raw, plain(raw))
