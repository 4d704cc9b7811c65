"""Giving a reason before looking. One look at a time, good for half an hour, and in the record.

Reasons are written by people and so may name a family: each is masked in a vault of its own,
where a case is named with what that case knows of its people.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.governance import audit, policy
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import VaultGone, new_vault, open_vault

from ..models import Look
from .searching import is_id

GOOD_FOR: Final = timedelta(minutes=30)
ERASED: Final = "The reason has been erased."


def open_look(*, by: User, kind: str, reason: str, case_id: str = "", reference: str = "") -> Look:
    """Begin to look. Raises detector errors: a reason that cannot be masked is not kept."""
    policy.check_read_audit(by)
    vault = new_vault()
    try:
        masked = mask_text(vault.pk, reason, about=_vault_of(case_id))
    except Exception:
        vault.delete()
        raise
    with transaction.atomic():
        _end(by)
        look = Look.objects.create(
            by=by, kind=kind, reason=masked.text, reason_aliases=masked.aliases, vault=vault,
            case_id=case_id, reference=reference, until=timezone.now() + GOOD_FOR,
        )  # fmt: skip
        audit.record("oversight.opened", by=by, on=look, case=case_id, kind=kind)
    return look


def _vault_of(case_id: str) -> UUID | None:
    found = Case.objects.filter(pk=case_id).first() if is_id(case_id) else None
    return found.vault_id if found else None


def close_look(*, by: User) -> None:
    """Say that one has finished before the time is over."""
    with transaction.atomic():
        look = current_look(by)
        if look is not None:
            _end(by)
            audit.record("oversight.closed", by=by, on=look, case=look.case_id)


def current_look(by: User) -> Look | None:
    return Look.objects.filter(by=by, until__gt=timezone.now()).first()


def reason_of(look: Look) -> str:
    """Return the reason as it was written."""
    try:
        return open_vault(look.vault_id).restore(look.reason, look.reason_aliases)
    except VaultGone:
        return ERASED


def _end(by: User) -> None:
    now = timezone.now()
    Look.objects.filter(by=by, until__gt=now).update(until=now)
