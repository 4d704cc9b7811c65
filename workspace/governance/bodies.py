"""What is sent here has a size, whoever sends it: the rest is not kept, not even for a moment.

Without this, Django writes a body of any length to a temporary file, in clear, before it asks who
is there.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_TOO_LARGE: Final = "daylight.too_large"


def bounded(application: Application) -> Application:
    """Hand on no more than `FILE_UPLOAD_MAX_MEMORY_SIZE`, which then stays in memory.

    What is too large is read to its end and dropped, so that the browser listens to the answer.
    """

    async def read(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await application(scope, receive, send)
        parts, size, more = [], 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            size += len(message.get("body", b""))
            parts.append(message.get("body", b""))
            if size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
                scope[_TOO_LARGE] = True
                parts.clear()
            more = message.get("more_body", False)
        body = iter([b"".join(parts)])

        async def again() -> Message:
            for whole in body:
                return {"type": "http.request", "body": whole, "more_body": False}
            return await receive()

        return await application(scope, again, send)

    return read


class NothingTooLarge:
    """Says so on a page, before anything else is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "scope", {}).get(_TOO_LARGE):
            most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 2**20
            return render(request, "413.html", {"most": most}, status=413)
        return self.get_response(request)
