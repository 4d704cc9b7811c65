"""A job's event log as a server-sent event stream that can be picked up where it broke off.

Each event carries its number, so a browser that reconnects says what it had last and gets
exactly the rest. The stream ends with an `end` event once the job is over and all was told.
"""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connections
from django.http import HttpRequest, StreamingHttpResponse

from .hub import Follower, hub
from .models import Job
from .poll import Line, News

log = logging.getLogger(__name__)

Transform = Callable[[str, dict[str, Any]], dict[str, Any]]

RETRY = b"retry: 1000\n\n"
HEARTBEAT = b": still here\n\n"
HEARTBEAT_SECONDS = 15.0
TROUBLE = {"state": "trouble", "reason": "This could not be shown. Please reload the page."}

_TRANSFORMERS = ThreadPoolExecutor(4, thread_name_prefix="transform")
"""Few threads for all streams: each keeps a database connection."""


def event_stream(
    request: HttpRequest, job: Job, transform: Transform | None = None
) -> StreamingHttpResponse:
    """Answer with the job's events. The caller has checked that this person may see it.

    `transform(name, data)` runs in a thread, in order, on each event of this stream; what it
    raises ends the stream without showing anything.
    """
    body = _releasing(follow(job.pk, after=position(request), transform=transform))
    response = StreamingHttpResponse(body, content_type="text/event-stream")
    response["Cache-Control"] = "no-cache"
    response["X-Accel-Buffering"] = "no"
    return response


def position(request: HttpRequest) -> int:
    """Where the browser stands: its `Last-Event-ID`, else `?after=`, else the beginning."""
    said = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


async def follow(
    job_id: UUID, *, after: int = 0, transform: Transform | None = None
) -> AsyncGenerator[bytes, None]:
    """Yield the stream's bytes until the job is over, the server stops, or nobody listens."""
    follower = Follower(job_id, after)
    hub().join(follower)
    try:
        yield RETRY
        while True:
            try:
                news = await asyncio.wait_for(follower.batches.get(), HEARTBEAT_SECONDS)
            except TimeoutError:
                yield HEARTBEAT
                continue
            if news is None:
                return
            text, over = await _told(news, transform)
            yield text
            if over:
                return
    finally:
        hub().leave(follower)


async def _told(news: News, transform: Transform | None) -> tuple[bytes, bool]:
    if transform is None or not news.lines:
        return _text(news, None), news.ending is not None
    loop = asyncio.get_running_loop()
    try:
        text = await loop.run_in_executor(_TRANSFORMERS, _text, news, transform)
    except Exception as error:
        log.error("an event could not be shown (%s)", type(error).__name__)
        return _event("end", TROUBLE), True
    return text, news.ending is not None


def _text(news: News, transform: Transform | None) -> bytes:
    if transform is None:
        parts = [_event(line.name, line.data, line.seq) for line in news.lines]
    else:
        parts = _transformed(news.lines, transform)
    if news.ending is not None:
        parts.append(_event("end", news.ending))
    return b"".join(parts)


def _transformed(lines: tuple[Line, ...], transform: Transform) -> list[bytes]:
    close_old_connections()
    try:
        return [_event(line.name, transform(line.name, line.data), line.seq) for line in lines]
    finally:
        close_old_connections()


def _event(name: str, data: dict[str, Any], seq: int | None = None) -> bytes:
    number = f"id: {seq}\n" if seq is not None else ""
    return f"{number}event: {name}\ndata: {json.dumps(data)}\n\n".encode()


async def _releasing(stream: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """Let go of the request's own database connection before a stream that may last hours."""
    await sync_to_async(_release)()
    async with aclosing(stream):
        async for chunk in stream:
            yield chunk


def _release() -> None:
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
