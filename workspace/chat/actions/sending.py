"""Sending a draft, stopping an answer, asking again, and editing what was asked."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from workspace.accounts.models import User
from workspace.gateway.models import Engine
from workspace.governance import audit
from workspace.governance.guard import Reason
from workspace.jobs.actions import cancel, submit
from workspace.outputs.actions import retire
from workspace.privacy.placeholders import find_exact
from workspace.privacy.vaults import change

from ..drafts import KIND
from ..models import Conversation, Document, Message
from .declining import check_draft
from .following import papers, texts
from .previewed import documents_to_send, stamp
from .purposes import check_may_answer, check_may_go_on, settle
from .uses import use_of

_TITLE_LENGTH = 60


class CannotSend(Exception):
    """Not now. `str(error)` says why and what to do, in plain English."""


class Changed(CannotSend):
    """What would leave is not what was looked at. Nothing was sent."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was sent: the draft, its documents or the model have changed since you looked "
            "at this page. This is what the model would see now. Please check it and send again."
        )


class Declined(CannotSend):
    """It asks for a decision about a person. Nothing was sent; the draft is kept."""

    def __init__(self, reason: Reason) -> None:
        super().__init__("Daylight does not decide this.")
        self.reason = reason


def send(*, draft: Message, by: User, seen: str | None = None) -> Message:
    """Send a draft and return the answer to come. Raises detector errors too.

    `seen` is the stamp of the preview that somebody sends from: anything else than what that
    showed stays. Without one the draft goes as it stands.
    """
    conversation = draft.conversation
    engine = _engine(conversation, by)
    draft = _still_here(Message.objects.all(), draft)
    if not draft.text.strip():
        raise CannotSend("Write a message first.")
    if reason := check_draft(conversation=conversation, by=by):
        raise Declined(reason)
    if conversation.documents.filter(status=Document.Status.READING, job__finished=None).exists():
        raise CannotSend("A document is still being read. Send again when it is ready.")
    with transaction.atomic():
        draft = _claimed(draft, by, seen)
        if draft.replaces is not None:
            _supersede_from(draft.replaces, but=draft)
        if not conversation.title:
            _name(conversation, draft)
        answer = _expect(draft, engine, by)
        named_in = [draft.text, *texts(papers(conversation))]
        change(conversation.vault_id, lambda known: known.meet(named_in))
        purpose = conversation.use_case.slug if conversation.use_case else ""
        audit.record("chat.sent", by=by, on=draft, purpose=purpose, characters=len(draft.text))
    return answer


def _claimed(judged: Message, by: User, seen: str | None) -> Message:
    """Take the draft, so that nobody changes or sends it any more, if it is what was looked at."""
    draft = _still_here(Message.objects.select_for_update(), judged)
    if draft.text != judged.text:
        raise Changed
    if seen is not None:
        now = documents_to_send(draft.conversation)
        if seen != stamp(draft, now, use_of(draft.conversation, by)):
            raise Changed
    draft.status, draft.created = Message.Status.SENT, timezone.now()
    draft.save(update_fields=["status", "created"])
    return draft


def _still_here(rows: QuerySet[Message], draft: Message) -> Message:
    found = rows.filter(pk=draft.pk, status=Message.Status.DRAFT).first()
    if found is None:
        raise CannotSend("This message has been sent already.")
    found.conversation = draft.conversation  # as it was settled
    return found


def retry(*, answer: Message, by: User) -> Message:
    """Ask for an answer again, from the model now chosen; the earlier one is put aside."""
    conversation = answer.conversation
    if answer.is_waiting:
        raise CannotSend("This answer is still being written. Stop it first.")
    engine = _engine(conversation, by)
    asked = conversation.messages.filter(
        author=Message.Author.PRACTITIONER,
        status=Message.Status.SENT,
        superseded=False,
        created__lte=answer.created,
    ).last()
    if asked is None:
        raise CannotSend("There is no message to answer any more.")
    with transaction.atomic():
        claimed = Message.objects.filter(pk=answer.pk, superseded=False).update(superseded=True)
        if not claimed:
            raise CannotSend("This answer has been replaced already.")
        _supersede_from(answer, but=asked)
        again = _expect(asked, engine, by)
        purpose = conversation.use_case.slug if conversation.use_case else ""
        audit.record("chat.asked_again", by=by, on=answer, purpose=purpose)
    return again


def _engine(conversation: Conversation, by: User) -> Engine:
    """Return the model that may do what this conversation is for. Raises Refused, CannotSend."""
    settle(conversation=conversation, by=by)
    check_may_go_on(conversation, by)
    if (engine := conversation.engine) is None:
        raise CannotSend("Choose a model first.")
    check_may_answer(conversation, engine, by)
    return engine


def stop(*, answer: Message, by: User) -> None:
    """Stop an answer that is being written; what is there already is kept."""
    if answer.job is not None and cancel(job=answer.job, by=by):
        audit.record("chat.stopped", by=by, on=answer)
        Message.objects.filter(pk=answer.pk, status=Message.Status.WAITING, text="").update(
            reason="You stopped this answer before it began."
        )


def _expect(asked: Message, engine: Engine, by: User) -> Message:
    answer = Message(
        conversation=asked.conversation,
        author=Message.Author.MODEL,
        status=Message.Status.WAITING,
        task=asked.task,
        engine=engine,
        engine_name=engine.name,
    )
    answer.job = submit(
        kind="chat.answer",
        by=by,
        subject_id=str(answer.pk),
        key=f"answer:{answer.pk}",
        queue="chat",
    )
    answer.save(force_insert=True)
    asked.conversation.save(update_fields=["changed"])
    return answer


def _supersede_from(message: Message, *, but: Message) -> None:
    """Put aside `message` and all that followed it, the new message excepted."""
    aside = message.conversation.messages.filter(created__gte=message.created).exclude(pk=but.pk)
    retire(kind=KIND, source_ids=[str(pk) for pk in aside.values_list("pk", flat=True)])
    aside.update(superseded=True)


def _name(conversation: Conversation, message: Message) -> None:
    """Title a conversation by the start of its first message, masked like the message."""
    title = message.text[:_TITLE_LENGTH]
    if len(message.text) > _TITLE_LENGTH:
        title = title.rpartition("[")[0] if title.rfind("[") > title.rfind("]") else title
        title = title.rsplit(" ", 1)[0] + "…"
    conversation.title = " ".join(title.split())
    conversation.title_aliases = message.aliases[: len(list(find_exact(title)))]
    conversation.save(update_fields=["title", "title_aliases", "changed"])
