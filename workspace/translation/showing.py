"""A translation as its page shows it: with names, for the person who may see them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final

from workspace.privacy.placeholders import Placeholder, find_exact
from workspace.privacy.roles import PERSON_ROLES
from workspace.privacy.vaults import OpenVault, open_vault

from .checking import EXPLAINED
from .models import Segment, Translation

ROLE_CHOICES: Final = (
    ("PERSON", "A person"), ("CHILD", "A child"), ("MOTHER", "A mother"), ("FATHER", "A father"),
    ("RELATIVE", "A relative"), ("WORKER", "A social worker"), ("SCHOOL", "A school or nursery"),
    ("ADDRESS", "An address"), ("PLACE", "A place"), ("DETAIL", "Another telling detail"),
)  # fmt: skip

_BEGINNING: Final = 200  # paragraphs


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, or a name in its place."""

    text: str
    role: str = ""
    subject: str = ""

    @property
    def label(self) -> str:
        return self.role.capitalize()


@dataclass(frozen=True, slots=True)
class Doubt:
    kind: str
    explained: str
    detail: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence on both sides, with what is doubtful about it."""

    row: Segment
    source: list[Piece]
    target: list[Piece]
    real: str
    """The target as somebody would edit it."""
    doubts: list[Doubt]
    alternatives: list[str]
    back: str


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something hidden in the text."""

    subject: str
    role: str
    text: str
    is_person: bool


def sentences(segments: Iterable[Segment], opened: OpenVault) -> list[Shown]:
    return [_shown(segment, opened) for segment in segments]


def paragraphs(translation: Translation, opened: OpenVault) -> list[list[Shown]]:
    """Return the sentences by paragraph, for a page that is read and not worked on."""
    shown = sentences(translation.segments.all(), opened)
    return [list(group) for _, group in groupby(shown, lambda one: one.row.paragraph)]


def asked(translation: Translation, opened: OpenVault) -> list[list[Piece]]:
    """Return what was asked, paragraph by paragraph; the beginning of a long document."""
    rows = (row for row in translation.paragraphs if row["text"].strip())
    return [list(_pieces(row["text"], row["aliases"], opened)) for row in islice(rows, _BEGINNING)]


def names(translation: Translation, opened: OpenVault) -> list[Name]:
    """Return whoever and whatever is hidden in the source, in order of first mention."""
    first: dict[Placeholder, str] = {}
    for row in translation.paragraphs:
        for found, alias in zip(find_exact(row["text"]), row["aliases"], strict=False):
            first.setdefault(found.placeholder, alias)
    named: dict[str, Name] = {}
    for placeholder, alias in first.items():
        for piece in _pieces(str(placeholder), [alias], opened):
            if piece.subject and piece.subject not in named:
                is_person = piece.role in PERSON_ROLES
                named[piece.subject] = Name(piece.subject, piece.role, piece.text, is_person)
    return list(named.values())


def title(translation: Translation) -> str:
    """Return the beginning of what was asked, or the name of the document, with names."""
    opened = open_vault(translation.vault_id)
    if translation.is_document:
        return opened.restore(translation.file_name, translation.file_aliases)
    first = next((row for row in translation.paragraphs if row["text"].strip()), None)
    if first is None:
        return "Translation"
    text = opened.restore(first["text"], first["aliases"])
    return text if len(text) <= 70 else text[:70].rsplit(" ", 1)[0] + "…"


def _shown(segment: Segment, opened: OpenVault) -> Shown:
    return Shown(
        segment,
        list(_pieces(segment.source, segment.source_aliases, opened)),
        list(_pieces(segment.target, segment.target_aliases, opened)),
        opened.restore(segment.target, segment.target_aliases),
        [_doubt(flag, opened) for flag in segment.flags],
        [opened.restore(text) for text in segment.alternatives],
        opened.restore(segment.back) if segment.back else "",
    )


def _doubt(flag: dict[str, str], opened: OpenVault) -> Doubt:
    kind = flag["kind"]
    return Doubt(kind, EXPLAINED.get(kind, ""), opened.restore(flag["detail"]))


def _pieces(text: str, aliases: list[str], opened: OpenVault) -> Iterator[Piece]:
    issued = opened.issued
    known: dict[Placeholder, str] = {
        found.placeholder: issued[found.placeholder].id
        for found in find_exact(text)
        if found.placeholder in issued
    }
    for piece in opened.pieces(text, aliases):
        if piece.placeholder is None:
            yield Piece(piece.text)
        else:
            subject = known.get(piece.placeholder, "")
            yield Piece(piece.text, piece.placeholder.role, subject)
