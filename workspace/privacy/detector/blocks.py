"""Cut a long text where nothing personal is likely to straddle, to bound memory and time."""

from collections.abc import Iterator
from typing import Final

import regex

SIZE: Final = 20_000
_CUTS: Final = ("\n\n", "\n", ". ", " ")
_LONGEST_RUN: Final = 40
_RUN: Final = regex.compile(rf"[^\p{{L}}\p{{M}}\p{{N}}\s]{{{_LONGEST_RUN + 1},}}+")
_UNBROKEN: Final = regex.compile(r"\S{501,}+")
_MARK: Final = regex.compile(r"[^\p{L}\p{M}\p{N}]")


def blocks(text: str, size: int = SIZE) -> Iterator[tuple[int, str]]:
    """Yield (offset, block). Joined together the blocks are the text again."""
    start = 0
    while len(text) - start > size:
        end = _cut(text, start, start + size)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def without_runs(text: str) -> str:
    """Blank out what spaCy is quadratic on. No offset changes.

    That is long unbroken punctuation, and the punctuation inside anything unbroken that is longer
    than any word or address; the tripwire's patterns read that as it was.
    """
    text = _RUN.sub(lambda run: " " * len(run[0]), text)
    return _UNBROKEN.sub(lambda run: _MARK.sub(" ", run[0]), text)


def _cut(text: str, start: int, limit: int) -> int:
    """The best place to cut in the second half of `text[start:limit]`."""
    for mark in _CUTS:
        place = text.rfind(mark, start + (limit - start) // 2, limit)
        if place >= 0:
            return place + len(mark)
    return limit
