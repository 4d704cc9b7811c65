"""Who may open what: one row for each address that is not the admin's.

A row: the owner's arguments, then what each person gets. Numbers are statuses; "in" is a
redirect to signing in, "on" any other redirect. Addresses that only take POST say so; on them
everybody who is signed in gets 405 for a GET.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from workspace.translation.models import Phrase, Translation

from .world import (
    World,
    a_certificate,
    a_hidden_place,
    a_hold,
    a_suggestion,
    a_translation,
)

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


def the_translation(world: World) -> list[Any]:
    return [a_translation(world).pk]


def the_translated_document(world: World) -> list[Any]:
    found = a_translation(world)
    Translation.objects.filter(pk=found.pk).update(file_name="Letter.docx")
    return [found.pk]


def a_phrase(world: World) -> list[Any]:
    return [Phrase.objects.get_or_create(code="yes", topic="answers", english="Yes.")[0].code]


def the_sentence(world: World) -> list[Any]:
    return [a_translation(world).pk, 1]


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


def the_output(world: World) -> list[Any]:
    return [world.output.pk]


def the_text(world: World) -> dict[str, Any]:
    return {"stamp": world.output.versions.get().stamp}


def the_entry(world: World) -> list[Any]:
    return [world.case.pk, world.entry.pk]


WORKERS: Final = ("on", "on", "on", "on", 403, 403, "in", "in")
WORKERS_GET: Final = (200, 200, 200, 200, 403, 403, "in", "in")
_OURS: Final = {
    "translation:home": Row(WORKERS_GET),
    "translation:document": Row(WORKERS_GET),
    "translation:for_human": Row(WORKERS_GET),
    "translation:download": Row(only_owner(403), the_translated_document),  # a draft
    "translation:phrasebook": Row(WORKERS_GET),
    "translation:phrase": Row(WORKERS_GET, a_phrase),
    "translation:show": Row(only_owner(200), the_translation),
    "translation:state": Row(only_owner(204), the_translation),
    "translation:stop": Row(only_owner("on"), the_translation, "post"),
    "translation:again": Row(only_owner("on"), the_translation, "post"),
    "translation:names": Row(only_owner("on"), the_translation, "post"),
    "translation:segment": Row(
        only_owner("on"), the_sentence, "post",
        lambda world: {"seen": a_translation(world).segments.get().stamp},
    ),
    "translation:print": Row(only_owner(200), the_translation),
    "translation:delete": Row(only_owner(200), the_translation),
    "chat:home": Row((200, 200, 200, 200, "on", "on", "in", "in")),
    "chat:search": Row(WORKERS, method="post"),
    "chat:start": Row(WORKERS, method="post"),
    "chat:passed": Row((200, 200, 200, 200, 403, 403, "in", "in")),
    "chat:prompts": Row(all_signed_in(200)),
    "chat:conversation": Row(only_owner(200), the_chat),
    "chat:delete": Row(only_owner(200), the_chat),
    "chat:draft": Row(only_owner("on"), the_chat, "post", lambda world: {"text": "Hello."}),
    "chat:preview": Row(only_owner("on"), the_chat),
    "chat:who": Row(
        only_owner(200), lambda world: [world.conversation.pk, world.entry.person_id]
    ),
    "chat:correct": Row(only_owner("on"), the_chat, "post"),
    "chat:suggest": Row(
        only_owner(200), lambda world: [world.conversation.pk, a_hidden_place(world)]
    ),
    "chat:suggestions": Row(WORKERS_GET),
    "chat:suggestions_read": Row(WORKERS, method="post"),
    "chat:withdraw": Row(
        ("on", 404, 404, 404, 403, 403, "in", "in"), lambda world: [a_suggestion(world).pk], "post"
    ),
    "chat:declined": Row(only_owner("on"), the_chat),
    "chat:disputed": Row(only_owner("on"), the_chat, "post"),
    "chat:send": Row(only_owner("on"), the_chat, "post"),
    "chat:document": Row(only_owner(200), the_paper),
    "chat:document_state": Row(only_owner(200), the_paper),
    "chat:detach": Row(only_owner("on"), the_paper, "post"),
    "chat:uses": Row(all_signed_in(200)),
    "chat:purpose": Row(only_owner(200), the_chat),
    "chat:override": Row(
        only_owner("on"), lambda world: [world.conversation.pk, world.use_case.slug]
    ),
    "chat:turn": Row(only_owner(200), the_answer),
    "chat:stream": Row(only_owner(200), the_answer),
    "chat:stop": Row(only_owner("on"), the_answer, "post"),
    "chat:retry": Row(only_owner("on"), the_answer, "post"),
    "chat:evidence": Row(only_owner(404), the_answer),  # the answer was not held back
    "chat:feedback": Row(only_owner("on"), the_answer, "post"),
    "chat:seen": Row(only_owner(200), lambda world: [world.asked.pk]),
    "outputs:work": Row(WORKERS_GET),
    "outputs:review": Row(only_owner(200), the_output),
    "outputs:versions": Row(only_owner(200), the_output),
    "outputs:edit": Row(only_owner(200), the_output),
    "outputs:beat": Row(only_owner(204), the_output, "post", the_text),
    "outputs:approve": Row(only_owner(200), the_output, "post", the_text),  # "Have you read it?"
    "outputs:send_back": Row(only_owner(422), the_output, "post", the_text),  # nobody was asked
    "outputs:take_back": Row(only_owner("on"), the_output, "post"),
    "outputs:copy": Row(only_owner(403), the_output, "post"),  # a draft
    "outputs:export": Row(  # whoever may is asked to confirm who they are first
        only_owner("on"), lambda world: [world.output.pk, "docx"]
    ),
    "cases:list": Row(all_signed_in(200)),
    "cases:create": Row(WORKERS_GET),
    "cases:case": Row(the_team(200), the_case),
    "cases:person_add": Row(the_team(200), the_case),
    "cases:people_paste": Row(the_team(200), the_case),
    "cases:people_several": Row(the_team(200), the_case),
    "cases:person_edit": Row(the_team(200), the_entry),
    "cases:person_remove": Row(the_team("on"), the_entry, "post"),
}  # fmt: skip

_SWITCHES: Final = {
    "oversight:switches": Row((403, 403, 403, 200, 403, 200, "in", "in")),
    # Whoever may is asked to confirm who they are first.
    "oversight:pull": Row(
        (403, 403, 403, "on", 403, "on", "in", "in"), lambda world: ["team", world.north.pk]
    ),
    "oversight:lift": Row((403, 403, 403, 403, 403, "on", "in", "in"), lambda world: [1]),
}

_JOBS: Final = {
    "jobs:status": Row(only_owner(200), the_work),
    "jobs:events": Row(only_owner(404), the_work),  # chat has a stream of its own
    "jobs:cancel": Row(only_owner(204), the_work, "post"),
}


def overseers(what: Any) -> tuple[Any, ...]:
    return (403, 403, 403, 403, what, what, "in", "in")


# Nobody in this world has given a reason yet: whoever may look is asked for it first.
_OVERSIGHT: Final = {
    "oversight:home": Row(overseers(200)),
    "oversight:reason": Row(overseers(200)),
    "oversight:finish": Row(overseers("on"), method="post"),
    "oversight:looks": Row(overseers(200)),
    "oversight:record": Row(overseers("on")),
    "oversight:entry": Row(overseers("on"), lambda world: [1]),
    "oversight:export": Row(overseers("on")),
    "oversight:integrity": Row(overseers(200)),
    "oversight:verify": Row(overseers("on"), method="post"),
    "oversight:proofs": Row(overseers(200)),
    "oversight:figures": Row(overseers(200)),
}

OPEN: Final = (200,) * 8
FOR_GUESTS: Final = ("on",) * 6 + (200, 200)
_ACCOUNT: Final = {
    "accounts:join": Row((404,) * 8),
    "accounts:arrive": Row(("on",) * 8, lambda world: ["no-such-secret"]),
    "account_login": Row(FOR_GUESTS),
    "account_logout": Row((200,) * 6 + ("on", "on")),
    "account_inactive": Row(OPEN),
    "account_signup": Row(FOR_GUESTS),
    "account_reauthenticate": Row(all_signed_in(200)),
    "account_change_password": Row(all_signed_in(200)),
    "account_set_password": Row(all_signed_in("on")),
    "mfa_authenticate": Row((*("on",) * 6, "in", "in")),  # only between a password and a factor
    "mfa_login_webauthn": Row((*("on",) * 6, "in", "in")),
    "mfa_index": Row(all_signed_in(200)),
    "mfa_list_webauthn": Row(all_signed_in("on")),
    "mfa_reauthenticate": Row(all_signed_in("on")),  # nobody here has a factor yet
    "mfa_reauthenticate_webauthn": Row(all_signed_in("on")),
    "usersessions_list": Row(all_signed_in(200)),
    "openid_connect_login": Row((404,) * 8, lambda world: ["council"]),
    "openid_connect_callback": Row((404,) * 8, lambda world: ["council"]),
    "socialaccount_login_cancelled": Row(OPEN),
    # Everybody is asked to confirm that it is them.
    "mfa_activate_totp": Row(all_signed_in("on")),
    "mfa_deactivate_totp": Row(all_signed_in("on")),
    "mfa_view_recovery_codes": Row(all_signed_in("on")),
    "mfa_generate_recovery_codes": Row(all_signed_in("on")),
    "mfa_download_recovery_codes": Row(all_signed_in("on")),
    "mfa_add_webauthn": Row(all_signed_in("on")),
    "mfa_edit_webauthn": Row(all_signed_in("on"), lambda world: [1]),
    "mfa_remove_webauthn": Row(all_signed_in("on"), lambda world: [1]),
    "account_reset_password": Row(OPEN),
    "account_reset_password_done": Row(OPEN),
    "account_reset_password_from_key": Row(OPEN, lambda world: ["1", "no-such-key"]),
    "account_reset_password_from_key_done": Row(OPEN),
}


def the_certificate(world: World) -> list[Any]:
    return [a_certificate(world.owner).pk]


_KEEPING: Final = {
    "cases:erase": Row((403, 403, 404, "on", 404, 404, "in", "in"), the_case),
    "oversight:holds": Row((403, 403, 403, 200, 200, 200, "in", "in")),
    "oversight:hold": Row((403, 403, 403, 200, 403, 200, "in", "in")),
    "oversight:lift_hold": Row(
        (403, 403, 403, "on", 403, "on", "in", "in"), lambda world: [a_hold(world).pk]
    ),
    "oversight:certificates": Row(overseers(200)),
    "oversight:certificate": Row(
        (200, 404, 404, 404, 200, 200, "in", "in"), the_certificate
    ),
    "oversight:certificate_file": Row(
        (200, 404, 404, 404, 200, 200, "in", "in"), the_certificate
    ),
}  # fmt: skip

TABLE: Final = _KEEPING | _OURS | _OVERSIGHT | _SWITCHES | _JOBS | _ACCOUNT
