"""The translating engine: masked paragraphs in, masked paragraphs out, names untouched.

All sentences of a request go through a pack in one go, sorted by length; a direction that no
pack covers goes through English in two. Nothing of a text is kept once it has been answered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from workspace.gateway.protocol import (
    EngineConfig,
    EngineUnavailable,
    Rung,
    TranslatedParagraph,
    TranslatedSentence,
    TranslationEngine,
    unwatched,
)
from workspace.privacy.masked import Masked

from .errors import NoPack
from .forms import counted, replaced
from .installed import PackFacts, directions, installed, route
from .joining import join, rejoin
from .ladder import RUNGS, Climbed, Ladder
from .sentences import cut, split
from .shelf import Shelf

SHELF: Final = Shelf()
"""Shared by every engine of this process."""
_LETTER: Final = regex.compile(r"\p{L}")


@dataclass(slots=True)
class _Watch:
    """Progress over one or two packs, told in sentences of the request."""

    on_progress: Callable[[int, int], None]
    total: int
    legs: int
    leg: int = 0

    def __call__(self, done: int, of: int) -> None:
        share = (self.leg + done / max(1, of)) / self.legs
        self.on_progress(int(self.total * share), self.total)


class ArgosEngine:
    """Satisfies `workspace.gateway.protocol.TranslationEngine`."""

    def __init__(self, folders: Sequence[str], shelf: Shelf = SHELF) -> None:
        self._folders, self._shelf = tuple(folders), shelf
        self.version = "argos"

    def directions(self) -> list[tuple[str, str]]:
        return directions(installed(self._folders))

    def probe(self) -> str:
        """Say how many packs there are, without opening one. Raises EngineUnavailable."""
        count = len(installed(self._folders))
        if not count:
            raise EngineUnavailable("No translation pack is installed. Ask an administrator.")
        return f"ready, {count} translation pack{'s' if count > 1 else ''}"

    def translate(
        self,
        masked: Masked,
        *,
        source: str,
        target: str,
        alternatives: int = 0,
        on_progress: Callable[[int, int], None] = unwatched,
    ) -> list[TranslatedParagraph]:
        """See the protocol. Raises NoPack or BrokenPack."""
        packs = route(installed(self._folders), source, target)
        if not packs:
            raise NoPack(f"No translation pack covers {source} to {target}.")
        self.version = "argos " + " + ".join(facts.label for facts in packs)
        paragraphs = [text for part in masked.parts for text in part.paragraphs]
        spans = [split(text, source) for text in paragraphs]
        sentences = [
            text[start:end]
            for text, some in zip(paragraphs, spans, strict=True)
            for start, end in some
        ]
        watch = _Watch(on_progress, len(sentences), len(packs))
        found = self._through(packs, sentences, alternatives, watch)
        answers = iter([_sentence(text, found[text]) for text in sentences])
        translated = []
        for text, some in zip(paragraphs, spans, strict=True):
            own = tuple(next(answers) for _ in some)
            whole = rejoin(text, some, (each.target for each in own), target)
            translated.append(TranslatedParagraph(own, whole))
        return translated

    def _through(
        self, packs: list[PackFacts], sentences: list[str], alternatives: int, watch: _Watch
    ) -> dict[str, Climbed]:
        """Each different sentence through each pack in turn."""
        found = {text: _untouched(text) for text in sentences}
        waiting = [text for text in found if _has_words(text)]
        now = [" ".join(text.split()) for text in waiting]
        for watch.leg, facts in enumerate(packs):
            is_last = facts is packs[-1]
            climbed = self._leg(facts, now, alternatives if is_last else 0, watch)
            for text, each in zip(waiting, climbed, strict=True):
                found[text] = _after(found[text], each) if watch.leg else each
            now = [each.target for each in climbed]
        watch.on_progress(watch.total, watch.total)
        return found

    def _leg(
        self, facts: PackFacts, texts: list[str], alternatives: int, watch: _Watch
    ) -> list[Climbed]:
        """Sentences through one pack, the very long ones in pieces."""
        if not texts:
            return []
        pack = self._shelf.take(facts)
        pieces = [[text[start:end] for start, end in cut(text, pack.fits)] for text in texts]
        ladder = Ladder(pack.decode, facts.source, facts.target)
        flat = [piece for some in pieces for piece in some]
        climbed = iter(ladder.climb(flat, alternatives=alternatives, on_done=watch))
        return [_whole([next(climbed) for _ in some], facts.target) for some in pieces]


def _has_words(text: str) -> bool:
    """Whether there is anything for a model to do: numbers and placeholders stay as they are."""
    return _LETTER.search(replaced(text, lambda _: " ")) is not None


def _untouched(text: str) -> Climbed:
    return Climbed(text, "plain" if counted(text) else "none", 0.0)


def _worse(one: Rung, other: Rung) -> Rung:
    return max(one, other, key=RUNGS.index)


def _after(first: Climbed, second: Climbed) -> Climbed:
    """What two packs in a row make of a sentence: no better than the worse of them."""
    rung, score = _worse(first.rung, second.rung), min(first.score, second.score)
    return Climbed(second.target, rung, score, () if rung == "lost" else second.alternatives)


def _whole(pieces: list[Climbed], language: str) -> Climbed:
    """The pieces of one sentence in one. A sentence cut up has no alternatives."""
    if len(pieces) == 1:
        return pieces[0]
    if not pieces:
        return Climbed("", "lost", 0.0)
    rung: Rung = "none"
    for piece in pieces:
        rung = _worse(rung, piece.rung)
    text = join((piece.target for piece in pieces), language)
    return Climbed(text, rung, sum(piece.score for piece in pieces) / len(pieces))


def _sentence(source: str, climbed: Climbed) -> TranslatedSentence:
    return TranslatedSentence(
        source, climbed.target, climbed.rung, climbed.score, climbed.alternatives
    )


def build(config: EngineConfig) -> TranslationEngine:
    """The engine over the packs in `config.folders`."""
    return ArgosEngine(config.folders)
