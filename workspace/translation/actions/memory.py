"""The translation memory: what was translated well before is offered before a model is asked.

It reads the phrasebook, in every direction with English in the middle, and segments that a
named person has approved. Personal data: a segment from case work enters only when it has no
placeholder and nothing in it looks like an identifier; units with placeholders stay out. What
is left could still hold a name that was never found, so a segment of a case is offered only to
whoever sees that case, unless `sharing` finds that it cannot hold one. All of a case's segments
go with the case.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final, Literal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.governance import audit

from ..glossary.files import tidy
from ..memory.likeness import FUZZY, Segment, exact_score, fuzzy_score, key
from ..models import MemoryUnit, Phrase, PhraseTranslation
from .sharing import may_enter, may_share

Kind = Literal["phrasebook", "approved"]

MOST: Final = 5
"""Matches that are offered for one segment."""
_NEWEST: Final = 5000
"""Units of a direction that are compared; older ones are only met exactly."""


@dataclass(frozen=True, slots=True)
class Match:
    source: str
    target: str
    score: float
    """1 is the same text; anything less is only alike."""
    kind: Kind
    approved: bool
    where: str
    """Its source in plain English, to be shown beside it."""


@dataclass(frozen=True, slots=True)
class _Unit:
    source: Segment
    target: str
    kind: Kind
    approved: bool
    topic: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def where(self) -> str:
        if self.at is None:
            return f"Phrasebook: {self.topic}"
        return f"Approved by {self.by} on {date_format(timezone.localtime(self.at), 'j F Y')}"


class Memory:
    """One direction's memory as one person may see it. Loaded once, asked any number of times."""

    def __init__(self, source_language: str, target_language: str, *, user: User) -> None:
        self._languages = (source_language, target_language)
        self._user = user
        self._units = [
            *_phrasebook(source_language, target_language),
            *_approved(source_language, target_language, user),
        ]
        self._exact: defaultdict[str, list[_Unit]] = defaultdict(list)
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for number, unit in enumerate(self._units):
            self._exact[unit.source.normalised].append(unit)
            for word in set(unit.source.words):
                self._with[word].append(number)

    def look_up(self, text: str) -> list[Match]:
        """Return what is remembered of a text, the best first: exact, then alike; at most MOST."""
        asked = Segment(text, self._languages[0])
        found = [(exact_score(asked, unit.source), unit) for unit in self._exact_units(asked)]
        if not any(score == 1 for score, _ in found):
            found += self._alike(asked)
        return _best(found)

    def _exact_units(self, asked: Segment) -> list[_Unit]:
        """Return what is loaded, and what is too old to have been."""
        loaded = self._exact.get(asked.normalised, [])
        if loaded or len(self._units) < _NEWEST:
            return loaded
        rows = MemoryUnit.objects.visible_to(self._user).filter(
            source_language=self._languages[0], target_language=self._languages[1],
            key=key(asked.text),
        )  # fmt: skip
        return _units(rows[:MOST], self._languages[0])

    def _alike(self, asked: Segment) -> list[tuple[float, _Unit]]:
        """Compare only units that could be alike: the rarest words of the text lead to them.

        What is alike shares at least FUZZY / (2 - FUZZY) of its words, so that of the words
        that could all be missing, and one more, it has one.
        """
        words = sorted(asked.counts, key=lambda word: len(self._with.get(word, ())))
        total = len(asked.words)
        needed = total - ceil(FUZZY * total / (2 - FUZZY)) + 1
        numbers = {number for word in words[:needed] for number in self._with.get(word, ())}
        scored = ((fuzzy_score(asked, self._units[n].source), self._units[n]) for n in numbers)
        return [(score, unit) for score, unit in scored if score and not self._same(asked, unit)]

    @staticmethod
    def _same(asked: Segment, unit: _Unit) -> bool:
        return asked.normalised == unit.source.normalised


def remembered(
    text_masked: str, source_language: str, target_language: str, *, user: User
) -> list[Match]:
    """Return what is remembered of one masked text, the best first.

    For many texts of one direction make a `Memory` and ask it.
    """
    return Memory(source_language, target_language, user=user).look_up(text_masked)


def remember(
    *, source: str, target: str, source_language: str, target_language: str, by: User,
    case: Case | None = None, share: bool = True,
) -> MemoryUnit | None:  # fmt: skip
    """Keep a segment that `by` has approved; return None for one that must stay out.

    Both texts are masked. A segment from case work names its `case`. With `share` it is offered
    to everybody where nothing in it could be a name; else to whoever sees the case, and without
    one it stays out. What was remembered of the same source before is replaced.
    """
    source, target = tidy(source), tidy(target)
    if not (may_enter(source) and may_enter(target)):
        return None
    shared = share and may_share({source_language: source, target_language: target})
    if case is None and not shared:
        return None
    with transaction.atomic():
        unit, _ = MemoryUnit.objects.update_or_create(
            source_language=source_language, target_language=target_language,
            key=key(source), case=case,
            defaults={
                "source": source, "target": target, "approved_by": by, "at": timezone.now(),
                "shared": shared,
            },
        )  # fmt: skip
        audit.record(
            "memory.kept", by=by, on=unit, case=case, shared=shared,
            direction=f"{source_language}-{target_language}",
        )  # fmt: skip
    return unit


def forget(unit: MemoryUnit, *, by: User) -> None:
    """Take a segment out of the memory: it was wrong, or should never have been in it."""
    with transaction.atomic():
        on, case = audit.identity(unit), unit.case
        unit.delete()
        audit.record("memory.forgotten", by=by, on=on, case=case)


def _phrasebook(source: str, target: str) -> Iterable[_Unit]:
    """Yield the phrasebook's pairs of a direction; both sides must be approved to be so."""
    texts = {code: _texts(code) for code in (source, target)}
    topics = dict(Phrase.objects.filter(retired=False).values_list("pk", "topic"))
    for phrase, (said, approved) in texts[source].items():
        if phrase in texts[target] and phrase in topics:
            other, also = texts[target][phrase]
            segment = Segment(said, source)
            yield _Unit(segment, other, "phrasebook", approved and also, topics[phrase])


def _texts(language: str) -> dict[int, tuple[str, bool]]:
    if language == "en":
        return {pk: (text, True) for pk, text in Phrase.objects.values_list("pk", "english")}
    rows = PhraseTranslation.objects.filter(language=language)
    found = rows.values_list("phrase_id", "text", "state")
    return {pk: (text, state == PhraseTranslation.State.APPROVED) for pk, text, state in found}


def _approved(source: str, target: str, user: User) -> list[_Unit]:
    rows = MemoryUnit.objects.visible_to(user).filter(
        source_language=source, target_language=target
    )
    return _units(rows[:_NEWEST], source)


def _units(rows: QuerySet[MemoryUnit], language: str) -> list[_Unit]:
    """Read the columns that are needed and make no rows of them: there may be thousands."""
    found = rows.values_list("source", "target", "approved_by__name", "at")
    return [
        _Unit(Segment(source, language), target, "approved", True, by=by, at=at)
        for source, target, by, at in found
    ]


def _best(found: list[tuple[float, _Unit]]) -> list[Match]:
    """Return the best of each target: the higher score, then the approved, then the phrasebook."""
    found.sort(key=lambda one: (-one[0], not one[1].approved, one[1].kind != "phrasebook"))
    matches: dict[str, Match] = {}
    for score, unit in found:
        if score:
            match = Match(
                unit.source.text, unit.target, round(score, 3), unit.kind, unit.approved, unit.where
            )
            matches.setdefault(unit.target, match)
    return list(matches.values())[:MOST]
