"""Asking for a translation, waiting for it, reading it, printing it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workspace.governance import policy, reading, retention
from workspace.privacy.vaults import VaultGone, open_vault

from .. import showing
from ..actions import asking, deleting
from ..engines import directions
from ..forms.asking import Ask, purposes_of
from ..languages import LANGUAGES, WITHOUT_PACKS
from ..models import Pack, Segment, Translation
from ..remaining import time_left
from .common import NOT_SAFE, SignedIn, context_of, part_of, translation_of

_BESIDE = 12  # earlier translations in the list


@require_http_methods(["GET", "POST"])
def home(request: SignedIn) -> HttpResponse:
    policy.check_use_models(request.user)
    pairs = directions()
    if request.method == "GET":
        chosen = {"target": request.GET.get("to", ""), "source": request.GET.get("from", "")}
        return _form(request, Ask(user=request.user, directions=pairs, initial=chosen))
    form = Ask(request.POST, user=request.user, directions=pairs)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        made = asking.ask(wish=_wish(form.cleaned_data), by=request.user)
    except asking.CannotTranslate as problem:
        form.add_error(problem.field, str(problem))
    except policy.Refused as refused:
        form.add_error("use_case", str(refused))
    except NOT_SAFE as problem:
        form.add_error("text", str(problem))
    else:
        return redirect("translation:show", made.pk)
    return _form(request, form, status=422)


def _wish(said: dict[str, Any]) -> asking.Wish:
    names = ("text", "target", "use_case", "source", "case", "reason", "interpreter_booked")
    return asking.Wish(**{name: said[name] for name in names})


def _form(request: SignedIn, form: Ask, status: int = 200) -> HttpResponse:
    latest = Translation.objects.visible_to(request.user)[:_BESIDE]
    context = purposes_of(form) | {
        "form": form,
        "latest": [(one, _title(one)) for one in latest],
        "demonstration": Pack.objects.in_use().filter(demonstration=True).exists(),
        "for_human": Segment.objects.for_human(request.user).count(),
        "missing": [LANGUAGES[code] for code in WITHOUT_PACKS],
    }
    return render(request, "translation/home.html", context, status=status)


def _title(translation: Translation) -> str:
    try:
        return showing.title(translation)
    except VaultGone:
        return "Erased"


@require_GET
def show(request: SignedIn, pk: UUID) -> HttpResponse:
    found = translation_of(request, pk)
    reading.read("translation.read", by=request.user, on=found)
    context = context_of(found, part_of(request, found)) | {"left": time_left(found)}
    return render(request, "translation/show.html", context)


@require_GET
def state(request: SignedIn, pk: UUID) -> HttpResponse:
    """The page's own question whether it is ready: the part of the page that changes."""
    found = translation_of(request, pk)
    if found.is_waiting:
        context = {"translation": found, "left": time_left(found)}
        return render(request, "translation/_waiting.html", context)
    reply = HttpResponse(status=204)
    reply["HX-Refresh"] = "true"
    return reply


@require_POST
def stop(request: SignedIn, pk: UUID) -> HttpResponse:
    asking.stop(translation=translation_of(request, pk), by=request.user)
    return redirect("translation:show", pk)


@require_POST
def again(request: SignedIn, pk: UUID) -> HttpResponse:
    found = translation_of(request, pk)
    if not found.is_waiting and not found.segments.exists():
        with transaction.atomic():
            asking.again(translation=found, by=request.user)
    return redirect("translation:show", pk)


@require_GET
def printed(request: SignedIn, pk: UUID) -> HttpResponse:
    """Both languages beside each other in large print, for paper."""
    found = translation_of(request, pk)
    reading.read("translation.read", by=request.user, on=found)
    shown = showing.paragraphs(found, open_vault(found.vault_id))
    context = {"translation": found, "paragraphs": shown}
    return render(request, "translation/print.html", context)


@require_http_methods(["GET", "POST"])
def delete(request: SignedIn, pk: UUID) -> HttpResponse:
    found = translation_of(request, pk)
    if request.method == "POST":
        certificate = deleting.delete(translation=found, by=request.user)
        return redirect("oversight:certificate", certificate.pk)
    context = {"translation": found, "title": _title(found), "kept": retention.kept_until(found)}
    return render(request, "translation/delete.html", context)
