"""Doing to the audit record what its triggers refuse, as the owner of the database could."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from workspace.governance import triggers


@contextmanager
def unguarded(connection: Any) -> Iterator[None]:
    """Lift the triggers, and put them back however it ends."""
    if set(triggers.TABLES) <= set(connection.introspection.table_names()):
        triggers.remove(connection)
        try:
            yield
        finally:
            triggers.install(connection)
    else:
        yield


def let_flush_empty_the_record() -> None:
    """Let Django's flush between tests, and nothing else, empty the tables of the record."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self: Any, sql_list: list[str]) -> None:
        with unguarded(self.connection):
            plain(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = flush


def rechain(first: int = 1) -> None:
    """Make every entry from `first` on follow from the one before again: the form is public."""
    from workspace.governance.links import COVERED, GENESIS, digest_of
    from workspace.governance.models import AuditEntry

    rows = AuditEntry._base_manager
    before = rows.filter(seq=first - 1).values_list("digest", flat=True).first() or GENESIS
    for entry in rows.filter(seq__gte=first).order_by("seq").values("pk", *COVERED):
        entry["previous"] = before
        before = digest_of(entry)
        rows.filter(pk=entry["pk"]).update(previous=entry["previous"], digest=before)


def mend_head() -> None:
    """Have the head name the last entry that there is; its seal stays what it was."""
    from workspace.governance.models import AuditEntry, ChainHead

    last = AuditEntry.objects.order_by("seq").last()
    ChainHead.objects.update(seq=last.seq, digest=last.digest)
