"""Checking a signature with public keys alone: plain Python, no database, no settings."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

PUBLIC: Final = "PUBLIC KEY"


class BadKeys(Exception):
    """There is no Ed25519 public key in this text."""


def key_id_of(raw: bytes) -> str:
    """Name a public key by its own digest, so that no other can take its name."""
    return sha256(raw).hexdigest()[:16]


def genuine(keys: Mapping[str, bytes], payload: bytes, *, key_id: str, signature: str) -> bool:
    """Tell whether the key of that id signed `payload`; a key that is not among `keys` did not."""
    try:
        Ed25519PublicKey.from_public_bytes(keys[key_id]).verify(bytes.fromhex(signature), payload)
    except (KeyError, ValueError, InvalidSignature):
        return False
    return True


def read_public(text: str) -> dict[str, bytes]:
    """Return the Ed25519 public keys in PEM `text` by id. Raises BadKeys where there are none."""
    try:
        found = [load_pem_public_key(block) for block in blocks(text, PUBLIC)]
    except ValueError as error:
        raise BadKeys("This is not a public key in PEM form.") from error
    raws = [key.public_bytes_raw() for key in found if isinstance(key, Ed25519PublicKey)]
    if not raws:
        raise BadKeys("There is no Ed25519 public key in it.")
    return {key_id_of(raw): raw for raw in raws}


def pem_of(raw: bytes) -> str:
    key = Ed25519PublicKey.from_public_bytes(raw)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def blocks(text: str, label: str) -> list[bytes]:
    """Return the PEM blocks of one kind, in their order."""
    found = re.findall(rf"-----BEGIN {label}-----.*?-----END {label}-----", text, re.S)
    return [f"{block}\n".encode() for block in found]
