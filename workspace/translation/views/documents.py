"""Documents: choosing one, taking its translation out, and what waits for a human translator."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from workspace.accounts.fresh import check_fresh
from workspace.governance import policy, reading
from workspace.privacy.vaults import open_vault

from .. import showing, storing
from ..actions import asking, documents
from ..documents import UnreadableFile
from ..engines import directions
from ..forms.asking import AskDocument, purposes_of
from ..models import Segment, Translation
from .common import NOT_SAFE, SignedIn, place_of, translation_of


@require_http_methods(["GET", "POST"])
def ask(request: SignedIn) -> HttpResponse:
    policy.check_use_models(request.user)
    pairs = directions()
    if request.method == "GET":
        return _form(request, AskDocument(user=request.user, directions=pairs))
    form = AskDocument(request.POST, request.FILES, user=request.user, directions=pairs)
    if not form.is_valid():
        return _form(request, form, status=422)
    said, file = form.cleaned_data, form.cleaned_data["file"]
    try:
        made = documents.ask(wish=_wish(said), name=file.name, data=file.read(), by=request.user)
    except asking.CannotTranslate as problem:
        form.add_error(problem.field if problem.field in form.fields else "file", str(problem))
    except policy.Refused as refused:
        form.add_error("use_case", str(refused))
    except NOT_SAFE as problem:
        form.add_error("file", str(problem))
    else:
        return redirect("translation:show", made.pk)
    return _form(request, form, status=422)


def _wish(said: dict[str, Any]) -> asking.Wish:
    names = ("target", "use_case", "source", "case", "reason", "interpreter_booked")
    return asking.Wish(text="", **{name: said[name] for name in names})


def _form(request: SignedIn, form: AskDocument, status: int = 200) -> HttpResponse:
    context = purposes_of(form) | {"form": form}
    return render(request, "translation/document.html", context, status=status)


@require_GET
def download(request: SignedIn, pk: UUID) -> HttpResponse:
    """The approved translation as a file of the original's kind."""
    found = translation_of(request, pk)
    if not found.is_document:
        raise Http404
    documents.check_allowed_out(found, request.user)
    check_fresh(request, back=reverse("translation:show", args=[pk]))
    try:
        file = documents.download(translation=found, by=request.user)
    except (UnreadableFile, storing.NotThere) as problem:
        raise policy.Refused("document", str(problem)) from None
    response = HttpResponse(file.data, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def for_human(request: SignedIn) -> HttpResponse:
    """One's own sentences that wait for a human translator, by translation."""
    policy.check_use_models(request.user)
    rows = Segment.objects.for_human(request.user).select_related("translation")
    groups = groupby(rows.order_by("-translation__created", "translation", "number"), _whose)
    context = {"groups": [_group(request, whole, list(rows)) for whole, rows in groups]}
    return render(request, "translation/human.html", context)


def _whose(segment: Segment) -> Translation:
    return segment.translation


def _group(request: SignedIn, whole: Translation, rows: list[Segment]) -> dict[str, Any]:
    reading.read("translation.read", by=request.user, on=whole)
    shown = showing.sentences(rows, open_vault(whole.vault_id))
    places = [(one, place_of(one.row.number)) for one in shown]
    return {"translation": whole, "title": showing.title(whole), "sentences": places}
