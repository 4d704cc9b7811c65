"""The figures of a text: how long it is to read, and how far it is from the model's draft."""

from dataclasses import dataclass

from workspace.privacy.vaults import OpenVault

from .difference import counted, words
from .models import Version
from .speed import seconds_to_read
from .versions import drafted, restored


@dataclass(frozen=True, slots=True)
class Measured:
    words: int
    added: int
    removed: int

    @property
    def seconds_to_read(self) -> int:
        return seconds_to_read(self.words)


def measured(version: Version, opened: OpenVault) -> Measured:
    """Count a version's words, and those added and removed against what the model wrote."""
    text = restored(version, opened)
    if version.number == 1:
        return Measured(words(text), 0, 0)
    added, removed = counted(restored(drafted(version.output), opened), text)
    return Measured(words(text), added, removed)
