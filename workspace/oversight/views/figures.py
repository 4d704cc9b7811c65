"""Figures: how often what happened in the last weeks, of a team or a purpose."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workspace.accounts.models import Team
from workspace.governance import reading
from workspace.governance.models import UseCase

from ..actions import counting
from .common import SignedIn, overseers_only


@require_GET
@overseers_only
def figures(request: SignedIn) -> HttpResponse:
    reading.read("oversight.figures.read", by=request.user, on=request.user)
    teams = {str(team.pk): team.name for team in Team.objects.all()}
    purposes = dict(UseCase.objects.values_list("slug", "title"))
    team, purpose = request.GET.get("team", ""), request.GET.get("purpose", "")
    team, purpose = (team if team in teams else ""), (purpose if purpose in purposes else "")
    context = {
        "teams": teams,
        "purposes": purposes,
        "team": team,
        "purpose": purpose,
        "weeks": counting.weeks(),
        "lines": counting.count(team=team, purpose=purpose),
    }
    return render(request, "oversight/figures.html", context)
