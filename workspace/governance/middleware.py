"""A refusal by policy becomes a page that says why; whoever is turned away is in the record.

Trying the ids of other people's work leaves a trace: an auditor who searches for a chat finds
who was told that it does not exist.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workspace.accounts.models import User

from . import audit
from .policy import Refused


class RefusalsInPlainWords:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404:
            _not_found(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        _refused(request, exception.code)
        return render(request, "refused.html", {"reason": str(exception)}, status=403)


def _not_found(request: HttpRequest) -> None:
    found, user = request.resolver_match, getattr(request, "user", None)
    ids = [value for value in (found.kwargs if found else {}).values() if isinstance(value, UUID)]
    if found and ids and isinstance(user, User):
        with transaction.atomic():
            audit.record("access.not_found", by=user, on=("page", str(ids[0])), page=_page(request))


def _refused(request: HttpRequest, code: str) -> None:
    user = getattr(request, "user", None)
    if isinstance(user, User):
        with transaction.atomic():
            audit.record("access.refused", by=user, on=user, code=code, page=_page(request))


def _page(request: HttpRequest) -> str:
    """The name of an address in the code: nothing that somebody typed."""
    return request.resolver_match.view_name if request.resolver_match else ""
