"""What moved? Two queries, however many jobs and followers there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import close_old_connections
from django.db.models import Q

from .models import FINAL, Event, Job

_MOST_EVENTS = 5000
_MOST_JOBS = 400
"""Conditions in one query: SQLite refuses an expression more than 1,000 deep."""


@dataclass(frozen=True, slots=True)
class Line:
    """One event as followers see it."""

    seq: int
    name: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell about one job: lines in order, and how it ended if it did."""

    lines: tuple[Line, ...]
    last_seq: int
    ending: dict[str, str] | None


def news(positions: Mapping[UUID, int]) -> dict[UUID, News]:
    """Return what lies beyond each position, for jobs that moved or ended.

    A job's row is read before its lines: every line up to the `last_seq` read is then there.
    A job that was deleted counts as ended.
    """
    close_old_connections()
    fields = ("id", "last_seq", "state", "reason")
    followed = Job.objects.filter(pk__in=positions).order_by()
    rows = {row[0]: row[1:] for row in followed.values_list(*fields)}
    moved = [job for job, row in rows.items() if row[0] > positions[job]]
    lines: dict[UUID, list[Line]] = {}
    for start in range(0, len(moved), _MOST_JOBS):
        lines |= _lines({job: positions[job] for job in moved[start : start + _MOST_JOBS]})
    found = {}
    for job in positions:
        last_seq, state, reason = rows.get(job, (0, "gone", "This work is no longer kept."))
        ending = {"state": state, "reason": reason} if state in (*FINAL, "gone") else None
        if ending or job in lines:
            found[job] = News(tuple(lines.get(job, ())), last_seq, ending)
    return found


def _lines(positions: Mapping[UUID, int]) -> dict[UUID, list[Line]]:
    beyond = reduce(or_, (Q(job_id=job, seq__gt=seq) for job, seq in positions.items()))
    fields = ("job_id", "seq", "name", "data")
    lines: dict[UUID, list[Line]] = {}
    rows = Event.objects.filter(beyond).order_by("job_id", "seq").values_list(*fields)
    for job, *line in rows[:_MOST_EVENTS]:
        lines.setdefault(job, []).append(Line(*line))
    return lines
