"""Weights learnt from requests written by hand: of the whole request, and of each sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .grams import Block, blocks, shares
from .reading import Sentence

SENTENCE_COUNTS: Final = 0.3
GENERATED_COUNTS: Final = 0.3
"""How much the surest sentence counts beside the whole, by either kind of weights."""
ENOUGH: Final = -1.3
ENOUGH_OF_FEW: Final = -0.4  # one sentence of a few words: "does she miss her brother?"
_FEW: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One yes-or-no question put to a table of weights."""

    table: NDArray[np.float32]
    bias: float

    def of(self, found: tuple[Block, ...]) -> float:
        at, share = shares(found)
        return float(self.table[at] @ share) + self.bias


@dataclass(frozen=True, slots=True)
class Written:
    whole: Line
    sentence: Line
    kinds: NDArray[np.float32]
    """One column a reason, of the words' block only."""

    def says(self, read: Sequence[Sentence], text: str, generated: float) -> float:
        """How far above the line a request is; `generated` is the other weights' surest logit."""
        whole = blocks(read, text)
        if len(read) == 1 and read[0].text == text:
            surest = self.sentence.of(whole)
        else:
            surest = max(self.sentence.of(blocks([one], one.text)) for one in read)
        said = self.whole.of(whole) + SENTENCE_COUNTS * surest + GENERATED_COUNTS * generated
        return said - enough(sum(len(one.words) for one in read), len(read))

    def kind(self, read: Sequence[Sentence], text: str) -> NDArray[np.float32]:
        """How well each reason fits."""
        at, share = shares(blocks(read, text)[:1])
        fits: NDArray[np.float32] = (self.kinds[at] * share[:, None]).sum(axis=0)
        return fits


def enough(words: int, sentences: int) -> float:
    """Where the line lies for a request of that length."""
    return ENOUGH_OF_FEW if sentences == 1 and words <= _FEW else ENOUGH
