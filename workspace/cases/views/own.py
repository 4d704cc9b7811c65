"""What every page of a case begins with: the case, if it is one of the person's own teams."""

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from workspace.accounts.models import User
from workspace.governance import reading

from ..actions import RosterRow, roster
from ..models import Case


class SignedIn(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


def own_case(request: SignedIn, pk: UUID) -> Case:
    found: Case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    return found


def listed(request: SignedIn, case: Case) -> list[RosterRow]:
    """Who is on the list, for a page that shows it: reading it is recorded."""
    reading.read("case.read", by=request.user, on=case)
    return list(roster(case=case, by=request.user))


def address(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])


def form_page(
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
