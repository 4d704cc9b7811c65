"""Which statements of a text lack support in the sources that it cites.

Plain Python on masked text. Nothing here understands language: it compares who is named,
numbers, dates, negation and words, and marks what does not agree, so that a person looks there
first. A statement without a mark has not been proved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workspace.privacy.placeholders import find_exact

from .carrying import Problem, carries
from .statements import Citation, Statement, statements

Sources = Mapping[str, Sequence[str]]
"""{mark: masked paragraphs}: {"D1": ["…", "…"]}. Paragraph 1 is the first."""

Mark = Literal["", "uncited", "missing", "unsupported"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement with its mark; `problems` say in what it differs from what it cites."""

    statement: Statement
    mark: Mark
    problems: tuple[Problem, ...] = ()
    missing: tuple[Citation, ...] = ()
    """What it cites that does not exist."""


def cites(text: str) -> bool:
    """Say whether a text names sources at all: where it names none, nothing is compared."""
    return any(statement.citations for statement in statements(text))


def check(text: str, sources: Sources) -> list[Checked]:
    """Check every statement of settled, masked Markdown, in order."""
    found, roles = list(statements(text)), _roles(text)
    named = {
        mark: [_as(roles, said) for said in said_there] for mark, said_there in sources.items()
    }
    return [
        _checked(statement, _as(roles, statement.text), _citations_after(found, index), named)
        for index, statement in enumerate(found)
    ]


def _roles(text: str) -> dict[str, str]:
    return {found.placeholder.code: found.placeholder.role for found in find_exact(text)}


def _as(roles: Mapping[str, str], text: str) -> str:
    """Call each person by one role, as codes say who it is: a role may have been learnt since."""
    pieces, at = [], 0
    for found in find_exact(text):
        one = found.placeholder
        pieces += [text[at : found.start], str(replace(one, role=roles.get(one.code, one.role)))]
        at = found.end
    return "".join([*pieces, text[at:]])


def _citations_after(found: Sequence[Statement], index: int) -> tuple[Citation, ...]:
    """Return the next citation in the same passage: one often stands for what led up to it."""
    here = found[index]
    for later in found[index + 1 :]:
        if later.passage != here.passage:
            break
        if later.citations:
            return later.citations
    return ()


def _checked(
    statement: Statement, said: str, after: tuple[Citation, ...], sources: Sources
) -> Checked:
    if not statement.citations:
        if statement.claims and not (after and _held(said, after, sources)):
            return Checked(statement, "uncited")
        return Checked(statement, "")
    missing = tuple(one for one in statement.citations if not _exists(one, sources))
    if missing:
        return Checked(statement, "missing", missing=missing)
    if not statement.claims:
        return Checked(statement, "")
    problems = carries(said, statement.citations, sources)
    return Checked(statement, "unsupported" if problems else "", problems)


def _held(said: str, after: tuple[Citation, ...], sources: Sources) -> bool:
    if not all(_exists(one, sources) for one in after):
        return False
    return not carries(said, after, sources)


def _exists(citation: Citation, sources: Sources) -> bool:
    return 1 <= citation.paragraph <= len(sources.get(citation.mark, ()))
