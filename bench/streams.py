"""Two hundred people watch two hundred answers grow on one web process: is a word lost?

    python bench/streams.py [--streams 200]

Prints one JSON object. A real uvicorn process serves the event streams of real chats, names
restored, while another thread writes the masked pieces as workers do; each stream's text is
compared with what was written for it. Also how fast streaming restore is, and the web process's
memory before, while and after.
"""

import argparse
import asyncio
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 20


def prepared() -> None:
    os.environ["DAYLIGHT_VAR"] = tempfile.mkdtemp(prefix="daylight-bench-")
    os.environ.pop("DAYLIGHT_DATABASE_URL", None)
    os.environ["DAYLIGHT_HTTPS"] = "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "workspace.settings"
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def memory(process: "subprocess.Popen[bytes]") -> float:
    """Resident megabytes."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def web(port: int) -> "subprocess.Popen[bytes]":
    log = (Path(os.environ["DAYLIGHT_VAR"]) / "web.log").open("wb")
    where = ("workspace.asgi:application", "--host", "127.0.0.1", "--port", str(port))
    return subprocess.Popen(
        [sys.executable, "-m", "uvicorn", *where, "--timeout-graceful-shutdown", "5"],
        cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip


def chats(count: int) -> tuple[str, list[Any], dict[Any, str]]:
    """(session cookie, answers being written, what each stream should come to)."""
    from django.test import Client

    from tests import families
    from workspace.chat.models import Message
    from workspace.jobs.models import Job

    user = families.someone()
    case = families.case_of(user)
    chat = families.chat(user, case=case)
    answers = []
    for number in range(count):
        job = Job.objects.create(
            kind="chat.answer", queue="chat", owner=user, subject_id=str(number), state="running"
        )
        answers.append(
            Message.objects.create(conversation=chat, author="assistant", status="waiting", job=job)
        )
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value, answers, {}


def write(answers: list[Any], pieces: list[str]) -> None:
    """As workers do: every answer grows by one piece a round, then its job is done."""
    from workspace.jobs.events import append
    from workspace.jobs.models import Job

    for at, piece in enumerate(pieces):
        for answer in answers:
            append(answer.job_id, [("delta", {"text": f"{piece}{at}.{str(answer.pk)[:4]} "})])
    Job.objects.update(state="done")


async def follow(port: int, cookie: str, answer: Any, ready: asyncio.Event) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET /turns/{answer.pk}/stream/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Cookie: sessionid={cookie}\r\nConnection: close\r\n\r\n".encode()
    )
    text, name = "", ""
    while line := (await reader.readline()).decode():
        if line.startswith("event: "):
            name = line[7:].strip()
        elif line.startswith("data: ") and name == "delta":
            text += json.loads(line[6:])["text"]
        elif name == "end" and line.startswith("data: "):
            break
        ready.set()
    writer.close()
    return text


async def watch(port: int, cookie: str, answers: list[Any], pieces: list[str]) -> dict[Any, str]:
    begun = [asyncio.Event() for _ in answers]
    tasks = [
        asyncio.create_task(follow(port, cookie, answer, ready))
        for answer, ready in zip(answers, begun, strict=True)
    ]
    await asyncio.gather(*(ready.wait() for ready in begun))
    thread = threading.Thread(target=write, args=(answers, pieces))
    thread.start()
    texts = await asyncio.gather(*tasks)
    thread.join()
    return dict(zip((answer.pk for answer in answers), texts, strict=True))


def restoring_speed(vault: Any) -> float:
    """Characters a second through what an answer passes on its way to store and screen."""
    from workspace.privacy.answering import AnswerStream
    from workspace.privacy.vaults import open_vault

    opened = open_vault(vault)
    mark = str(opened.identities.people()[0].placeholder)
    text = f"The visit to {mark} went well and nobody was upset about it at all. " * 400
    stream, begun, shown = AnswerStream(vault), time.perf_counter(), 0
    for at in range(0, len(text), 4):
        shown += len(opened.restore(stream.feed(text[at : at + 4])))
    shown += len(opened.restore(stream.flush()))
    return round(len(text) / (time.perf_counter() - begun))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--streams", type=int, default=200)
    count = parser.parse_args().streams
    prepared()
    from tests.processes import free_port, wait_until

    port = free_port()
    process = web(port)
    try:
        cookie, answers, _ = chats(count)
        vault = answers[0].conversation.vault_id
        from workspace.privacy.vaults import open_vault

        people = open_vault(vault).identities.people()
        pieces = [f"{people[at % len(people)].placeholder} was well " for at in range(ROUNDS)]
        log = Path(os.environ["DAYLIGHT_VAR"]) / "web.log"
        wait_until(lambda: "Uvicorn running" in log.read_text(errors="replace"), "the web process")
        asyncio.run(watch(port, cookie, answers[:1], []))
        from workspace.jobs.models import Job

        Job.objects.update(state="running")
        before, begun = memory(process), time.perf_counter()
        texts = asyncio.run(watch(port, cookie, answers, pieces))
        seconds, after = time.perf_counter() - begun, memory(process)
    finally:
        process.terminate()
        process.wait(30)
    opened = open_vault(vault)
    lost = sum(
        texts[answer.pk]
        != opened.restore("".join(f"{p}{at}.{str(answer.pk)[:4]} " for at, p in enumerate(pieces)))
        for answer in answers
    )
    report = {
        "python": platform.python_version(), "cpus": os.cpu_count(), "streams": count,
        "events": count * ROUNDS, "streams_with_a_word_lost_or_wrong": lost,
        "seconds": round(seconds, 1), "events_a_second": round(count * ROUNDS / seconds),
        "web_process_megabytes": {"before": before, "after": after},
        "restored_characters_a_second": restoring_speed(vault),
    }  # fmt: skip
    print(json.dumps(report, indent=1))
    raise SystemExit(1 if lost else 0)


if __name__ == "__main__":
    main()
