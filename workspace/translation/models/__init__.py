"""Rows of the translator."""

from .packs import Direction, Pack, Pin
from .words import MemoryUnit, Phrase, PhraseTranslation, Term, TermTranslation
from .work import Segment, Translation

__all__ = [
    "Direction",
    "MemoryUnit",
    "Pack",
    "Phrase",
    "PhraseTranslation",
    "Pin",
    "Segment",
    "Term",
    "TermTranslation",
    "Translation",
]
