"""The trained weights, and words mended to ones that they know. Refuses a changed file."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .features import BUCKETS, around, indices
from .grams import BUCKETS as WRITTEN_BUCKETS
from .lexicon import CLASS_OF
from .meanings import MEANING_OF
from .reading import Sentence
from .written import Line, Written

HOME: Final = Path(__file__).resolve().parents[3] / "bundled" / "guard"
_SHORTEST_MENDED: Final = 5


class Changed(RuntimeError):
    """The weights are not the ones that were trained and checked."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that weights know; the rest is mended where one slip of a finger explains it."""

    known: frozenset[str]
    kept: frozenset[str]
    """Words of plain English that look like a slip and are none, as "contract" for "contact"."""
    slips: dict[str, str]

    def mend(self, sentence: Sentence) -> Sentence:
        if all(word in self.known for word in sentence.words):
            return sentence
        return replace(sentence, words=tuple(map(self._mended, sentence.words)))

    def _mended(self, word: str) -> str:
        if word in self.known or word in self.kept or len(word) < _SHORTEST_MENDED:
            return word
        for near in (word, *shorter(word)):
            if near in self.slips:
                return self.slips[near]
        return word


@dataclass(frozen=True, slots=True)
class Weights:
    labels: tuple[str, ...]
    """The first is "", for nothing to decline."""
    table: NDArray[np.float32]
    bias: NDArray[np.float32]
    words: Words

    def chances(self, read: list[Sentence]) -> list[NDArray[np.float64]]:
        """For each sentence: how likely it asks for each label's decision."""
        mended = [self.words.mend(sentence) for sentence in read]
        return [
            soft(self.table[indices(sentence, near, self.words.known)].sum(axis=0) + self.bias)
            for sentence, near in zip(mended, around(mended), strict=True)
        ]


def soft(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    raised = np.exp(scores.astype(np.float64) - float(scores.max()))
    shares: NDArray[np.float64] = raised / raised.sum()
    return shares


def shorter(word: str) -> Iterator[str]:
    """The word with each one of its letters left out."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def words_of(known: Iterable[str], kept: Iterable[str]) -> Words:
    """Two words a slip apart share a form with one letter left out (or are one letter apart)."""
    vocabulary = frozenset(known) | frozenset(CLASS_OF) | frozenset(MEANING_OF)
    slips: dict[str, str] = {}
    for word in sorted(
        vocabulary,
        key=lambda word: (word not in CLASS_OF and word not in MEANING_OF, word),
        reverse=True,
    ):
        if len(word) >= _SHORTEST_MENDED and word.isalpha():
            slips.update(dict.fromkeys((word, *shorter(word)), word))
    return Words(vocabulary, frozenset(kept), slips)


def logit(chances: NDArray[np.float64]) -> float:
    """How far the first label's share is from a half, upwards if something is asked."""
    rest = max(1 - float(chances[0]), 1e-9)
    return float(np.log(rest) - np.log(max(1 - rest, 1e-9)))


@cache
def load() -> tuple[Weights, Written]:
    """Read all weights once. Raises Changed if a file differs from its checksum."""
    for line in (HOME / "model.sha256").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        if hashlib.sha256((HOME / name).read_bytes()).hexdigest() != digest:
            raise Changed(f"bundled/guard/{name} is not the file that was trained")
    return load_generated(), _load_written()


@cache
def load_generated() -> Weights:
    """The weights learnt from generated requests, unchecked: training starts from them."""
    with np.load(HOME / "model/weights.npz", allow_pickle=False) as kept:
        table = kept["table"].astype(np.float32) * kept["scale"]
        bias, labels = kept["bias"], tuple(str(label) for label in kept["labels"])
    if table.shape != (BUCKETS, len(labels)):
        raise Changed("bundled/guard/model.npz was trained for another version of Daylight")
    known = (HOME / "model/words.txt").read_text("utf-8").split()
    kept_words = (HOME / "model/kept.txt").read_text("utf-8").split()
    return Weights(labels, table, bias, words_of(known, kept_words))


def _load_written() -> Written:
    with np.load(HOME / "model/written.npz", allow_pickle=False) as kept:
        tables = {
            name: kept[name].astype(np.float32) * kept[f"{name}_scale"]
            for name in ("whole", "sentence", "kinds")
        }
        if {len(table) for table in tables.values()} != {WRITTEN_BUCKETS}:
            raise Changed("bundled/guard/written.npz was trained for another version of Daylight")
        return Written(
            whole=Line(tables["whole"], float(kept["whole_bias"])),
            sentence=Line(tables["sentence"], float(kept["sentence_bias"])),
            kinds=tables["kinds"],
        )
