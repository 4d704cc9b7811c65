"""The cases of one's teams; opening, reading and erasing one."""

from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from workspace.accounts.fresh import check_fresh
from workspace.governance import policy, reading, retention

from .. import actions, keeping
from ..forms import EraseCase, NewCase
from ..models import Case
from .own import SignedIn, form_page, own_case


@require_GET
def case_list(request: SignedIn) -> HttpResponse:
    cases = Case.objects.visible_to(request.user).annotate(people_count=Count("roster"))
    may_open = policy.can_manage_cases(request.user)
    return render(request, "cases/list.html", {"cases": cases, "may_open": may_open})


@require_http_methods(["GET", "POST"])
def create(request: SignedIn) -> HttpResponse:
    policy.check_manage_cases(request.user)
    form = NewCase(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        case = actions.open_case(reference=data["reference"], team=data["team"], by=request.user)
        return redirect("cases:case", case.pk)
    return form_page(request, form, reverse("cases:list"), "New case", "Create the case")


@require_GET
def case(request: SignedIn, pk: UUID) -> HttpResponse:
    found = own_case(request, pk)
    reading.read("case.read", by=request.user, on=found)
    people = list(actions.roster(case=found, by=request.user))
    context = {
        "case": found,
        "people": people,
        "may_erase": policy.can(policy.check_erase_case, request.user, [found.team_id]),
        "on_hold": retention.kept_until(found).on_hold,
    }
    return render(request, "cases/case.html", context)


@require_http_methods(["GET", "POST"])
def erase(request: SignedIn, pk: UUID) -> HttpResponse:
    """Erase a whole case: by a manager who has just shown who they are, and says why."""
    found = own_case(request, pk)
    policy.check_erase_case(request.user, [found.team_id])
    check_fresh(request)
    form = EraseCase(request.POST or None, case=found)
    if request.method == "POST" and form.is_valid():
        certificate = keeping.erase(found, by=request.user, reason=form.cleaned_data["reason"])
        return redirect("oversight:certificate", certificate.pk)
    context = {"form": form, "case": found, "kept": retention.kept_until(found)}
    context |= {"parts": keeping.parts(found), "people": found.roster.count()}
    return render(request, "cases/erase.html", context, status=422 if form.errors else 200)
