"""Inspecting the record in the database: the walk, its seal, its checkpoints, its triggers.

Memory stays small however long the record is. People may go on working meanwhile: what is
written after the inspection began is not looked at.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.db import connection
from django.db.models import Subquery
from django.db.models.functions import Coalesce

from . import checkpoints, heads, signing, triggers
from .links import COVERED, Head
from .models import AuditEntry, ChainHead
from .statements import Statement, marks
from .verifying import Fault, Kind, Walk

_CHUNK: Final = 2000  # rows


class Inspection:
    """Iterate for what is wrong. Afterwards `walk` says how much was seen."""

    def __init__(
        self, *, also: Iterable[Statement] = (), keys: Mapping[str, bytes] | None = None
    ) -> None:
        """`also` are checkpoints kept elsewhere; `keys` to trust instead of this installation's."""
        self.head, self.sealed = heads.end()
        statements = heapq.merge(
            checkpoints.kept(), checkpoints.filed(), also, key=lambda one: one.mark.seq
        )
        trusted = signing.public_keys() if keys is None else keys
        self.walk = Walk(marks(filter(self._concerns, statements), trusted))

    def __iter__(self) -> Iterator[Fault]:
        return self.over(entries(self.head))

    def over(self, found: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
        """Inspect with the entries passed through the caller's hands, to be exported say."""
        yield from self.walk.over(found, self.head)
        yield from self._end()

    def _concerns(self, one: Statement) -> bool:
        """Leave out what was signed after the inspection began, of entries written meanwhile."""
        return one.mark.seq <= self.head.seq or one.mark.seq > heads.end()[0].seq

    def _end(self) -> Iterator[Fault]:
        seq = self.head.seq
        if not self.sealed:
            words = "The end of the record was not set by Daylight: entries may have been cut off."
            yield Fault(Kind.UNSEALED, seq, words)
        if beyond := _beyond():
            words = f"{beyond} entries stand after the end of the record: not written by Daylight."
            yield Fault(Kind.ADDED, seq + 1, words)
        if gone := triggers.missing(connection):
            words = f"The database would let the record be changed: no trigger {', '.join(gone)}."
            yield Fault(Kind.UNGUARDED, seq, words)


def entries(head: Head) -> Iterator[dict[str, Any]]:
    """Yield the entries up to an end, in their order, as mappings of all that they say."""
    rows = AuditEntry.objects.filter(seq__lte=head.seq).order_by("seq", "pk")
    found: Iterator[dict[str, Any]] = rows.values(*COVERED, "digest").iterator(_CHUNK)
    return found


def _beyond() -> int:
    """Count entries after the head as one statement sees both, so while others write."""
    last = Subquery(ChainHead.objects.order_by("pk").values("seq")[:1])
    return int(AuditEntry.objects.filter(seq__gt=Coalesce(last, 0)).count())
