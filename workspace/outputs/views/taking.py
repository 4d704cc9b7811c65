"""Approved text leaves: copied, or as a file by somebody who has just shown who they are."""

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from workspace.accounts.fresh import check_fresh

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
def export(request: SignedIn, pk: UUID, form: str) -> HttpResponse:
    """A file. Whoever must confirm who they are comes back to the text, which then saves it:
    a file alone would leave them before a page that still asks."""
    output = output_of(request, pk)  # nobody confirms who they are for another's text
    if form not in FORMATS:
        raise Http404
    check_fresh(request, back=f"{reverse('outputs:review', args=[pk])}?save={form}")
    file = exporting.export(output=output, form=FORMATS[form], by=request.user)
    response = HttpResponse(file.data, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
