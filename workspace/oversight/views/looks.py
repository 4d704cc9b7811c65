"""Giving a reason, finishing, and the list of who has looked and why."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workspace.cases.models import Case
from workspace.governance import reading
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.masking import MaskingFailed

from ..actions import looking
from ..forms import Reason
from ..models import Look
from .common import SignedIn, overseers_only

_A_PAGE = 20


@require_http_methods(["GET", "POST"])
@overseers_only
def reason(request: SignedIn) -> HttpResponse:
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid() and _opened(request, form):
        return HttpResponseRedirect(_next(request))
    context = {"form": form, "next": _next(request), "good_for": looking.GOOD_FOR}
    return render(request, "oversight/reason.html", context, status=422 if form.errors else 200)


def _opened(request: SignedIn, form: Reason) -> bool:
    data = form.cleaned_data
    try:
        looking.open_look(
            by=request.user, kind=data["kind"], reason=data["reason"], case_id=data["case"],
            reference=data["reference"],
        )  # fmt: skip
    except (DetectionFailed, MaskingFailed) as problem:
        form.add_error("reason", str(problem))
    return not form.errors


def _next(request: SignedIn) -> str:
    """Where they were going, if that is a page of oversight; else the record."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    try:
        place = resolve(urlsplit(wanted).path).namespace if ours else ""
    except (Resolver404, ValueError):
        place = ""
    return wanted if place == "oversight" else reverse("oversight:record")


@require_POST
@overseers_only
def finish(request: SignedIn) -> HttpResponse:
    looking.close_look(by=request.user)
    return redirect("oversight:home")


@dataclass(frozen=True, slots=True)
class Shown:
    look: Look
    reason: str
    case: str


@require_GET
@overseers_only
def looks(request: SignedIn) -> HttpResponse:
    """Who has looked, when and why: those who watch are watched."""
    reading.read("oversight.looks.read", by=request.user, on=request.user)
    page = Paginator(Look.objects.select_related("by"), _A_PAGE).get_page(request.GET.get("page"))
    cases = Case.objects.filter(pk__in=[look.case_id for look in page if look.case_id])
    references = {str(case.pk): case.reference for case in cases}
    shown = [
        Shown(look, looking.reason_of(look), references.get(look.case_id, look.case_id))
        for look in page
    ]
    return render(request, "oversight/looks.html", {"looks": shown, "page": page})
