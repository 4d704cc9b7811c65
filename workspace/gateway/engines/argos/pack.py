"""One installed pack, opened: sentences in, readings out, in batches of like length.

Decoding is bounded by the length of what is read: nothing can run away for long.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import ctranslate2

from workspace.gateway.protocol import unwatched

from .errors import BrokenPack
from .installed import PackFacts
from .tokens import tokens_of

LONGEST: Final = 118
"""Tokens of one sentence. What may be written, twice that and a little, is under 256, which
the smallest of models has positions for."""
_READABLE, _WRITABLE = 250, 252
_SIZES: Final = (8, 16, 24, 32, 48, 64, 96, LONGEST, _READABLE)
"""Sentences of one size share a batch and a bound, whatever else is in the request: the same
sentence gets the same translation in any company."""
BATCH: Final = 320
"""Tokens of one batch, of one thread: measured on two cores, larger ones were no faster."""
BEAMS: Final = 3
THREADS: Final = max(1, min(4, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to translate. `score`: mean natural-log probability of a token.

    `is_cut`: the model would have gone on.
    """

    text: str
    score: float
    is_cut: bool = False


Decode = Callable[..., list[list[Reading]]]
"""`Pack.decode`: sentences in; for each its readings, best first, never none."""


class Pack:
    """Raises BrokenPack when the folder does not hold what its metadata promises."""

    def __init__(self, facts: PackFacts) -> None:
        self.facts = facts
        try:
            self._tokens = tokens_of(facts.folder, facts.source, facts.target)
            self._model: Any = ctranslate2.Translator(
                str(facts.folder / "model"),
                device="cpu",
                compute_type=_compute_type(),
                inter_threads=THREADS,
                intra_threads=1,
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise _broken(facts) from error

    def fits(self, text: str) -> bool:
        """Whether the model can read this in one go."""
        return len(self._tokens.encode(text)) <= LONGEST

    def decode(
        self,
        sentences: Sequence[str],
        *,
        readings: int = 1,
        on_done: Callable[[int, int], None] = unwatched,
    ) -> list[list[Reading]]:
        """Translate all sentences, in batches of like length; raising in `on_done` stops it."""
        encoded = [self._tokens.encode(sentence) or ["\u2581"] for sentence in sentences]
        unread = [Reading("", 0.0, is_cut=True)]
        found = [unread for _ in sentences]
        waiting: deque[tuple[list[int], int, Any]] = deque()
        done = 0
        for batch in _batches(encoded):
            waiting.append(self._begin(batch, encoded, readings))
            if len(waiting) > 2 * THREADS:
                done += self._finish(waiting.popleft(), found)
                on_done(done, len(sentences))
        while waiting:
            done += self._finish(waiting.popleft(), found)
            on_done(done, len(sentences))
        return found

    def _begin(
        self, batch: list[int], encoded: list[list[str]], readings: int
    ) -> tuple[list[int], int, Any]:
        limit = min(2 * _size(encoded[batch[0]]) + 16, _WRITABLE)
        prefix = [[self.facts.prefix]] * len(batch) if self.facts.prefix else None
        try:
            results = self._model.translate_batch(
                [encoded[index] for index in batch],
                target_prefix=prefix,
                asynchronous=True,
                beam_size=max(BEAMS, readings),
                num_hypotheses=readings,
                length_penalty=1,  # so that a score is a mean
                max_input_length=0,
                max_decoding_length=limit,
                replace_unknowns=True,
                return_scores=True,
            )
        except (RuntimeError, ValueError) as error:
            raise _broken(self.facts) from error
        return batch, limit, results

    def _finish(self, begun: tuple[list[int], int, Any], found: list[list[Reading]]) -> int:
        batch, limit, results = begun
        for index, result in zip(batch, results, strict=True):
            try:
                answer = result.result()
            except (RuntimeError, ValueError) as error:
                raise _broken(self.facts) from error
            pairs = zip(answer.hypotheses, answer.scores, strict=True)
            found[index] = [self._reading(tokens, score, limit) for tokens, score in pairs]
        return len(batch)

    def _reading(self, tokens: list[str], score: float, limit: int) -> Reading:
        is_cut = len(tokens) >= limit
        if self.facts.prefix and tokens[:1] == [self.facts.prefix]:
            tokens = tokens[1:]
        return Reading(self._tokens.decode(tokens), score, is_cut)


def _size(tokens: list[str]) -> int:
    return next(size for size in _SIZES if len(tokens) <= size)


def _batches(encoded: list[list[str]]) -> Iterator[list[int]]:
    """Indexes, longest sentences first, of one size, as many at a time as `BATCH` has room for.

    What is too long to be read at all is in none.
    """
    batch: list[int] = []
    readable = [at for at in range(len(encoded)) if len(encoded[at]) <= _READABLE]
    for index in sorted(readable, key=lambda at: (-len(encoded[at]), at)):
        size = _size(encoded[index])
        is_full = (len(batch) + 1) * size > BATCH
        if batch and (is_full or size != _size(encoded[batch[0]])):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _compute_type() -> str:
    return "int8" if "int8" in ctranslate2.get_supported_compute_types("cpu") else "default"


def _broken(facts: PackFacts) -> BrokenPack:
    return BrokenPack(
        f"The translation pack {facts.label} cannot be used. Ask an administrator to install it"
        " again."
    )
