"""The jigsaw warning: what stays readable and might, put together, give somebody away.

A warning, never a barrier: it names the pieces, so that each can be hidden or left in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import regex

from workspace.privacy.detector import jigsaw

from .showing import Segment

MOST_OF_A_KIND: Final = 8
Clues = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The words of one kind that can be read."""

    called: str
    role: str
    """What a model reads where one of them is hidden."""
    words: tuple[str, ...]


def still_readable(clues: Clues, texts: Iterable[str]) -> list[Sequence[str]]:
    """Return the clues whose words stand in one of these masked texts."""
    visible = list(texts)
    return [clue for clue in clues if any(clue[1] in text for text in visible)]


def warning(papers: Iterable[Any]) -> list[Pieces]:
    """Return the pieces of whatever of these makes a jigsaw by itself; nothing where none does."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in jigsaw.KINDS}
    for paper in papers:
        if jigsaw.fits_together({kind for kind, _ in paper.clues}):
            for kind, words in paper.clues:
                found[kind].setdefault(words)
    return [
        Pieces(jigsaw.KINDS[kind], "PLACE" if kind == jigsaw.TOWN else "DETAIL", tuple(words))
        for kind, every in found.items()
        if (words := list(every)[:MOST_OF_A_KIND])
    ]


class Marker:
    """Marks the words of a warning in what is shown."""

    def __init__(self, pieces: Sequence[Pieces]) -> None:
        words = sorted({word for one in pieces for word in one.words}, key=len, reverse=True)
        either = "|".join(map(regex.escape, words))
        self._pattern = regex.compile(rf"(?<!\w)(?:{either})(?!\w)") if words else None

    def __call__(self, segments: Iterable[Segment]) -> list[Segment]:
        return [part for segment in segments for part in self._split(segment)]

    def _split(self, segment: Segment) -> Iterator[Segment]:
        if self._pattern is None or segment.subject:
            yield segment
            return
        at = 0
        for match in self._pattern.finditer(segment.text):
            yield Segment(segment.text[at : match.start()])
            yield replace(segment, text=match[0], clue=True)
            at = match.end()
        yield Segment(segment.text[at:])
