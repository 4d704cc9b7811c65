"""Measuring: every document through detection and masking, as a message goes."""

from collections.abc import Callable
from pathlib import Path

from workspace.privacy import layers
from workspace.privacy.identities import Identities
from workspace.privacy.masking import mask

from .figures import Figures
from .papers import Paper, PaperSet

Tell = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def measure(found: PaperSet, *, models: Path | None = None, tell: Tell = _silent) -> Figures:
    """Count who is hidden to the last letter and digit. Raises DetectionFailed."""
    figures = Figures()
    for number, paper in enumerate(found.papers, 1):
        hidden = _hidden(paper, models)
        for mention in paper.mentions:
            places = (p for p in range(mention.start, mention.end) if paper.text[p].isalnum())
            figures.add(mention.groups, all(place in hidden for place in places))
        figures.documents += 1
        tell(number, len(found.papers))
    return figures


def _hidden(paper: Paper, models: Path | None) -> set[int]:
    found = layers.found(paper.text, language=paper.language, models=models)
    mentions = mask(paper.text, found, Identities(), language=paper.language).mentions
    return {place for m in mentions for place in range(m.start, m.end)}
