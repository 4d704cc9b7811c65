"""The bytes of a document that is translated: encrypted in media under its vault's key.

They never change and lie there until the translation is deleted: its result is made from them.
"""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from workspace.privacy.vaults import data_key

from .models import Translation


class NotThere(Exception):
    """The bytes are gone, as after a restore from an older backup. `str(error)` says so."""


def put(translation: Translation, data: bytes) -> None:
    path = _path(translation.pk)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data_key(translation.vault).hide_bytes(data, bound_to=_bound(translation)))


def get(translation: Translation) -> bytes:
    """Return the bytes as they were uploaded. Raises NotThere, VaultGone, KeyUnusable."""
    key = data_key(translation.vault)
    try:
        hidden = _path(translation.pk).read_bytes()
    except FileNotFoundError:
        raise NotThere("The document is not here any more. Choose it again.") from None
    return key.show_bytes(hidden, bound_to=_bound(translation))


def forget(pk: UUID) -> None:
    """Take the bytes away; nothing happens where there are none."""
    _path(pk).unlink(missing_ok=True)


def _bound(translation: Translation) -> str:
    return f"translation:{translation.pk}"


def _path(pk: UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / "uploads" / str(pk)
