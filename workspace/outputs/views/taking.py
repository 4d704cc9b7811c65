"""Approved text leaves: copied, or as a file by somebody who has just shown who they are."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from workspace.accounts.fresh import fresh_required

from ..actions import exporting
from ..exporting import FORMATS
from .common import SignedIn, output_of, wants_data


@require_POST
def copy(request: SignedIn, pk: UUID) -> HttpResponse:
    output = output_of(request, pk)
    text = exporting.copy(output=output, by=request.user)
    if wants_data(request):
        return JsonResponse({"text": text})
    return render(request, "outputs/copy.html", {"output": output, "text": text})


@require_GET
def export(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    """A link, so that it leads here again after somebody has confirmed who they are."""
    output_of(cast(SignedIn, request), pk)  # nobody confirms who they are for another's text
    if form not in FORMATS:
        raise Http404
    return _file(request, pk, form)


@fresh_required
def _file(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    mine = cast(SignedIn, request)
    file = exporting.export(output=output_of(mine, pk), form=FORMATS[form], by=mine.user)
    response = HttpResponse(file.data, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
