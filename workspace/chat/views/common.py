"""Finding what a person may see: anything else does not exist for them."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from workspace.accounts.models import User
from workspace.governance.models import Room, UseCase
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.masking import MaskingFailed

from ..models import Conversation, Document, Message
from ..showing import Showing

NOT_SAFE: Final = (DetectionFailed, MaskingFailed)
"""Words could not be hidden: nothing was kept, and `str(error)` says so in plain English."""


class SignedIn(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


def conversation_of(request: SignedIn, pk: UUID) -> Conversation:
    visible = Conversation.objects.visible_to(request.user).select_related(
        "vault", "case", "engine", "use_case__owner"
    )
    found: Conversation = get_object_or_404(visible, pk=pk)
    return found


def message_of(request: SignedIn, pk: UUID, **wanted: Any) -> Message:
    visible = Conversation.objects.visible_to(request.user)
    rows = Message.objects.filter(conversation__in=visible, **wanted)
    return get_object_or_404(rows.select_related("conversation", "job", "engine"), pk=pk)


def answer_of(request: SignedIn, pk: UUID) -> Message:
    return message_of(request, pk, author=Message.Author.MODEL)


def document_of(request: SignedIn, conversation: UUID, number: int) -> Document:
    return get_object_or_404(
        conversation_of(request, conversation).documents.select_related("conversation", "job"),
        number=number,
    )


def offered_use(request: SignedIn, slug: str) -> UseCase:
    """A use of chat that is open to this person's teams, allowed or not."""
    rows = UseCase.objects.offered_to(request.user, Room.CHAT).select_related("owner")
    found: UseCase | None = next((use for use in rows if use.slug == slug), None)
    if found is None:
        raise Http404
    return found


def title_of(conversation: Conversation, showing: Showing) -> str:
    if not conversation.title:
        return "New chat"
    return showing.opened.restore(conversation.title, conversation.title_aliases)


def htmx_target(request: HttpRequest) -> str:
    """Return the id of the element that htmx asks for; "" for a page of its own."""
    asked = getattr(request, "htmx", None)
    return str(asked.target or "") if asked else ""
