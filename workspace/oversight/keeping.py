"""How long the reasons that auditors gave before they looked are kept."""

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from workspace.accounts.models import User
from workspace.governance.erasures import certify
from workspace.governance.models import Erasure
from workspace.governance.retention import Kind, register
from workspace.privacy.vaults import shred_unless_used

from .models import Look

LOOK = "oversight.look"


def _looks() -> QuerySet[Any]:
    return Look.objects.annotate(last_used=F("until"))


def _erase(pk: str, by: User | None, reason: str) -> Erasure | None:
    look = Look.objects.filter(pk=pk).select_related("vault").first()
    if look is None:
        return None
    vault = look.vault
    with transaction.atomic():
        look.delete()
        destroyed = str(vault.pk) if shred_unless_used(vault) else ""
        return certify(
            "look.erased", on=(LOOK, pk), by=by, reason=reason, counts={}, vault_id=destroyed
        )


def _again(pk: str) -> None:
    Look.objects.filter(pk=pk).delete()


def register_all() -> None:
    register(Kind("look", "Auditors’ reasons", 2190, LOOK, _looks, lambda row: (), _erase, _again))
