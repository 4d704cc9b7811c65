"""The whole demo in one place: council, teams, people, cases and their documents as bytes."""

from typing import Final

from .build import built, source_text
from .council import COUNCIL, PEOPLE, TEAMS
from .pritchard import PRITCHARD
from .shapes import Case, DemoDocument, Person, Question, RosterEntry, StaffRole, Team
from .warsame import WARSAME

CASES: Final = (WARSAME, PRITCHARD)


def documents(case: Case) -> list[tuple[str, bytes]]:
    """Every document of a case as (file name, content), built where it is a docx, odt or pdf."""
    return [(document.filename, built(document)) for document in case.documents]


def text_of(case: Case, filename: str) -> str:
    """The text that a document was written from; KeyError when the case has no such file."""
    return source_text(case.document(filename))


__all__ = [
    "CASES",
    "COUNCIL",
    "PEOPLE",
    "TEAMS",
    "Case",
    "DemoDocument",
    "Person",
    "Question",
    "RosterEntry",
    "StaffRole",
    "Team",
    "documents",
    "text_of",
]
