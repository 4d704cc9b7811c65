"""How long whole cases are kept, and erasing one: everything in it, then everybody in it."""

from collections.abc import Iterable
from typing import Any, cast

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce, Greatest

from workspace.accounts.models import User
from workspace.governance import holds, policy, retention
from workspace.governance.erasures import certify
from workspace.governance.models import Erasure
from workspace.privacy.vaults import shred_unless_used

from .models import Case

CASE = "cases.case"


def erase(case: Case, *, by: User | None, reason: str = Erasure.Reason.REQUEST) -> Erasure:
    """Erase a case with all that belongs to it: all of it, or on a refusal nothing.

    Raises Refused where the person may not, or where any part of it is on legal hold.
    """
    if by is not None:
        policy.check_erase_case(by, [case.team_id])
    with transaction.atomic():
        Case.objects.select_for_update().filter(pk=case.pk).first()
        holds.check_not_held((CASE, str(case.pk)))
        counts = _erase_parts(str(case.pk), by, reason)
        counts["people"] = case.roster.count()
        case_id, vault = str(case.pk), case.vault
        case.delete()
        destroyed = str(vault.pk) if shred_unless_used(vault) else ""
        return certify(
            "case.erased", on=(CASE, case_id), by=by, reason=reason, counts=counts,
            vault_id=destroyed, case=case_id,
        )  # fmt: skip


def _erase_parts(case_id: str, by: User | None, reason: str) -> dict[str, int]:
    counts = {}
    for kind in retention.KINDS.values():
        gone = [kind.erase(pk, by, reason) for pk in list(kind.in_case(case_id))]
        if gone:
            counts[kind.name.replace(".", "_")] = len(gone)
    return counts


def parts(case: Case) -> dict[str, int]:
    """Return how many things of each kind go with a case, by the kind's name for people."""
    counts = {
        kind.label: len(list(kind.in_case(str(case.pk)))) for kind in retention.KINDS.values()
    }
    return {label: count for label, count in counts.items() if count}


def _cases() -> QuerySet[Any]:
    """A case was last used when anything that belongs to it was."""
    changes = {
        relation.get_accessor_name(): Max(f"{relation.name}__changed")
        for relation in Case._meta.related_objects
        if any(field.name == "changed" for field in relation.related_model._meta.concrete_fields)
    }
    latest = [Coalesce(change, F("created")) for change in changes.values()]
    last_used = Greatest(F("created"), F("created"), *latest)
    return cast("QuerySet[Any]", Case.objects.annotate(last_used=last_used))


def _teams(row: Case) -> Iterable[int]:
    return [row.team_id]


def _erase(pk: str, by: User | None, reason: str) -> Erasure | None:
    found = Case.objects.filter(pk=pk).select_related("vault").first()
    return erase(found, by=by, reason=reason) if found else None


def _again(pk: str) -> None:
    """What belongs to it has certificates of its own, earlier in the ledger."""
    for kind in retention.KINDS.values():
        for part in list(kind.in_case(pk)):
            kind.again(part)
    Case.objects.filter(pk=pk).delete()


def register_all() -> None:
    retention.register(
        retention.Kind(
            "case", "Whole cases", retention.FOR_EVER, CASE, _cases, _teams, _erase, _again
        )
    )
