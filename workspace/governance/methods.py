"""Only the methods that some page is made for: TRACE and the like are refused everywhere."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

_KNOWN: Final = ("GET", "HEAD", "POST")


class KnownMethods:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in _KNOWN:
            return HttpResponseNotAllowed(_KNOWN)
        return self.get_response(request)
