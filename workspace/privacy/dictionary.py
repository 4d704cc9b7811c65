"""Which words are ordinary English, from a kept dictionary: only ever asked of lower case.

The dictionary knows many given names too, so it must never clear a word with a capital, nor
one that the lists of names hold.
"""

from functools import cache

from spellchecker import SpellChecker


@cache
def _known() -> frozenset[str]:
    return frozenset(SpellChecker(language="en", distance=1).word_frequency.keys())


def is_ordinary(word: str) -> bool:
    """Say whether `word`, in lower case, is in the dictionary."""
    return word in _known()
