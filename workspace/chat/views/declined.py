"""What Daylight does not decide: why, and the evidence to ask for instead. Nothing is lost."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from workspace.governance import reading
from workspace.governance.declining import wording
from workspace.governance.guard import Reason
from workspace.governance.guard.wording import asked_instead
from workspace.privacy.vaults import open_vault

from ..actions import declining
from ..models import Conversation, Message
from ..showing import Showing
from .common import SignedIn, answer_of, conversation_of


@require_GET
def declined(request: SignedIn, pk: UUID) -> HttpResponse:
    """The draft was not sent."""
    found = conversation_of(request, pk)
    draft = _draft(found)
    reason = declining.reason_of(draft) if draft else None
    if draft is None or reason is None:
        return redirect("chat:preview", pk)
    reading.read("chat.read", by=request.user, on=found)
    return _page(request, found, draft, reason, edit=draft.replaces_id)


@require_GET
def evidence(request: SignedIn, pk: UUID) -> HttpResponse:
    """An answer was held back: the same way on, in place of what was asked."""
    answer = answer_of(request, pk)
    asked = declining.question_of(answer)
    if asked is None or not answer.held_back:
        raise Http404
    reading.read("chat.read", by=request.user, on=answer.conversation)
    reason = Reason(answer.held_back)
    return _page(request, answer.conversation, asked, reason, edit=asked.pk, sent=True)


@require_POST
def disputed(request: SignedIn, pk: UUID) -> HttpResponse:
    found = conversation_of(request, pk)
    if draft := _draft(found):
        declining.dispute(draft=draft, by=request.user)
        messages.success(
            request,
            "Thank you. That Daylight was wrong here is recorded, without your words. "
            "Your draft is kept: you can word it differently.",
        )
    return redirect("chat:declined", pk)


def _draft(conversation: Conversation) -> Message | None:
    return conversation.messages.filter(status=Message.Status.DRAFT).first()


def _page(
    request: SignedIn, conversation: Conversation, message: Message, reason: Reason, *,
    edit: UUID | None, sent: bool = False,
) -> HttpResponse:  # fmt: skip
    showing, said = Showing(open_vault(conversation.vault_id)), wording(reason)
    words = showing.opened.restore(message.text, message.aliases)
    context = {
        "conversation": conversation,
        "said": said,
        "words": words,
        "instead": asked_instead(said.instead, words),
        "edit": edit,
        "sent": sent,
    }
    return render(request, "chat/declined.html", context)
