"""The list of one's chats, a single chat, starting one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from workspace.cases.models import Case
from workspace.governance import audit, policy, reading, retention
from workspace.governance.models import UseCase
from workspace.privacy.vaults import VaultGone, open_vault

from ..actions import conversations as actions
from ..actions import purposes
from ..actions.searching import search
from ..forms import Composer, Feedback
from ..library import is_number, prompt_groups, prompt_text, use_of_prompt
from ..models import Conversation, Message
from ..showing import Showing
from ..turns import turns
from .common import SignedIn, conversation_of, offered_use, title_of
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
    if policy.can_read_audit(request.user):
        return redirect("oversight:home")
    policy.check_use_models(request.user)
    latest = Conversation.objects.visible_to(request.user).select_related("case")
    own = latest.filter(passed_from=None)
    page = Paginator(own, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "conversations": [entry(conversation) for conversation in page],
        "page": page,
        "passed": latest.exclude(passed_from=None).count(),
        "ending": [(entry(chat), until) for chat, until in retention.ending_soon(latest)],
    }
    return render(request, "chat/home.html", context)


@require_POST
def find(request: SignedIn) -> HttpResponse:
    """Search by POST: a name that is looked for stands in no address and no history."""
    policy.check_use_models(request.user)
    query = request.POST.get("q", "").strip()[:200]
    if not query:
        return redirect("chat:home")
    found = search(by=request.user, query=query)
    _record_search(request, query, len(found))
    context = {
        "conversations": [entry(conversation) for conversation in found[:_FOUND]],
        "query": query,
        "more": max(0, len(found) - _FOUND),
    }
    return render(request, "chat/home.html", context)


def _record_search(request: SignedIn, query: str, found: int) -> None:
    """Say that somebody searched, and never for what."""
    with transaction.atomic():
        words = len(query.split())
        audit.record("chat.searched", by=request.user, on=request.user, words=words, found=found)


@require_POST
def start(request: SignedIn) -> HttpResponse:
    case = None
    if reference := request.POST.get("case"):
        case = get_object_or_404(Case.objects.visible_to(request.user), pk=_uuid(reference))
    prompt = request.POST.get("prompt", "")
    conversation = actions.start(by=request.user, case=case, use_case=_use(request, prompt))
    address = reverse("chat:conversation", args=[conversation.pk])
    return redirect(f"{address}?prompt={prompt}#message" if is_number(prompt) else address)


def _use(request: SignedIn, prompt: str) -> UseCase | None:
    """What the chat is for: the use that was chosen, or the prompt's; else the usual one."""
    if slug := request.POST.get("use"):
        return offered_use(request, slug)
    if use_case := use_of_prompt(prompt):
        policy.check_use_case(request.user, use_case)  # it does not pass for the usual one
    return use_case


@require_GET
def conversation(request: SignedIn, pk: UUID) -> HttpResponse:
    found = conversation_of(request, pk)
    reading.read("chat.read", by=request.user, on=found)
    return show(request, found)


def show(
    request: SignedIn, conversation: Conversation, form: Composer | None = None,
    status: int = 200, *, unkept: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """Render a chat with its composer: what the draft, a prompt or an edit puts in it.

    `unkept` is feedback that could not be kept: whose, what was said, and the problem.
    """
    showing = Showing(open_vault(conversation.vault_id))
    standing = purposes.standing(conversation, request.user)
    editing = _editing(request, conversation)
    initial = {"text": _initial(request, conversation, showing, editing)}
    form = form or Composer(engines=standing.engines, chosen=conversation.engine, initial=initial)
    people = showing.people()
    latest = Conversation.objects.visible_to(request.user).select_related("case")[:_BESIDE]
    context: dict[str, Any] = {
        "conversation": entry(conversation),
        "standing": standing,
        "override": _override(conversation, showing),
        "overridden": conversation.overridden,
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
        "unkept": unkept,
    }
    return render(request, "chat/conversation.html", context, status=status)


def _override(conversation: Conversation, showing: Showing) -> str:
    """Why a prohibited use is gone on with, in the words of whoever said so."""
    return showing.opened.restore(conversation.override_reason, conversation.override_aliases)


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
