"""The last way to keep a placeholder: it never goes to the model at all.

The sentence is translated around its placeholders, piece by piece. Its grammar suffers, and who
reads it is told by the rung; nobody is lost or changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from workspace.privacy.placeholders import find, find_exact

from .pack import Decode, Reading

_CORE: Final = regex.compile(
    r"(?P<before>[^\p{L}\p{N}]*)(?P<core>.*?)(?P<after>[^\p{L}\p{N}\p{M}]*)$", regex.S
)
_FULL_STOP: Final = regex.compile(r"\s*[.。।۔።]$")
_LETTER: Final = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class _Run:
    """Words between two placeholders, and what to keep on either side of them."""

    before: str
    core: str
    after: str
    placeholder: str
    """What follows the run, if anything."""


def around(sentences: Sequence[str], decode: Decode) -> list[Reading | None]:
    """Each sentence translated around its placeholders; None where a piece came back unusable."""
    runs = [list(_runs(sentence)) for sentence in sentences]
    cores = sorted({run.core for some in runs for run in some if _LETTER.search(run.core)})
    answers = decode(cores) if cores else []
    found = {core: readings[0] for core, readings in zip(cores, answers, strict=True)}
    return [_assembled(some, found) for some in runs]


def _runs(sentence: str) -> list[_Run]:
    runs, at = [], 0
    spots = [(found.start, found.end, str(found.placeholder)) for found in find_exact(sentence)]
    for start, end, placeholder in [*spots, (len(sentence), len(sentence), "")]:
        match = _CORE.match(sentence, at, start)
        if match:  # it always does
            runs.append(_Run(match["before"], match["core"], match["after"], placeholder))
        at = end
    return runs


def _assembled(runs: list[_Run], found: dict[str, Reading]) -> Reading | None:
    pieces: list[str] = []
    scores: list[float] = []
    for run in runs:
        words = run.core
        if reading := found.get(run.core):
            words = _fitted(run.core, reading.text)
            scores.append(reading.score)
            if reading.is_cut or not words or any(find(words)):
                return None
        pieces += [run.before, words, run.after, run.placeholder]
    return Reading("".join(pieces), sum(scores) / len(scores) if scores else 0.0)


def _fitted(core: str, words: str) -> str:
    """A piece as it may stand inside a sentence: no full stop or capital of the model's own."""
    words = _FULL_STOP.sub("", words.strip()).strip()
    if core[:1].islower() and words[:1].isupper() and not words[1:2].isupper():
        words = words[:1].lower() + words[1:]
    return words
