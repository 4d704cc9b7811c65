"""How long drafts and approved texts are kept, and erasing one with a certificate."""

from collections.abc import Iterable
from typing import Any, cast

from django.db import transaction
from django.db.models import F, QuerySet

from workspace.accounts.models import User
from workspace.governance import holds
from workspace.governance.erasures import certify
from workspace.governance.models import Erasure
from workspace.governance.retention import Kind, register
from workspace.privacy.vaults import shred_unless_used

from .models import Output

OUTPUT = "outputs.output"


def erase(output: Output, *, by: User | None, reason: str = Erasure.Reason.REQUEST) -> Erasure:
    """Delete an output and all its versions. Raises Refused for what is on legal hold."""
    on, case, vault = (OUTPUT, str(output.pk)), output.case_id, output.vault
    with transaction.atomic():
        holds.check_not_held(on)
        counts = {"versions": output.versions.count()}
        output.delete()
        destroyed = str(vault.pk) if case is None and shred_unless_used(vault) else ""
        return certify(
            "output.deleted", on=on, by=by, reason=reason, counts=counts, vault_id=destroyed,
            case=str(case or ""),
        )  # fmt: skip


def _drafts() -> QuerySet[Any]:
    rows = Output.objects.only_drafts().select_related("case", "owner")
    return cast("QuerySet[Any]", rows.annotate(last_used=F("changed")))


def _approved() -> QuerySet[Any]:
    """Approved once is kept as approved, whatever became of later versions."""
    rows = Output.objects.filter(pk__in=Output.objects.usable().order_by().values("pk"))
    return cast(
        "QuerySet[Any]", rows.select_related("case", "owner").annotate(last_used=F("changed"))
    )


def _teams(row: Output) -> Iterable[int]:
    return [row.case.team_id] if row.case else row.owner.teams.values_list("pk", flat=True)


def _erase(pk: str, by: User | None, reason: str) -> Erasure | None:
    found = Output.objects.filter(pk=pk).select_related("vault").first()
    return erase(found, by=by, reason=reason) if found else None


def _again(pk: str) -> None:
    Output.objects.filter(pk=pk).delete()


def _drafts_in_case(case_id: str) -> Iterable[str]:
    return [str(row.pk) for row in _drafts().filter(case=case_id)]


def _approved_in_case(case_id: str) -> Iterable[str]:
    return [str(row.pk) for row in _approved().filter(case=case_id)]


def _its_case(pk: str) -> Iterable[holds.On]:
    case_id = Output.objects.filter(pk=pk).values_list("case", flat=True).first()
    return [("cases.case", str(case_id))] if case_id else []


def register_all() -> None:
    register(
        Kind(
            "output.draft", "Drafts nobody approved", 90, OUTPUT, _drafts, _teams, _erase, _again,
            _drafts_in_case,
        )
    )  # fmt: skip
    register(
        Kind(
            "output", "Approved texts", 730, OUTPUT, _approved, _teams, _erase, _again,
            _approved_in_case,
        )
    )  # fmt: skip
    holds.tie(OUTPUT, _its_case)
