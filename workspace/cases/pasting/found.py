"""What reading comes to: people, and what was not understood."""

from dataclasses import dataclass, field
from typing import Final

MOST_CHARACTERS: Final = 20_000
MOST_PEOPLE: Final = 40


class TooMuch(Exception):
    """More was pasted than is read at once. `str(error)` says what to do, in plain English."""


@dataclass(frozen=True, slots=True)
class Found:
    """One person. `details` maps a detector label to values; an unknown `role` is ""."""

    name: str
    role: str = ""
    other_names: tuple[str, ...] = ()
    details: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pasted:
    people: tuple[Found, ...]
    unread: tuple[str, ...]
    """Lines, or parts of lines, that were not used, in their order."""
