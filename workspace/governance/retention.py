"""How long things are kept: each room registers its kinds, rules say the days, the night erases.

Days count from the last use. An administrator's rule for a team outranks the general one; 0
keeps for ever. Whoever belongs to several teams with rules keeps by the most generous of them.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from workspace.accounts.models import User

from . import holds
from .models import Erasure, RetentionRule
from .policy import Refused

log = logging.getLogger(__name__)
SOON: Final = timedelta(days=14)
FOR_EVER: Final = 0


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    label: str
    default_days: int
    object_type: str
    rows: Callable[[], QuerySet[Any]]
    """What is of this kind, each annotated with `last_used`."""
    teams: Callable[[Any], Iterable[int]]
    """The ids of the teams whose rules count for one row."""
    erase: Callable[[str, User | None, str], Erasure | None]
    """Erase one by its id, with a certificate where it holds anything of people."""
    again: Callable[[str], None]
    """Erase it once more after a restore: no certificate, no fuss if it is not there."""
    in_case: Callable[[str], Iterable[str]] = lambda case_id: ()
    """The ids of those that belong to a case and go with it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How long one thing is kept; `until` is None for what is kept until somebody deletes it."""

    until: datetime | None
    on_hold: bool

    @property
    def ends_soon(self) -> bool:
        return bool(self.until) and not self.on_hold and self.until < timezone.now() + SOON  # type: ignore[operator]


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    KINDS[kind.name] = kind


def kinds_of(object_type: str) -> list[Kind]:
    return [kind for kind in KINDS.values() if kind.object_type == object_type]


class Days:
    """The days of one kind by team, read once."""

    def __init__(self, kind: Kind) -> None:
        rules = RetentionRule.objects.filter(kind=kind.name).values_list("team_id", "days")
        self.by_team = {team: days for team, days in rules if team is not None}
        self.general = next((d for team, d in rules if team is None), kind.default_days)

    def least(self) -> int:
        """The fewest days anything of this kind is kept; FOR_EVER if nothing ever goes."""
        return min((d for d in (self.general, *self.by_team.values()) if d), default=FOR_EVER)

    def of(self, teams: Iterable[int]) -> int:
        own = [self.by_team[team] for team in teams if team in self.by_team]
        if not own:
            return self.general
        return FOR_EVER if FOR_EVER in own else max(own)

    def until(self, kind: Kind, row: Any) -> datetime | None:
        days = self.of(kind.teams(row))
        return row.last_used + timedelta(days=days) if days else None


def kept_until(thing: Any) -> Kept:
    """Say how long a saved object is kept."""
    return kept((thing._meta.label_lower, str(thing.pk)))


def kept(on: holds.On) -> Kept:
    """Say how long what has this type and id is kept."""
    on_hold = holds.on_hold(on) is not None
    for kind in kinds_of(on[0]):
        if row := kind.rows().filter(pk=on[1]).first():
            return Kept(Days(kind).until(kind, row), on_hold)
    return Kept(None, on_hold)


def ending_soon(rows: QuerySet[Any]) -> Iterator[tuple[Any, datetime]]:
    """Yield those of `rows` that will be erased within a fortnight, and when, soonest first."""
    found = []
    for kind in kinds_of(rows.model._meta.label_lower):
        days = Days(kind)
        found += [(row, until) for row, until in _ending(kind, days, timezone.now() + SOON, rows)]
    return iter(sorted(found, key=lambda one: one[1]))


def due(kind: Kind, now: datetime) -> Iterator[str]:
    """Yield the ids of what is to be erased, longest unused first; never what is on hold."""
    for row, _ in _ending(kind, Days(kind), now):
        yield str(row.pk)


def _ending(
    kind: Kind, days: Days, before: datetime, within: QuerySet[Any] | None = None
) -> Iterator[tuple[Any, datetime]]:
    least = days.least()
    if least == FOR_EVER:
        return
    rows = kind.rows().filter(last_used__lt=before - timedelta(days=least))
    if within is not None:
        rows = rows.filter(pk__in=within.order_by().values("pk"))
    for row in rows.order_by("last_used").iterator(chunk_size=200):
        until = days.until(kind, row)
        if until and until < before and not holds.on_hold((kind.object_type, str(row.pk))):
            yield row, until


def enforce(*, now: datetime | None = None, at_most: int = 1000) -> dict[str, int]:
    """Erase what is due, each thing in a transaction of its own; return how many of each kind.

    Killed anywhere, it is simply run again: what went is gone, what is left is found.
    """
    now = now or timezone.now()
    return {kind.name: _erase_due(kind, now, at_most) for kind in KINDS.values()}


def _erase_due(kind: Kind, now: datetime, at_most: int) -> int:
    erased = 0
    for pk in list(_first(due(kind, now), at_most)):
        try:
            erased += _erase_one(kind, pk, now)
        except Refused:  # a hold was placed this very moment
            continue
        except Exception as error:  # one that cannot go must not keep all the others
            log.error("could not erase %s %s: %s", kind.name, pk, type(error).__name__)
    return erased


def _erase_one(kind: Kind, pk: str, now: datetime) -> int:
    model = apps.get_model(kind.object_type)
    with transaction.atomic():
        model._base_manager.select_for_update().filter(pk=pk).first()
        row = kind.rows().filter(pk=pk).first()
        until = Days(kind).until(kind, row) if row else None
        if not until or until >= now:  # somebody used it meanwhile
            return 0
        kind.erase(pk, None, Erasure.Reason.RETENTION)
    return 1


def _first(ids: Iterator[str], at_most: int) -> Iterator[str]:
    for pk, _ in zip(ids, range(at_most), strict=False):
        yield pk
