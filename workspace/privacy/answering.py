"""A model's answer as it arrives: safe to store and to show at any moment.

Pieces come out with every placeholder whole and canonical, and with every name that the vault
knows hidden, even one that the model wrote by itself. What could still become either is held
back until it is certain.
"""

import time
from typing import Final
from unicodedata import category

from . import lists, spelt_out, tripwire
from .masking import mask_around
from .placeholders import find_exact
from .restoring import Settler
from .spellings import compact, words
from .vaults import VaultId, change, open_to_mask, version

_WINDOW: Final = 12  # words that may still be growing into a name or a number, or more if known
_HELD_AT_LEAST: Final = 240  # characters
_LOOK_EVERY: Final = 0.1  # seconds


class AnswerStream:
    """Feed it what the model sends; it gives back masked text for the same vault."""

    def __init__(self, vault_id: VaultId) -> None:
        self._vault_id = vault_id
        self._settler = Settler()
        self._held = ""
        self._open()

    def _open(self) -> None:
        stamps = lists.stamps()
        opened = open_to_mask(self._vault_id)
        self._identities = opened.identities
        self._as_of = (opened.version, stamps)
        self._looked = time.monotonic()
        spelt = self._identities.spellings().values()
        known = [text for _, text in spelt]
        people = [text for subject, text in spelt if subject.label == "PERSON"]
        letters = [min(len(compact(text)), spelt_out.LONGEST) for text in people]
        own = self._identities.own.hidden
        self._longest = max([_HELD_AT_LEAST, 2 * own.longest, *(2 * len(text) for text in known)])
        most = max([own.most_words, *(len(words(text)) for text in known), *letters])
        self._window = max(_WINDOW, most + 1)

    def feed(self, piece: str) -> str:
        self._held += self._settler.feed(piece)
        return self._let_go(self._certain())

    def flush(self) -> str:
        self._held += self._settler.flush()
        return self._let_go(len(self._held))

    def _certain(self) -> int:
        """Return up to where the held text can no longer grow into a name or a number."""
        looked_at = self._before_word(len(self._held) - self._longest)
        tail = words(self._held[looked_at:])[-self._window :]
        if not tail:
            return len(self._held)
        plain = [word.plain for word in tail]
        growing = (w for at, w in enumerate(tail[:-1]) if self._identities.may_grow(plain[at:]))
        first = next(growing, tail[-1])
        at = min(looked_at + first.start, tripwire.unfinished(self._held))
        return self._not_inside(self._before_word(at))

    def _not_inside(self, at: int) -> int:
        """Move a cut out of what is found already: a known name is let go as a whole."""
        found = [(match.start, match.end) for match in self._identities.find(self._held)]
        found += [(here.start, here.end) for here in self._identities.own.hidden.find(self._held)]
        found += [(span.start, span.end) for span in tripwire.identifiers(self._held)]
        found += [(mark.start, mark.end) for mark in find_exact(self._held)]
        for start, end in sorted(found, reverse=True):
            if start < at < end:
                at = self._before_word(start)
        return at

    def _before_word(self, at: int) -> int:
        """Step back so as not to cut a word, nor a bracket, plus sign or the like from it."""
        lowest = max(0, at - self._longest)
        at = unbroken = max(0, at)
        while at > lowest and not self._held[at - 1].isspace():
            at -= 1
        if at > lowest or not at:
            return at
        while unbroken > lowest and _belongs(self._held[unbroken - 1]):
            unbroken -= 1  # a very long run without white space: at least no name is cut in two
        return unbroken

    def _let_go(self, end: int) -> str:
        if end and self._is_behind():
            self._open()
            end = end if end == len(self._held) else self._certain()
        text, self._held = self._held[:end], self._held[end:]
        listed = self._identities.own.hides(text)
        if not (listed or self._identities.find(text) or tripwire.identifiers(text)):
            return text
        spans = tripwire.identifiers(text)
        return change(self._vault_id, lambda known: mask_around(text, spans, known)).text

    def _is_behind(self) -> bool:
        """Say whether somebody became known, such as in another chat, or a word was listed."""
        if time.monotonic() - self._looked < _LOOK_EVERY:
            return False
        self._looked = time.monotonic()
        return (version(self._vault_id), lists.stamps()) != self._as_of


def _belongs(character: str) -> bool:
    """Say whether this may stand inside one word, address or number."""
    kind = category(character)
    return kind[0] in "LNM" or kind == "Cf" or character in "._%+'’@-()"
