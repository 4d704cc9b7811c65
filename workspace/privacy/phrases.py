"""Many listed phrases found in a text in one pass, whatever their number.

Whole words only, whatever their capitals, accents, spaces and hyphens; "St Marys" is
"St Mary's", and "the Hub's door" holds "Hub". Plain Python, and no phrase becomes a pattern.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import regex

from .spellings import words

_GAP: Final = regex.compile(r"[^\p{L}\p{N}]{0,4}")
_APOSTROPHES: Final = frozenset("'’ʼ`‘")
_NUMBER_AHEAD: Final = regex.compile(
    r"(?:[-/_.#]|:?\s?)(?=[\p{L}\p{N}/-]*\p{N})[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+)*"
)
_NUMBER_ON: Final = regex.compile(r"(?:[-/.][\p{L}\p{N}]+)*")
_HEAD: Final = regex.compile(r"(\D+)\d")
_LONG_ENOUGH_AS_ONE: Final = 8  # letters: "SunnyDays" for "Sunny Days"


@dataclass(frozen=True, slots=True)
class Phrase:
    """As somebody listed it. A `prefix` takes the number after it along ("LRK-20391")."""

    text: str
    label: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a phrase stands: `[start, end)`, and of how many words it is."""

    start: int
    end: int
    phrase: Phrase
    size: int


class _Token(NamedTuple):
    """One word, read as it is ("mary") and, where it has a possessive, as one ("marys")."""

    start: int
    bare: int
    end: int
    forms: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    phrase: Phrase | None = None


class Phrases:
    """`loosely`: also as one word, and with its possessives left out."""

    def __init__(self, phrases: Iterable[Phrase] = (), *, loosely: bool = False) -> None:
        self._root = _Node()
        self._prefixes: dict[str, Phrase] = {}
        self.longest = self.most_words = 0
        listed = [(phrase, _tokens(phrase.text)) for phrase in phrases]
        for phrase, tokens in listed:
            self._add([token.forms[-1] for token in tokens], phrase)
            self.longest = max(self.longest, len(phrase.text))
            self.most_words = max(self.most_words, sum(len(token.forms) for token in tokens))
            if phrase.prefix and len(tokens) == 1:
                self._prefixes.setdefault(tokens[0].forms[-1], phrase)
        for phrase, tokens in listed if loosely else ():
            self._add([token.forms[0] for token in tokens], phrase)
            joined = "".join(token.forms[-1] for token in tokens)
            if len(joined) >= _LONG_ENOUGH_AS_ONE:
                self._add([joined], phrase)

    def __bool__(self) -> bool:
        return bool(self._root.next)

    def find(self, text: str) -> Iterator[Listed]:
        """Yield the phrases in `text`, left to right, the longest at each place."""
        first = self._root.next
        if not first:
            return
        tokens, end = _tokens(text), 0
        for at, token in enumerate(tokens):
            begins = self._prefixes or token.forms[0] in first or token.forms[-1] in first
            found = self._at(text, tokens, at) if begins and token.start >= end else None
            if found is not None:
                end = found.end
                yield found

    def may_grow(self, run: list[str]) -> bool:
        """Say whether normalised words, the last one unfinished, may yet become a phrase."""
        if run and run[0] in self._prefixes and len(run) < 5:
            return True
        forms: list[tuple[str, ...]] = []
        for word in run:
            if word == "s" and forms:
                forms[-1] = (forms[-1][0], forms[-1][0] + "s")
            else:
                forms.append((word,))
        nodes = [self._root]
        for form in forms[:-1]:
            nodes = [node.next[word] for node in nodes for word in form if word in node.next]
        return any(word.startswith(forms[-1][0]) for node in nodes for word in node.next)

    def _add(self, path: list[str], phrase: Phrase) -> None:
        node = self._root
        for word in path:
            node = node.next.setdefault(word, _Node())
        node.phrase = node.phrase or phrase

    def _at(self, text: str, tokens: list[_Token], at: int) -> Listed | None:
        first, best = tokens[at], self._number(text, tokens[at])
        paths = [(self._root, at)]
        while paths:
            node, here = paths.pop()
            token = tokens[here]
            there = [(form, node.next[form]) for form in token.forms if form in node.next]
            if here > at and not (
                there and _GAP.fullmatch(text, tokens[here - 1].end, token.start)
            ):
                continue
            for form, after in there:
                end = token.bare if form is token.forms[0] else token.end
                if after.phrase and (best is None or end > best.end):
                    best = Listed(first.start, end, after.phrase, here - at + 1)
                if here + 1 < len(tokens):
                    paths.append((after, here + 1))
        return _with_number(text, best)

    def _number(self, text: str, token: _Token) -> Listed | None:
        """Find a listed prefix with its number right behind it ("LRK20391/2")."""
        head = _HEAD.match(token.forms[0]) if self._prefixes else None
        phrase = self._prefixes.get(head[1]) if head else None
        if phrase is None:
            return None
        behind = _NUMBER_ON.match(text, token.bare)
        return Listed(token.start, behind.end() if behind else token.bare, phrase, 1)


def key(text: str) -> str:
    """Return what two listed phrases share if they mean the same words."""
    return " ".join(token.forms[-1] for token in _tokens(text))


def _with_number(text: str, found: Listed | None) -> Listed | None:
    if found is None or not found.phrase.prefix:
        return found
    ahead = _NUMBER_AHEAD.match(text, found.end)
    end = ahead.end() if ahead else found.end
    return Listed(found.start, end, found.phrase, found.size)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for word in words(text):
        if word.plain == "s" and tokens and text[tokens[-1].end : word.start] in _APOSTROPHES:
            last = tokens[-1]
            forms = (last.forms[0], last.forms[0] + "s")
            tokens[-1] = _Token(last.start, last.bare, word.end, forms)
        else:
            tokens.append(_Token(word.start, word.end, word.end, (word.plain,)))
    return tokens
