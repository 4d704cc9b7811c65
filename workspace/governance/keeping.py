"""Nothing that Daylight shows is kept by a browser or a proxy.

Pages hold names. Once somebody has signed out, the back button must ask the server again.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class NothingIsKept:
    """Marks every page `no-store`. Static files are served before it and stay cached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_cache_control(response, no_store=True, private=True)
        return response
