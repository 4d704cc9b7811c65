"""Who may open what: one row for each address that is not the admin's.

A row: the owner's arguments, then what each person gets. Numbers are statuses; "in" is a
redirect to signing in, "on" any other redirect. Addresses that only take POST say so; on them
everybody who is signed in gets 405 for a GET.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from .world import World

WHO: Final = (
    "owner", "colleague", "stranger", "manager", "auditor", "administrator", "leaver", "anonymous",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    expected: tuple[Any, ...]
    arguments: Callable[[World], list[Any]] = lambda world: []
    method: str = "get"
    post: Callable[[World], dict[str, Any]] = field(default=lambda world: {})


def only_owner(what: Any) -> tuple[Any, ...]:
    return (what, 404, 404, 404, 404, 404, "in", "in")


def the_team(what: Any) -> tuple[Any, ...]:
    return (what, what, 404, what, 404, 404, "in", "in")


def all_signed_in(what: Any) -> tuple[Any, ...]:
    return (what,) * 6 + ("in", "in")


def the_chat(world: World) -> list[Any]:
    return [world.conversation.pk]


def the_paper(world: World) -> list[Any]:
    return [world.conversation.pk, world.document.number]


def the_answer(world: World) -> list[Any]:
    return [world.answer.pk]


def the_work(world: World) -> list[Any]:
    return [world.answer.job_id]


def the_case(world: World) -> list[Any]:
    return [world.case.pk]


def the_entry(world: World) -> list[Any]:
    return [world.case.pk, world.entry.pk]


WORKERS: Final = ("on", "on", "on", "on", 403, 403, "in", "in")
WORKERS_GET: Final = (200, 200, 200, 200, 403, 403, "in", "in")
_OURS: Final = {
    "chat:home": Row(all_signed_in(200)),
    "chat:search": Row(WORKERS, method="post"),
    "chat:start": Row(WORKERS, method="post"),
    "chat:prompts": Row(all_signed_in(200)),
    "chat:conversation": Row(only_owner(200), the_chat),
    "chat:delete": Row(only_owner(200), the_chat),
    "chat:draft": Row(only_owner("on"), the_chat, "post", lambda world: {"text": "Hello."}),
    "chat:preview": Row(only_owner("on"), the_chat),
    "chat:who": Row(
        only_owner(200), lambda world: [world.conversation.pk, world.entry.person_id]
    ),
    "chat:correct": Row(only_owner("on"), the_chat, "post"),
    "chat:send": Row(only_owner("on"), the_chat, "post"),
    "chat:document": Row(only_owner(200), the_paper),
    "chat:document_state": Row(only_owner(200), the_paper),
    "chat:detach": Row(only_owner("on"), the_paper, "post"),
    "chat:turn": Row(only_owner(200), the_answer),
    "chat:stream": Row(only_owner(200), the_answer),
    "chat:stop": Row(only_owner("on"), the_answer, "post"),
    "chat:retry": Row(only_owner("on"), the_answer, "post"),
    "chat:feedback": Row(only_owner("on"), the_answer, "post"),
    "chat:seen": Row(only_owner(200), lambda world: [world.asked.pk]),
    "cases:list": Row(all_signed_in(200)),
    "cases:create": Row(WORKERS_GET),
    "cases:case": Row(the_team(200), the_case),
    "cases:person_add": Row(the_team(200), the_case),
    "cases:person_edit": Row(the_team(200), the_entry),
    "cases:person_remove": Row(the_team("on"), the_entry, "post"),
}  # fmt: skip

_JOBS: Final = {
    "jobs:status": Row(only_owner(200), the_work),
    "jobs:events": Row(only_owner(404), the_work),  # chat has a stream of its own
    "jobs:cancel": Row(only_owner(204), the_work, "post"),
}

OPEN: Final = (200,) * 8
FOR_GUESTS: Final = ("on",) * 6 + (200, 200)
_ACCOUNT: Final = {
    "account_login": Row(FOR_GUESTS),
    "account_logout": Row((200,) * 6 + ("on", "on")),
    "account_inactive": Row(OPEN),
    "account_signup": Row(FOR_GUESTS),
    "account_reauthenticate": Row(all_signed_in(200)),
    "account_email": Row(all_signed_in(200)),
    "account_email_verification_sent": Row(OPEN),
    "account_change_password": Row(all_signed_in(200)),
    "account_set_password": Row(all_signed_in("on")),
    "account_reset_password": Row(OPEN),
    "account_reset_password_done": Row(OPEN),
    "account_reset_password_from_key": Row(OPEN, lambda world: ["1", "no-such-key"]),
    "account_reset_password_from_key_done": Row(OPEN),
    "account_confirm_email": Row(OPEN, lambda world: ["no-such-key"]),
    "account_confirm_login_code": Row((*("on",) * 6, "in", "in")),
}

TABLE: Final = _OURS | _JOBS | _ACCOUNT
