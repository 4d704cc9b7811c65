"""Which language a text is in: among those that can be translated, and how sure that is."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

from .languages import LANGUAGES

FEWEST_WORDS: Final = 3
_FEWEST_LETTERS: Final = 12


@dataclass(frozen=True, slots=True)
class Guess:
    code: str
    per_cent: int
    """How sure it is, from 1 to 100."""


def detect(text: str, among: frozenset[str]) -> Guess | None:
    """Return the likeliest of the languages `among`; None for a word or two, never a guess."""
    letters = sum(character.isalpha() for character in text)
    if len(text.split()) < FEWEST_WORDS or letters < _FEWEST_LETTERS or len(among) < 2:
        return None
    likeliest = _detector(among).compute_language_confidence_values(text)[0]
    if likeliest.value < 0.01:
        return None
    code = likeliest.language.iso_code_639_1.name.lower()
    return Guess(code, max(1, round(likeliest.value * 100)))


@cache
def _detector(among: frozenset[str]) -> LanguageDetector:
    codes = [getattr(IsoCode639_1, code.upper()) for code in sorted(among & _KNOWN)]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()


_KNOWN: Final = frozenset(
    code for code in LANGUAGES if getattr(IsoCode639_1, code.upper(), None) is not None
)
