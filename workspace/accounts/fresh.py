"""What matters most is done only by somebody who has just shown who they are.

Signing in counts, and so does confirming it afterwards, for fifteen minutes. What somebody was
about to send is not kept while they confirm: it may hold a key or a family's words.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from . import oidc
from .ways import came_from, go, then

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def is_fresh(request: HttpRequest) -> bool:
    """Say whether this person has shown who they are in the last fifteen minutes."""
    if not request.user.is_authenticated:
        return False
    times = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(times) and time.time() - max(times) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class MustConfirm(ReauthenticationRequired):  # type: ignore[misc]
    """The person is asked to confirm who they are, and comes `back` to this address."""

    def __init__(self, back: str) -> None:
        super().__init__()
        self.back = back


def check_fresh(request: HttpRequest, back: str = "") -> None:
    """Raise unless `is_fresh`. Without `back` they come back to where they were."""
    if not is_fresh(request):
        raise MustConfirm(back)


def fresh_required(
    view: Callable[Concatenate[HttpRequest, P], R],
) -> Callable[Concatenate[HttpRequest, P], R]:
    @wraps(view)
    def asked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> R:
        check_fresh(request)
        return view(request, *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], R], asked)


class FreshToChange:
    """For a `ModelAdmin`: looking is free, every way of changing something is not.

    Comes before the admin class: `class EngineAdmin(FreshToChange, admin.ModelAdmin[Engine])`.
    """

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "GET" or self.has_change_permission(request):  # type: ignore[attr-defined]
            check_fresh(request)
        return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        check_fresh(request)
        return super().delete_view(request, *args, **kwargs)  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "GET":
            check_fresh(request)
        return super().changelist_view(request, *args, **kwargs)  # type: ignore[misc]

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        check_fresh(request)
        return super().user_change_password(request, *args, **kwargs)  # type: ignore[misc]


class AskAgain:
    """Leads whoever must confirm to where they can, and back to the page they were on.

    allauth would keep a form in the session until then; here nothing that was typed is stored.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ReauthenticationRequired) or not request.user.is_authenticated:
            return None
        if request.method not in ("GET", "HEAD"):
            again = "Nothing was changed yet. Confirm that it is you, then do it again."
            messages.warning(request, again)
        ways = get_adapter(request).get_reauthentication_methods(request.user)
        back = getattr(error, "back", "") or came_from(request)
        if not ways:  # they sign in elsewhere, and confirm it there
            return go(request, oidc.sign_in_again(request, back))
        return go(request, then(ways[0]["url"], back))
