"""Keeps what each process hands to Celery, word for word, before any broker has it.

Imported by the canary's web server and worker; what a worker has taken is nowhere else any more.
"""

import os
from pathlib import Path
from typing import Any

from celery.signals import before_task_publish

KEPT = Path(os.environ["DAYLIGHT_VAR"]) / "handed-to-celery"


@before_task_publish.connect
def keep(sender: str, headers: dict[str, Any], body: Any, **more: Any) -> None:
    KEPT.mkdir(exist_ok=True)
    with (KEPT / f"{os.getpid()}.txt").open("a", encoding="utf-8") as file:
        file.write(f"{sender} {body!r} {headers!r}\n")
