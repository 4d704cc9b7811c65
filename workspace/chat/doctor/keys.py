"""The organisation's keys: there, private, and the ones the vaults were wrapped with."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from workspace.privacy.keyring import Keyring, KeyUnusable, keyring
from workspace.privacy.models import Vault
from workspace.privacy.rotation import waiting

from .finding import Finding, ok, problem, warning

_RESTORE = "Restore the keyring from its backup. Without it nobody can be named again."


def keys() -> Iterator[Finding]:
    path = Path(settings.KEYRING)
    wrapped = Vault.objects.filter(wrapped_key__isnull=False)
    if not path.exists():  # and so not read: reading would make a new one
        if wrapped.exists():
            yield problem("keyring", f"There are vaults, but no keyring at {path}.", _RESTORE)
        else:
            yield ok("keyring", "No keyring yet: it is made with the first vault.")
        return
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        yield problem("keyring", f"Others may read the keyring ({mode:o}).", f"chmod 600 {path}")
    try:
        ring = keyring()
    except KeyUnusable as error:
        yield problem("keyring", str(error), _RESTORE)
        return
    yield from _vaults(ring)


def _vaults(ring: Keyring) -> Iterator[Finding]:
    """Open one vault for each key that was ever used: a key must not only have the right name."""
    wrapped = Vault.objects.filter(wrapped_key__isnull=False)
    closed = []
    for key_id in wrapped.order_by().values_list("key_id", flat=True).distinct():
        vault = wrapped.filter(key_id=key_id).first()
        try:
            if vault is not None:
                ring.unwrap(bytes(vault.wrapped_key or b""), vault=str(vault.pk), key_id=key_id)
        except KeyUnusable:
            closed.append(key_id)
    left = waiting().count()
    if closed:
        says = f"Vaults cannot be opened: key {', '.join(sorted(closed))} is missing or another."
        yield problem("keyring", says, _RESTORE)
    elif left:
        says = f"{left} vaults are still wrapped with an earlier key."
        yield warning("keyring", says, "Run: manage.py rotate_keys --rewrap-only")
    else:
        yield ok("keyring", f"Readable by this user alone; {wrapped.count()} vaults open with it.")
