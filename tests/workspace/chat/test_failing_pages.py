"""Detection fails: every page that would hide words says so, loses nothing, saves no half."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from workspace.accounts.models import User
from workspace.chat.actions import composing
from workspace.chat.models import Conversation, Feedback, Message
from workspace.governance.models import AuditEntry, UseCase
from workspace.privacy import detector
from workspace.privacy.detector import DetectionFailed

pytestmark = pytest.mark.django_db
SAID = "The text could not be checked just now."
WORDS = "We met in Oldham."


def fail(*args: Any, **kwargs: Any) -> Any:
    raise DetectionFailed(SAID)


@pytest.fixture
def grace(db: None) -> User:
    families.built_in()
    return families.someone()


@pytest.fixture
def client_(grace: User) -> Client:
    return families.sign_in(Client(), grace)


@pytest.fixture
def chat(grace: User) -> Conversation:
    found = families.chat(grace)
    composing.compose(conversation=found, text=WORDS, by=grace)
    return found


@pytest.fixture
def strict() -> UseCase:
    return families.everyday(slug="strict", title="Share outside", hide_towns=True, order=50)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.setattr(detector, "detect", fail)


@pytest.fixture
def answer(chat: Conversation) -> Message:
    return Message.objects.create(
        conversation=chat, author="assistant", status="complete", text="Fine.",
        engine=chat.engine, engine_name="Built-in assistant",
    )  # fmt: skip


def test_choosing_a_use_that_hides_towns(
    client_: Client, chat: Conversation, strict: UseCase, failing: Callable[[], None]
) -> None:
    before = chat.use_case
    failing()
    page = reverse("chat:purpose", args=[chat.pk])
    shown = client_.post(page, {"use": strict.slug}, follow=True)
    assert SAID in shown.content.decode()
    chat.refresh_from_db()
    assert (chat.use_case, chat.messages.get().text) == (before, WORDS)
    assert not AuditEntry.objects.filter(action="use.chosen").exists()


def test_going_on_with_a_prohibited_one(
    client_: Client, chat: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason can be hidden, and then the draft's towns cannot."""
    before = chat.use_case
    court = families.everyday(
        slug="court", title="Evidence", allowed=False, may_override=True, hide_towns=True
    )
    monkeypatch.setattr("workspace.chat.actions.composing.mask_towns", fail)
    page = reverse("chat:override", args=[chat.pk, court.slug])
    shown = client_.post(page, {"reason": "The judge asked for it."})
    assert shown.status_code == 422
    assert SAID in shown.content.decode()
    chat.refresh_from_db()
    assert (chat.use_case, chat.overridden, chat.override_reason) == (before, None, "")


@pytest.fixture
def unsettled(chat: Conversation, strict: UseCase) -> Conversation:
    """A chat that is for nothing yet, where the usual use hides towns by now."""
    UseCase.objects.exclude(pk=strict.pk).update(allowed=False)
    Conversation.objects.update(use_case=None)
    chat.refresh_from_db()
    return chat


def test_sending_from_a_chat_that_is_for_nothing_yet(
    client_: Client, unsettled: Conversation, failing: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    address, send = (reverse(f"chat:{at}", args=[unsettled.pk]) for at in ("preview", "send"))
    shown = client_.get(address).content.decode()
    with monkeypatch.context() as broken:
        broken.setattr(detector, "detect", fail)
        for _ in range(2):
            refused = client_.post(send, families.seen_in(shown), follow=True)
            assert SAID in refused.content.decode()
            unsettled.refresh_from_db()
            assert (unsettled.use_case, unsettled.messages.get().status) == (None, "draft")
    again = client_.post(send, families.seen_in(shown), follow=True).content.decode()
    assert "have changed since" in again
    assert "Oldham" not in unsettled.messages.get().text
    client_.post(send, families.seen_in(again))
    assert unsettled.messages.filter(status="sent").exists()


def test_asking_again_in_one(
    client_: Client, unsettled: Conversation, answer: Message, failing: Callable[[], None]
) -> None:
    failing()
    shown = client_.post(reverse("chat:retry", args=[answer.pk]), follow=True)
    assert SAID in shown.content.decode()
    answer.refresh_from_db()
    assert not answer.superseded


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_feedback_with_a_comment(
    client_: Client, answer: Message, failing: Callable[[], None], headers: dict[str, str]
) -> None:
    failing()
    said = {"useful": "no", "comment": "It confuses “two” sisters.", "reasons": ["person"]}
    page = client_.post(reverse("chat:feedback", args=[answer.pk]), said, headers=headers)
    shown = page.content.decode()
    assert page.status_code == 422
    assert SAID in shown
    assert ">It confuses “two” sisters.</textarea>" in shown
    assert shown.count(" checked>") == 1
    assert ("<h1>" in shown) == (not headers)
    assert not Feedback.objects.exists()


def test_the_reason_of_a_suggestion(
    client_: Client, chat: Conversation, failing: Callable[[], None]
) -> None:
    alias = composing.hide(conversation=chat, text="Oldham", role="PLACE", by=chat.owner)
    failing()
    page = client_.post(
        reverse("chat:suggest", args=[chat.pk, alias]),
        {"text": "Oldham", "label": "REFERENCE", "reason": "We say so."},
    )
    assert page.status_code == 422
    assert SAID in page.content.decode()
