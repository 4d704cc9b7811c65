"""The ladder: ever stronger means, until every placeholder of a sentence has come through.

The rungs, in order: as it is; the model's other readings; another form of the placeholder;
a lent name; the sentence split around its placeholders. A rung counts only when the multiset of
placeholders is exactly that of the source. What none of them brings through is "lost".

All sentences that need a rung are decoded together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from workspace.gateway.protocol import Rung, unwatched

from . import forms
from .forms import Written, checked, counted
from .pack import Decode, Reading
from .splitting import around
from .surrogates import surrogate

RUNGS: Final[tuple[Rung, ...]] = ("none", "plain", "nbest", "form", "surrogate", "split", "lost")
READINGS: Final = 8
"""How many readings the second rung looks through."""
RETRIES: Final = 4
"""How many readings each later rung looks through."""


@dataclass(frozen=True, slots=True)
class Climbed:
    """A sentence in the target language, and what it took."""

    target: str
    rung: Rung
    score: float
    alternatives: tuple[str, ...] = ()


class Ladder:
    """For one direction of one pack. `decode` is `Pack.decode`."""

    def __init__(self, decode: Decode, source: str, target: str) -> None:
        self._decode, self._source, self._target = decode, source, target

    def climb(
        self,
        sentences: Sequence[str],
        *,
        alternatives: int = 0,
        on_done: Callable[[int, int], None] = unwatched,
    ) -> list[Climbed]:
        """Translate masked sentences. Raising in `on_done`, also called between rungs, stops it."""
        count = len(sentences)
        found: dict[int, Climbed] = {}
        first = self._decode(sentences, readings=1 + alternatives, on_done=on_done)
        for index, readings in enumerate(first):
            climbed = _accept(forms.whole(sentences[index]), readings, "plain", alternatives)
            if climbed:
                found[index] = _named(sentences[index], readings, climbed)
        for rung, write, wanted in self._rungs():
            waiting = [index for index in range(count) if index not in found]
            if waiting:
                on_done(count, count)
                some = [sentences[index] for index in waiting]
                answers = self._tried(some, write, max(wanted, 1 + alternatives))
                for index, (written, readings) in zip(waiting, answers, strict=True):
                    if written and (again := _accept(written, readings, rung, alternatives)):
                        found[index] = again
        self._split(sentences, found, on_done)
        on_done(count, count)
        return [found.get(index) or _lost(sentences[index], first[index]) for index in range(count)]

    def _rungs(self) -> list[tuple[Rung, Callable[[str], Written | None], int]]:
        def lend(text: str) -> Written | None:
            return surrogate(text, self._source, self._target) if counted(text) else None

        def other(form: Callable[[str], Written | None]) -> Callable[[str], Written | None]:
            return lambda text: form(text) if counted(text) else None

        return [
            ("nbest", forms.whole, READINGS),
            *((("form", other(form), RETRIES)) for form in forms.FORMS),
            ("surrogate", lend, RETRIES),
        ]

    def _tried(
        self, sentences: list[str], write: Callable[[str], Written | None], readings: int
    ) -> list[tuple[Written | None, list[Reading]]]:
        written = [write(sentence) for sentence in sentences]
        asked = [each.text for each in written if each]
        answers = iter(self._decode(asked, readings=readings) if asked else ())
        return [(each, next(answers) if each else []) for each in written]

    def _split(
        self,
        sentences: Sequence[str],
        found: dict[int, Climbed],
        on_done: Callable[[int, int], None],
    ) -> None:
        waiting = [
            index
            for index in range(len(sentences))
            if index not in found and counted(sentences[index])
        ]
        if not waiting:
            return
        on_done(len(sentences), len(sentences))
        readings = around([sentences[index] for index in waiting], self._decode)
        for index, reading in zip(waiting, readings, strict=True):
            target = reading and checked(reading.text, counted(sentences[index]))
            if reading and target:
                found[index] = Climbed(target, "split", reading.score)


def _accept(
    written: Written, readings: Sequence[Reading], rung: Rung, alternatives: int
) -> Climbed | None:
    """The first reading in which everything is right, with the others of that kind."""
    right: dict[str, float] = {}
    for reading in readings:
        target = None if reading.is_cut else written.restore(reading.text)
        if target:
            right.setdefault(target, reading.score)
    if not right:
        return None
    target, *others = right
    return Climbed(target, rung, right[target], tuple(others[:alternatives]))


def _named(sentence: str, readings: Sequence[Reading], climbed: Climbed) -> Climbed:
    """The rung of the first decoding, which may have asked for more than one reading."""
    best = forms.whole(sentence).restore(readings[0].text)
    rung: Rung = "plain" if best == climbed.target else "nbest"
    rung = rung if counted(sentence) else "none"
    return Climbed(climbed.target, rung, climbed.score, climbed.alternatives)


def _lost(sentence: str, readings: Sequence[Reading]) -> Climbed:
    """The best effort: right only where there was no placeholder to lose and none came up."""
    best = readings[0]
    wanted = counted(sentence)
    is_right = not wanted and best.text and checked(best.text, wanted) is not None
    return Climbed(best.text, "none" if is_right else "lost", best.score)
