"""Figures from the record alone: how often what happened, week by week, never what was said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, QuerySet
from django.utils import timezone

from workspace.accounts.models import User
from workspace.governance.models import AuditEntry

WEEKS: Final = 8
APPROVED: Final = ("output.approved", "output.approved_second")


@dataclass(frozen=True, slots=True)
class Measure:
    title: str
    meaning: str
    actions: tuple[str, ...]
    too_fast: bool = False
    """Only those whose facts say so."""


@dataclass(frozen=True, slots=True)
class Line:
    measure: Measure
    counts: list[int]
    total: int


MEASURES: Final = (
    Measure("Messages sent", "to any model", ("chat.sent",)),
    Measure("Drafts approved", "first and second approvals", APPROVED),
    Measure("Approved too fast", "sooner than anybody can read it, after being told so", APPROVED,
            too_fast=True),
    Measure("Exports and copies", "of approved text", ("output.exported", "output.copied")),
    Measure("Decisions declined", "the guard would not decide", ("guard.declined",)),
    Measure("Declines disputed", "somebody said the guard was wrong", ("guard.disputed",)),
    Measure("Answers held back", "for a score or verdict on a person", ("model.held_back",)),
    Measure("Refused at the door", "by policy, or a name was leaving", ("model.refused",)),
    Measure("Prohibitions overridden", "with a reason", ("use.overridden",)),
    Measure("Kill switches pulled", "for all or a part", ("stop.pulled",)),
)  # fmt: skip


def weeks() -> list[date]:
    """Return the Mondays of the last weeks, this one last."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]


def count(*, team: str = "", purpose: str = "") -> list[Line]:
    """Return every measure for each of the last weeks, of one team or purpose if one is given.

    A team's figures are those of the people who are in it today.
    """
    rows = AuditEntry.objects.order_by()
    if purpose:
        rows = rows.filter(purpose=purpose)
    if team:
        people = User.objects.filter(teams__pk=team).values_list("pk", flat=True)
        rows = rows.filter(actor_id__in=[str(pk) for pk in people])
    by_week = [_week(rows, monday) for monday in weeks()]
    return [_line(measure, by_week) for measure in MEASURES]


def _week(rows: QuerySet[AuditEntry], monday: date) -> tuple[Counter[str], Counter[str]]:
    """Count one week's actions, all of them and those that were too fast."""
    these = rows.filter(at__gte=_midnight(monday), at__lt=_midnight(monday + timedelta(weeks=1)))
    hasty = these.filter(action__in=APPROVED, facts__too_fast=True)
    every, fast = (
        Counter(dict(found.values_list("action").annotate(Count("pk")))) for found in (these, hasty)
    )
    return every, fast


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _line(measure: Measure, by_week: Iterable[tuple[Counter[str], Counter[str]]]) -> Line:
    wanted = [fast if measure.too_fast else every for every, fast in by_week]
    counts = [sum(week[action] for action in measure.actions) for week in wanted]
    return Line(measure, counts, sum(counts))
