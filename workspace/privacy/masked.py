"""`Masked`: text that may leave for a model. There is no way back from it.

It holds no reference to a vault, a subject or an original. Engines accept nothing else, and
only `workspace.privacy` can make one: the constructor wants a seal that this package keeps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

PartKind = Literal["system", "user", "assistant", "document"]

_SEAL: Final = object()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a request, masked.

    `paragraphs` holds the text; a message usually has one. A document carries its masked
    file name in `name` and its citation mark in `ref` ("D1", "D2", ...).
    """

    kind: PartKind
    paragraphs: tuple[str, ...]
    name: str = ""
    ref: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Masked:
    """A whole request, masked: parts in the order a model should read them.

    `task` is what is asked for: "answer", "summarise", "chronology", "people" or "translate".
    """

    parts: tuple[Part, ...]
    task: str = "answer"
    seal: object = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("only workspace.privacy can make Masked text")

    def of_kind(self, kind: PartKind) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.kind == kind)

    @property
    def characters(self) -> int:
        return sum(len(part.text) + len(part.name) for part in self.parts)


def sealed(parts: Sequence[Part], task: str = "answer") -> Masked:
    """Seal parts that have been masked. For `workspace.privacy` and its tests alone."""
    return Masked(tuple(parts), task, _SEAL)
