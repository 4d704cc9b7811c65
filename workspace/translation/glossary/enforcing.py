"""A glossary term goes through a translator unread: hidden as a token, put back in the target.

A token looks like a placeholder, so that whatever keeps names through a translation keeps terms
too: `[TERM_B2C]`. What comes back must hold exactly the tokens that went in, or nothing is put
back. The target has the term as the glossary has it: a dictionary form. Languages with cases may
want another ending, which is why every place is returned, to be marked.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import regex

from workspace.privacy import placeholders
from workspace.privacy.placeholders import Codes

from .entries import Pair
from .finding import Finder, Found

ROLE: Final = "TERM"
"""The role of the tokens. The engine keeps what `workspace.privacy.roles` knows."""
_SENTENCE_ENDS: Final = ".!?。।؟۔\n"
_SKIPPED: Final = " \t\u00a0\u2068\u2069\u200f\u200e\"'«»“”„‘’([¿¡–—-•*"


class TermsLost(Exception):
    """The translation does not hold exactly the tokens that went in."""


@dataclass(frozen=True, slots=True)
class Hidden:
    token: str
    term: Pair
    written: str
    """As the source has it."""
    plural: bool = False

    @property
    def shouted(self) -> bool:
        """It is in capitals where the glossary's own form is not."""
        letters = sum(map(str.isalpha, self.written))
        return letters > 1 and self.written.isupper() and not self.term.source.isupper()


@dataclass(frozen=True, slots=True)
class Put:
    """Where a term was put: `[start, end)` in code points of the target."""

    start: int
    end: int
    term: Pair
    plural: bool = False
    """The source has a plural and the glossary none: the ending wants looking at."""


@dataclass(frozen=True, slots=True)
class Enforced:
    text: str
    put: tuple[Put, ...] = ()
    missing: tuple[Pair, ...] = ()
    """Terms of the source that could not be forced in and do not stand in the target."""


def hide_terms(
    text: str, terms: Sequence[Pair] | Finder, *, role: str = ROLE
) -> tuple[str, tuple[Hidden, ...]]:
    """Return `text` with a token for each term, and what each token stands for, left to right.

    Each place has a token of its own. No code is used that the text has already.
    """
    finder = terms if isinstance(terms, Finder) else Finder(terms)
    codes = _codes_beside(text)
    pieces: list[str] = []
    hidden: list[Hidden] = []
    at = 0
    for found in finder.find(text):
        token = f"[{role}_{codes.new()}]"
        written = text[found.start : found.end]
        pieces += [text[at : found.start], token]
        hidden.append(Hidden(token, found.term, written, found.plural))
        at = found.end
    return "".join(pieces) + text[at:], tuple(hidden)


def put_terms(text: str, hidden: Sequence[Hidden]) -> tuple[str, tuple[Put, ...]]:
    """Return `text` with each token's term in its place, and where each one stands.

    Raises TermsLost unless `text` holds every token exactly once and no other of their kind.
    """
    if not hidden:
        return text, ()
    mapping = {one.token: one for one in hidden}
    pattern = _of_the_role(hidden[0].token)
    if Counter(match[0] for match in pattern.finditer(text)) != Counter(list(mapping)):
        raise TermsLost("a term was lost, doubled or invented on the way")
    pieces: list[str] = []
    put: list[Put] = []
    at = size = 0
    for match in pattern.finditer(text):
        before, one = text[at : match.start()], mapping[match[0]]
        pieces.append(before)
        size += len(before)
        said = _said(one, opens=_opens_sentence("".join(pieces)))
        put.append(Put(size, size + len(said), one.term, one.plural))
        pieces.append(said)
        size += len(said)
        at = match.end()
    return "".join(pieces) + text[at:], tuple(put)


def enforce(
    sources: Sequence[str],
    terms: Iterable[Pair],
    translate: Callable[[list[str]], Sequence[str]],
    *,
    role: str = ROLE,
) -> list[Enforced]:
    """Translate `sources` with the terms forced in; one result for each, in the same order.

    `translate` is called once for all, and once more for those that lost a token, this time
    with their terms in plain words. What such a translation then lacks is named as missing.
    """
    finder = Finder(terms)
    hidden = [hide_terms(source, finder, role=role) for source in sources]
    said = translate([text for text, _ in hidden])
    done: list[Enforced | None] = []
    for translated, (_, terms_in_it) in zip(said, hidden, strict=True):
        try:
            text, put = put_terms(translated, terms_in_it)
            done.append(Enforced(text, put))
        except TermsLost:
            done.append(None)
    again = [number for number, one in enumerate(done) if one is None]
    plainly = translate([sources[number] for number in again]) if again else ()
    for number, text in zip(again, plainly, strict=True):
        done[number] = _without_tokens(text, hidden[number][1])
    return [one for one in done if one is not None]


def _without_tokens(text: str, hidden: Sequence[Hidden]) -> Enforced:
    """Find the terms that stand in `text` by themselves, and name those that do not."""
    wanted = [_as_target(one) for one in hidden]
    found = Finder(wanted).find(text)
    lacking = Counter(pair.source for pair in wanted) - Counter(one.term.source for one in found)
    missing = []
    for one, pair in zip(hidden, wanted, strict=True):
        if lacking[pair.source] > 0:
            lacking[pair.source] -= 1
            missing.append(one.term)
    return Enforced(text, tuple(_put(one, hidden, wanted) for one in found), tuple(missing))


def _as_target(one: Hidden) -> Pair:
    return Pair(one.written if one.term.as_written else one.term.target, "", in_english=False)


def _put(found: Found, hidden: Sequence[Hidden], wanted: Sequence[Pair]) -> Put:
    one = hidden[wanted.index(found.term)]
    return Put(found.start, found.end, one.term, one.plural)


def _said(one: Hidden, *, opens: bool) -> str:
    """Write the term as its place wants it: in capitals, with one at the start, or as it is."""
    if one.term.as_written:
        return one.written
    said = one.term.target
    if one.shouted:
        return said.upper()
    return said[:1].upper() + said[1:] if opens else said


def _opens_sentence(before: str) -> bool:
    rest = before.rstrip(_SKIPPED)
    return not rest or rest[-1] in _SENTENCE_ENDS


def _codes_beside(text: str) -> Codes:
    """Return a source of codes that no placeholder of `text` can be mistaken for.

    The order is always the same: a text is hidden alike each time, and can be looked up.
    """
    codes = Codes(Random(7))  # noqa: S311 - nothing secret
    for found in placeholders.find(text):
        codes.add(found.placeholder.code)
    for match in _of_the_role(f"[{ROLE}_").finditer(text):
        codes.add(match[1])
    return codes


def _of_the_role(token: str) -> "regex.Pattern[str]":
    role = token[1 : token.index("_")]
    return regex.compile(rf"\[{role}_([A-Z][0-9][A-Z](?:[0-9][A-Z])*)\]")
