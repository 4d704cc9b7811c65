"""How hidden people and things look on a page: chips, segments, and who is who.

Everything here is for the person who may see the names; nothing of it is stored.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from workspace.privacy.identities import CannotKeep, Known
from workspace.privacy.naming import distinct
from workspace.privacy.placeholders import Placeholder, find_exact
from workspace.privacy.roles import PERSON_ROLES
from workspace.privacy.vaults import OpenVault

_KINDS: Final = {
    "child": ("CHILD", "SIBLING"),
    "parent": ("MOTHER", "FATHER", "PARENT", "STEPMOTHER", "STEPFATHER", "PARTNER", "CARER"),
    "relative": ("GRANDMOTHER", "GRANDFATHER", "AUNT", "UNCLE", "COUSIN", "RELATIVE", "FAMILY"),
    "professional": ("WORKER", "TEACHER", "DOCTOR", "NURSE", "OFFICER", "PROFESSIONAL"),
    "person": ("PERSON", "FRIEND", "NEIGHBOUR"),
    "school": ("SCHOOL",),
    "address": ("ADDRESS", "POSTCODE", "PLACE"),
    "phone": ("PHONE", "EMAIL", "HANDLE", "URL"),
    "dob": ("DOB", "AGE"),
}
_KIND_OF: Final = {role: kind for kind, roles in _KINDS.items() for role in roles}
_LABELS: Final = {
    "WORKER": "Social worker", "DOB": "Date of birth", "NHS": "NHS number",
    "NINO": "National Insurance number", "UPN": "Pupil number", "LICENCE": "Driving licence",
    "BANK": "Bank details", "REF": "Reference", "URL": "Web address", "TEXT": "Words as typed",
    "DETAIL": "Telling detail",
}  # fmt: skip

ROLE_GROUPS: Final = tuple(
    (group, tuple((role, _LABELS.get(role, role.capitalize())) for role in roles))
    for group, roles in (
        ("Children", ("CHILD", "SIBLING")),
        ("Parents and carers", _KINDS["parent"]),
        ("Family", _KINDS["relative"]),
        ("Professionals", _KINDS["professional"]),
        ("Other people", _KINDS["person"]),
        ("Places", ("SCHOOL", "ADDRESS", "POSTCODE", "PLACE")),
        ("Details", ("PHONE", "EMAIL", "DOB", "NHS", "NINO", "UPN", "PASSPORT", "LICENCE",
                     "VEHICLE", "BANK", "REF", "HANDLE", "URL", "DETAIL")),
    )
)  # fmt: skip


def label_of(role: str) -> str:
    return _LABELS.get(role, role.capitalize())


def kind_of(role: str) -> str:
    return _KIND_OF.get(role, "ref")


@dataclass(frozen=True, slots=True)
class Spelling:
    pk: str
    text: str
    may_leave_in: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """One subject: what a chip says of it, and, for this person's eyes, who it is."""

    pk: str
    role: str
    code: str
    name: str = ""
    from_roster: bool = False
    aliases: tuple[Spelling, ...] = ()
    is_open: bool = False
    """Stands for a word that could mean several people."""
    could_be: tuple["Shown", ...] = ()
    """For a word that fits several people: the people it could mean."""

    @property
    def kind(self) -> str:
        return kind_of(self.role) if self.pk else "unknown"

    @property
    def label(self) -> str:
        return label_of(self.role) if self.pk else f"Unknown {self.role.lower()}"

    @property
    def is_person(self) -> bool:
        return self.role in PERSON_ROLES

    @property
    def role_groups(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """The roles this subject could have: a person's for people, a thing's for things."""
        return tuple(
            group for group in ROLE_GROUPS if (group[1][0][0] in PERSON_ROLES) == self.is_person
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of ordinary words, or a subject and what really stands in its place."""

    text: str = ""
    subject: Shown | None = None
    real: str = ""
    clue: bool = False
    """Words of a jigsaw warning."""
    number: int = 0
    """Which of the hidden things of its text this is."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: int
    segments: list[Segment]

    @property
    def mark(self) -> str:
        return str(self.number)


class Showing:
    """Shows the texts of one open vault."""

    def __init__(self, opened: OpenVault, here: Iterable[str] = ()) -> None:
        """`here` are the masked texts of the work at hand: who stands in them can be chosen."""
        opened.identities.stand_in(here)
        self.opened = opened
        self._issued = opened.issued
        self._shown: dict[str, Shown] = {}

    def segments(self, text: str, aliases: Sequence[str] = ()) -> list[Segment]:
        """Split masked text at rest into words and subjects."""
        number = count()
        return [
            Segment(piece.text)
            if piece.placeholder is None
            else Segment(subject=self._at(piece.placeholder), real=piece.text, number=next(number))
            for piece in self.opened.pieces(text, aliases)
        ]

    def with_names(self, text: str, aliases: Sequence[str] = ()) -> list[Segment]:
        return [Segment(self.opened.restore(text, aliases))]

    def subjects(self, texts: Iterable[str]) -> list[Shown]:
        """Whoever and whatever is hidden in `texts`, in order of first mention."""
        placeholders = {f.placeholder: None for text in texts for f in find_exact(text)}
        shown = (self._at(placeholder) for placeholder in placeholders)
        return list({subject.pk: subject for subject in shown if subject.pk}.values())

    def subject(self, pk: str) -> Shown | None:
        known = self.opened.identities.subjects.get(pk)
        return self._of(known) if known and not known.merged_into else None

    def people(self) -> list[Shown]:
        """Everybody hidden here who is one person, the case's own people first.

        Whoever was only found in a draft of other work is nobody to choose.
        """
        known = self.opened.identities
        return [self._of(one) for one in _surest(known.people()) if known.is_somebody(one)]

    def spellings(self, subject: Shown) -> list[Spelling]:
        """What a subject stands for, each once, and whether it may be left in clear."""
        known = self.opened.identities.subjects[subject.pk]
        return [
            Spelling(known.aliases[text], text, self._may_leave_in(text))
            for text in distinct(known.aliases)
        ]

    def _may_leave_in(self, text: str) -> bool:
        try:
            self.opened.identities.check_keep(text)
        except CannotKeep:
            return False
        return True

    def _at(self, placeholder: Placeholder) -> Shown:
        known = self._issued.get(placeholder)
        return self._of(known) if known else Shown("", placeholder.role, placeholder.code)

    def _of(self, known: Known) -> Shown:
        if known.id not in self._shown:
            spellings = tuple(Spelling(pk, text) for text, pk in known.aliases.items())
            meant = self.opened.identities.candidates(known)
            self._shown[known.id] = Shown(
                known.id, known.role, known.code, spellings[0].text if spellings else "",
                known.from_roster, spellings, known.ambiguous,
                tuple(self._of(other) for other in _surest(meant)),
            )  # fmt: skip
        return self._shown[known.id]


def _surest(known: Iterable[Known]) -> list[Known]:
    """Put those first whom the practitioner listed: the rest was found by a machine."""
    return sorted(known, key=lambda one: not one.from_roster)


def unknown_in(text: str, opened: OpenVault) -> bool:
    """Say whether `text` names somebody whom the vault does not know."""
    return any(found.placeholder not in opened.issued for found in find_exact(text))


def numbered(rows: Iterable[list[Segment]]) -> Iterator[Paragraph]:
    return (Paragraph(number, segments) for number, segments in enumerate(rows, 1))
