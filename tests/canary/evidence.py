"""Everything that Daylight left anywhere, as raw bytes to be searched."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection

from tests.model_server import ModelServer

_NOT_OURS = {".pyc"}


def collect(server: ModelServer) -> dict[str, bytes]:
    """What left for the model, what was logged, and all that lies on disk or in a server."""
    return {"the model server": b"\n".join(server.received)} | stored()


def stored() -> dict[str, bytes]:
    """Every file under `var/` (database, broker, media, cache, logs of children) and servers."""
    places = dict(_files(Path(os.environ["DAYLIGHT_VAR"])))
    places["the database, row by row"] = b"\n".join(_rows())
    if settings.REDIS_URL:
        places["Redis"] = b"\n".join(_redis())
    return places


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Read a copy made by another process: closing SQLite's own file would drop its locks."""
    with tempfile.TemporaryDirectory() as copy:
        subprocess.run(["cp", "-a", f"{folder}/.", copy], check=False, capture_output=True)
        for path in sorted(Path(copy).rglob("*")):
            if path.is_file() and path.suffix not in _NOT_OURS:
                name = str(path.relative_to(copy))
                yield name, name.encode() + b"\n" + path.read_bytes()


def _rows() -> Iterator[bytes]:
    """Each table as text: what a dump of the database would hold, binary columns in hex too."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield table.encode() + b"\t" + b"\t".join(_cell(value) for value in row)


def _cell(value: object) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value) + b" " + bytes(value).hex().encode()
    return str(value).encode("utf-8", "backslashreplace")


def _redis() -> Iterator[bytes]:
    store = redis.Redis.from_url(settings.REDIS_URL)
    for key in store.scan_iter("*"):
        yield key + b"\t" + (store.dump(key) or b"")
        kind = store.type(key)
        if kind == b"list":
            yield from store.lrange(key, 0, -1)
        elif kind == b"hash":
            yield from (b"%s=%s" % pair for pair in store.hgetall(key).items())
        elif kind == b"string":
            yield store.get(key) or b""
