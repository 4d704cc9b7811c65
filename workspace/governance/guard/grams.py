"""What the weights learnt from written requests look at: runs of words and of letters.

Names are read like any other word here, so nothing but sums of hashed runs is ever kept.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .features import GRAMMAR
from .lexicon import CLASS_OF
from .meanings import MEANING_OF
from .reading import Sentence

BUCKETS: Final = 1 << 19
Block = NDArray[np.int64]
_PLACEHOLDER: Final = re.compile(r"\[[A-Z]+_\w+\]")
_SPACE: Final = re.compile(r"\s+")
_LETTERS: Final = (3, 4, 5)


def blocks(read: Sequence[Sentence], text: str) -> tuple[Block, Block, Block]:
    """Buckets of a stretch of text: its words, its first and last sentence, its letters."""
    words: set[str] = set()
    places: set[str] = set()
    for at, sentence in enumerate(read):
        classed, meant = _classed(sentence.words), _meant(sentence.words)
        words.update(_runs("w", ("^", *sentence.words, "$"), 3))
        words.update(_runs("c", classed, 3))
        words.update(_runs("m", meant, 4))
        place = "L" if at == len(read) - 1 else "F" if at == 0 else ""
        if place:
            places.update(_runs(f"c{place}", classed, 2))
            places.update(_runs(f"m{place}", meant, 2))
            if sentence.asks:
                places.add(f"asks{place}")
    return _hashed("a", words), _hashed("p", places), _hashed("x", _letters(text))


def shares(found: tuple[Block, ...]) -> tuple[Block, NDArray[np.float64]]:
    """All buckets in one row, each block weighing the same however much it holds."""
    weighed = [np.full(len(block), 0.2 / np.sqrt(max(len(block), 1))) for block in found]
    return np.concatenate(found), np.concatenate(weighed)


def _classed(words: Sequence[str]) -> tuple[str, ...]:
    return ("^", *(CLASS_OF.get(word, word) for word in words), "$")


def _meant(words: Sequence[str]) -> tuple[str, ...]:
    return ("^", *(MEANING_OF.get(w) or CLASS_OF.get(w) or _small(w) for w in words), "$")


def _small(word: str) -> str:
    return word if word in GRAMMAR else "~"


def _runs(mark: str, words: tuple[str, ...], longest: int) -> Iterator[str]:
    for size in range(1, longest + 1):
        for at in range(len(words) - size + 1):
            yield f"{mark} {' '.join(words[at : at + size])}"


def _letters(text: str) -> set[str]:
    plain = f" {_SPACE.sub(' ', _PLACEHOLDER.sub('@', text).lower())} "
    return {plain[at : at + size] for size in _LETTERS for at in range(len(plain) - size + 1)}


def _hashed(mark: str, names: set[str]) -> Block:
    found = {crc32(f"{mark}|{name}".encode()) & (BUCKETS - 1) for name in names}
    return np.fromiter(sorted(found), np.int64, len(found))
