"""Where the glossary's terms stand in a text: the longest first, and none inside a placeholder.

Capitals, hyphens, spaces and kinds of apostrophe make no difference; in English neither does
the plural of any word. Short abbreviations must be in capitals, so that a pep talk is no PEP.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from workspace.privacy import placeholders

from .entries import Pair

_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*")
_BETWEEN: Final = regex.compile(r"[\s\u200b\u00ad\-‐‑–./,'’&()]{0,4}")
_IRREGULAR: Final = {
    "children": "child", "people": "person", "women": "woman", "men": "man", "wives": "wife",
    "lives": "life", "mothers": "mother", "criteria": "criterion", "bases": "basis",
}  # fmt: skip
_NO_PLURAL: Final = ("ss", "us", "is")
_ABBREVIATION: Final = 3
"""Letters: one as short as this may be an ordinary word, and is found in capitals only."""


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text: `[start, end)` in code points."""

    start: int
    end: int
    term: Pair
    plural: bool = False
    """The text has a plural where the glossary has none: look at the ending."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    key: str
    singular: str


class Finder:
    """Finds one direction's terms. Made once for a document, it costs the same for any number."""

    def __init__(self, terms: Iterable[Pair]) -> None:
        self._starting: defaultdict[str, list[tuple[list[_Token], Pair]]] = defaultdict(list)
        for term in terms:
            if tokens := list(_tokens(term.source)):
                self._starting[_first(tokens[0], term)].append((tokens, term))
        for sharing in self._starting.values():
            sharing.sort(key=lambda known: -len(known[0]))

    def find(self, text: str) -> list[Found]:
        """Return what stands in `text`, left to right, nothing twice in one place."""
        hidden = [(found.start, found.end) for found in placeholders.find_exact(text)]
        tokens, found, at = _outside(list(_tokens(text)), hidden), [], 0
        while at < len(tokens):
            size = 1
            if (here := self._here(text, tokens, at)) is not None:
                found.append(here[0])
                size = here[1]
            at += size
        return found

    def _here(self, text: str, tokens: list[_Token], at: int) -> tuple[Found, int] | None:
        first = tokens[at]
        known = [*self._starting.get(first.key, ())]
        if first.singular != first.key:
            known += self._starting.get(first.singular, ())
        known.sort(key=lambda one: -len(one[0]))
        for words, term in known:
            stretch = tokens[at : at + len(words)]
            if len(stretch) == len(words) and _matches(text, stretch, words, term):
                more = any(_is_more(said, word) for said, word in zip(stretch, words, strict=True))
                return Found(stretch[0].start, stretch[-1].end, term, more), len(words)
        return None


def find_terms(text: str, terms: Sequence[Pair]) -> list[Found]:
    """Return the terms that stand in `text`. See `Finder`, for more than one text."""
    return Finder(terms).find(text)


def _matches(text: str, stretch: list[_Token], words: list[_Token], term: Pair) -> bool:
    if term.source.isupper() and sum(map(str.isalpha, term.source)) <= _ABBREVIATION:
        said = text[stretch[0].start : stretch[-1].end]
        if not said.removesuffix("s").removesuffix("’").removesuffix("'").isupper():
            return False
    alike = all(
        said.key == word.key or (term.in_english and said.singular == word.singular)
        for said, word in zip(stretch, words, strict=True)
    )
    return alike and _together(text, stretch, words, term.source)


def _together(text: str, stretch: list[_Token], words: list[_Token], source: str) -> bool:
    """Let no sentence end inside a term, unless the term is written so."""
    pairs = zip(stretch, stretch[1:], words, words[1:], strict=False)
    for before, after, word, following in pairs:
        gap = text[before.end : after.start]
        if not _BETWEEN.fullmatch(gap) or gap.count("\n") > 1:
            return False
        mine = source[word.end : following.start]
        if any(mark in gap and mark not in mine for mark in ".,()/&"):
            return False
    return True


def _is_more(said: _Token, word: _Token) -> bool:
    return said.key != word.key and said.singular != said.key


def _first(token: _Token, term: Pair) -> str:
    return token.singular if term.in_english else token.key


def _tokens(text: str) -> Iterator[_Token]:
    for match in _WORD.finditer(text):
        start, end, said = match.start(), match.end(), match[0]
        for ending in ("'s", "’s", "ʼs", "'S", "’S"):
            if said.endswith(ending):
                end, said = end - 2, said[:-2]
                break
        key = unicodedata.normalize("NFC", said).casefold()
        key = key.replace("’", "'").replace("ʼ", "'")
        yield _Token(start, end, said, key, singular(key))


def _outside(tokens: list[_Token], hidden: list[tuple[int, int]]) -> list[_Token]:
    return [
        token for token in tokens
        if not any(start < token.end and token.start < end for start, end in hidden)
    ]  # fmt: skip


def singular(word: str) -> str:
    """Return an English noun in lower case without its plural ending. Other words pass."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    return word[:-1]
