"""Pages of cases: one's teams' cases, and the people in each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workspace.accounts.fresh import check_fresh
from workspace.accounts.models import User
from workspace.governance import policy, reading, retention

from . import actions, keeping
from .forms import EraseCase, NewCase, PersonForm, filled
from .models import Case, RosterEntry


class SignedIn(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


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
    return _form(request, form, reverse("cases:list"), "New case", "Create the case")


@require_GET
def case(request: SignedIn, pk: UUID) -> HttpResponse:
    found = _case(request, pk)
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
def person_add(request: SignedIn, pk: UUID) -> HttpResponse:
    found = _case(request, pk)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_person(case=found, person=form.person(), by=request.user)
        messages.success(request, "Added. They are hidden from every model from now on.")
        return redirect("cases:case", pk)
    intro = "Everybody you list is hidden from every model, however their name is written."
    return _form(request, form, _address(found), "Add a person", "Add this person", intro=intro)


@require_http_methods(["GET", "POST"])
def person_edit(request: SignedIn, pk: UUID, entry: int) -> HttpResponse:
    found = _case(request, pk)
    row = _row(request, found, entry)
    reading.read("case.read", by=request.user, on=found)
    form = PersonForm(request.POST or None, initial=filled(row))
    if request.method == "POST" and form.is_valid():
        actions.change_person(entry=_entry(found, entry), person=form.person(), by=request.user)
        messages.success(request, "Saved.")
        return redirect("cases:case", pk)
    remove = reverse("cases:person_remove", args=[pk, entry])
    return _form(request, form, _address(found), "Change a person", "Save", remove_url=remove)


@require_POST
def person_remove(request: SignedIn, pk: UUID, entry: int) -> HttpResponse:
    found = _case(request, pk)
    actions.remove_person(entry=_entry(found, entry), by=request.user)
    messages.success(request, "Taken off the list. Their name stays hidden.")
    return redirect("cases:case", pk)


@require_http_methods(["GET", "POST"])
def erase(request: SignedIn, pk: UUID) -> HttpResponse:
    """Erase a whole case: by a manager who has just shown who they are, and says why."""
    found = _case(request, pk)
    policy.check_erase_case(request.user, [found.team_id])
    check_fresh(request)
    form = EraseCase(request.POST or None, case=found)
    if request.method == "POST" and form.is_valid():
        certificate = keeping.erase(found, by=request.user, reason=form.cleaned_data["reason"])
        return redirect("oversight:certificate", certificate.pk)
    context = {"form": form, "case": found, "kept": retention.kept_until(found)}
    context |= {"parts": keeping.parts(found), "people": found.roster.count()}
    return render(request, "cases/erase.html", context, status=422 if form.errors else 200)


def _case(request: SignedIn, pk: UUID) -> Case:
    found: Case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    return found


def _entry(case: Case, pk: int) -> RosterEntry:
    return get_object_or_404(case.roster.select_related("case"), pk=pk)


def _row(request: SignedIn, case: Case, entry: int) -> actions.RosterRow:
    _entry(case, entry)
    return next(row for row in actions.roster(case=case, by=request.user) if row.entry == entry)


def _address(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])


def _form(
    request: SignedIn, form: BaseForm, back_url: str, heading: str, label: str, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "back_url": back_url,
        "heading": heading,
        "action_label": label,
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, "cases/form.html", context, status=status)
