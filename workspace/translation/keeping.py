"""How long translations are kept, and what a legal hold on one keeps besides."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import F, QuerySet

from workspace.accounts.models import User
from workspace.governance import holds
from workspace.governance.models import Erasure
from workspace.governance.retention import Kind, register

from .models import Translation
from .sheets import KIND

TRANSLATION = "translation.translation"


def _outside_cases() -> QuerySet[Any]:
    rows = Translation.objects.filter(case=None)
    return cast("QuerySet[Any]", rows.annotate(last_used=F("changed")).select_related("owner"))


def _of_cases() -> QuerySet[Any]:
    rows = Translation.objects.exclude(case=None)
    return cast("QuerySet[Any]", rows.annotate(last_used=F("changed")).select_related("case"))


def _owners_teams(row: Translation) -> Iterable[int]:
    return row.owner.teams.values_list("pk", flat=True)


def _cases_team(row: Translation) -> Iterable[int]:
    return [row.case.team_id] if row.case else []


def _erase(pk: str, by: User | None, reason: str) -> Erasure | None:
    from .actions.deleting import delete

    found = Translation.objects.filter(pk=pk).select_related("vault").first()
    return delete(translation=found, by=by, reason=reason) if found else None


def _again(pk: str) -> None:
    from .actions.deleting import remove

    if found := Translation.objects.filter(pk=pk).first():
        remove(found)


def _in_case(case_id: str) -> Iterable[str]:
    return map(str, Translation.objects.filter(case__pk=case_id).values_list("pk", flat=True))


def _its_case(pk: str) -> Iterable[holds.On]:
    case_id = Translation.objects.filter(pk=pk).values_list("case", flat=True).first()
    return [("cases.case", str(case_id))] if case_id else []


def _where_it_was_made(pk: str) -> Iterable[holds.On]:
    """An approved text goes by its own time, but not while what it came from is held."""
    from workspace.outputs.models import Output

    source = Output.objects.filter(pk=pk, kind=KIND).values_list("source_id", flat=True).first()
    return [(TRANSLATION, source)] if source else []


def register_all() -> None:
    register(
        Kind(
            "translation",
            "Translations outside a case",
            90,
            TRANSLATION,
            _outside_cases,
            _owners_teams,
            _erase,
            _again,
        )
    )
    register(
        Kind(
            "translation.case", "Translations of a case", 365, TRANSLATION, _of_cases,
            _cases_team, _erase, _again, _in_case,
        )
    )  # fmt: skip
    holds.tie(TRANSLATION, _its_case)
    holds.tie("outputs.output", _where_it_was_made)
