"""Which words are ordinary English, and how common, from a kept dictionary.

The dictionary knows some given names too, so it must never by itself clear a word with a
capital, nor one that the lists of names hold.
"""

from functools import cache

from spellchecker import SpellChecker


@cache
def counts() -> dict[str, int]:
    """Word in lower case -> how often it was met in the dictionary's texts."""
    return dict(SpellChecker(language="en", distance=1).word_frequency.dictionary)


def is_ordinary(word: str) -> bool:
    """Say whether `word`, in lower case, is in the dictionary."""
    return word in counts()
