"""Sending a file chunk by chunk, under either kind of server."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import StreamingHttpResponse
from django.utils import timezone

from .common import SignedIn


def streamed(
    request: SignedIn, chunks: Iterator[bytes], name: str, content_type: str
) -> StreamingHttpResponse:
    """Send chunk after chunk, so that a long record takes no more memory than a short one."""
    body: Any = _in_turns(chunks) if isinstance(request, ASGIRequest) else chunks
    response = StreamingHttpResponse(body, content_type=content_type)
    stem, _, ending = name.rpartition(".")
    dated = f"{stem}-{timezone.localtime():%Y-%m-%d-%H%M}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{dated}"'
    return response


async def _in_turns(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Fetch each chunk in a thread: the database is asked there, and the server goes on."""
    following = sync_to_async(lambda: next(chunks, None))
    while (chunk := await following()) is not None:
        yield chunk
