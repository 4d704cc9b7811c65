"""The keys of backups, kept apart from them: one file, of which only the newest is ever kept.

It holds the key of each data file, and every vault's wrapped key as of the newest backup. An
erased vault's key is not in it, so that with this file no data file, however old, shows again
who was in that vault. The file itself is encrypted under the organisation's keyring, which no
backup contains.
"""

import base64
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from workspace.privacy.keyring import KeyUnusable, keyring

from .problems import BackupProblem

NAME: Final = "daylight.keys"
_LOCK: Final = ".daylight.lock"
_FORMAT: Final = "daylight keys 1"
_BOUND: Final = "backup-keys"


@dataclass(frozen=True, slots=True, repr=False)
class DataFile:
    key: bytes
    name: str
    made: datetime


@dataclass(slots=True, repr=False)
class Keys:
    files: dict[str, DataFile] = field(default_factory=dict)
    vaults: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Vault -> (id of the organisation key, wrapped key)."""

    def forget(self, before: datetime) -> list[str]:
        """Drop the keys of data files made earlier, and return those files' names."""
        old = [pk for pk, file in self.files.items() if file.made < before]
        return [self.files.pop(pk).name for pk in old]


def read(path: Path) -> Keys:
    check_keyring()
    try:
        outer = json.loads(path.read_text("utf-8"))
        if outer["format"] != _FORMAT:
            raise ValueError
        wrapped, sealed = (base64.b64decode(outer[name]) for name in ("wrapped", "sealed"))
        key = keyring().unwrap(wrapped, vault=_BOUND, key_id=outer["key_id"])
        return _loaded(json.loads(key.show_bytes(sealed, bound_to=_FORMAT)))
    except KeyUnusable as error:
        raise BackupProblem(
            f"{path} does not open with this keyring. Put back the keyring of the installation "
            "that made it."
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupProblem(f"{path} is not a file of backup keys, or is damaged.") from error


def write(path: Path, keys: Keys) -> None:
    """Replace the file: it is the old one or the new one, whatever happens in between."""
    check_keyring()
    ring = keyring()
    key = ring.new_data_key()
    key_id, wrapped = ring.wrap(key, vault=_BOUND)
    sealed = key.hide_bytes(json.dumps(_dumped(keys)).encode(), bound_to=_FORMAT)
    outer = {"format": _FORMAT, "key_id": key_id}
    outer |= {"wrapped": _text(wrapped), "sealed": _text(sealed)}
    fresh = path.with_name(f".{path.name}.partial")
    with suppress(FileNotFoundError):
        fresh.unlink()
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(outer, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    flush_folder(path.parent)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one backup at a time renew the file: another would leave out what this one adds."""
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupProblem("Another backup is under way with these keys.") from None
        yield
    finally:
        os.close(handle)


def check_keyring() -> None:
    """Refuse where the keyring is not there: the first use of a new one would make another."""
    if not Path(settings.KEYRING).exists():
        raise BackupProblem(
            f"There is no keyring at {settings.KEYRING}. Put it back from its own backup first."
        )


def flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _dumped(keys: Keys) -> dict[str, Any]:
    return {
        "files": {
            pk: {"key": _text(f.key), "name": f.name, "made": f.made.isoformat()}
            for pk, f in keys.files.items()
        },
        "vaults": {pk: [key_id, _text(key)] for pk, (key_id, key) in keys.vaults.items()},
    }


def _loaded(said: dict[str, Any]) -> Keys:
    files = {
        pk: DataFile(base64.b64decode(f["key"]), f["name"], datetime.fromisoformat(f["made"]))
        for pk, f in said["files"].items()
    }
    vaults = {pk: (key_id, base64.b64decode(key)) for pk, (key_id, key) in said["vaults"].items()}
    return Keys(files, vaults)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
