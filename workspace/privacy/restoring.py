"""Putting names back: exactly, in a single pass, and never by guessing.

`Settler` turns a stream of arbitrary pieces into pieces in which no placeholder is split and
every placeholder is canonical, holding back only a tail that could still become one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from .placeholders import GRAMMAR, LONGEST, Placeholder, canonical, find_exact
from .roles import ROLES

_FIRST: Final = "".join(sorted({role[0] for role in ROLES} | {role[0].lower() for role in ROLES}))
_A_WORD_GOES_ON: Final = "0"  # stands for the letter let go last; no role holds a nought
_OF_A_WORD: Final = regex.compile(r"[^\W_]")  # as the grammar sees it: with marks
_MIGHT_START: Final = regex.compile(rf"\\?\[|[［【&\\]|(?<![^\W_])[{_FIRST}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of restored text. `placeholder` is None for ordinary words.

    `known` is False where nobody in the vault has this role and code: `text` then says so.
    """

    text: str
    placeholder: Placeholder | None = None
    known: bool = True


def unknown(placeholder: Placeholder) -> str:
    """What a reader sees for a placeholder that stands for nobody."""
    return f"(unknown {placeholder.role.lower()})"


def pieces(
    text: str, names: Mapping[Placeholder, str], mentions: Sequence[str] = ()
) -> Iterator[Piece]:
    """Split canonical masked text into ordinary words and restored names.

    `names` gives what to show for each placeholder; `mentions`, where the text is a person's
    own, gives what stood at each placeholder, in order ("" where that is not known).
    """
    at = 0
    for index, found in enumerate(find_exact(text)):
        if found.start > at:
            yield Piece(text[at : found.start])
        name = names.get(found.placeholder)
        if name is not None and index < len(mentions):
            name = mentions[index] or name
        shown = unknown(found.placeholder) if name is None else name
        yield Piece(shown, found.placeholder, name is not None)
        at = found.end
    if at < len(text):
        yield Piece(text[at:])


def restore(text: str, names: Mapping[Placeholder, str], mentions: Sequence[str] = ()) -> str:
    """Return masked text, mangled placeholders and all, with the names back in place."""
    return "".join(piece.text for piece in pieces(canonical(text), names, mentions))


class Settler:
    """Feeds on pieces of a stream; gives back canonical text that later pieces cannot change."""

    def __init__(self) -> None:
        self._held = ""
        self._before = ""

    def feed(self, piece: str) -> str:
        self._held += piece
        return self._let_go(self._hold_from())

    def flush(self) -> str:
        """Give back what is held: the stream has ended."""
        return self._let_go(len(self._held))

    def _let_go(self, end: int) -> str:
        text, self._held = self._held[:end], self._held[end:]
        if not text:
            return ""
        settled = canonical(self._before + text)[len(self._before) :]
        self._before = _A_WORD_GOES_ON if _OF_A_WORD.match(text[-1]) else ""
        return settled

    def _hold_from(self) -> int:
        text = self._before + self._held
        offset = len(self._before)
        start = max(offset, len(text) - LONGEST)
        for candidate in _MIGHT_START.finditer(text, start):
            match = GRAMMAR.fullmatch(text, candidate.start(), partial=True)
            if match and (match.partial or text[-1].isalnum()):
                return candidate.start() - offset
        return len(self._held)
