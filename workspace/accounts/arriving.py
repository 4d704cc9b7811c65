"""Everything asks for a sign-in first, and nobody loses their place or their words over it."""

import re
from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from .ways import came_from, go, is_part, is_stream, then

_SECRET: Final = re.compile("password|secret|token|key|code|credential", re.IGNORECASE)


class SignInFirst(LoginRequiredMiddleware):
    """Signing in leads back to the page somebody was on. A form sent too late is not sent.

    What it held is shown once, to be copied, and stored nowhere.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        sign_in = then(reverse("account_login"), came_from(request))
        if request.method in ("GET", "HEAD") or is_stream(request):
            return go(request, sign_in)
        if is_part(request):  # the page keeps what was typed, and says what happened
            return HttpResponse(status=401, headers={"X-Sign-In": sign_in})
        context = {"sign_in": sign_in, "written": _written(request), "files": bool(request.FILES)}
        return render(request, "account/nothing_sent.html", context, status=401)


def _written(request: HttpRequest) -> list[str]:
    """Return the texts of a form: what has more than one word, and no secret."""
    texts = []
    for name, values in request.POST.lists():
        if not _SECRET.search(name):
            texts += [str(value) for value in values if len(str(value).split()) > 1]
    return texts
