"""What a conversation is for: offered by the register, chosen, or gone on with for a reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User
from workspace.gateway.models import Engine
from workspace.governance import audit, policy
from workspace.governance.models import Room, UseCase
from workspace.privacy.preparing import mask_text

from ..models import Conversation, Message
from .composing import hide_towns
from .uses import default_use, use_of

LONGEST_REASON: Final = 1000  # characters
_SET: Final = ("use_case", "engine", "override_reason", "override_aliases", "overridden", "changed")


def prohibited_for(user: User) -> list[UseCase]:
    rows = UseCase.objects.offered_to(user, Room.CHAT).filter(allowed=False)
    return list(rows.select_related("owner"))


def engines_for(user: User, use_case: UseCase | None, case_id: object) -> list[Engine]:
    """Return the engines this person may use for it in a case, or in none; the first first."""
    if use_case is None:
        return []
    needed = policy.classification(use_case, of_case=case_id is not None)
    return [
        engine
        for engine in Engine.objects.for_chat()
        if policy.can_use_engine(user, engine, classification=needed, use_case=use_case)
    ]


def settle(*, conversation: Conversation, by: User) -> UseCase | None:
    """Give a conversation that is for nothing yet the usual use."""
    if conversation.use_case is None and (usual := default_use(by)):
        choose_use(conversation=conversation, use_case=usual, by=by)
    return conversation.use_case


def choose_use(*, conversation: Conversation, use_case: UseCase, by: User) -> None:
    """Say what a conversation is for. Its model changes if it is not for that use.

    Raises detector errors where the use hides towns; then it is for what it was for.
    """
    policy.check_use_case(by, use_case)
    with _all_or_nothing(conversation):
        _set(conversation, use_case, by)
        hide_towns(conversation=conversation, by=by)
        audit.record("use.chosen", by=by, on=conversation, purpose=use_case.slug)


def override_use(*, conversation: Conversation, use_case: UseCase, reason: str, by: User) -> None:
    """Go on with a prohibited use that allows it. The reason is kept masked, in the chat alone."""
    policy.check_override(by, use_case)
    masked = mask_text(conversation.vault_id, reason.strip())
    with _all_or_nothing(conversation):
        conversation.override_reason, conversation.override_aliases = masked.text, masked.aliases
        conversation.overridden = timezone.now()
        _set(conversation, use_case, by, overridden=True)
        hide_towns(conversation=conversation, by=by)
        audit.record(
            "use.overridden", by=by, on=conversation, purpose=use_case.slug,
            characters=len(masked.text),
        )  # fmt: skip


@contextmanager
def _all_or_nothing(conversation: Conversation) -> Iterator[None]:
    """Undo in memory too what fails: a page that goes on with it shows what is stored."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        conversation.refresh_from_db(fields=_SET)
        raise


def _set(
    conversation: Conversation, use_case: UseCase, by: User, *, overridden: bool = False
) -> None:
    if not overridden:
        conversation.override_reason, conversation.override_aliases = "", []
        conversation.overridden = None
    conversation.use_case = use_case
    may = engines_for(by, use_case, conversation.case_id)
    if conversation.engine not in may:
        conversation.engine = next(iter(may), None)
    conversation.save(update_fields=_SET)


def follow_prompt(*, conversation: Conversation, use_case: UseCase | None, by: User) -> None:
    """Let a prompt of the library say what a chat is for, while nothing has been sent in it."""
    if use_case is None or use_case == conversation.use_case or conversation.overridden:
        return
    begun = conversation.messages.exclude(status=Message.Status.DRAFT).exists()
    if not begun and policy.can_use(by, use_case):
        choose_use(conversation=conversation, use_case=use_case, by=by)


def check_may_answer(conversation: Conversation, engine: Engine, by: User) -> None:
    """Raises policy.Refused where this engine may not be used for what the chat is for."""
    use_case = check_may_go_on(conversation, by)
    needed = policy.classification(use_case, of_case=conversation.case_id is not None)
    if engine.translates:
        raise policy.Refused("engine", "This model only translates. Choose another.")
    policy.check_engine(by, engine, classification=needed, use_case=use_case)


def check_may_go_on(conversation: Conversation, by: User) -> UseCase:
    """Return what it is for. Raises policy.Refused with the reason why it cannot go on."""
    use_case = use_of(conversation, by)
    if use_case is None:
        policy.check_not_stopped(by)
        raise policy.Refused("no_use", NOTHING_ALLOWED)
    policy.check_use_case(by, use_case, overridden=conversation.overridden is not None)
    return use_case


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand for a chat: what it is for, who may answer, what keeps it from going on."""

    use: UseCase | None
    engines: list[Engine]
    why_not: str = ""
    """Why nothing can be sent."""
    changed: str = ""
    """Why the model that it had is not offered, while others are."""


def standing(conversation: Conversation, by: User) -> Standing:
    use_case = use_of(conversation, by)
    engines = engines_for(by, use_case, conversation.case_id)
    try:
        use_case = check_may_go_on(conversation, by)
    except policy.Refused as refusal:
        return Standing(use_case, [], str(refusal))
    stopped = _stop_of(conversation.engine, use_case, by)
    if engines:
        return Standing(use_case, engines, changed=stopped)
    every = (
        _stop_of(engine, use_case, by) for engine in Engine.objects.for_chat().filter(enabled=True)
    )
    return Standing(use_case, [], stopped or next(filter(None, every), NO_MODEL))


def _stop_of(engine: Engine | None, use_case: UseCase, by: User) -> str:
    try:
        policy.check_not_stopped(by, use_case=use_case, engine=engine)
    except policy.Refused as refusal:
        return str(refusal)
    return ""


NO_MODEL: Final = (
    "No model is switched on for this use, so nothing can be sent. Ask your administrator."
)
NOTHING_ALLOWED: Final = (
    "Nothing that Daylight may be used for in chat is open to you at the moment, so nothing can be "
    "sent. Ask your manager or an administrator."
)
