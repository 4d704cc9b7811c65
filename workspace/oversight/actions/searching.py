"""Searching the record: by person, case, purpose, model, action, thing and time, combined.

A search holds ids and codes only, so that its address names nobody. Pages go by the entry's
number, newest first: the last page of a long record costs what the first does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.governance.models import AuditEntry

from ..models import Look

A_PAGE: Final = 50
COUNTED: Final = 10_000
"""Up to so many entries are counted; beyond it is "more than"."""
_DEEPEST: Final = 4
NOBODY: Final = ("system", "anonymous")
"""Who acts without being a member of staff: Daylight itself, and whoever has not signed in."""


@dataclass(frozen=True, slots=True)
class Filters:
    people: tuple[str, ...] = ()
    """Ids of members of staff, or one of `NOBODY`: who did it, or whom it was done to."""
    case: str = ""
    purpose: str = ""
    model: str = ""
    action: str = ""
    """An action, or a whole group of them such as "chat."."""
    thing: str = ""
    """The id of an object: what happened to it and to all that it holds."""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, query: QueryDict) -> "Filters":
        """Read an address. What makes no sense there is left out."""
        said = {name: query.get(name, "").replace("\0", "")[:120] for name in _WORDS}
        people = tuple(part for part in query.get("people", "").split(",") if _is_person(part))
        return cls(
            people=people[:50], since=_day(query, "since"), until=_day(query, "until"), **said
        )

    def query(self) -> dict[str, str]:
        """Return what stands in the address."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["people"] = ",".join(self.people)
        return {name: str(value) for name, value in values.items() if value}

    def kinds(self) -> list[str]:
        """Return which filters are used, without what they look for."""
        return sorted(self.query())


_WORDS: Final = ("case", "purpose", "model", "action", "thing")


def _is_person(said: str) -> bool:
    return said in NOBODY or (said.isascii() and said.isdigit() and len(said) < 19)


def _day(query: QueryDict, name: str) -> date | None:
    try:
        return date.fromisoformat(query.get(name, ""))
    except ValueError:
        return None


def entries(filters: Filters) -> QuerySet[AuditEntry]:
    """Return what matches, newest first."""
    wanted = Q()
    if filters.people:
        concerned = Q(object_type="accounts.user", object_id__in=filters.people)
        wanted &= Q(actor_id__in=filters.people) | concerned
    for name, value in {"case_id": filters.case, "purpose": filters.purpose}.items():
        wanted &= Q(**{name: value}) if value else Q()
    wanted &= Q(model=filters.model) if filters.model else Q()
    if filters.action:
        exact = not filters.action.endswith(".")
        wanted &= Q(**{"action" if exact else "action__startswith": filters.action})
    if filters.thing:
        wanted &= Q(object_id__in=all_of(filters.thing))
    found: QuerySet[AuditEntry] = AuditEntry.objects.filter(wanted & _between(filters))
    return found.order_by("-seq")


def _between(filters: Filters) -> Q:
    wanted = Q()
    if filters.since:
        wanted &= Q(at__gte=_midnight(filters.since))
    if filters.until and filters.until < date.max:
        wanted &= Q(at__lt=_midnight(filters.until + timedelta(days=1)))
    return wanted


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def all_of(thing: str) -> set[str]:
    """Return the ids of a thing and of all that it ever held, deleted or not."""
    known, latest = {thing}, {thing}
    for _ in range(_DEEPEST):
        inside = AuditEntry.objects.filter(within__in=latest).order_by()
        latest = set(inside.values_list("object_id", flat=True).distinct()) - known
        if not latest:
            break
        known |= latest
    return known


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[AuditEntry]
    older: int | None
    """Where the next page begins: entries before this number."""
    count: int
    """How many match, up to `COUNTED` + 1."""


def search(*, filters: Filters, before: int | None, by: User, look: Look) -> Page:
    """Return one page, and put into the record that somebody looked, never for whom."""
    found = entries(filters)
    count = found.order_by()[: COUNTED + 1].count()
    rows = list((found.filter(seq__lt=before) if before else found)[: A_PAGE + 1])
    with transaction.atomic():
        audit.record(
            "oversight.searched", by=by, on=look, case=look.case_id,
            filters=filters.kinds(), rows=min(count, COUNTED), or_more=count > COUNTED,
            first_page=before is None,
        )  # fmt: skip
    more = len(rows) > A_PAGE
    rows = rows[:A_PAGE]
    return Page(rows, rows[-1].seq if more else None, count)


def distinct(name: str) -> Iterator[str]:
    """Yield every value of an indexed column by hopping from one to the next."""
    last = ""
    rows: Any = AuditEntry.objects.order_by(name).values_list(name, flat=True)
    while (found := rows.filter(**{f"{name}__gt": last}).first()) is not None:
        yield found
        last = found


def is_id(said: str) -> bool:
    try:
        UUID(said)
    except ValueError:
        return False
    return True
