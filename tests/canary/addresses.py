"""Daylight's own addresses, and one page that breaks on what a person typed."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tests.canary import sent  # noqa: F401 – listens from now on


def broken(request: HttpRequest) -> HttpResponse:
    typed = request.POST["text"]
    raise ValueError(f"could not understand {typed!r}")


urlpatterns = [path("broken/", broken), path("", include("workspace.urls"))]
