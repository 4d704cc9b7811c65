"""The heartbeat: a thread that renews a lease while its handler works.

It has its own database connection, which it closes. A heart that cannot reach the database
keeps trying; if that lasts, the lease runs out and another worker takes over, as it should.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connections

from .leases import Lease

log = logging.getLogger(__name__)


@contextmanager
def beating(lease: Lease, *, longest: float) -> Iterator[None]:
    """Renew `lease` in the background, but for no longer than `longest` seconds."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_beat, args=(lease, stop, longest), name="heartbeat", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(lease: Lease, stop: threading.Event, longest: float) -> None:
    every = settings.JOBS["heartbeat_seconds"]
    end = time.monotonic() + longest
    try:
        while not stop.wait(every):
            if time.monotonic() > end:
                log.error("job %s: no longer renewed after %.0f s", lease.job.pk, longest)
                return
            if not _renewed(lease):
                return
    finally:
        connections.close_all()


def _renewed(lease: Lease) -> bool:
    try:
        return lease.renew()
    except DatabaseError as error:
        log.warning("job %s: no heartbeat this time (%s)", lease.job.pk, type(error).__name__)
        connections.close_all()
        return True
