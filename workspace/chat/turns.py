"""One turn of a conversation as the page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from workspace.jobs.models import State
from workspace.outputs.standing import Standing, standings

from .drafts import KIND
from .models import Conversation, Document, Feedback, Message
from .rendering import name, render
from .showing import Showing, Shown, unknown_in

_ASKED, _ANSWER, _WRITING = "chat/_asked.html", "chat/_answer.html", "chat/_writing.html"


@dataclass(frozen=True, slots=True)
class Turn:
    pk: UUID
    template: str
    html: SafeString | str = ""
    sent: datetime | None = None
    hidden: list[Shown] = field(default_factory=list)
    by: str = ""
    may_edit: bool = False
    state: str = ""
    engine: str = ""
    version: str = ""
    in_house: bool = False
    reason: str = ""
    label: str = ""
    may_retry: bool = False
    held_back: bool = False
    has_unknown: bool = False
    feedback: str = ""
    standing: Standing | None = None
    """Of the draft that this answer is; nothing where it never came to its end."""

    @property
    def may_copy(self) -> bool:
        """These very words have been approved."""
        return bool(self.standing and self.standing.is_approved and self.standing.as_drafted)


def turns(conversation: Conversation, showing: Showing) -> Iterator[Turn]:
    """Yield what was said, in order, without what has been put aside."""
    documents = list(conversation.documents.values_list("number", flat=True))
    messages = conversation.messages.filter(superseded=False).exclude(status=Message.Status.DRAFT)
    messages = messages.select_related("job", "feedback", "engine")
    last = messages.aggregate(last=Max("created"))["last"]
    stand = standings(KIND, (str(message.pk) for message in messages))
    for message in messages:
        yield turn(
            message, showing, documents, is_last=message.created == last,
            standing=stand.get(str(message.pk)),
        )  # fmt: skip


def standing_of(message: Message) -> Standing | None:
    return standings(KIND, [str(message.pk)]).get(str(message.pk))


def turn(
    message: Message, showing: Showing, documents: list[int], *, is_last: bool,
    standing: Standing | None = None,
) -> Turn:  # fmt: skip
    if message.author == Message.Author.PRACTITIONER:
        return _asked(message, showing)
    if message.is_waiting:
        return Turn(
            message.pk, _WRITING, engine=message.engine_name, in_house=_in_house(message),
            label=_where(message), state="writing",
        )  # fmt: skip
    return replace(_answer(message, showing, documents, is_last), standing=standing)


def numbers(conversation: Conversation) -> list[int]:
    ready = conversation.documents.filter(status=Document.Status.READY)
    return list(ready.values_list("number", flat=True))


def _asked(message: Message, showing: Showing) -> Turn:
    pieces = showing.opened.pieces(message.text, message.aliases)
    html = format_html_join(
        "", "{}", ((piece.text if piece.placeholder is None else name(piece),) for piece in pieces)
    )
    return Turn(
        message.pk, _ASKED, format_html("{}", html), message.created,
        showing.subjects([message.text]), message.conversation.owner.name, may_edit=True,
    )  # fmt: skip


def _answer(message: Message, showing: Showing, documents: list[int], is_last: bool) -> Turn:
    html = SafeString("")
    if message.text:
        html = render(
            message.text, showing.opened, message.aliases,
            conversation=message.conversation_id, documents=documents,
        )  # fmt: skip
    state = {"complete": "done", "stopped": "stopped"}.get(message.status, "failed")
    reason = message.reason
    if message.gave_up and message.job:
        state = "stopped" if message.job.state == State.CANCELLED else "failed"
        reason = reason or message.job.reason
    return Turn(
        message.pk, _ANSWER, html, message.created,
        state=state, engine=message.engine_name, version=message.version,
        in_house=_in_house(message), reason=reason,
        may_retry=is_last and message.may_retry,
        held_back=is_last and bool(message.held_back),
        has_unknown=unknown_in(message.text, showing.opened),
        feedback=_feedback(message),
    )  # fmt: skip


def _in_house(message: Message) -> bool:
    return message.engine is not None and message.engine.in_house


def _where(message: Message) -> str:
    if message.job and message.job.state == State.QUEUED:
        return message.job.reason or "Waiting for a free worker"
    return "Hiding names and asking the model"


def _feedback(message: Message) -> str:
    try:
        feedback = message.feedback
    except Feedback.DoesNotExist:
        return ""
    if feedback.helpful:
        return "useful"
    labels = [Feedback.Reason(reason).label.lower() for reason in feedback.reasons]
    return "not useful" + (f" ({'; '.join(labels)})" if labels else "")
