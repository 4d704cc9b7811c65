"""The Celery application: messages carry ids only, so that a broker never sees content."""

import os
from threading import Thread
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")

app = Celery("daylight")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def _warm_up_child(**_: Any) -> None:
    """Load the detector in each child of a forking pool: no model crosses a fork."""
    _warm_up_soon()


@worker_ready.connect
def _warm_up_threads(sender: Any = None, **_: Any) -> None:
    """Load the detector in a worker whose pool is threads, not on the first job."""
    if type(sender.pool).__module__ == "celery.concurrency.thread":
        _warm_up_soon()


def _warm_up_soon() -> None:
    from workspace.privacy.detector import warm_up  # settings and apps are ready by now

    Thread(target=warm_up, name="warm-up", daemon=True).start()
