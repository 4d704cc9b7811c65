"""Suggesting a word for everybody, and what became of it."""

from contextlib import suppress
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workspace.governance import policy, reading
from workspace.privacy.lists import CannotList
from workspace.privacy.models import Suggestion
from workspace.privacy.suggesting import CannotSuggest, of, see, text_of
from workspace.privacy.vaults import open_vault

from ..actions import suggesting
from ..forms import Suggest
from ..models import Conversation
from .common import NOT_SAFE, SignedIn, conversation_of

_MOST: Final = 200


@require_http_methods(["GET", "POST"])
def suggest(request: SignedIn, pk: UUID, alias: UUID) -> HttpResponse:
    """Words of one chat, and what is said before an administrator reads them."""
    found = conversation_of(request, pk)
    offer = suggesting.offer(found, open_vault(found.vault_id), str(alias))
    if offer is None or offer.kind == "roster":
        raise Http404
    form = Suggest(request.POST or None, offer=offer)
    if request.method == "POST" and form.is_valid() and _suggested(request, found, form):
        return redirect("chat:preview", pk)
    reading.read("chat.read", by=request.user, on=found)
    context = {"conversation": found, "offer": offer, "form": form}
    return render(request, "chat/suggest.html", context, status=422 if form.errors else 200)


def _suggested(request: SignedIn, found: Conversation, form: Suggest) -> bool:
    try:
        suggesting.suggest(conversation=found, by=request.user, **form.wanted())
    except CannotSuggest as problem:
        form.add_error(problem.field, str(problem))
        return False
    except NOT_SAFE as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, "Suggested. You will see here what an administrator decides.")
    return True


@require_GET
def suggestions(request: SignedIn) -> HttpResponse:
    """What this person has suggested, and what became of it."""
    policy.check_use_models(request.user)
    found = list(of(request.user)[:_MOST])
    came_from = suggesting.came_from(found, by=request.user)
    rows = [(row, row.suggestion, text_of(row.suggestion), came_from.get(row.pk)) for row in found]
    unread = [one.pk for row, one, *_ in rows if not (row.seen or one.is_waiting)]
    return render(request, "chat/suggestions.html", {"rows": rows, "unread": unread})


@require_POST
def read(request: SignedIn) -> HttpResponse:
    """Note that somebody has read what their page of suggestions showed them as decided."""
    policy.check_use_models(request.user)
    see(request.user, _uuids(request.POST.getlist("read")))
    return redirect("chat:suggestions")


def _uuids(said: list[str]) -> list[UUID]:
    """Read ids that came in a form: a wrong one finds nothing."""
    found = []
    for one in said[:_MOST]:
        with suppress(ValueError):
            found.append(UUID(one))
    return found


@require_POST
def withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    policy.check_use_models(request.user)
    found = get_object_or_404(Suggestion.objects.visible_to(request.user), pk=pk)
    try:
        suggesting.withdraw(suggestion=found, by=request.user)
        messages.success(request, "Withdrawn.")
    except CannotList as problem:
        messages.error(request, str(problem))
    return redirect("chat:suggestions")
