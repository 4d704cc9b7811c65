"""How fast is work taken up, and how soon does a screen hear of it?

    python bench/jobs.py            # SQLite and the folder broker
    DAYLIGHT_REDIS_URL=redis://127.0.0.1:6379/5 python bench/jobs.py

Prints one JSON object. Real worker, real web server, real sockets, one machine. An existing
database named by DAYLIGHT_DATABASE_URL is written to: give it a scratch one.
"""

import asyncio
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
JOBS, ALONE, EVENTS = 300, 30, 20
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def percentiles(values: list[float]) -> dict[str, float]:
    """Milliseconds."""
    cuts = statistics.quantiles(values, n=20)
    return {
        "p50": round(statistics.median(values) * 1000, 1),
        "p95": round(cuts[18] * 1000, 1),
        "max": round(max(values) * 1000, 1),
    }


@contextmanager
def process(*arguments: str, until: str) -> Iterator[subprocess.Popen[bytes]]:
    log = Path(os.environ["DAYLIGHT_VAR"]) / f"{arguments[1]}.log"
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        while until not in log.read_text(errors="replace"):
            if child.poll() is not None:
                raise SystemExit(log.read_text(errors="replace"))
            time.sleep(0.05)
        yield child
    finally:
        child.terminate()
        child.wait(30)


def worker() -> Any:
    celery = ("-m", "celery", "-A", "workspace.celery", "worker", "-l", "INFO")
    return process(*celery, "-P", "threads", "-c", "4", until=" ready.")


def submitted(user: Any, count: int) -> list[Any]:
    from workspace.jobs import actions

    return [actions.submit(kind="bench.nothing", by=user, subject_id="s") for _ in range(count)]


def all_done(jobs: list[Any]) -> list[Any]:
    from workspace.jobs.models import Job

    keys = [job.pk for job in jobs]
    while Job.objects.filter(pk__in=keys).exclude(state="done").exists():
        time.sleep(0.02)
    return list(Job.objects.filter(pk__in=keys))


def throughput(user: Any) -> dict[str, Any]:
    all_done(submitted(user, 5))
    begun = time.perf_counter()
    jobs = submitted(user, JOBS)
    sent = time.perf_counter()
    done = all_done(jobs)
    end = time.perf_counter()
    return {
        "jobs": len(done),
        "submitted_per_second": round(JOBS / (sent - begun)),
        "done_per_second": round(JOBS / (end - begun)),
    }


def latency(user: Any) -> dict[str, float]:
    """From submitting to a worker's claim, one job at a time."""
    waits = []
    for _ in range(ALONE):
        [job] = all_done(submitted(user, 1))
        waits.append((job.started - job.created).total_seconds())
        time.sleep(0.13)
    return percentiles(waits)


def screens(user: Any, followers: int) -> dict[str, Any]:
    from workspace.jobs.models import Job

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    jobs = [
        Job.objects.create(kind="bench.nothing", queue="chat", owner=user, subject_id="s")
        for _ in range(followers)
    ]
    web = ("-m", "uvicorn", "workspace.asgi:application", "--port", str(port))
    with process(*web, "--log-level", "info", until="Uvicorn running") as server:
        result = asyncio.run(_follow_all(port, jobs, cookie(user)))
        result["web_memory_mb"] = memory(server.pid)
    return result


async def _follow_all(port: int, jobs: list[Any], session: str) -> dict[str, Any]:
    connecting = asyncio.Semaphore(16)  # screens open one by one; PostgreSQL has 100 places
    streams = await asyncio.gather(*(_open(port, job, session, connecting) for job in jobs))
    readers = [asyncio.create_task(_read(*stream)) for stream in streams]
    places = await asyncio.to_thread(connections_in_use)
    await asyncio.to_thread(_write, jobs)
    heard = await asyncio.gather(*readers)
    delays = [delay for one in heard for delay in one]
    expected = len(jobs) * EVENTS
    return {
        "followers": len(jobs),
        "events": expected,
        "lost": expected - len(delays),
        "database_connections": places,
        "event_to_screen_ms": percentiles(delays),
    }


async def _open(port: int, job: Any, session: str, connecting: asyncio.Semaphore) -> Stream:
    request = f"GET /jobs/{job.pk}/events/ HTTP/1.1\r\nHost: localhost\r\nCookie: {session}\r\n\r\n"
    async with connecting:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request.encode())
        if b" 200 " not in (status := await reader.readline()):
            raise SystemExit(f"no stream: {status!r}")
        while b"retry:" not in await reader.readline():
            pass
    return reader, writer


async def _read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> list[float]:
    delays = []
    while line := await reader.readline():
        if line.startswith(b"event: end"):
            break
        if line.startswith(b"data: "):
            delays.append(time.time() - json.loads(line[6:])["t"])
    writer.close()
    return delays


def _write(jobs: list[Any]) -> None:
    """Events at the pace of an answer: each job a few times a second, all jobs in turn."""
    from workspace.jobs.events import append
    from workspace.jobs.models import Job

    for _ in range(EVENTS):
        begun = time.monotonic()
        for job in jobs:
            append(job.pk, [("token", {"t": time.time()})])
        time.sleep(max(0.0, 0.25 - (time.monotonic() - begun)))
    Job.objects.filter(pk__in=[job.pk for job in jobs]).update(state="done")


def connections_in_use() -> int | None:
    """Of the whole database server, where it counts them."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def cookie(user: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]) // 1024


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from workspace.accounts.models import User

    call_command("migrate", verbosity=0)
    user = User.objects.create_user(f"bench-{time.time_ns()}@example.test", name="Bench")
    result: dict[str, Any] = {
        "broker": "redis" if settings.REDIS_URL else "folder",
        "database": settings.DATABASES["default"]["ENGINE"].rpartition(".")[2],
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    with worker():
        result["throughput"] = throughput(user)
        result["submit_to_start_ms"] = latency(user)
    result["screens"] = [screens(user, followers) for followers in (1, 200)]
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="daylight-bench-") as var:
        os.environ |= {"DAYLIGHT_VAR": var, "DJANGO_SETTINGS_MODULE": "bench.jobs_site"}
        os.environ |= {"DAYLIGHT_HTTPS": "0", "DAYLIGHT_LOG_LEVEL": "INFO"}
        main()
