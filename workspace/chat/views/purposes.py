"""What Daylight may be used for, and what one chat is for."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from workspace.accounts.models import User
from workspace.governance import policy
from workspace.governance.models import Room, UseCase

from ..actions import purposes as actions
from ..actions.uses import uses_for
from ..forms import Override
from ..models import Conversation
from .common import NOT_SAFE, SignedIn, conversation_of, offered_use

_PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Offer:
    """A use of the register, and why it is closed to this person if it is."""

    use: UseCase
    closed: str = ""


@require_GET
def uses(request: SignedIn) -> HttpResponse:
    """The register, for everybody to read."""
    rows = list(_register(request.user))
    context = {
        "allowed": [_offer(use, request.user) for use in rows if use.allowed],
        "prohibited": [use for use in rows if not use.allowed],
        "may_start": policy.can_use_models(request.user),
    }
    return render(request, "chat/uses.html", context)


def _register(user: User) -> list[UseCase]:
    """What is open to this person's teams; whoever oversees reads all of it."""
    rows = UseCase.objects.filter(room=Room.CHAT)
    if user.role not in policy.OVERSEERS:
        rows = UseCase.objects.offered_to(user, Room.CHAT)
    return list(rows.select_related("owner").prefetch_related("teams"))


def _offer(use: UseCase, user: User) -> Offer:
    try:
        policy.check_use_case(user, use)
    except policy.Refused as refusal:
        return Offer(use, "" if refusal.code in ("role", "team") else str(refusal))
    return Offer(use)


@require_http_methods(["GET", "POST"])
def purpose(request: SignedIn, pk: UUID) -> HttpResponse:
    """Choose what a chat is for; what is prohibited leads to why, and to what to do instead."""
    found = conversation_of(request, pk)
    if request.method == "POST":
        return _chosen(request, found)
    context = {
        "conversation": found,
        "standing": actions.standing(found, request.user),
        "allowed": uses_for(request.user),
        "prohibited": actions.prohibited_for(request.user),
        "back": request.GET.get("back", ""),
    }
    return render(request, "chat/purpose.html", context)


def _chosen(request: SignedIn, found: Conversation) -> HttpResponse:
    use = offered_use(request, request.POST.get("use", ""))
    if not use.allowed:
        return redirect("chat:override", found.pk, use.slug)
    try:
        actions.choose_use(conversation=found, use_case=use, by=request.user)
    except (policy.Refused, *NOT_SAFE) as problem:
        messages.error(request, str(problem))
        return redirect("chat:purpose", found.pk)
    back = "preview" if request.POST.get("back") == _PREVIEW else "conversation"
    return redirect(f"chat:{back}", found.pk)


@require_http_methods(["GET", "POST"])
def override(request: SignedIn, pk: UUID, slug: str) -> HttpResponse:
    """Why a use is prohibited, what to do instead, and where it may be, going on with a reason."""
    found, use = conversation_of(request, pk), offered_use(request, slug)
    if use.allowed:
        return redirect("chat:purpose", found.pk)
    may = policy.can_override(request.user, use)
    form = Override(request.POST or None)
    if request.method == "POST" and form.is_valid() and _overridden(request, found, use, form):
        return redirect("chat:conversation", found.pk)
    context = {"conversation": found, "use": use, "may_override": may, "form": form}
    return render(request, "chat/override.html", context, status=422 if form.errors else 200)


def _overridden(request: SignedIn, found: Conversation, use: UseCase, form: Override) -> bool:
    try:
        actions.override_use(
            conversation=found, use_case=use, reason=form.cleaned_data["reason"], by=request.user
        )
    except NOT_SAFE as problem:
        form.add_error("reason", str(problem))
    return not form.errors
