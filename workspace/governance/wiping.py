"""What was erased is not left lying in SQLite's write-ahead log.

`secure_delete` overwrites what is deleted, in the pages that are written anew. The old pages, a
destroyed key among them, would stay in the database file or the log until SQLite moves the log
over, which in a quiet house may be never. PostgreSQL's autovacuum clears up in its own time.
"""

from typing import Final

from django.db import connection

_PATIENCE: Final = 200  # milliseconds that others may keep us waiting: the clock asks again


def wipe() -> bool:
    """Move the log over and empty it; False if somebody still reads from it. No transaction."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    with connection.cursor() as cursor:
        patience = int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE}")
        try:
            [busy, _, _] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={patience}")
    return not busy
