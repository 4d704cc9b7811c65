"""How writers differ: letter case, missing punctuation, slips of the finger, other words.

Styles change a whole document; slips and swapped words change single words outside the slots.
"""

import random
from typing import Final

import regex

from workspace.privacy.dictionary import counts

STYLES: Final = (
    "normal", "lower", "bare", "upper", "names lower", "names upper", "surnames upper",
    "sloppy capitals",
)  # fmt: skip
WEIGHTS: Final = (60, 15, 6, 6, 5, 2, 3, 3)
_WORD: Final = regex.compile(r"\p{L}[\p{L}\p{M}'’]{3,}")
_MARKS: Final = regex.compile(r"[.,;:!?“”\"()]")
_COMMON: Final = 2000
"""How often a word must have been seen for it to stand in for another."""


def plain_words(names: set[str]) -> list[str]:
    """Words of the kept dictionary that are common and in no list of names."""
    return sorted(w for w, n in counts().items() if n >= _COMMON and w.isalpha() and w not in names)


def styled_text(text: str, style: str, rng: random.Random) -> str:
    """Literal text of a document in one style."""
    if style in ("lower", "bare"):
        text = text.lower()
    if style == "bare":
        text = _MARKS.sub("", text)
    if style == "sloppy capitals":
        text = _WORD.sub(lambda w: w[0].capitalize() if rng.random() < 0.12 else w[0], text)
    return text.upper() if style == "upper" else text


def styled_name(name: str, style: str) -> str:
    """A person, school or address in one style."""
    if style in ("lower", "bare", "names lower"):
        return name.lower()
    return name.upper() if style in ("upper", "names upper") else name


class Slips:
    """Mistypes and swaps single words of literal text."""

    def __init__(self, names: set[str]) -> None:
        self._words = plain_words(names)

    def apply(self, text: str, rng: random.Random, *, typed: float, swapped: float) -> str:
        def change(found: "regex.Match[str]") -> str:
            chance, word = rng.random(), found[0]
            if chance < typed:
                return _mistyped(word, rng)
            if chance < typed + swapped and (word.islower() or word.istitle()):
                other = rng.choice(self._words)
                return other.capitalize() if word[0].isupper() else other
            return word

        return _WORD.sub(change, text)


def _mistyped(word: str, rng: random.Random) -> str:
    place = rng.randint(1, len(word) - 2)
    kind = rng.randint(0, 3)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == 2:
        return word[:place] + word[place] + word[place:]
    return word[:place] + rng.choice("aeioustrn") + word[place + 1 :]
