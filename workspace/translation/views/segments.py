"""One sentence of a translation: looked at, written anew, translated back; names corrected."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from workspace.governance.policy import Refused

from ..actions import reviewing
from .common import NOT_SAFE, SignedIn, context_of, part_of, segment_of, translation_of


@require_POST
def segment(request: SignedIn, pk: UUID, number: int) -> HttpResponse:
    found = segment_of(request, pk, number)
    text, seen = request.POST.get("text", ""), request.POST.get("seen", "")
    try:
        match request.POST.get("do"):
            case "edit":
                reviewing.edit(segment=found, text=text, by=request.user, seen=seen)
            case "human":
                reviewing.send_to_human(segment=found, by=request.user)
            case "take_back":
                reviewing.take_back(segment=found, by=request.user)
            case "back":
                reviewing.look_back(segment=found, by=request.user)
            case _:
                reviewing.look(segment=found, by=request.user, seen=seen)
    except (reviewing.CannotSave, Refused, *NOT_SAFE) as problem:
        said = {"problem": str(problem), "number": number, "unkept": text}
        return _page(request, pk, **said)
    if request.POST.get("from") == "human":
        return redirect("translation:for_human")
    part = part_of(request, found.translation)
    return redirect(reverse("translation:show", args=[pk]) + part.query + f"#s{number}")


@require_POST
def names(request: SignedIn, pk: UUID) -> HttpResponse:
    """Hide a word that stands in clear, or leave in clear what is no name; then translate anew."""
    found = translation_of(request, pk)
    said = request.POST
    try:
        if subject := said.get("subject"):
            reviewing.leave_in(translation=found, subject=subject, by=request.user)
        else:
            text, role = said.get("text", ""), said.get("role", "")
            reviewing.hide(translation=found, text=text, role=role, by=request.user)
    except (reviewing.CannotSave, Refused, *NOT_SAFE) as problem:
        messages.error(request, str(problem))
    return redirect("translation:show", pk)


def _page(request: SignedIn, pk: UUID, **said: object) -> HttpResponse:
    found = translation_of(request, pk)
    context = context_of(found, part_of(request, found)) | said
    return render(request, "translation/show.html", context, status=422)
