"""Whether cited paragraphs carry a statement: who, how many, when, and whether or not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .facts import Day, Facts, facts, sentences
from .statements import Citation

ENOUGH: Final = 0.5
"""Share of a statement's words that what it cites must hold."""
_TOUCHES: Final = 0.3
"""Share of words from which a sentence of the source is taken to be about the same thing."""

Kind = Literal["people", "things", "numbers", "dates", "negation", "words", "order"]


@dataclass(frozen=True, slots=True)
class Problem:
    """In what a statement and its source differ; `items` are masked, as they were written."""

    kind: Kind
    items: tuple[str, ...] = ()


def carries(
    statement: str, citations: Sequence[Citation], sources: Mapping[str, Sequence[str]]
) -> tuple[Problem, ...]:
    """Return in what the cited paragraphs, which must exist, do not carry the statement."""
    said = facts(statement)
    cited = [sources[one.mark][one.paragraph - 1] for one in citations]
    there = facts("\n".join(cited))
    touched = _touched(said, cited)
    return tuple(
        problem
        for problem in (
            _people(said, cited, touched, citations, sources),
            _set("things", said.things - there.things - _everywhere(citations, sources)),
            _set("numbers", said.numbers - there.numbers),
            _dates(said, there, citations, sources),
            _negation(said, touched),
            _order(statement, said, touched),
            _words(said, there),
        )
        if problem
    )


def _touched(said: Facts, cited: Sequence[str]) -> list[str]:
    """The sentences of the source that the statement is about."""
    every = [sentence for paragraph in cited for sentence in sentences(paragraph)]
    scored = [(_share(said.stems, facts(sentence).stems), sentence) for sentence in every]
    best = max((score for score, _ in scored), default=0)
    return [sentence for score, sentence in scored if score >= max(_TOUCHES, best * 0.6)]


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    if not wanted:
        return 1.0
    return sum(_is_among(word, held) for word in wanted) / len(wanted)


def _is_among(word: str, held: frozenset[str]) -> bool:
    if word in held:
        return True
    return len(word) > 4 and any(
        len(other) > 4 and word[:5] == other[:5] and abs(len(word) - len(other)) < 5
        for other in held
    )


def _set(kind: Kind, items: frozenset[str]) -> Problem | None:
    return Problem(kind, tuple(sorted(items))) if items else None


def _everywhere(
    citations: Sequence[Citation], sources: Mapping[str, Sequence[str]]
) -> frozenset[str]:
    """Schools and addresses are often named once, at the top of a document."""
    documents = {one.mark for one in citations}
    named = (facts("\n".join(sources[mark])).things for mark in documents)
    return frozenset(thing for things in named for thing in things if thing.startswith("["))


def _people(
    said: Facts, cited: Sequence[str], touched: Sequence[str], citations: Sequence[Citation],
    sources: Mapping[str, Sequence[str]],
) -> Problem | None:  # fmt: skip
    """Find people whom the source does not name up to where it says so. "She" may be anybody
    named before, unless the very sentence names somebody whom the statement does not."""
    here = facts(_up_to(touched, cited[0]) if len(cited) == 1 else "\n".join(cited))
    absent = [person for person in said.people if person not in here.people]
    if not absent:
        return None
    before = {
        person
        for one in citations
        for person in facts("\n".join(sources[one.mark][: one.paragraph - 1])).people
    }
    others = {person for sentence in touched for person in facts(sentence).people}
    pronoun = any(facts(sentence).has_pronoun for sentence in touched) or not here.people
    if pronoun and set(absent) <= before and others <= set(said.people):
        return None
    return Problem("people", tuple(absent))


def _up_to(touched: Sequence[str], paragraph: str) -> str:
    ends = [
        paragraph.find(sentence) + len(sentence) for sentence in touched if sentence in paragraph
    ]
    return paragraph[: max(ends, default=len(paragraph))]


def _dates(
    said: Facts, there: Facts, citations: Sequence[Citation],
    sources: Mapping[str, Sequence[str]],
) -> Problem | None:  # fmt: skip
    """Find dates that the source does not give. What has no date takes that of its document."""
    held = set(there.days)
    if not held:
        for one in citations:
            held |= facts("\n".join(sources[one.mark][: one.paragraph])).days
    absent = [day for day in said.days if not any(_agree(day, other) for other in held)]
    return Problem("dates", tuple(_written(day) for day in sorted(absent))) if absent else None


def _agree(one: Day, other: Day) -> bool:
    return all(a == b or 0 in (a, b) for a, b in zip(one, other, strict=True))


def _written(day: Day) -> str:
    return "/".join(str(part) for part in day if part)


def _negation(said: Facts, touched: Sequence[str]) -> Problem | None:
    """Find words that one side denies and the other does not."""
    there = facts("\n".join(touched))
    if not said.has_negation and there.has_negation:
        affirmed = set().union(*_affirmed(touched))
        if (said.stems & there.negated) - affirmed:
            return Problem("negation")
    if said.has_negation and not there.has_negation and said.negated & there.stems:
        return Problem("negation")
    return None


def _affirmed(touched: Sequence[str]) -> Iterator[set[str]]:
    """What is also said without a negation: then it is both, and nobody is misled."""
    for sentence in touched:
        one = facts(sentence)
        yield set() if one.has_negation else set(one.stems)


def _order(statement: str, said: Facts, touched: Sequence[str]) -> Problem | None:
    """Find two people who have changed places around the same word."""
    if len(said.people) != 2 or " by " in statement:
        return None
    for sentence in touched:
        there = facts(sentence)
        swapped = there.people == said.people[::-1] and " by " not in sentence
        if swapped and _between(statement, said) & _between(sentence, there):
            return Problem("order")
    return None


def _between(text: str, found: Facts) -> frozenset[str]:
    first, second = (text.index(person) for person in found.people)
    return facts(text[first + len(found.people[0]) : second]).stems


def _words(said: Facts, there: Facts) -> Problem | None:
    return Problem("words") if _share(said.stems, there.stems) < ENOUGH else None
