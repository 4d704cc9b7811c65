"""Taking a search away as a file: who has just shown who they are, and not without a reason."""

from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from workspace.accounts.fresh import check_fresh

from ..actions import exporting
from ..actions.searching import Filters, entries
from ..forms import described
from ..models import Look
from .common import SignedIn, with_a_reason
from .record import address
from .streaming import streamed

TYPES: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


@require_http_methods(["GET", "POST"])
@with_a_reason
def export(request: SignedIn, look: Look) -> HttpResponseBase:
    check_fresh(request)
    filters = Filters.of(request.GET)
    if request.method == "GET":
        return _asked(request, look, filters)
    form = request.POST.get("form", "")
    if form not in exporting.FORMS:
        return HttpResponseBadRequest("There is no such format.")
    chunks = exporting.export(filters=filters, form=form, by=request.user, look=look)
    return streamed(request, chunks, f"daylight-record.{form}", TYPES[form])


def _asked(request: SignedIn, look: Look, filters: Filters) -> HttpResponse:
    context = {
        "look": look,
        "count": entries(filters).order_by().count(),
        "described": described(filters),
        "back": address(filters),
        "query": urlencode(filters.query()),
    }
    return render(request, "oversight/export.html", context)
