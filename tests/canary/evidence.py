"""Everything that Daylight left anywhere, as raw bytes to be searched."""

import base64
import json
import os
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from tests.model_server import ModelServer
from tests.processes import Child
from workspace.backup import keysfile
from workspace.backup.reading import Backup
from workspace.backup.records import Sort

_NOT_OURS = {".pyc"}


def collect(server: ModelServer) -> dict[str, bytes]:
    """What left for the model, what was logged, and all that lies on disk or in a server."""
    return {"the model server": b"\n".join(server.received)} | stored()


def stored() -> dict[str, bytes]:
    """Every file under `var/` (database, broker, media, cache, logs of children) and servers."""
    places = dict(_files(Path(os.environ["DAYLIGHT_VAR"])))
    places["the database, row by row"] = b"\n".join(_rows())
    places["sessions, decoded"] = repr([s.get_decoded() for s in Session.objects.all()]).encode()
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
                raw = path.read_bytes()
                yield name, b"\n".join([name.encode(), raw, *_inside(path, raw)])


def _inside(path: Path, raw: bytes) -> Iterator[bytes]:
    """What a file holds besides its bytes: the cache's is compressed, a letter may be encoded."""
    if path.suffix == ".djcache":
        with suppress(zlib.error):  # the time until when it counts stands in front
            yield zlib.decompress(raw[raw.index(b"x\x9c") :])
    elif path.parent.name == "mail":
        for part in message_from_bytes(raw, policy=policy.default).walk():
            yield str(part.items()).encode()
            yield part.get_payload(decode=True) or b""


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


def backed_up(folder: Path) -> dict[str, bytes]:
    """A backup and its keys as they lie there, and every row that they open to, decrypted."""
    to, keys = folder / "data", folder / "keys"
    to.mkdir()
    keys.mkdir()
    child = Child("manage.py", "backup", "--to", str(to), "--keys", str(keys))
    assert child.process.wait(120) == 0, child.said()
    data, held = next(to.iterdir()), keys / keysfile.NAME
    opened = Backup(data, keysfile.read(held))
    return {
        "a backup": data.read_bytes(),
        "the keys of backups": held.read_bytes(),
        "a backup, opened": b"\n".join(_records(opened)),
    }


def _records(opened: Backup) -> Iterator[bytes]:
    for sort, said in opened.records():
        yield said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
        if sort == Sort.ROW:
            yield from map(_bytes, said)


def _bytes(cell: Any) -> bytes:
    """What stood in a column of bytes: ciphertext, if all is well."""
    try:
        return base64.b64decode(cell, validate=True) if isinstance(cell, str) else b""
    except ValueError:
        return b""
