"""Approved text leaves Daylight: copied or as a file, recorded without a word of it."""

from dataclasses import dataclass

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.privacy.vaults import open_vault

from ..exporting import Format, plain_text
from ..exporting.provenance import provenance_of
from ..models import Output, Version
from ..versions import approved


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    data: bytes


def copy(*, output: Output, by: User) -> str:
    """Return the approved text as plain text with its provenance. Raises Refused."""
    version = _allowed(output, by)
    opened = open_vault(output.vault_id)
    text = plain_text(version, opened, provenance_of(version))
    _record("output.copied", version, by, size=len(text.encode()), key=opened.key.commitment(text))
    return text


def export(*, output: Output, form: Format, by: User) -> File:
    """Return the approved text as a file. Raises Refused."""
    version = _allowed(output, by)
    opened, provenance = open_vault(output.vault_id), provenance_of(version)
    data = form.write(version, opened, provenance)
    _record(
        "output.exported", version, by, size=len(data), form=form.code,
        key=opened.key.commitment(version.text),
    )  # fmt: skip
    return File(f"{provenance.file_name}.{form.code}", form.media_type, data)


def _allowed(output: Output, by: User) -> Version:
    version = approved(output)
    policy.check_export(by, approved=version is not None, use_case=output.use_case)
    assert version is not None
    return version


def _record(
    action: str, version: Version, by: User, *, size: int, key: str, form: str = "plain"
) -> None:
    output = version.output
    with transaction.atomic():
        audit.record(
            action, by=by, on=output, purpose=output.use_case.slug if output.use_case else "",
            model=output.model, version=version.number, form=form, size=size, commitment=key,
        )  # fmt: skip
