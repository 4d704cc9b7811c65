"""Which segments of case work everybody may be offered: only what cannot hold a name.

A name that detection missed would be shown to people who have no business with it. So one side
must be English, every word of it an ordinary one, and a word with a capital must be known from
the glossary, the phrasebook, or as one that begins sentences. What is refused here is no loss:
it is still offered to whoever sees the case.
"""

from typing import Final

import regex

from workspace.privacy import placeholders, tripwire
from workspace.privacy.dictionary import is_ordinary

from ..models import Phrase, Term

LONGEST: Final = 2000
"""Characters. What is longer is no segment."""
_WORD: Final = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_ENDING: Final = regex.compile(r"['’](?:s|t|re|ve|ll|d|m)$")
_MOST_DIGITS: Final = 4
_CAPITALISED: Final = frozenset(
    """
    i the a an this that these those it its is are was were be do does did have has had can could
    will would shall should may might must we you they he she our your their his her my me us them
    who what when where which why how if and but or so because as at in on of to from for with by
    about after before during until while since there here no not yes please thank thanks today
    tomorrow yesterday now then also all any some each every both nobody somebody everybody hello
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december english polish romanian arabic urdu ukrainian
    spanish portuguese french bengali somali england nhs gp
    """.split()
)


def may_enter(text: str) -> bool:
    """Say whether a text may be remembered at all: nobody stands in it, not even as a code."""
    if not text or len(text) > LONGEST or next(placeholders.find(text), None):
        return False
    return not tripwire.identifiers(text)


def may_share(texts: dict[str, str]) -> bool:
    """Say whether a segment, {language: text} of both sides, may be offered to everybody."""
    english = texts.get("en")
    if english is None or any(_digits(text) > _MOST_DIGITS for text in texts.values()):
        return False
    words = [_ENDING.sub("", word) for word in _WORD.findall(english)]
    unsure = {word.casefold() for word in words if word[:1].isupper()} - _CAPITALISED
    known = _vetted() if unsure or not all(map(_is_ordinary, words)) else set()
    plain = all(_is_ordinary(word) or word.casefold() in known for word in words)
    return plain and unsure <= known


def _is_ordinary(word: str) -> bool:
    return word.casefold() in _CAPITALISED or is_ordinary(word.casefold())


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _vetted() -> set[str]:
    """Return the words of the glossary and the phrasebook, which hold nobody's name."""
    rows = [*Term.objects.values_list("english", flat=True)]
    rows += Phrase.objects.values_list("english", flat=True)
    return {_ENDING.sub("", word).casefold() for row in rows for word in _WORD.findall(row)}
