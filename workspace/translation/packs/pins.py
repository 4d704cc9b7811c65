"""Which package files are trusted: Daylight's own list, and the pins of the organisation."""

import json
from pathlib import Path
from typing import Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.accounts.signals import administered
from workspace.translation.models import Pin

from .metadata import Metadata
from .problems import CannotInstall, NotPinned

_LIST: Final = Path(__file__).with_name("pins.json")


def ours() -> dict[str, str]:
    """Return Daylight's own pins: "en_es 1.9" -> SHA-256."""
    pins: dict[str, str] = json.loads(_LIST.read_text("utf-8"))["pins"]
    return pins


def trusted(metadata: Metadata) -> set[str]:
    """Return the SHA-256 of every file that is trusted as this version of this pack."""
    rows = Pin.objects.filter(
        source=metadata.source, target=metadata.target, version=metadata.version
    )
    mine = ours().get(f"{metadata.name} {metadata.version}")
    return set(rows.values_list("sha256", flat=True)) | ({mine} if mine else set())


def check(metadata: Metadata, sha256: str, *, accept_unpinned: bool) -> bool:
    """Say whether this file is pinned. Raises CannotInstall where another one is; NotPinned."""
    known = trusted(metadata)
    if sha256 in known:
        return True
    if known:
        raise CannotInstall(
            f"This is not the file that was pinned as {metadata.name} {metadata.version}: its "
            f"SHA-256 is {sha256}. Do not use it. If the publisher has replaced the file, look at "
            "the new one and pin that."
        )
    if not accept_unpinned:
        raise NotPinned(
            f"{metadata.name} {metadata.version} is on no list of trusted files (SHA-256 {sha256})."
            " Anybody could have put it together. It takes an explicit yes, which is recorded."
        )
    return False


def pin(*, metadata: Metadata, sha256: str, by: User | None) -> Pin:
    """Trust this file from now on."""
    with transaction.atomic():
        row, made = Pin.objects.get_or_create(
            source=metadata.source, target=metadata.target, version=metadata.version, sha256=sha256
        )
        if made:
            administered.send(Pin, obj=row, by=by, how="added", fields=[], facts=facts(row))
    return row


def facts(row: Pin) -> dict[str, str]:
    """Return what goes on the record of a pin."""
    return {
        "direction": f"{row.source}_{row.target}", "version": row.version, "sha256": row.sha256,
    }  # fmt: skip
