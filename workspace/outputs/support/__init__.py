"""Which statements of a text lack support in the sources that it cites.

Plain Python on masked text. Nothing here understands language: it compares who is named,
numbers, dates, negation and words, and marks what does not agree, so that a person looks there
first. A statement without a mark has not been proved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

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
    found = list(statements(text))
    return [
        _checked(statement, _citations_after(found, index), sources)
        for index, statement in enumerate(found)
    ]


def _citations_after(found: Sequence[Statement], index: int) -> tuple[Citation, ...]:
    """Return the next citation in the same passage: one often stands for what led up to it."""
    here = found[index]
    for later in found[index + 1 :]:
        if later.passage != here.passage:
            break
        if later.citations:
            return later.citations
    return ()


def _checked(statement: Statement, after: tuple[Citation, ...], sources: Sources) -> Checked:
    if not statement.citations:
        if statement.claims and not (after and _held(statement, after, sources)):
            return Checked(statement, "uncited")
        return Checked(statement, "")
    missing = tuple(one for one in statement.citations if not _exists(one, sources))
    if missing:
        return Checked(statement, "missing", missing=missing)
    if not statement.claims:
        return Checked(statement, "")
    problems = carries(statement.text, statement.citations, sources)
    return Checked(statement, "unsupported" if problems else "", problems)


def _held(statement: Statement, after: tuple[Citation, ...], sources: Sources) -> bool:
    if not all(_exists(one, sources) for one in after):
        return False
    return not carries(statement.text, after, sources)


def _exists(citation: Citation, sources: Sources) -> bool:
    return 1 <= citation.paragraph <= len(sources.get(citation.mark, ()))
