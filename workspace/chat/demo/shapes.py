"""The shapes of the demo data: frozen, typed and free of any framework."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

StaffRole = Literal["practitioner", "manager", "auditor", "administrator"]


@dataclass(frozen=True, slots=True)
class Team:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs in. `teams` holds team slugs."""

    email: str
    name: str
    role: StaffRole
    teams: tuple[str, ...] = ()
    job_title: str = ""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """Someone named in a case, as a practitioner would type them in.

    `role` is one of `privacy.roles.PERSON_ROLES`. `aliases` are other ways in which the
    documents write this person: nicknames, misspellings, initials.
    """

    name: str
    role: str
    aliases: tuple[str, ...] = ()
    date_of_birth: date | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    school: str = ""
    nhs_number: str = ""


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """One case document. `source` is a path under `texts/`; the ending of `filename`
    decides what is built from it (docx, odt and pdf are made when they are asked for).
    """

    filename: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a family.

    `answer_in` is the file name of the document that answers it best and `evidence` are
    phrases of that document which a right answer rests on. An empty `answer_in` means that
    no document answers it, so that "not found" is the right answer.
    """

    text: str
    answer_in: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One family. `team` is a team slug and `worker` the email of the allocated worker."""

    slug: str
    reference: str
    title: str
    team: str
    worker: str
    roster: tuple[RosterEntry, ...] = ()
    documents: tuple[DemoDocument, ...] = ()
    questions: tuple[Question, ...] = field(default=(), repr=False)

    def document(self, filename: str) -> DemoDocument:
        """The document of that name; KeyError when the case has none."""
        for document in self.documents:
            if document.filename == filename:
                return document
        raise KeyError(filename)
