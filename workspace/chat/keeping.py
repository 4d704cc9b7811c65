"""How long chats are kept, and what a legal hold on one keeps besides."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import F, QuerySet

from workspace.accounts.models import User
from workspace.governance import holds
from workspace.governance.models import Erasure
from workspace.governance.retention import Kind, register

from .models import Conversation, Message

CHAT = "chat.conversation"


def _outside_cases() -> QuerySet[Any]:
    rows = Conversation.objects.filter(case=None)
    return cast("QuerySet[Any]", rows.annotate(last_used=F("changed")).select_related("owner"))


def _of_cases() -> QuerySet[Any]:
    rows = Conversation.objects.exclude(case=None)
    return cast("QuerySet[Any]", rows.annotate(last_used=F("changed")).select_related("case"))


def _owners_teams(row: Conversation) -> Iterable[int]:
    return row.owner.teams.values_list("pk", flat=True)


def _cases_team(row: Conversation) -> Iterable[int]:
    return [row.case.team_id] if row.case else []


def _erase(pk: str, by: User | None, reason: str) -> Erasure | None:
    from .actions.deleting import delete

    found = Conversation.objects.filter(pk=pk).select_related("vault").first()
    return delete(conversation=found, by=by, reason=reason) if found else None


def _again(pk: str) -> None:
    from .actions.deleting import remove

    if found := Conversation.objects.filter(pk=pk).first():
        remove(found)


def _in_case(case_id: str) -> Iterable[str]:
    return map(str, Conversation.objects.filter(case__pk=case_id).values_list("pk", flat=True))


def _its_case(pk: str) -> Iterable[holds.On]:
    case_id = Conversation.objects.filter(pk=pk).values_list("case", flat=True).first()
    return [("cases.case", str(case_id))] if case_id else []


def _chat_of_output(pk: str) -> Iterable[holds.On]:
    """An approved text goes by its own time, but not while the chat it came from is held."""
    from workspace.outputs.models import Output

    sources = Output.objects.filter(pk=pk, kind__startswith="chat.").values("source_id")
    source = sources.first()
    asked = Message.objects.filter(pk=source["source_id"]) if source else Message.objects.none()
    return [(CHAT, str(chat)) for chat in asked.values_list("conversation", flat=True)]


def register_all() -> None:
    register(
        Kind(
            "chat", "Chats outside a case", 90, CHAT, _outside_cases, _owners_teams, _erase, _again
        )
    )
    register(
        Kind(
            "chat.case", "Chats of a case", 365, CHAT, _of_cases, _cases_team, _erase, _again,
            _in_case,
        )
    )  # fmt: skip
    holds.tie(CHAT, _its_case)
    holds.tie("outputs.output", _chat_of_output)
