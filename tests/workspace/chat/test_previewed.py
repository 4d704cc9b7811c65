"""What leaves is what the page with the button showed, to the last word."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from workspace.accounts.models import User
from workspace.chat.actions import composing, sending
from workspace.chat.actions.answering import _drafts
from workspace.chat.models import Conversation, Document, Message

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Please summarise the first thing.", "Please summarise what smudge did."


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
    composing.compose(conversation=found, text=FIRST, by=grace)
    return found


def preview(client: Client, chat: Conversation) -> str:
    return client.get(reverse("chat:preview", args=[chat.pk])).content.decode()


def press_send(client: Client, chat: Conversation, on: str) -> str:
    """Press “Send” on this page and return the page that follows."""
    reply = client.post(reverse("chat:send", args=[chat.pk]), families.seen_in(on), follow=True)
    return reply.content.decode()


def sent(chat: Conversation) -> list[str]:
    return list(chat.messages.filter(status="sent").values_list("text", flat=True))


def paper(chat: Conversation, text: str) -> Document:
    return Document.objects.create(
        conversation=chat, number=chat.documents.count() + 1, name="note.txt", size=1,
        status=Document.Status.READY, paragraphs=[{"text": text, "aliases": []}],
    )  # fmt: skip


def test_what_the_page_showed_is_sent(client_: Client, chat: Conversation) -> None:
    paper(chat, "A note.")
    assert "is writing" in press_send(client_, chat, preview(client_, chat))
    assert sent(chat) == [FIRST]


def test_what_was_written_in_another_tab_is_shown_before_it_goes(
    client_: Client, chat: Conversation, grace: User
) -> None:
    earlier = preview(client_, chat)
    composing.compose(conversation=chat, text=SECOND, by=grace)
    now = press_send(client_, chat, earlier)
    assert "have changed since you looked at this page" in now
    assert SECOND in now
    assert sent(chat) == []
    press_send(client_, chat, now)
    assert sent(chat) == [SECOND]


def test_so_is_a_document_that_came_since(client_: Client, chat: Conversation) -> None:
    earlier = preview(client_, chat)
    found = paper(chat, "A note.")
    assert "have changed since" in press_send(client_, chat, earlier)
    earlier = preview(client_, chat)
    found.paragraphs = [{"text": "Another note.", "aliases": []}]
    found.save()
    assert "have changed since" in press_send(client_, chat, earlier)
    assert sent(chat) == []


def test_so_is_another_model_and_another_use(client_: Client, chat: Conversation) -> None:
    earlier = preview(client_, chat)
    chat.engine = families.server_engine_at("http://127.0.0.1/v1")
    chat.save()
    assert "have changed since" in press_send(client_, chat, earlier)
    earlier = preview(client_, chat)
    chat.use_case = families.everyday(slug="letters", title="Draft letters", order=50)
    chat.save()
    assert "have changed since" in press_send(client_, chat, earlier)
    assert sent(chat) == []


def test_a_correction_makes_it_another_page(
    client_: Client, chat: Conversation, grace: User
) -> None:
    earlier = preview(client_, chat)
    composing.hide(conversation=chat, text="first thing", role="PLACE", by=grace)
    assert "have changed since" in press_send(client_, chat, earlier)
    press_send(client_, chat, preview(client_, chat))
    assert len(sent(chat)) == 1
    assert "first thing" not in sent(chat)[0]


@pytest.mark.parametrize("said", [{}, {"seen": ""}, {"seen": "0" * 64}])
def test_nothing_is_sent_from_no_page_at_all(
    client_: Client, chat: Conversation, said: dict[str, str]
) -> None:
    client_.post(reverse("chat:send", args=[chat.pk]), said)
    assert sent(chat) == []


def test_what_changes_in_the_very_act_is_not_sent(
    chat: Conversation, grace: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves another draft between the guard's look at it and its going."""
    draft, claim = chat.messages.get(), sending._claimed

    def too_late(judged: Message, by: User, seen: str | None) -> Message:
        composing.compose(conversation=chat, text=SECOND, by=grace)
        return claim(judged, by, seen)

    monkeypatch.setattr(sending, "_claimed", too_late)
    with pytest.raises(sending.Changed):
        sending.send(draft=draft, by=grace)
    assert sent(chat) == []


def test_what_is_attached_after_sending_does_not_go_along(chat: Conversation, grace: User) -> None:
    paper(chat, "A note.")
    answer = sending.send(draft=chat.messages.get(), by=grace)
    paper(chat, "Nobody has looked at this.")
    papers = [draft.paragraphs for draft in _drafts(answer) if draft.kind == "document"]
    assert papers == [("A note.",)]
