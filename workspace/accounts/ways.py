"""Sending a browser elsewhere, whoever asked: a page, a part of a page, or an event stream."""

from collections.abc import Callable
from typing import Any, Final, TypeVar
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

View = TypeVar("View", bound=Callable[..., Any])
_UNASKED: Final = "told_by_itself"


def is_part(request: HttpRequest) -> bool:
    """Say whether htmx asks, which would put a whole page where a part belongs."""
    return request.headers.get("HX-Request") == "true"


def is_stream(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("text/event-stream")


def by_itself(request: HttpRequest) -> bool:
    """Say whether a page asked by itself, with nobody there who clicked."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    asked = is_part(request) or is_stream(request) or mode != "navigate"
    return request.method in ("GET", "HEAD") and asked


def told_by_itself(view: View) -> View:
    """Mark a view that an open page posts to by the clock, whether anybody is there or not."""
    setattr(view, _UNASKED, True)
    return view


def is_told_by_itself(view: Callable[..., Any]) -> bool:
    return getattr(view, _UNASKED, False) is True


def came_from(request: HttpRequest) -> str:
    """Return the page that somebody is on, as a path of ours; "/" if that cannot be known."""
    if is_part(request):
        said = request.headers.get("HX-Current-URL", "")
    elif request.method in ("GET", "HEAD"):
        return request.get_full_path()
    else:
        said = request.headers.get("Referer", "")
    hosts = {request.get_host()}
    if not said or not url_has_allowed_host_and_scheme(said, hosts, request.is_secure()):
        return "/"
    parts = urlsplit(said)
    path = parts._replace(scheme="", netloc="", fragment="").geturl()
    return path if url_has_allowed_host_and_scheme(path, None) else "/"


def then(address: str, back: str) -> str:
    """Return an address that leads on to `back` once it is done with."""
    return f"{address}?{urlencode({'next': back}, safe='/')}"


def go(request: HttpRequest, address: str) -> HttpResponse:
    if is_stream(request):
        return HttpResponse(status=401)
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
