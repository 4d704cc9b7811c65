"""A model's answer as it arrives: safe to store and to show at any moment.

Pieces come out with every placeholder whole and canonical, and with every name that the vault
knows hidden, even one that the model wrote by itself. What could still become either is held
back until it is certain.
"""

from typing import Final

from . import tripwire
from .masking import mask_around
from .restoring import Settler
from .spellings import words
from .vaults import VaultId, change, open_vault

_WINDOW: Final = 12  # words: the longest name or number that may still be growing
_HELD_AT_MOST: Final = 240  # characters


class AnswerStream:
    """Feed it what the model sends; it gives back masked text for the same vault."""

    def __init__(self, vault_id: VaultId) -> None:
        self._vault_id = vault_id
        self._identities = open_vault(vault_id).identities
        self._settler = Settler()
        self._held = ""

    def feed(self, piece: str) -> str:
        self._held += self._settler.feed(piece)
        return self._let_go(self._certain())

    def flush(self) -> str:
        self._held += self._settler.flush()
        return self._let_go(len(self._held))

    def _certain(self) -> int:
        """Return up to where the held text can no longer grow into a name or a number."""
        tail = words(self._held[-_HELD_AT_MOST:])[-_WINDOW:]
        offset = max(0, len(self._held) - _HELD_AT_MOST)
        for word in tail[:-1]:
            if self._identities.may_begin(word.plain) or word.raw[0].isdigit():
                return offset + self._from(word.start)
        return offset + self._from(tail[-1].start) if tail else len(self._held)

    def _from(self, start: int) -> int:
        """Keep a bracket, plus sign or the like with the word that it belongs to."""
        text = self._held[-_HELD_AT_MOST:]
        while start and not text[start - 1].isspace():
            start -= 1
        return start

    def _let_go(self, end: int) -> str:
        text, self._held = self._held[:end], self._held[end:]
        if not (self._identities.find(text) or tripwire.identifiers(text)):
            return text
        spans = tripwire.identifiers(text)
        return change(self._vault_id, lambda known: mask_around(text, spans, known)).text
