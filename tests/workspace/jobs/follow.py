"""Following a job from a test, and reading back what was streamed.

The jobs followed wait in a queue called "unserved", so that a worker other tests started
does not do them meanwhile.
"""

import asyncio
import json
import threading
from dataclasses import dataclass

from django.db import connections

from workspace.jobs import sse
from workspace.jobs.events import append
from workspace.jobs.models import Job, State


@dataclass(frozen=True)
class Heard:
    id: int | None
    name: str
    data: dict


def parse(stream: bytes) -> list[Heard]:
    """Read a stream as a browser does: blank-line blocks of `field: value` lines."""
    heard = []
    for block in stream.decode().split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in fields:
            number = int(fields["id"]) if "id" in fields else None
            heard.append(Heard(number, fields["event"], json.loads(fields["data"])))
    return heard


async def listen(job, *, after=0, transform=None, until=None) -> list[Heard]:
    """Follow to the end, or drop the connection once `until` events were heard."""
    stream = sse.follow(job.pk, after=after, transform=transform)
    text = b""
    try:
        async for chunk in stream:
            text += chunk
            if until is not None and len(parse(text)) >= until:
                break
    finally:
        await stream.aclose()
    return parse(text)


def write(job, count, *, start=0):
    for number in range(start, start + count):
        append(job.pk, [("token", {"n": number})])
    _leave_thread()


def end(job, state=State.DONE):
    Job.objects.filter(pk=job.pk).update(state=state)
    _leave_thread()


def _leave_thread():
    """A thread's connection left open would keep the test database from being dropped."""
    if threading.current_thread() is not threading.main_thread():
        connections.close_all()


def in_loop(coroutine):
    return asyncio.run(coroutine)
