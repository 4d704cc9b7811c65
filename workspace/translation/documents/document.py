"""What a document is to a translator: numbered segments, and the places their text came from.

A segment is a whole paragraph, cell or caption in plain letters, so that sentences stay whole.
Formatting is not written into it: each unit remembers which piece of its text stood in which
slot of the file, and `spreading` finds those pieces again in a translation.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Final

from workspace.reading.characters import cleaned
from workspace.reading.refusal import Refused

from .spreading import Piece, spread

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES: Final = re.compile(r"\s+")
_ADDRESS: Final = re.compile(r"(?:(?:https?|ftp|mailto|tel):\S+|www\.\S+|\S+@\S+\.\w+)", re.I)


@dataclass(frozen=True, slots=True)
class Segment:
    """`text` is one line without formatting; `kind` says where it stands in the document."""

    number: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """`kind` is the format ("docx", ...); `notes` say in plain words what was left out."""

    kind: str
    segments: tuple[Segment, ...]
    title: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Slot:
    """A place in the file that holds letters. Neighbours of equal `form` look the same.

    `fixed` is something that stays where it is between the words: a picture, a line break.
    """

    text: str
    write: Callable[[str], None]
    form: Hashable = None
    fixed: bool = False


def fixed(text: str = "") -> Slot:
    """Something between words that is not text; `text` is what it reads as ("" or a space)."""
    return Slot(text, lambda _: None, fixed=True)


@dataclass(slots=True)
class Unit:
    """A segment still tied to the file it came from."""

    kind: str
    slots: list[Slot] = field(default_factory=list)

    @property
    def text(self) -> str:
        return plain("".join(slot.text for slot in self.slots))

    def put(self, translated: str) -> None:
        """Write a translation, spread over the slots; none of it is ever lost."""
        groups = list(_groups(self.slots))
        # An edge of blanks is layout: it stays in the file and is no part of the text.
        pieces = [Piece("".join(s.text for s in group), group[0].fixed) for group in groups]
        for group, text in zip(groups, spread(pieces, plain(translated)), strict=True):
            for place, slot in enumerate(group):
                slot.write("" if place else text)

    def mark(self, missing: str) -> None:
        """Keep the original and say in front of it that it is one."""
        for slot in self.slots:
            if not slot.fixed and slot.text.strip():
                lead = slot.text[: len(slot.text) - len(slot.text.lstrip())]
                slot.write(lead + _legal(missing) + _legal(slot.text.lstrip()))
                return


def plain(text: str) -> str:
    """One clean line: no line ends, no control characters, single spaces."""
    return _SPACES.sub(" ", cleaned(text)).strip()


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def worth_translating(text: str) -> bool:
    """Whether there is a word in it. Numbers and bare addresses are the same in any language."""
    return any(map(str.isalpha, text)) and not _ADDRESS.fullmatch(text)


def _groups(slots: Sequence[Slot]) -> list[list[Slot]]:
    """Slots that look the same and stand side by side."""
    groups: list[list[Slot]] = []
    for slot in slots:
        last = groups[-1][-1] if groups else None
        if last and not slot.fixed and not last.fixed and slot.form == last.form:
            groups[-1].append(slot)
        else:
            groups.append([slot])
    return groups


class Units:
    """Gathers the units of a document, within bounds."""

    def __init__(self, characters: int, paragraphs: int) -> None:
        self.found: list[Unit] = []
        self._left = characters
        self._most = paragraphs

    def add(self, kind: str, slots: list[Slot]) -> None:
        """Take a unit if there is anything to translate in it."""
        if not any(slot.text for slot in slots):
            return
        unit = Unit(kind, trimmed(slots))
        text = unit.text
        self._left -= len(text)
        if worth_translating(text):
            self.found.append(unit)
        if self._left < 0 or len(self.found) > self._most:
            raise Refused("too_long")


def trimmed(slots: list[Slot]) -> list[Slot]:
    """Without what stands before the first word and after the last."""
    full = [at for at, slot in enumerate(slots) if slot.text.strip()]
    return slots[full[0] : full[-1] + 1] if full else []
