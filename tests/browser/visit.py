"""A person's visit with a real browser: signed in or not, watched all the time."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
)

from workspace.accounts.models import User

expect.set_options(timeout=20_000)

DESK = {"width": 1280, "height": 900}


class Visits:
    """Opens contexts of one browser on one address, and remembers what went wrong in them."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.troubles: list[str] = []
        self._browser = browser
        self._allowed: list[re.Pattern[str]] = []
        self._contexts: list[BrowserContext] = []

    def open(self, user: User | None = None, **options: Any) -> Page:
        """Return a new page in a context of its own, signed in as `user` if one is given."""
        options = {"viewport": DESK, "base_url": self.address} | options
        context = self._browser.new_context(**options)
        context.set_default_timeout(20_000)
        self._contexts.append(context)
        if user is not None:
            context.add_cookies([self._session(user)])  # type: ignore[list-item]
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        return context.new_page()

    def allow(self, pattern: str) -> None:
        """Say that a test means to provoke this."""
        self._allowed.append(re.compile(pattern))

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        seen = [t for t in self.troubles if not any(p.search(t) for p in self._allowed)]
        assert not seen, "\n".join(seen)

    def _session(self, user: User) -> dict[str, object]:
        client = Client()
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": value, "url": self.address, "httpOnly": True}

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        there = urlsplit(request.url)
        if there.scheme not in {"data", "blob"} and not request.url.startswith(self.address):
            self.troubles.append(f"left the origin: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.status}: {response.url}")
