"""A layer of detection that raises or never ends: the page says so, and nothing is kept or told."""

import json
import logging
from threading import Event
from typing import Any

import pytest
from django.test import Client

from tests import families
from workspace.chat.models import Message
from workspace.governance.models import AuditEntry
from workspace.privacy.detector import deadline, detect, engine
from workspace.privacy.matcher import Matcher

pytestmark = pytest.mark.django_db

SECRET = "Zubeyda Xirsi rang 07700 900123"


def burst(*args: Any, **kwargs: Any) -> Any:
    raise RuntimeError(f"could not read {SECRET!r} {args!r}")


@pytest.fixture
def posted(client: Client, user: Any, caplog: pytest.LogCaptureFixture):  # type: ignore[no-untyped-def]
    """Write the secret into a chat, then look at all that could have kept it."""
    chat = families.chat(user)
    families.sign_in(client, user)
    client.raise_request_exception = False

    def post() -> str:
        with caplog.at_level(logging.DEBUG):
            page = client.post(f"/chats/{chat.pk}/draft/", {"text": SECRET})
        assert page.status_code == 422
        assert not Message.objects.exists()
        said = [f"{record.getMessage()} {record.args!r}" for record in caplog.records]
        said += [json.dumps(entry, default=str) for entry in AuditEntry.objects.values()]
        assert not any(word in line for line in said for word in ("Zubeyda", "Xirsi", "900123"))
        return page.content.decode()

    return post


@pytest.mark.parametrize("at", range(3))
def test_a_recogniser_that_raises(at: int, posted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    recogniser = engine._shared()._analyser.registry.recognizers[at]
    monkeypatch.setattr(recogniser, "analyze", burst)
    assert "could not be checked for personal details, so it was not sent" in posted()


def test_a_recogniser_that_never_ends(posted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    detect("Warming up.")
    over = Event()
    recogniser = engine._shared()._analyser.registry.recognizers[1]
    monkeypatch.setattr(recogniser, "analyze", lambda *args, **kwargs: over.wait(60) and [])
    monkeypatch.setattr(deadline, "SECONDS", 0.2)
    page = posted()
    over.set()
    assert "took too long to check for personal details, so it was not sent" in page


def test_a_vault_that_cannot_be_searched(posted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Matcher, "find", burst)
    assert "could not be hidden safely, so it was not sent" in posted()
