"""What a page asks about words that fit several people: who could be meant, and where they stand.

For the eyes of whoever may see the names; nothing of it is stored.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .actions.following import MESSAGE, Paper
from .actions.meaning import Mention, mentions
from .showing import Showing, Shown

MOST_PLACES: Final = 40
_AROUND: Final = 48  # characters on either side


@dataclass(frozen=True, slots=True)
class Place:
    """One mention in its sentence, and who is meant there ("" while it is open)."""

    ref: str
    where: str
    before: str
    word: str
    after: str
    means: str


@dataclass(frozen=True, slots=True)
class Question:
    """A word, whom it could mean, and every place where it stands."""

    word: Shown
    places: tuple[Place, ...]

    @property
    def shown(self) -> Sequence[Place]:
        return self.places[:MOST_PLACES]

    @property
    def more(self) -> int:
        return max(0, len(self.places) - MOST_PLACES)

    @property
    def is_open(self) -> bool:
        return any(not place.means for place in self.places)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question about one mention, from its own chip."""

    question: Question
    place: Place
    means: Shown | None
    """Who is meant here, as somebody said; nothing while it is open."""


def questions(papers: Iterable[Paper], showing: Showing) -> list[Question]:
    """Return every word that fits several people, in order, open or settled."""
    found: dict[str, list[Place]] = {}
    for paper in papers:
        for mention in mentions(paper, showing.opened):
            found.setdefault(mention.word.id, []).append(_place(paper, mention, showing))
    return [
        Question(shown, tuple(places))
        for pk, places in found.items()
        if (shown := showing.subject(pk))
    ]


def asked_at(ref: str, papers: Sequence[Paper], showing: Showing) -> Asked | None:
    """Return the question about the mention with this mark, if there is one."""
    for question in questions(papers, showing):
        for place in question.places:
            if place.ref == ref:
                return Asked(question, place, showing.subject(place.means))
    return None


def _place(paper: Paper, mention: Mention, showing: Showing) -> Place:
    number = int(mention.ref.rpartition(".")[2])
    before, word, after = _around(paper, number, showing)
    means = "" if mention.is_open else mention.means.id
    return Place(mention.ref, _called(paper.mark), before, word, after, means)


def _around(paper: Paper, number: int, showing: Showing) -> tuple[str, str, str]:
    """Return the words before one hidden thing, what it stands for, and the words after it."""
    pieces = list(showing.opened.pieces(paper.text, paper.aliases))
    hidden = [at for at, piece in enumerate(pieces) if piece.placeholder is not None]
    here = hidden[number]
    before = "".join(piece.text for piece in pieces[:here])
    after = "".join(piece.text for piece in pieces[here + 1 :])
    return _cut(before, from_end=True), pieces[here].text, _cut(after, from_end=False)


def _cut(text: str, *, from_end: bool) -> str:
    if len(text) <= _AROUND:
        return text
    if from_end:
        return "…" + text[-_AROUND:].partition(" ")[2]
    return text[:_AROUND].rpartition(" ")[0] + "…"


def _called(mark: str) -> str:
    if mark == MESSAGE:
        return "Your message"
    document, _, paragraph = mark.partition("p")
    return f"{document}, paragraph {paragraph}" if paragraph else f"{document}, its name"


def still_asked(found: Iterable[Question], left_open: Sequence[str]) -> Iterator[Question]:
    """Leave out what is settled, what was left open in this draft, and the names of families."""
    return (
        one for one in found if one.is_open and one.word.could_be and one.word.pk not in left_open
    )
