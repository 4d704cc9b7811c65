"""The database as a whole: a snapshot of it to read from, emptied, and wiped of what is gone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from workspace.governance import triggers

from .rows import every_model

_TELLING = ("accounts.User", "cases.Case", "privacy.Vault")
"""A new installation has none of these yet."""


def is_empty() -> bool:
    return not any(apps.get_model(name)._base_manager.exists() for name in _TELLING)


def migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside was true at one moment. Nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # `atomic` would begin by taking the write lock. In WAL mode a reader needs none.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def clear() -> None:
    """Empty every table, in the transaction that fills them again.

    The triggers that keep the record from being deleted are put aside for just that statement.
    """
    tables = [model._meta.db_table for model in every_model()]
    triggers.remove(connection)
    if connection.vendor == "postgresql":
        _truncate(tables)
    else:
        _delete(tables)
    triggers.install(connection)
    ContentType.objects.clear_cache()


def wipe() -> None:
    """Have nothing of deleted rows left in the database's files. Outside any transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM FULL")
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _truncate(tables: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tables))}")


def _delete(tables: list[str]) -> None:
    with connection.cursor() as cursor:
        for table in map(connection.ops.quote_name, tables):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
