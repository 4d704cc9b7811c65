"""Daylight's own signature: Ed25519, with a key beside the keyring and never in the database.

The file holds PEM blocks. Its first private key signs; every key in it verifies, so a new key is
put in front and the old one stays (as a private or as a public key). What is signed says in its
first words what it is, so that no signature can be passed off as one of another kind.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from hmac import digest as hmac_digest
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from .models import ChainHead, Checkpoint
from .publickeys import PUBLIC, BadKeys, blocks, genuine, key_id_of, pem_of, read_public

_PRIVATE: Final = "PRIVATE KEY"


class SigningKeyUnusable(Exception):
    """The signing key is missing or damaged: nothing can be signed, or sealed."""


class Signed(NamedTuple):
    key_id: str
    signature: str
    """Ed25519, in hex."""


@dataclass(frozen=True, slots=True, repr=False)
class _Keys:
    private: tuple[Ed25519PrivateKey, ...]
    seals: tuple[bytes, ...]
    """One secret for each private key, known to nobody who has only the database."""
    public: Mapping[str, bytes]


def sign(payload: bytes) -> Signed:
    """Sign what says in its first words what it is. Raises SigningKeyUnusable."""
    [key, *_] = _keys().private
    return Signed(key_id_of(key.public_key().public_bytes_raw()), key.sign(payload).hex())


def key_id() -> str:
    """Return the id of the key that signs now."""
    return next(iter(_keys().public))


def verify(payload: bytes, signature: str, *, key_id: str) -> bool:
    """Tell whether one of this installation's keys, present or past, signed `payload`."""
    return genuine(_keys().public, payload, key_id=key_id, signature=signature)


def public_keys() -> Mapping[str, bytes]:
    """Return the raw public keys by id, past ones too."""
    return _keys().public


def public_key_pem() -> str:
    """Return all public keys, the current one first: what others need to verify."""
    return "".join(pem_of(raw) for raw in _keys().public.values())


def seals(text: str) -> list[str]:
    """Return the keyed seals of `text` in hex: the current key's first, then those of old keys."""
    return [hmac_digest(secret, text.encode(), "sha256").hex() for secret in _keys().seals]


def _keys() -> _Keys:
    path = Path(settings.SIGNING_KEY)
    try:
        modified = path.stat().st_mtime_ns
    except FileNotFoundError:
        modified = _first(path)
    except OSError as error:
        raise SigningKeyUnusable("The signing key cannot be read.") from error
    return _read(path, modified)


def _first(path: Path) -> int:
    """Make the first key. Where something was signed already, a new one would hide the loss."""
    if Checkpoint.objects.exists() or ChainHead.objects.exclude(seal="").exists():
        raise SigningKeyUnusable(
            f"The signing key {path} is missing. Restore it from its backup: docs/audit.md."
        )
    try:
        make(path)
    except OSError as error:
        raise SigningKeyUnusable(
            f"The signing key {path} cannot be made here. Run manage.py prepare."
        ) from error
    return path.stat().st_mtime_ns


def make(path: Path) -> None:
    """Write a new key, unless there is a file already. What the lost one signed it cannot prove."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):  # another process was first, and its key is the one
        os.link(fresh, path)
    fresh.unlink()


@lru_cache(maxsize=4)
def _read(path: Path, modified: int) -> _Keys:
    try:
        text = path.read_text("ascii")
        private = tuple(Ed25519PrivateKey.from_private_bytes(raw) for raw in _raw_private(text))
        own = [key.public_key().public_bytes_raw() for key in private]
        others = read_public(text).values() if PUBLIC in text else []
    except (OSError, ValueError, BadKeys) as error:
        raise SigningKeyUnusable(f"The signing key {path} cannot be read.") from error
    if not private:
        raise SigningKeyUnusable(f"There is no private Ed25519 key in {path}.")
    seal_keys = tuple(
        sha256(b"daylight.seal" + key.private_bytes_raw()).digest() for key in private
    )
    return _Keys(private, seal_keys, {key_id_of(raw): raw for raw in [*own, *others]})


def _raw_private(text: str) -> list[bytes]:
    keys = [load_pem_private_key(block, None) for block in blocks(text, _PRIVATE)]
    return [key.private_bytes_raw() for key in keys if isinstance(key, Ed25519PrivateKey)]
