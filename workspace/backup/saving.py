"""Making a backup: everything as of one moment in one file, the keys to it in another.

Both are written aside and put in place at the end, the keys first: killed anywhere, there is
never a data file without its key, and never half a file under its final name.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils import timezone

from workspace.governance import audit, erasures
from workspace.privacy.models import Vault

from . import files, keysfile
from .database import migrations, snapshot
from .problems import BackupProblem
from .records import Sort, put
from .rows import columns, kept_models, rows
from .sealed import Writer

ENDING = ".backup"
_LONGEST = 36_500


@dataclass(frozen=True, slots=True)
class Made:
    path: Path
    keys: Path
    rows: int
    files: int
    vaults: int
    forgotten: list[str]
    """Names of earlier data files whose keys were dropped."""


def save(*, to: Path, keys: Path, keep_days: int) -> Made:
    """Write a new data file into `to` and renew the keys file in `keys`. Raises BackupProblem."""
    _check_apart(to, keys)
    if not 1 <= keep_days <= _LONGEST:
        raise BackupProblem(f"Keep backups for 1 to {_LONGEST} days.")
    keysfile.check_keyring()
    with keysfile.alone(keys):
        return _save(to, keys, keep_days)


def _save(to: Path, keys: Path, keep_days: int) -> Made:
    held = keys / keysfile.NAME
    known = keysfile.read(held) if held.exists() else keysfile.Keys()
    backup_id, made = str(uuid4()), timezone.now()
    erasures.sync_ledger()
    path = to / f"daylight-{made:%Y%m%dT%H%M%SZ}-{backup_id[:8]}{ENDING}"
    key = AESGCM.generate_key(256)
    with _whole(path) as file:
        counts = _write(file, key, backup_id, made, known)
        known.files[backup_id] = keysfile.DataFile(key, path.name, made)
        forgotten = known.forget(made - timedelta(days=keep_days))
        keysfile.write(held, known)
    for name in forgotten:
        (to / name).unlink(missing_ok=True)
    _note(path, made)
    rows_saved, files_saved = counts["rows"], counts["files"]
    audit.record(
        "backup.made", by=None, on=("backup", backup_id), rows=rows_saved, files=files_saved
    )
    return Made(path, held, counts["rows"], counts["files"], len(known.vaults), forgotten)


def _check_apart(to: Path, keys: Path) -> None:
    for folder in (to, keys):
        if not folder.is_dir():
            raise BackupProblem(f"{folder} is not a folder.")
    one, other = to.resolve(), keys.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise BackupProblem(
            "Data and keys must lie apart: whoever gets one must not get the other with it."
        )


def _write(
    file: BinaryIO, key: bytes, backup_id: str, made: datetime, known: keysfile.Keys
) -> dict[str, int]:
    writer = Writer(file, key, {"backup": backup_id, "made": made.isoformat()})
    put(writer, Sort.HEAD, {"migrations": migrations(), "made": made.isoformat()})
    # Files first: an upload that is read and deleted while the rows are written is not missing.
    saved = {name for name in list(files.listed()) if files.save(writer, name)}
    with snapshot():
        counts = {model._meta.label_lower: _table(writer, model) for model in kept_models()}
        known.vaults = dict(_vault_keys())
        newer = [name for name in list(files.listed()) if name not in saved]
        saved |= {name for name in newer if files.save(writer, name)}
    put(writer, Sort.END, {"rows": counts, "files": len(saved)})
    writer.close()
    return {"rows": sum(counts.values()), "files": len(saved)}


def _table(writer: Writer, model: Any) -> int:
    put(writer, Sort.TABLE, {"model": model._meta.label_lower, "columns": columns(model)})
    strip = _without_key(model)
    number = 0
    for row in rows(model):
        put(writer, Sort.ROW, strip(row))
        number += 1
    return number


def _without_key(model: Any) -> Callable[[list[Any]], list[Any]]:
    """A vault's wrapped key is kept with the keys, never with the data."""
    if model is not Vault:
        return lambda row: row
    at = columns(Vault).index("wrapped_key")
    return lambda row: [*row[:at], None, *row[at + 1 :]]


def _vault_keys() -> Iterator[tuple[str, tuple[str, bytes]]]:
    wrapped = Vault.objects.filter(wrapped_key__isnull=False).order_by("pk")
    for pk, key_id, key in wrapped.values_list("pk", "key_id", "wrapped_key").iterator():
        yield str(pk), (key_id, bytes(key or b""))


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Write a file aside; it gets its name once it is complete and on the disk."""
    for left in path.parent.glob(f".daylight-*{ENDING}.partial"):  # of one that was killed
        left.unlink(missing_ok=True)
    fresh = path.with_name(f".{path.name}.partial")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        keysfile.flush_folder(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _note(path: Path, made: datetime) -> None:
    """Leave a note for the doctor."""
    note = Path(settings.BACKUP_NOTE)
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps({"made": made.isoformat(), "file": str(path)}), "utf-8")
