"""The record: searching it, and one entry with everything that stands in it."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from workspace.governance import reading
from workspace.governance.links import COVERED, digest_of
from workspace.governance.models import AuditEntry

from ..actions import searching
from ..actions.searching import Filters
from ..forms import Search, described, filled, quick_ranges
from ..models import Look
from ..phrasebook import HOLDERS, THINGS
from ..telling import Teller, tell
from .common import SignedIn, with_a_reason


@require_http_methods(["GET", "POST"])
@with_a_reason
def record(request: SignedIn, look: Look) -> HttpResponse:
    """Search by POST, so that a name stands in no address; then show what is found by ids."""
    if request.method == "POST":
        form = Search(request.POST)
        if form.is_valid():
            return HttpResponseRedirect(address(form.filters()))
        context = {"form": form, "look": look, "open": True}
        return render(request, "oversight/record.html", context, status=422)
    filters = Filters.of(request.GET)
    page = searching.search(filters=filters, before=_before(request), by=request.user, look=look)
    return render(request, "oversight/record.html", _page(filters, page, look))


def _page(filters: Filters, page: searching.Page, look: Look) -> dict[str, Any]:
    query = filters.query()
    return {
        "look": look,
        "form": Search(initial=filled(filters)),
        "open": not query,
        "described": described(filters),
        "told": tell(page.rows),
        "count": page.count,
        "counted": searching.COUNTED,
        "older": address(filters, before=page.older) if page.older else "",
        "newest": address(filters),
        "export": f"{reverse('oversight:export')}?{urlencode(query)}",
        "ranges": [(name, _since(query, day)) for name, day in quick_ranges()],
    }


def _since(query: dict[str, str], day: object) -> str:
    return f"{reverse('oversight:record')}?{urlencode(query | {'since': str(day), 'until': ''})}"


def address(filters: Filters, *, before: int | None = None) -> str:
    query = filters.query() | ({"before": str(before)} if before else {})
    return reverse("oversight:record") + (f"?{urlencode(query)}" if query else "")


def _before(request: SignedIn) -> int | None:
    said = request.GET.get("before", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None


@require_GET
@with_a_reason
def entry(request: SignedIn, look: Look, seq: int) -> HttpResponse:
    if seq >= 2**63:
        raise Http404
    found = get_object_or_404(AuditEntry, seq=seq)
    reading.read(
        "oversight.entry.read", by=request.user, on=("governance.auditentry", str(seq)),
        look=str(look.pk),
    )  # fmt: skip
    teller = Teller([found])
    context = {
        "look": look,
        "entry": found,
        "told": teller.tell(found),
        "facts": teller.facts(found),
        "whole": digest_of({name: getattr(found, name) for name in COVERED}) == found.digest,
        "kind": THINGS.get(found.object_type, "thing") or "entry",
        "held": HOLDERS.get(found.object_type, "thing"),
        "history": address(Filters(thing=found.object_id)) if found.object_id else "",
        "by_them": address(Filters(people=(found.actor_id,))),
        "in_case": address(Filters(case=found.case_id)) if found.case_id else "",
        "holder": address(Filters(thing=found.within)) if found.within else "",
    }
    return render(request, "oversight/entry.html", context)
