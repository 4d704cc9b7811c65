"""What browser tests stand on: one Chromium, one web server, one worker, and a strict watch.

Whatever a page does that it should not (an error in the console, a breach of the content
security policy, a request to anywhere else, an answer of 500) fails the test that saw it.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.processes import Web, Worker

if TYPE_CHECKING:
    from workspace.accounts.models import User

    from .visit import Visits

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser's tests last: its event loop stays in the thread that started it.

    A browser on a busy machine may be late. What fails in it is tried once more, and the summary
    names it as rerun; what fails twice has failed.
    """
    items.sort(key=lambda item: "browser" in item.keywords)
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's loop runs in this thread; the tests' own queries are none of its business.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared_web(django_db_setup: None) -> Iterator[Web]:
    server = Web(DJANGO_ALLOW_ASYNC_UNSAFE="")
    yield server
    server.stop()


@pytest.fixture
def visits(transactional_db: None, chromium: Browser, shared_web: Web) -> "Iterator[Visits]":
    """Opens pages of the running Daylight; what the watch saw is checked at the end."""
    from .visit import Visits

    opened = Visits(chromium, shared_web.address)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def strict_web(django_db_setup: None) -> Iterator[Web]:
    """Daylight as it runs in earnest: nobody works without a second factor."""
    server = Web(DAYLIGHT_MFA_REQUIRED="1", DJANGO_ALLOW_ASYNC_UNSAFE="")
    yield server
    server.stop()


@pytest.fixture
def strict(transactional_db: None, chromium: Browser, strict_web: Web) -> "Iterator[Visits]":
    from .visit import Visits

    opened = Visits(chromium, f"http://localhost:{strict_web.port}")  # passkeys need a name
    yield opened
    opened.close()


@pytest.fixture
def grace(transactional_db: None) -> "User":
    """A practitioner with a team, and the built-in assistant to ask."""
    from tests import families

    families.built_in()
    user = families.someone("grace.larkfield@example.test")
    families.member_of(user)
    return user


@pytest.fixture
def at_work(worker: Worker, visits: "Visits", grace: "User") -> "Visits":
    """Pages, with a worker behind them."""
    return visits


@pytest.fixture
def prompts(grace: "User") -> None:
    """A small prompt library: one that the built-in assistant can do, and one that it cannot."""
    from workspace.chat.models import Prompt

    for title, needs_model in {"Summarise it": False, "A letter": True}.items():
        Prompt.objects.create(
            slug=title[:1].lower(), title=title, summary="For everyday work.", category="Notes",
            body="Summarise the attached documents.", task="summarise", needs_model=needs_model,
            owner=grace, review_date=date.today() + timedelta(days=90),
        )  # fmt: skip
