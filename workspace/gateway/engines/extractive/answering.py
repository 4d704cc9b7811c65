"""Finds the sentences that answer a question, or says that none does.

A sentence answers when it, with its close neighbours, holds enough of what is asked, about
the person asked about, in the form asked for. The threshold was set on `bench/extractive.py`.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from workspace.privacy.roles import PERSON_ROLES

from .context import antecedents, joined, merged, with_antecedents
from .dates import find_dates
from .people import people
from .question import Question, suits, understand_question
from .reading import Document, Sentence
from .sentences import PLACEHOLDER
from .summary import select
from .weight import has_theme, worth
from .words import role_of, terms

THRESHOLD: Final = 0.56
MOST_OF_A_THEME: Final = 6
NEAR: Final = 0.42
_NEIGHBOUR: Final = 0.55
_PARAGRAPH: Final = 0.35
_SECTION: Final = 0.6
_KNOWN_AS: Final = 0.9
_IMPLIED: Final = 0.8
_Described = dict[str, list[tuple[str, Sentence]]]
_PRONOUN: Final = re.compile(r"(?i)\b(she|he|they|her|him|his|hers|them|their|it|this|that)\b")
_THEME_TERMS: Final = {
    "What the child says": frozenset(terms("wishes feelings views voice child")),
    "Risks and worries": frozenset(terms("worries risks harm problems issues")),
    "Decisions and next steps": frozenset(
        terms("actions decisions decided outcomes recommended tasks agreed do does responsible")
    ),
    "What is going well": frozenset(terms("strengths positives well protective factors going")),
}
_WHO_DOES_WHAT: Final = frozenset(terms("agreed action actions do does doing responsible"))


@dataclass
class Found:
    """What a question found: sentences that answer, or else only the nearest ones."""

    answers: list[Sentence] = field(default_factory=list)
    nearest: list[Sentence] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Place:
    """A sentence with what surrounds it."""

    sentence: Sentence
    near: frozenset[str]
    paragraph: frozenset[str]
    section: frozenset[str]
    before: tuple[Sentence, ...]
    subjects: frozenset[str]
    known_as: frozenset[str]
    defines: frozenset[str]
    dated: bool


def answer(documents: Sequence[Document], text: str, earlier: str = "") -> Found:
    """Search all documents for the answer to one question."""
    question = understand_question(text, earlier)
    known = _descriptions(documents)
    places = [place for document in documents for place in _places(document, known)]
    everywhere = {p for place in places for p in place.sentence.placeholders}
    unknown = sorted(question.about - everywhere)
    if unknown or question.is_empty or not places:
        return Found(unknown=unknown)
    themed = _themed(question, documents)
    if themed:
        return Found(answers=themed)
    rarity = _rarity(places)
    scored = [(_score(question, place, rarity), place) for place in places]
    scored.sort(key=lambda pair: (-pair[0], places.index(pair[1]) if pair[0] > NEAR else 0))
    best = scored[0][0]
    if best < THRESHOLD:
        return Found(nearest=[place.sentence for score, place in scored[:2] if score >= NEAR])
    good = [p for score, p in scored[:4] if score >= max(THRESHOLD, 0.86 * best)]
    return Found(answers=_made_clear(good[:3]))


def _descriptions(documents: Sequence[Document]) -> dict[str, list[tuple[str, Sentence]]]:
    """Placeholder -> how the documents describe that person ("baby brother")."""
    return {person.placeholder: person.described for person in people(documents)}


def _places(document: Document, known: _Described) -> list[_Place]:
    """Each statement of a document in its surroundings."""
    places, dated = [], False
    subjects = _subjects(document)
    sections: dict[str, frozenset[str]] = {}
    title = frozenset(terms(document.name))
    for members in document.paragraphs().values():
        whole = frozenset(term for member in members for term in member.terms)
        for index, member in enumerate(members):
            if member.is_heading:
                dated = dated or bool(find_dates(member.text))
                continue
            around = members[max(0, index - 1) : index] + members[index + 1 : index + 2]
            near = frozenset(term for other in around for term in other.terms)
            if member.section not in sections:
                sections[member.section] = title | frozenset(terms(member.section))
            section = sections[member.section]
            before = tuple(members[:index])
            meant = member.placeholders or (members[index - 1].placeholders if index else ())
            said = [pair for p in meant for pair in known.get(p, ())]
            known_as = frozenset(term for phrase, _ in said for term in terms(phrase))
            defines = frozenset(t for phrase, at in said if at == member for t in terms(phrase))
            places.append(
                _Place(member, near, whole, section, before, subjects, known_as, defines, dated)
            )
    return places


def _subjects(document: Document) -> frozenset[str]:
    """The one child a document is about, if there is only one."""
    children = {p for s in document.sentences for p in s.placeholders if role_of(p) == "CHILD"}
    return frozenset(children) if len(children) == 1 else frozenset()


def _rarity(places: Sequence[_Place]) -> Counter[str]:
    return Counter(term for place in places for term in place.sentence.term_set) + Counter(
        {"": len(places)}
    )


def _weight(term: str, rarity: Counter[str]) -> float:
    """Rare terms weigh more; a term the documents never use weighs most."""
    return 0.6 + math.log(1 + rarity[""] / (rarity[term] + 0.3)) / math.log(2 + rarity[""])


def _score(question: Question, place: _Place, rarity: Counter[str]) -> float:
    """Share of the question that the sentence covers, 0 to about 1.1."""
    own = place.sentence.term_set
    total = reached = own_hits = 0.0
    for term in question.terms:
        choices = term.split("|")
        weight = min(_weight(choice, rarity) for choice in choices)
        total += weight
        reached += weight * max(_hit(choice, place) for choice in choices)
        own_hits += weight * any(choice in own for choice in choices)
    if question.terms and own_hits == 0:
        return 0.0
    person = _about(question, place)
    if person == 0.0:
        return 0.0
    covered = reached / total if total else 0.7
    if question.kind == "who" and place.defines & set(question.terms):
        covered *= 1.15
    return covered * person * suits(question, place.sentence, place.dated)


def _hit(term: str, place: _Place) -> float:
    if term in place.sentence.term_set:
        return 1.0
    if term in place.known_as:
        return _KNOWN_AS
    if term in place.section:
        return _SECTION
    if term in place.near:
        return _NEIGHBOUR
    return _PARAGRAPH if term in place.paragraph else 0.0


def _about(question: Question, place: _Place) -> float:
    """1 when the sentence names everyone asked about, less when a pronoun stands for them.

    0 when it speaks of somebody else: a fact about another person is a wrong answer.
    """
    if not question.about:
        return 1.0
    missing = question.about - place.sentence.placeholders
    if not missing:
        return 1.0
    if {p for p in place.sentence.placeholders if role_of(p) in _roles(missing)}:
        return 0.0
    earlier = [p for sentence in place.before for p in _people_in(sentence)]
    pronoun = _PRONOUN.search(place.sentence.text)
    if not missing <= set(earlier):
        implied = missing <= place.subjects and not (pronoun and earlier)
        return _IMPLIED if implied else 0.0
    if not pronoun:
        return 0.55
    rivals = {p for p in earlier if role_of(p) in _roles(missing)} - missing
    return 0.92 if not rivals or earlier[0] in missing else 0.7


def _people_in(sentence: Sentence) -> list[str]:
    """Person placeholders in the order in which they stand."""
    found = PLACEHOLDER.finditer(sentence.text)
    return [match.group() for match in found if match.group(1) in PERSON_ROLES]


def _roles(placeholders: frozenset[str]) -> set[str]:
    return {role_of(placeholder) for placeholder in placeholders}


def _themed(question: Question, documents: Sequence[Document]) -> list[Sentence]:
    """ "What are the risks?" asks for a theme, not for a fact: its weightiest sentences."""
    if question.kind == "who" and not set(question.terms) <= _WHO_DOES_WHAT:
        return []
    if question.kind not in ("", "who") or not question.terms:
        return []
    for name, words in _THEME_TERMS.items():
        if set(question.terms) <= words:
            sentences = with_antecedents(documents)
            scores = worth(sentences)
            for sentence in sentences:
                about = not question.about or question.about & sentence.placeholders
                if not (about and has_theme(sentence, name)):
                    scores[sentence] = 0.0
            best = select(scores, MOST_OF_A_THEME)
            return merged(sentence for sentence in sentences if sentence in best)
    return []


def _made_clear(good: Sequence[_Place]) -> list[Sentence]:
    """The sentences found; one that opens with "She" is led by the one that says who."""
    found = [place.sentence for place in good]
    made = []
    for place in good:
        leads = antecedents(place.sentence, place.before)
        clear = not leads or set(leads) <= set(found)
        made.append(place.sentence if clear else joined([*leads, place.sentence]))
    return made
