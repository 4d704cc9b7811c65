"""One person of a case: adding, changing, taking off the list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from workspace.governance import reading

from .. import actions
from ..asking import NewPerson
from ..forms import PersonForm, filled
from ..models import Case, RosterEntry
from ..several import Doubled, add_people
from .own import SignedIn, address, form_page, listed, own_case


@require_http_methods(["GET", "POST"])
def person_add(request: SignedIn, pk: UUID) -> HttpResponse:
    found = own_case(request, pk)
    form = _new_person(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            add_people(case=found, people=[form.entered()], by=request.user)
        except Doubled:  # somebody listed them a moment ago: now it asks
            form = _new_person(request, found)
        else:
            messages.success(request, "Added. They are hidden from every model from now on.")
            return redirect("cases:case", pk)
    intro = "Everybody you list is hidden from every model, however their name is written."
    return form_page(
        request, form, address(found), "Add a person", "Add this person", intro=intro
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def person_edit(request: SignedIn, pk: UUID, entry: int) -> HttpResponse:
    found = own_case(request, pk)
    row = _row(request, found, entry)
    reading.read("case.read", by=request.user, on=found)
    form = PersonForm(request.POST or None, initial=filled(row))
    if request.method == "POST" and form.is_valid():
        actions.change_person(entry=_entry(found, entry), person=form.person(), by=request.user)
        messages.success(request, "Saved.")
        return redirect("cases:case", pk)
    remove = reverse("cases:person_remove", args=[pk, entry])
    return form_page(request, form, address(found), "Change a person", "Save", remove_url=remove)


@require_POST
def person_remove(request: SignedIn, pk: UUID, entry: int) -> HttpResponse:
    found = own_case(request, pk)
    actions.remove_person(entry=_entry(found, entry), by=request.user)
    messages.success(request, "Taken off the list. Their name stays hidden.")
    return redirect("cases:case", pk)


def _new_person(request: SignedIn, case: Case) -> NewPerson:
    if request.method == "POST":
        return NewPerson(request.POST, rows=listed(request, case))
    return NewPerson()


def _entry(case: Case, pk: int) -> RosterEntry:
    return get_object_or_404(case.roster.select_related("case"), pk=pk)


def _row(request: SignedIn, case: Case, entry: int) -> actions.RosterRow:
    _entry(case, entry)
    return next(row for row in actions.roster(case=case, by=request.user) if row.entry == entry)
