"""The organisation's own words: what is hidden wherever it stands, and what is no name.

Words that are no names only ever clear a guess of the detector, the very words or part of them.
Who is known stays hidden, so does every identifier, and so does whoever merely shares a word:
"Hope" clears neither "Hope Sutton" nor "Mrs Hope".
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

import regex

from .dictionary import is_ordinary
from .phrases import Listed, Phrase, Phrases
from .spans import Span
from .spellings import Word, words
from .words import ALSO_WORDS, PARTICLES

_GUESSED: Final = frozenset({"PERSON", "SCHOOL", "ADDRESS", "PLACE"})
_SOURCES: Final = frozenset({"ner", "pattern"})
_NEAR: Final = 60  # characters to either side in which the next word is looked for
_BESIDE: Final = regex.compile(r"[^\S\n]*[-‐‑'’_]?[^\S\n]*")
_BESIDE_ONE_WORD: Final = regex.compile(r"[^\S\n]*(?:[-‐‑'’_,]|\n)?[^\S\n]*")
_AFTER_INITIAL: Final = regex.compile(r"\.?[^\S\n]*")
_POSSESSIVE: Final = regex.compile(r"['’ʼ`‘]s\b", regex.IGNORECASE)
_AROUND: Final = regex.compile(
    r"^[^\p{L}\p{N}]*(?:the\s+)?|(?:['’ʼ`‘]s)?[^\p{L}\p{N}]*$", regex.IGNORECASE
)
"""What a guess may take along of a phrase's surroundings: "the", a possessive, a full stop."""
_TITLES: Final = frozenset(
    """mr mrs ms miss mx dr doctor sir dame lady lord prof professor rev revd reverend aunt auntie
    aunty uncle nan nana nanny gran granny grandma grandad grandpa mum mummy mam dad daddy baby
    nurse pc""".split()
)
_NOT_IN_NAMES: Final = frozenset({"and", "i"})


class OwnWords:
    def __init__(self, hidden: Iterable[Phrase] = (), spared: Iterable[Phrase] = ()) -> None:
        self.hidden = Phrases(hidden, loosely=True)
        self.spared = Phrases(spared)

    def hides(self, text: str) -> bool:
        """Say whether a listed word stands anywhere in `text`."""
        return any(True for _ in self.hidden.find(text))

    def called(self, text: str) -> str:
        """Return how the list spells what `text` is; `text` itself where it has a number."""
        for found in self.hidden.find(text):
            if (found.start, found.end) == (0, len(text)) and not found.phrase.prefix:
                return found.phrase.text
        return text

    def spare(
        self, text: str, spans: Sequence[Span], known: Sequence[tuple[int, int]]
    ) -> list[Span]:
        """Leave out the guesses that the list calls no names. `known` is where people stand."""
        phrases = list(self.spared.find(text)) if spans else []
        if not phrases:
            return list(spans)
        guesses = [span for span in spans if _is_a_guess(text, span)]
        found = {span: _around(text, span, phrases) for span in guesses}
        dropped = {span: phrase for span, phrase in found.items() if phrase is not None}
        while True:  # who turns out to stay may be the rest of the next one's name
            people = [*known, *(_place(s) for s in spans if _is_person(s) and s not in dropped)]
            stays = [s for s, phrase in dropped.items() if _is_part_of_a_name(text, phrase, people)]
            if not stays:
                return [span for span in spans if span not in dropped]
            for span in stays:
                del dropped[span]


NOTHING: Final = OwnWords()


def _around(text: str, span: Span, phrases: Sequence[Listed]) -> Listed | None:
    """Return the phrase that says all there is in this guess, if any does."""
    guessed = _AROUND.sub("", text[span.start : span.end])
    start = text.index(guessed, span.start)
    at = bisect_right(phrases, start, key=lambda phrase: phrase.start) - 1
    if at < 0 or start + len(guessed) > phrases[at].end:
        return None
    stated = span.role and phrases[at].size == 1  # "her mother, Hope"
    return None if stated else phrases[at]


def _is_a_guess(text: str, span: Span) -> bool:
    numbered = any(character.isdigit() for character in text[span.start : span.end])
    return span.label in _GUESSED and span.source in _SOURCES and not numbered


def _is_person(span: Span) -> bool:
    return span.label == "PERSON"


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _is_part_of_a_name(text: str, phrase: Listed, people: Sequence[tuple[int, int]]) -> bool:
    return _named_before(text, phrase, people) or _named_after(text, phrase, people)


def _named_before(text: str, phrase: Listed, people: Sequence[tuple[int, int]]) -> bool:
    start = max(0, phrase.start - _NEAR)
    before = words(text[start : phrase.start])
    if not before:
        return False
    word, gap = before[-1], text[start + before[-1].end : phrase.start]
    if word.plain in _TITLES and _AFTER_INITIAL.fullmatch(gap):
        return True
    return _beside(gap, word, phrase) and _is_name(word, start, phrase, people)


def _named_after(text: str, phrase: Listed, people: Sequence[tuple[int, int]]) -> bool:
    if _POSSESSIVE.match(text, phrase.end):
        return False
    after = words(text[phrase.end : phrase.end + _NEAR])
    if not after or not _beside(text[phrase.end :][: after[0].start], after[0], phrase):
        return False
    if _is_name(after[0], phrase.end, phrase, people):
        return True
    joins = after[0].raw.islower() and after[0].plain in PARTICLES - _NOT_IN_NAMES
    return joins and len(after) > 1 and after[1].raw[0].isupper()


def _beside(gap: str, word: Word, phrase: Listed) -> bool:
    if len(word.raw) == 1 and _AFTER_INITIAL.fullmatch(gap):
        return True
    return (_BESIDE_ONE_WORD if phrase.size == 1 else _BESIDE).fullmatch(gap) is not None


def _is_name(word: Word, offset: int, phrase: Listed, people: Sequence[tuple[int, int]]) -> bool:
    start, end = word.start + offset, word.end + offset
    if any(start < other_end and other_start < end for other_start, other_end in people):
        return True
    if phrase.size > 1 or not word.raw[0].isupper():
        return False
    if len(word.raw) == 1:
        return word.raw not in "AI"
    return not is_ordinary(word.plain) or (word.plain in ALSO_WORDS and len(word.plain) > 3)
