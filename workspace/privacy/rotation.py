"""Wrapping every vault's key with the current organisation key, one short step at a time.

Each vault is rewrapped by itself and only if nobody touched its key meanwhile, so the work can
be killed at any moment and simply run again: what is done is done, what is left is found.
"""

from collections.abc import Iterator

from django.db.models import QuerySet

from .keyring import keyring
from .models import Vault


def waiting() -> QuerySet[Vault]:
    """Return the vaults whose key is still wrapped with an earlier organisation key."""
    return Vault.objects.filter(wrapped_key__isnull=False).exclude(key_id=keyring().current)


def rewrap_all() -> Iterator[Vault]:
    """Rewrap and yield one vault after another. Raises KeyUnusable when a key is missing."""
    ring = keyring()
    for vault in waiting().order_by("pk").iterator(chunk_size=200):
        name, old = str(vault.pk), bytes(vault.wrapped_key or b"")
        key = ring.unwrap(old, vault=name, key_id=vault.key_id)
        key_id, wrapped = ring.wrap(key, vault=name)
        Vault.objects.filter(pk=vault.pk, wrapped_key=old).update(
            key_id=key_id, wrapped_key=wrapped
        )
        yield vault
