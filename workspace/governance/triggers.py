"""The database's own refusal to change the record, whoever asks it.

Entries and checkpoints are never updated or deleted, the head never goes back, and none of the
tables is emptied. Only the owner of the tables can lift this, and `missing` notices.
"""

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper

ENTRIES: Final = "governance_auditentry"
CHECKPOINTS: Final = "governance_checkpoint"
HEAD: Final = "governance_chainhead"
TABLES: Final = (ENTRIES, CHECKPOINTS, HEAD)
_BACKWARDS: Final = "WHEN (NEW.seq < OLD.seq)"
_SAYS: Final = "The audit record is only ever added to."


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; those that are there stay."""
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name, table in sorted(_expected(connection)):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the triggers that are not there, or not in force."""
    statement = _IN_FORCE_POSTGRESQL if connection.vendor == "postgresql" else _IN_FORCE_SQLITE
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: set[Any] = {tuple(row) for row in cursor.fetchall()}
    return sorted(name for name, _ in _expected(connection) - found)


def _expected(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    kinds = ["update", "delete"] + ["truncate"] * (connection.vendor == "postgresql")
    return {(f"{table}_no_{kind}", table) for table in TABLES for kind in kinds}


def _when(table: str, kind: str) -> str:
    return _BACKWARDS if (table, kind) == (HEAD, "update") else ""


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{kind} BEFORE {kind.upper()} ON {table} "
        f"FOR EACH ROW {_when(table, kind)} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        for table in TABLES
        for kind in ("update", "delete")
    ]


def _postgresql(table: str, kind: str) -> list[str]:
    each = "STATEMENT" if kind == "truncate" else "ROW"
    name = f"{table}_no_{kind}"
    return [
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {kind.upper()} ON {table} FOR EACH {each} "
        f"{_when(table, kind)} EXECUTE FUNCTION governance_only_added_to()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",  # replication does not skip it
    ]


_POSTGRESQL: Final = [
    "CREATE OR REPLACE FUNCTION governance_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'restrict_violation'; END $$",
    *(
        statement
        for table in TABLES
        for kind in ("update", "delete", "truncate")
        for statement in _postgresql(table, kind)
    ),
]
_IN_FORCE_SQLITE: Final = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
_IN_FORCE_POSTGRESQL: Final = (
    "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE pg_table_is_visible(pg_class.oid) AND tgenabled IN ('O', 'A')"
)
