"""Does a text do nothing but tell? Then nobody is asked to decide, whatever it tells of.

Strict on purpose: every sentence is whole, begins with who or when, and holds no word that asks,
orders, weighs or leaves something open. Whatever is not surely a note is left to the weights.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .lexicon import CLASS_OF
from .meanings import MEANING_OF
from .reading import Sentence

_ASKING: Final = frozenset(
    """you your yourself please tell give let lets need needs want wants wanted know wonder
    wondering wondered whether should shall ought must which what how why help could would may
    might explain show write draft say decide choose pick rate rank question ask answer verdict
    view opinion recommendation decision conclusion assessment complete fill finish blank or nor
    neither either versus vs""".split()
)
_WEIGHING: Final = frozenset("TRUE LIKELY FIGURE DANGER VIEW PICK YESNO LINE FIT TRUST".split())
_BEGINNING: Final = frozenset(
    """he she they it we i there this that these those the a an his her their its our my mr mrs ms
    miss dr both all some nobody everyone everybody each on at in by after before during since when
    while then today yesterday monday tuesday wednesday thursday friday saturday sunday # nan gran
    mum dad and but so because although""".split()
)
_PEOPLE: Final = frozenset(("MA", "FA", "KIN", "KID", "HE", "FAM"))
_DOING: Final = frozenset(
    """is are am was were do does did has have had can will isnt arent didnt hasnt doesnt""".split()
)
_SUBJECT: Final = frozenset(
    "he she they it we i this that there these those the a her his their mum dad".split()
)
_PAST: Final = frozenset(
    """said told came went took gave saw met spoke rang left felt thought found got made kept sent
    heard ran brought ate slept cried stayed hit fell showed knew wrote""".split()
)
_WHOLE: Final = re.compile(r"[.!][\"'”’)\]]*$")
_OPEN: Final = re.compile(r"_{2,}|\[\s*\]|…|\.\.\.|\?")


def only_tells(read: Sequence[Sentence]) -> bool:
    """Say whether all of these sentences are surely statements."""
    return all(_tells(sentence) for sentence in read)


def _tells(sentence: Sentence) -> bool:
    words, text = sentence.words, sentence.text
    return (
        bool(_WHOLE.search(text))
        and not _OPEN.search(text)
        and _ASKING.isdisjoint(words)
        and all(MEANING_OF.get(word) not in _WEIGHING for word in words)
        and _begins(words[0])
        and not _inverted(words)
    )


def _begins(word: str) -> bool:
    """With who, when, or what was done: an order begins with a verb that is none of these."""
    known = word in _BEGINNING or word in _PAST or word.startswith("[")
    return known or CLASS_OF.get(word) in _PEOPLE or (word.endswith("ed") and len(word) > 4)


def _inverted(words: Sequence[str]) -> bool:
    """ "Did he", "is [MOTHER_K7M]": a question, with its mark or without."""
    return any(
        one in _DOING and (other in _SUBJECT or other.startswith("["))
        for one, other in pairwise(words)
    )
