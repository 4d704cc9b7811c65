"""How alike two segments are. The same words in another order, number or denial are not alike.

Exact is exact but for capitals, spaces and the full stop. Everything else is at most nearly.
"""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

import regex

from . import guards

FUZZY: Final = 0.75
"""Nothing less alike than this is offered."""
ASKED: Final = 0.98
"""Of two that differ in nothing but that one asks and the other says."""
_NEARLY: Final = 0.97
_LONGEST: Final = 400
"""Words. What is longer is no segment: it can be met exactly, never nearly."""
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ.,:/][\p{L}\p{M}\p{N}]+)*|\[[A-Z]+_\w+\]")
_END: Final = ".!…。।۔؟?;:"
_QUESTION: Final = regex.compile(r"[?؟？][!?؟…\s\"'»”’)]*$")
_HIDDEN: Final = regex.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")


def normalised(text: str) -> str:
    """Return what makes two segments the same. Every digit and every sign inside stays."""
    said = _HIDDEN.sub("", unicodedata.normalize("NFC", text)).casefold().replace("’", "'")
    return " ".join(said.split()).rstrip(_END + " ").lstrip("¿¡ ")


def key(text: str) -> str:
    """Return the SHA-256, in hex, of the normalised text."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()


def asks(text: str) -> bool:
    """Say whether it is a question, as far as its last sign tells."""
    return bool(_QUESTION.search(text))


@dataclass(frozen=True)
class Segment:
    """A text, and what is compared of it, worked out when it is first needed."""

    text: str
    language: str

    @cached_property
    def normalised(self) -> str:
        return normalised(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.normalised))

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def meant(self) -> Hashable:
        """Numbers and denials: where they differ, nothing is alike."""
        return guards.meant(self.words, self.language)


def exact_score(one: Segment, other: Segment) -> float:
    """Return 1 for the same text, ASKED where only one of them asks, and 0 for another text."""
    if not one.normalised or one.normalised != other.normalised:
        return 0.0
    return 1.0 if asks(one.text) == asks(other.text) else ASKED


def fuzzy_score(one: Segment, other: Segment, *, at_least: float = FUZZY) -> float:
    """Return how alike the words are, in order, from `at_least` to just under 1; else 0."""
    if not one.words or not other.words or max(len(one.words), len(other.words)) > _LONGEST:
        return 0.0
    total = len(one.words) + len(other.words)
    if 2 * min(len(one.words), len(other.words)) < at_least * total:
        return 0.0
    if 2 * (one.counts & other.counts).total() < at_least * total:
        return 0.0
    if not guards.knows(one.language) or one.meant != other.meant:
        return 0.0
    if guards.opposed(one.counts, other.counts):
        return 0.0
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    score = matcher.ratio()
    return min(score, _NEARLY) if score >= at_least else 0.0
