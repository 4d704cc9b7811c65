"""When a request asks Daylight to decide about a person: say so, keep the words, offer a way on."""

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.governance.guard import Reason, judge

from ..models import Conversation, Message


def reason_of(draft: Message) -> Reason | None:
    return judge(draft.text).reason


def check_draft(*, conversation: Conversation, by: User) -> Reason | None:
    """Judge the draft as it is kept; what is declined is recorded, without a word of it."""
    draft = conversation.messages.filter(status=Message.Status.DRAFT).first()
    reason = reason_of(draft) if draft else None
    if draft and reason:
        _record("guard.declined", draft, reason, by)
    return reason


def dispute(*, draft: Message, by: User) -> None:
    """Somebody says that the guard was wrong. Who words and trains it looks at how often."""
    if reason := reason_of(draft):
        _record("guard.disputed", draft, reason, by)


def question_of(answer: Message) -> Message | None:
    """What an answer answered, if it is still to be seen."""
    asked: Message | None = answer.conversation.messages.filter(
        author=Message.Author.PRACTITIONER,
        status=Message.Status.SENT,
        superseded=False,
        created__lte=answer.created,
    ).last()
    return asked


def _record(action: str, draft: Message, reason: Reason, by: User) -> None:
    use_case = draft.conversation.use_case
    with transaction.atomic():
        audit.record(
            action, by=by, on=draft, purpose=use_case.slug if use_case else "", reason=reason.value
        )
