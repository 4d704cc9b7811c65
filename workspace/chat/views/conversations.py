"""The list of one's chats, a single chat, starting and deleting one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workspace.cases.models import Case
from workspace.governance import policy
from workspace.privacy.vaults import VaultGone, open_vault

from ..actions import conversations as actions
from ..actions.searching import search
from ..forms import Composer, Feedback
from ..library import is_number, prompt_groups, prompt_text
from ..models import Conversation, Message
from ..showing import Showing
from ..turns import turns
from .common import SignedIn, conversation_of, title_of
from .documents import shown_documents

_A_PAGE, _BESIDE, _FOUND = 20, 30, 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A chat in a list."""

    pk: UUID
    title: str
    case: Case | None
    updated: datetime
    is_writing: bool


def entry(conversation: Conversation) -> Entry:
    try:
        title = title_of(conversation, Showing(open_vault(conversation.vault_id)))
    except VaultGone:
        title = "Erased chat"
    waiting = conversation.messages.filter(status=Message.Status.WAITING, superseded=False)
    return Entry(
        conversation.pk, title, conversation.case, conversation.changed,
        any(message.is_waiting for message in waiting.select_related("job")),
    )  # fmt: skip


@require_GET
def home(request: SignedIn) -> HttpResponse:
    if not policy.can_use_models(request.user):
        return render(request, "chat/not_for_role.html")
    latest = Conversation.objects.visible_to(request.user).select_related("case")
    page = Paginator(latest, _A_PAGE).get_page(request.GET.get("page"))
    entries = [entry(conversation) for conversation in page]
    return render(request, "chat/home.html", {"conversations": entries, "page": page})


@require_POST
def find(request: SignedIn) -> HttpResponse:
    """Search by POST: a name that is looked for stands in no address and no history."""
    policy.check_use_models(request.user)
    query = request.POST.get("q", "").strip()[:200]
    if not query:
        return redirect("chat:home")
    found = search(by=request.user, query=query)
    context = {
        "conversations": [entry(conversation) for conversation in found[:_FOUND]],
        "query": query,
        "more": max(0, len(found) - _FOUND),
    }
    return render(request, "chat/home.html", context)


@require_POST
def start(request: SignedIn) -> HttpResponse:
    case = None
    if reference := request.POST.get("case"):
        case = get_object_or_404(Case.objects.visible_to(request.user), pk=_uuid(reference))
    conversation = actions.start(by=request.user, case=case)
    address = reverse("chat:conversation", args=[conversation.pk])
    prompt = request.POST.get("prompt", "")
    return redirect(f"{address}?prompt={prompt}#message" if is_number(prompt) else address)


@require_GET
def conversation(request: SignedIn, pk: UUID) -> HttpResponse:
    return show(request, conversation_of(request, pk))


def show(
    request: SignedIn, conversation: Conversation, form: Composer | None = None, status: int = 200
) -> HttpResponse:
    """Render a chat with its composer: what the draft, a prompt or an edit puts in it."""
    showing = Showing(open_vault(conversation.vault_id))
    editing = _editing(request, conversation)
    initial = {"text": _initial(request, conversation, showing, editing)}
    form = form or Composer(
        engines=actions.engines_for(request.user), chosen=conversation.engine, initial=initial
    )
    people = showing.people()
    latest = Conversation.objects.visible_to(request.user).select_related("case")[:_BESIDE]
    context: dict[str, Any] = {
        "conversation": entry(conversation),
        "conversations": [entry(other) for other in latest],
        "turns": list(turns(conversation, showing)),
        "documents": shown_documents(conversation, showing),
        "listed": [p for p in people if p.from_roster],
        "found": [p for p in people if not p.from_roster],
        "form": form,
        "editing": editing,
        "prompt_groups": prompt_groups(conversation.engine),
        "quotes_only": bool(conversation.engine and not conversation.engine.writes_prose),
        "feedback_reasons": Feedback.reasons_offered(),
    }
    return render(request, "chat/conversation.html", context, status=status)


def _editing(request: SignedIn, conversation: Conversation) -> Message | None:
    pk = _uuid(request.GET.get("edit") or request.POST.get("edit") or "")
    if pk is None:
        return None
    return conversation.messages.filter(
        pk=pk, author=Message.Author.PRACTITIONER, status=Message.Status.SENT, superseded=False
    ).first()


def _uuid(said: str) -> UUID | None:
    """Read an id that came in a form: a wrong one finds nothing."""
    try:
        return UUID(said)
    except ValueError:
        return None


def _initial(
    request: SignedIn, conversation: Conversation, showing: Showing, editing: Message | None
) -> str:
    if editing:
        return showing.opened.restore(editing.text, editing.aliases)
    prompt = prompt_text(request.GET.get("prompt", ""))
    draft = conversation.messages.filter(status=Message.Status.DRAFT).first()
    if draft and not prompt:
        return showing.opened.restore(draft.text, draft.aliases)
    return prompt


@require_http_methods(["GET", "POST"])
def delete(request: SignedIn, pk: UUID) -> HttpResponse:
    found = conversation_of(request, pk)
    if request.method == "POST":
        actions.delete(conversation=found, by=request.user)
        return HttpResponseRedirect(reverse("chat:home"))
    return render(request, "chat/delete.html", {"conversation": entry(found)})
