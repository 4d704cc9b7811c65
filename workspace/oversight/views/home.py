"""Where auditors and administrators arrive: what there is to do, and how the record stands."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workspace.governance.models import ChainHead, Checkpoint

from ..actions.looking import current_look
from .common import SignedIn, overseers_only


@require_GET
@overseers_only
def home(request: SignedIn) -> HttpResponse:
    context = {
        "look": current_look(request.user),
        "head": ChainHead.objects.first(),
        "checkpoint": Checkpoint.objects.last(),
    }
    return render(request, "oversight/home.html", context)
