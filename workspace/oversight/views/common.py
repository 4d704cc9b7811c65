"""Who may come in, and that nobody looks at the record without having said why."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from workspace.accounts.models import User
from workspace.governance import policy

from ..actions.looking import current_look

View = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


def overseers_only(view: View) -> View:
    """Refuse everybody but auditors and administrators, in plain words."""

    @wraps(view)
    def checked(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy.check_read_audit(request.user)
        return view(request, *args, **kwargs)

    return checked


def with_a_reason(view: View) -> View:
    """Give the view the look that is open; without one, ask for the reason and come back."""

    @wraps(view)
    def asked(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy.check_read_audit(request.user)
        look = current_look(request.user)
        if look is not None:
            return view(request, look, *args, **kwargs)
        here = request.get_full_path() if request.method == "GET" else request.path
        return redirect(f"{reverse('oversight:reason')}?{urlencode({'next': here})}")

    return asked
