"""One answer: following it while it is written, stopping, asking again, feedback."""

import time
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from workspace.accounts.models import User
from workspace.governance import reading
from workspace.governance.policy import Refused
from workspace.jobs.models import State
from workspace.jobs.sse import event_stream
from workspace.privacy.vaults import open_vault

from ..actions import sending
from ..actions.feedback import give_feedback
from ..forms import Feedback
from ..models import Conversation, Message
from ..showing import Showing, numbered, unknown_in
from ..turns import numbers, standing_of, turn
from .common import NOT_SAFE, SignedIn, answer_of, conversation_of, htmx_target, message_of
from .conversations import show

_KEEPING: Final = timedelta(seconds=5)
_LOOK_EVERY: Final = 3.0  # seconds


@require_GET
def stream(request: SignedIn, pk: UUID) -> StreamingHttpResponse:
    """The answer as it is written, names restored for the person who asked."""
    message = answer_of(request, pk)
    if message.job is None:
        raise Http404
    return event_stream(request, message.job, _restoring(message.conversation, request.user))


def _restoring(conversation: Conversation, reader: User) -> Any:
    """Restore for as long as the reader may see the chat, looked up anew every few seconds."""
    vault, opened, looked = conversation.vault_id, open_vault(conversation.vault_id), 0.0

    def restore(name: str, data: dict[str, Any]) -> dict[str, Any]:
        nonlocal opened, looked
        if time.monotonic() - looked > _LOOK_EVERY:
            looked = time.monotonic()
            still = Conversation.objects.visible_to(User.objects.get(pk=reader.pk))
            if not still.filter(pk=conversation.pk).exists():
                raise PermissionError("this chat is no longer theirs to see")
        if name != "delta":
            return data
        text = str(data.get("text", ""))
        if unknown_in(text, opened):
            opened = open_vault(vault)  # somebody became known since
        return {"text": opened.restore(text)}

    return restore


@require_GET
def finished(request: SignedIn, pk: UUID) -> HttpResponse:
    """One turn as it stands now; the page swaps it in when the stream has ended."""
    message = answer_of(request, pk)
    if htmx_target(request) and _being_kept(message):
        return HttpResponse(status=204)  # the page asks again
    if not htmx_target(request):  # by itself it is a page of its own
        reading.read("chat.read", by=request.user, on=message.conversation)
    return _turn(request, message)


def _being_kept(message: Message) -> bool:
    """It was stopped a moment ago, and the worker has yet to put down what there is of it."""
    job = message.job
    if job is None or job.finished is None or message.status != Message.Status.WAITING:
        return False
    return job.state == State.CANCELLED and timezone.now() - job.finished < _KEEPING


def _turn(request: SignedIn, message: Message) -> HttpResponse:
    showing = Showing(open_vault(message.conversation.vault_id))
    latest = message.conversation.messages.filter(superseded=False)
    last = latest.exclude(status=Message.Status.DRAFT).aggregate(last=Max("created"))["last"]
    shown = turn(
        message, showing, numbers(message.conversation), is_last=message.created == last,
        standing=standing_of(message),
    )  # fmt: skip
    context = {
        "turn": shown,
        "conversation": message.conversation,
        "feedback_reasons": Feedback.reasons_offered(),
    }
    return render(request, shown.template, context)


@require_POST
def stop(request: SignedIn, pk: UUID) -> HttpResponse:
    message = answer_of(request, pk)
    sending.stop(answer=message, by=request.user)
    if getattr(request, "htmx", False):
        return HttpResponse(status=204)
    return redirect("chat:conversation", message.conversation_id)


@require_POST
def retry(request: SignedIn, pk: UUID) -> HttpResponse:
    message = answer_of(request, pk)
    address = reverse("chat:conversation", args=[message.conversation_id])
    try:
        message = sending.retry(answer=message, by=request.user)
    except (sending.CannotSend, Refused, *NOT_SAFE) as problem:
        messages.error(request, str(problem))
    return redirect(f"{address}#turn-{message.pk}")


@require_POST
def feedback(request: SignedIn, pk: UUID) -> HttpResponse:
    message, form = answer_of(request, pk), Feedback(request.POST)
    given = form.is_valid() and bool(form.cleaned_data["useful"])
    if given:
        try:
            _give(message, form.cleaned_data, request.user)
        except NOT_SAFE as problem:
            return _not_given(request, message, form.cleaned_data | {"problem": str(problem)})
    if not getattr(request, "htmx", False):
        return redirect("chat:conversation", message.conversation_id)
    showing = Showing(open_vault(message.conversation.vault_id))
    shown = turn(answer_of(request, pk), showing, [], is_last=False)
    if not given:  # "Change": offer the buttons again
        shown = replace(shown, feedback="")
    context = {"turn": shown, "feedback_reasons": Feedback.reasons_offered()}
    return render(request, "chat/_feedback.html", context)


def _give(message: Message, said: dict[str, Any], by: User) -> None:
    give_feedback(
        answer=message, helpful=said["useful"] == "yes", reasons=said["reasons"],
        comment=said["comment"], by=by,
    )  # fmt: skip


def _not_given(request: SignedIn, message: Message, said: dict[str, Any]) -> HttpResponse:
    """Say why it was not kept, with all that was written still there to be sent again."""
    said["pk"] = message.pk
    if not getattr(request, "htmx", False):
        chat = conversation_of(request, message.conversation_id)
        return show(request, chat, status=422, unkept=said)
    showing = Showing(open_vault(message.conversation.vault_id))
    context = {
        "turn": turn(message, showing, [], is_last=False),
        "feedback_reasons": Feedback.reasons_offered(),
        "unkept": said,
    }
    return render(request, "chat/_feedback.html", context, status=422)


@require_GET
def seen(request: SignedIn, pk: UUID) -> HttpResponse:
    """What left for the model with one message: masked, as it is stored."""
    message = message_of(request, pk, author=Message.Author.PRACTITIONER)
    reading.read("chat.sent.read", by=request.user, on=message)
    showing = Showing(open_vault(message.conversation.vault_id))
    parts = [
        {
            "title": "The message",
            "anchor": "m",
            "paragraphs": list(numbered([showing.segments(message.text, message.aliases)])),
        }
    ]
    for document in message.conversation.documents.filter(created__lte=message.created):
        rows = [showing.segments(row["text"], row["aliases"]) for row in document.paragraphs]
        parts.append(
            {"title": document.mark, "anchor": document.mark, "paragraphs": list(numbered(rows))}
        )
    context = {"turn": message, "conversation": message.conversation, "parts": parts}
    return render(request, "chat/seen.html", context | {"sent": message.created})
