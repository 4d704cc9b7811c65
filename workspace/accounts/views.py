"""Joining: the page that an invitation's link leads to.

The link's secret is taken out of the address at once. What the browser keeps in its history,
sends on, or a log writes down from then on is only /join/.
"""

from typing import Final

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from . import invitations
from .forms import Join
from .models import Invitation

_KEPT: Final = "invitation"
"""In the session: the digest of the link's secret, never the secret."""
_TRIES: Final = {"app": "allauth.account", "action": "join", "limit_get": True}
_WRONG_LINKS: Final = {"join": "60/10m/ip"}


@login_not_required
@require_GET
def arrive(request: HttpRequest, secret: str) -> HttpResponse:
    """Put the secret away and go on. Following a link, however often, uses nothing up."""
    digest = invitations.digest_of(secret.strip("/ .,;:)>"))  # what a mail program may add
    request.session.pop(_KEPT, None)
    if not _tried_too_often(request):
        if invitations.find(digest):
            request.session[_KEPT] = digest
        else:
            _tried_too_often(request, counting=True)
    response = redirect("accounts:join")
    response["Referrer-Policy"] = "no-referrer"
    return response


def _tried_too_often(request: HttpRequest, *, counting: bool = False) -> bool:
    """Only wrong links count: a whole council may join through one address."""
    return not ratelimit.consume(request, config=_WRONG_LINKS, dry_run=not counting, **_TRIES)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    invitation = invitations.find(request.session.get(_KEPT, ""))
    if invitation is None:
        return _does_not_work(request)
    if request.user.is_authenticated:
        return render(request, "accounts/someone_else.html", {"invitation": invitation})
    form = Join(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        return _accepted(request, invitation, form.cleaned_data["password"])
    context = {
        "form": form,
        "invitation": invitation,
        "organisation": settings.ORGANISATION,
        "second_factor": settings.MFA_REQUIRED,
    }
    return render(request, "accounts/join.html", context, status=422 if form.errors else 200)


def _accepted(request: HttpRequest, invitation: Invitation, password: str) -> HttpResponse:
    try:
        user = invitations.accept(invitation=invitation, password=password)
    except invitations.NoLongerOpen:
        return _does_not_work(request)
    request.session.pop(_KEPT, None)
    record_authentication(request, user, method="password", email=user.email)
    response: HttpResponse = perform_login(request, user)
    return response


def _does_not_work(request: HttpRequest) -> HttpResponse:
    """Answer alike for a link that is wrong, used, withdrawn, replaced or too old."""
    often = _tried_too_often(request)
    context = {"too_often": often, "days": invitations.GOOD_FOR.days}
    return render(request, "accounts/does_not_work.html", context, status=429 if often else 404)
