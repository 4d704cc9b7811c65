"""Documents of a chat: their state, their words with names or as a model sees them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from workspace.governance import reading
from workspace.privacy.vaults import open_vault

from ..actions import documents as actions
from ..models import Conversation, Document
from ..showing import Paragraph, Segment, Showing, numbered
from .common import SignedIn, document_of


@dataclass(frozen=True, slots=True)
class ShownDocument:
    pk: UUID
    conversation_id: UUID
    number: int
    ref: str
    name: str
    state: str
    reason: str
    created: datetime
    paragraph_count: int
    warnings: list[str]


def shown(document: Document, showing: Showing) -> ShownDocument:
    state, reason = str(document.status), document.reason
    if document.gave_up and document.job:
        state, reason = "failed", document.job.reason
    return ShownDocument(
        document.pk, document.conversation_id, document.number, document.mark,
        showing.opened.restore(document.name, document.name_aliases), state, reason,
        document.created, len(document.paragraphs), list(document.warnings),
    )  # fmt: skip


def shown_documents(conversation: Conversation, showing: Showing) -> list[ShownDocument]:
    return [shown(d, showing) for d in conversation.documents.select_related("job")]


def paragraphs(document: Document, showing: Showing, *, as_model: bool = True) -> list[Paragraph]:
    show = showing.segments if as_model else showing.with_names
    rows: list[list[Segment]] = [show(row["text"], row["aliases"]) for row in document.paragraphs]
    return list(numbered(rows))


@require_GET
def document(request: SignedIn, conversation: UUID, number: int) -> HttpResponse:
    found = document_of(request, conversation, number)
    reading.read("chat.document.read", by=request.user, on=found)
    showing = Showing(open_vault(found.conversation.vault_id))
    as_model = request.GET.get("as") == "model"
    return render(
        request,
        "chat/document.html",
        {
            "document": shown(found, showing),
            "paragraphs": paragraphs(found, showing, as_model=as_model),
            "as_model": as_model,
        },
    )


@require_GET
def state(request: SignedIn, conversation: UUID, number: int) -> HttpResponse:
    found = document_of(request, conversation, number)
    showing = Showing(open_vault(found.conversation.vault_id))
    return render(request, "chat/_document.html", {"document": shown(found, showing)})


@require_POST
def detach(request: SignedIn, conversation: UUID, number: int) -> HttpResponse:
    found = document_of(request, conversation, number)
    try:
        actions.remove(document=found, by=request.user)
    except actions.CannotAttach as problem:
        messages.error(request, str(problem))
    return redirect("chat:conversation", found.conversation_id)
