"""Where things rest: the database, its clock, and the disk under what is written."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError

from .finding import Finding, ok, problem, warning

_SKEW_NOTICED: Final = 1.0  # seconds
_SCARCE: Final = 2 * 2**30  # bytes
_FULL: Final = 500 * 2**20


def database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        says = f"The {connection.vendor} database does not answer ({type(error).__name__})."
        yield problem("database", says, "Start it, or correct DAYLIGHT_DATABASE_URL.")
        return
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        says = f"{missing} migrations are not applied."
        yield problem("database", says, "Run: manage.py migrate")
    else:
        yield ok("database", f"{connection.vendor} answers; every migration is applied.")


def clock() -> Iterator[Finding]:
    """Leases compare the database's clock with a worker's: they must agree."""
    skew = abs((_database_time() - datetime.now(UTC)).total_seconds())
    says = f"The database's clock and this machine's differ by {skew:.1f} s."
    mend = "Have both keep time from the same source (NTP)."
    if skew >= settings.JOBS["heartbeat_seconds"]:
        yield problem("clock", says, mend)
    elif skew >= _SKEW_NOTICED:
        yield warning("clock", says, mend)
    else:
        yield ok("clock", says)


def _database_time() -> datetime:
    if connection.vendor == "sqlite":
        query = "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')"
    else:
        utc = "clock_timestamp() AT TIME ZONE 'UTC'"
        query = f"SELECT to_char({utc}, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS+00:00')"
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return datetime.fromisoformat(str(row[0] if row else ""))


def disk() -> Iterator[Finding]:
    folder = next(
        path for path in (Path(settings.VAR), *Path(settings.VAR).parents) if path.exists()
    )
    free = shutil.disk_usage(folder).free
    says = f"{free / 2**30:.1f} GB are free where Daylight writes ({settings.VAR})."
    mend = "Make room, or move DAYLIGHT_VAR to a larger disk."
    if free < _FULL:
        yield problem("disk", says, mend)
    elif free < _SCARCE:
        yield warning("disk", says, mend)
    else:
        yield ok("disk", says)
