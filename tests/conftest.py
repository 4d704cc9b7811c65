"""What every test stands on: its own folder, its own queues, no network, two people.

`DAYLIGHT_DATABASE_URL` and `DAYLIGHT_REDIS_URL` choose PostgreSQL and Redis; with neither, the
suite runs on SQLite and the folder broker. Settings are read after this file has set their
environment, so that no test ever touches `var/`.
"""

import atexit
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from tests.processes import SharedWorker, Worker

TESTS = Path(__file__).parent
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


def _guard() -> None:
    spec = importlib.util.spec_from_file_location("guard", TESTS / "guard" / "sitecustomize.py")
    assert spec
    assert spec.loader
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


def _environment() -> None:
    var = tempfile.mkdtemp(prefix="daylight-tests-")
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    os.environ["DAYLIGHT_VAR"] = var
    os.environ["DAYLIGHT_HTTPS"] = "0"
    os.environ["DAYLIGHT_MFA_REQUIRED"] = "0"  # tests of the second factor ask for it
    for name, seconds in {"LEASE": 4, "HEARTBEAT": 1, "SWEEP": 1, "RESEND": 1}.items():
        os.environ.setdefault(f"DAYLIGHT_{name}_SECONDS", str(seconds))
    if redis := os.environ.get("DAYLIGHT_REDIS_URL"):  # parallel runs share no queue
        number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
        os.environ["DAYLIGHT_REDIS_URL"] = urlsplit(redis)._replace(path=f"/{number}").geturl()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")


def _settings() -> None:
    """Load the settings now: pytest-django sets Django up once it finds them loaded."""
    from django.conf import settings

    # A connection kept open in some thread would stop the test database from being dropped.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Static files are used where they lie: nothing needs to be collected first.
    settings.STORAGES["staticfiles"]["BACKEND"] = PLAIN_STATIC


def _record() -> None:
    """Let the flush after a test with real transactions empty what refuses to be emptied."""
    from tests.tampering import let_flush_empty_the_record

    let_flush_empty_the_record()


_guard()
_environment()
_settings()
_record()


@pytest.fixture(autouse=True)
def _no_checkpoints() -> None:
    """Each test begins with an empty record: what was signed of another's would show that."""
    from django.conf import settings

    Path(settings.CHECKPOINTS).unlink(missing_ok=True)


@pytest.fixture
def user(db: None):  # type: ignore[no-untyped-def]
    """A practitioner."""
    from workspace.accounts.models import User

    return User.objects.create_user("robin.ashgrove@example.test", name="Robin Ashgrove")


@pytest.fixture
def other_user(db: None):  # type: ignore[no-untyped-def]
    """A practitioner who shares nothing with `user`."""
    from workspace.accounts.models import User

    return User.objects.create_user("sam.fernhill@example.test", name="Sam Fernhill")


@pytest.fixture(scope="session")
def shared_worker(django_db_setup: None) -> Iterator["SharedWorker"]:
    from tests.processes import SharedWorker

    shared = SharedWorker()
    yield shared
    shared.stop()


@pytest.fixture
def worker(transactional_db: None, shared_worker: "SharedWorker") -> "Worker":
    """A real Celery worker on all queues and the test database, shared by a run's tests."""
    return shared_worker.get()


@pytest.fixture(autouse=True)
def _left_alone(request: pytest.FixtureRequest) -> None:
    """End the shared worker before a test that has none: it would take that test's work."""
    marked = request.node.get_closest_marker("django_db")
    real = "transactional_db" in request.fixturenames or (
        marked is not None and marked.kwargs.get("transaction")
    )
    if real and "worker" not in request.fixturenames:
        request.getfixturevalue("shared_worker").stop()


@pytest.fixture
def no_worker(transactional_db: None, shared_worker: "SharedWorker") -> None:
    """For tests that start workers of their own: the shared one would take their work."""
    shared_worker.stop()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each parallel process start clean.

    With this variable already in its environment, pytest-django would read the settings before
    this file has given the process a folder of its own.
    """
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
