"""Envelope encryption: an organisation key wraps each vault's own key, which hides its people.

AES-256-GCM throughout. A wrapped key names the organisation key that wrapped it, so that keys
can be rotated one vault at a time; associated data binds every ciphertext to its row and its
vault, so that none can be moved to another person. Deleting a vault's wrapped key makes its
people unreadable for good.
"""

import base64
import fcntl
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from .models import Vault

_NONCE: Final = 12


class KeyUnusable(Exception):
    """A key is missing, or is not the one this text was hidden with."""


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """One vault's own key, unwrapped. Never stored, never logged."""

    raw: bytes

    def hide(self, text: str, *, bound_to: str) -> bytes:
        return self.hide_bytes(text.encode(), bound_to=bound_to)

    def show(self, hidden: bytes, *, bound_to: str) -> str:
        return self.show_bytes(hidden, bound_to=bound_to).decode()

    def hide_bytes(self, data: bytes, *, bound_to: str) -> bytes:
        return _seal(self.raw, data, bound_to)

    def show_bytes(self, hidden: bytes, *, bound_to: str) -> bytes:
        return _open(self.raw, hidden, bound_to)

    def blind(self, text: str) -> bytes:
        """Return a keyed index of `text`: equal texts of one vault meet, nothing else shows."""
        index_key = hmac.digest(self.raw, b"daylight.blind-index", sha256)
        return hmac.digest(index_key, text.encode(), sha256)

    def commitment(self, text: str) -> str:
        """Return hex that proves later what `text` was, and nothing once this key is destroyed."""
        own = hmac.digest(self.raw, b"daylight.commitment", sha256)
        return hmac.digest(own, text.encode(), sha256).hex()


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The organisation's keys by id; new vaults are wrapped with `current`."""

    current: str
    keys: dict[str, bytes]

    def new_data_key(self) -> DataKey:
        return DataKey(AESGCM.generate_key(256))

    def wrap(self, key: DataKey, *, vault: str) -> tuple[str, bytes]:
        """Return (id of the organisation key, wrapped key)."""
        bound_to = f"vault:{vault}:{self.current}"
        return self.current, _seal(self.keys[self.current], key.raw, bound_to)

    def unwrap(self, wrapped: bytes, *, vault: str, key_id: str) -> DataKey:
        if key_id not in self.keys:
            raise KeyUnusable(f"The organisation key {key_id!r} is not in the keyring.")
        return DataKey(_open(self.keys[key_id], wrapped, f"vault:{vault}:{key_id}"))


def keyring() -> Keyring:
    """Return the keyring named by `settings.KEYRING`; read again when the file changes.

    The first use of a new installation makes it. Where vaults exist already, a keyring that is
    not there is lost, and a new one would only hide that: KeyUnusable.
    """
    path = Path(settings.KEYRING)
    try:
        modified = path.stat().st_mtime_ns
    except FileNotFoundError:
        modified = _first(path)
    except OSError as error:
        raise KeyUnusable("The keyring cannot be read. Check who may read its file.") from error
    return _read(path, modified)


def add_key(path: Path) -> str:
    """Add a fresh organisation key to the file, make it current and return its id."""
    with _alone(path):
        kept = json.loads(path.read_text("utf-8")) if path.exists() else {"keys": {}}
        numbers = [int(name[1:]) for name in kept["keys"] if name[1:].isdecimal()]
        key_id = f"k{max(numbers, default=0) + 1}"  # no id comes twice: it could hide a vault's key
        kept["keys"][key_id] = base64.b64encode(AESGCM.generate_key(256)).decode()
        _write(path, kept | {"current": key_id})
    return key_id


def _first(path: Path) -> int:
    if Vault.objects.filter(wrapped_key__isnull=False).exists():
        raise KeyUnusable("The keyring is missing. Restore it from its backup.")
    with _alone(path):
        if not path.exists():  # another process may have been first
            key = base64.b64encode(AESGCM.generate_key(256)).decode()
            _write(path, {"keys": {"k1": key}, "current": "k1"})
    return path.stat().st_mtime_ns


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time change the keyring: no key of anybody's is ever overwritten."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(f".{path.name}.lock")
    with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600), "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _write(path: Path, kept: dict[str, object]) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(kept, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


@lru_cache(maxsize=4)
def _read(path: Path, modified: int) -> Keyring:
    try:
        kept = json.loads(path.read_text("utf-8"))
        keys = {name: base64.b64decode(value) for name, value in kept["keys"].items()}
        ring = Keyring(kept["current"], keys)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyUnusable("The keyring cannot be read. Restore it from its backup.") from error
    if ring.current not in keys or any(len(key) != 32 for key in keys.values()):
        raise KeyUnusable("The keyring is damaged. Restore it from its backup.")
    return ring


def _seal(key: bytes, data: bytes, bound_to: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, bound_to.encode())


def _open(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    try:
        return AESGCM(key).decrypt(
            bytes(sealed[:_NONCE]), bytes(sealed[_NONCE:]), bound_to.encode()
        )
    except (InvalidTag, ValueError):  # ValueError: cut off within its first bytes
        raise KeyUnusable("Hidden text does not belong to this key and this row.") from None
