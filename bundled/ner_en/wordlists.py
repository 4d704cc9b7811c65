"""The lists of words that ship beside the model: names, places and the words of the trade."""

from collections import Counter
from typing import Final

from passages import literal_words
from people import is_held_back, plain, read_origins
from things import read_words

from workspace.privacy.detector.wordclasses import parts

_TRICKY: Final = "common_words"
_OFTEN: Final = 3
"""In how many passages a word must stand to count as one of the trade."""


def lists(*, kept_back: bool = False) -> dict[str, set[str]]:
    """List -> folded words. `kept_back` leaves out the names that are not trained on."""
    given, surnames, tricky = set(), set(), set()
    for name, origin in read_origins().items():
        own = given if name != _TRICKY else tricky
        family = surnames if name != _TRICKY else tricky
        for names, target in ((origin.given + origin.short, own), (origin.surnames, family)):
            kept = [one for one in names if not (kept_back and is_held_back(one))]
            target |= parts(kept) | parts(map(plain, kept))
    towns = parts(read_words()["town"])
    field = Counter(word for words in literal_words() for word in words)
    return {
        "given": given - tricky,
        "surname": surnames - tricky,
        "tricky": tricky,
        "place": towns,
        "field": {word for word, count in field.items() if count >= _OFTEN},
    }
