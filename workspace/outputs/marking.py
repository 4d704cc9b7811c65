"""The marks of one version: what lacks support, and what the practitioner added.

A statement that stands as the model wrote it keeps the mark it had in the draft. One that the
practitioner wrote is theirs to answer for: it is checked only against what it cites itself.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from workspace.privacy.placeholders import find_exact
from workspace.privacy.vaults import OpenVault

from .features import feature_of
from .models import Version
from .rendering import settled
from .support import Checked, check, cites
from .support.statements import Citation, plain
from .versions import drafted

Kind = Literal["uncited", "missing", "unsupported", "added"]
_REASONS: Final = {
    "people": "{} is not named there",
    "things": "{} is not named there",
    "numbers": "the number {} is not there",
    "dates": "the date {} is not there",
    "negation": "one says “not” and the other does not",
    "order": "who did it to whom differs",
    "words": "little of it is said there",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement that a reader should look at; `end` is where its mark goes."""

    number: int
    end: int
    kind: Kind
    text: str
    """With names."""
    citations: tuple[Citation, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def is_unsupported(self) -> bool:
        return self.kind != "added"


def marks(version: Version, opened: OpenVault) -> list[Marked]:
    """Return the marks of a version, in order; none where neither it nor the draft cites."""
    draft = drafted(version.output)
    if not (cites(settled(draft.text)) or cites(settled(version.text))):
        return []
    sources = feature_of(version.output).sources(version.output)
    before = dict(_said(draft, check(settled(draft.text), sources), opened))
    found = []
    for text, checked in _said(version, check(settled(version.text), sources), opened):
        mine = text not in before
        kept = checked if mine else before[text]
        if kind := _kind(kept, mine=mine):
            found.append((kind, checked.statement, text, kept))
    return [
        Marked(
            number, statement.end, kind, plain(text), _where(kept), tuple(_reasons(kept, opened))
        )
        for number, (kind, statement, text, kept) in enumerate(found, 1)
    ]


def unsupported(version: Version, opened: OpenVault) -> int:
    return sum(mark.is_unsupported for mark in marks(version, opened))


def _kind(checked: Checked, *, mine: bool) -> Kind | None:
    if mine and checked.mark in ("", "uncited"):
        return "added" if checked.statement.claims else None
    return checked.mark or None


def _said(
    version: Version, checked: Iterable[Checked], opened: OpenVault
) -> Iterator[tuple[str, Checked]]:
    """Yield each statement as it reads with names."""
    text = settled(version.text)
    starts = [found.start for found in find_exact(text)]
    for one in checked:
        start, end = one.statement.start, one.statement.end
        aliases = version.aliases[bisect_left(starts, start) : bisect_left(starts, end)]
        yield opened.restore(text[start:end], aliases), one


def _where(checked: Checked) -> tuple[Citation, ...]:
    return checked.missing or checked.statement.citations


def _reasons(checked: Checked, opened: OpenVault) -> Iterator[str]:
    for problem in checked.problems:
        items = " and ".join(opened.restore(item) for item in problem.items)
        yield _REASONS[problem.kind].format(items)
