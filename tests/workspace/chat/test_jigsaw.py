"""The jigsaw warning in the preview, and towns hidden where the register says so."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from tests.model_server import ModelServer
from workspace.accounts.models import User
from workspace.chat.actions import composing, purposes
from workspace.chat.models import Conversation, Message
from workspace.gateway.door import Request, call
from workspace.governance.models import UseCase
from workspace.privacy.preparing import Draft

pytestmark = pytest.mark.django_db
FIRE = "They lost their home in the house fire in Oldham. The twins are with an aunt."
ORDINARY = "Home visit on 3 March 2025 in Oldham. The children were in and well."


@pytest.fixture
def grace(db: None) -> User:
    families.built_in()
    return families.someone()


@pytest.fixture
def client_(grace: User) -> Client:
    return families.sign_in(Client(), grace)


@pytest.fixture
def chat(grace: User) -> Conversation:
    return families.chat(grace, case=families.case_of(grace))


def write(chat: Conversation, text: str) -> Message:
    return composing.compose(conversation=chat, text=text, by=chat.owner)


def preview(client: Client, chat: Conversation) -> str:
    return client.get(reverse("chat:preview", args=[chat.pk])).content.decode()


def test_what_could_give_somebody_away_is_named_and_marked(
    client_: Client, chat: Conversation
) -> None:
    write(chat, FIRE)
    shown = preview(client_, chat)
    assert "these could give somebody away" in shown
    for words in ("house fire", "Oldham", "twins"):
        assert f"Hide “{words}”" in shown
        assert f'<mark class="clue">{words}</mark>' in shown
    assert 'id="send">' in shown  # never a barrier


def test_an_ordinary_note_is_not_warned_of(client_: Client, chat: Conversation) -> None:
    write(chat, ORDINARY)
    shown = preview(client_, chat)
    assert "jigsaw" not in shown
    assert "<mark" not in shown


def test_one_click_hides_a_piece_and_what_is_left_is_no_jigsaw(
    client_: Client, chat: Conversation
) -> None:
    write(chat, "They lost their home in the house fire in Oldham.")
    form = {"do": "hide", "text": "Oldham", "role": "PLACE", "at": "jigsaw"}
    client_.post(reverse("chat:correct", args=[chat.pk]), form)
    draft = chat.messages.get()
    assert "[PLACE_" in draft.text
    assert draft.clues == [["event", "house fire"]]
    shown = preview(client_, chat)
    assert "give somebody away" not in shown


def test_what_has_no_role_of_its_own_is_hidden_as_a_detail(
    client_: Client, chat: Conversation
) -> None:
    write(chat, FIRE)
    form = {"do": "hide", "text": "house fire", "role": "DETAIL", "at": "jigsaw"}
    client_.post(reverse("chat:correct", args=[chat.pk]), form)
    assert "[DETAIL_" in chat.messages.get().text
    assert "Telling detail" in preview(client_, chat)


@pytest.fixture
def strict(grace: User) -> UseCase:
    return families.everyday(slug="strict", title="Share outside", hide_towns=True, order=50)


def test_a_use_that_hides_towns_hides_them_from_the_first_word(
    client_: Client, chat: Conversation, strict: UseCase
) -> None:
    purposes.choose_use(conversation=chat, use_case=strict, by=chat.owner)
    assert "Oldham" not in write(chat, FIRE).text
    assert "where towns are hidden too" in preview(client_, chat)


def test_a_draft_follows_its_chat_to_a_stricter_use(chat: Conversation, strict: UseCase) -> None:
    assert "Oldham" in write(chat, FIRE).text
    purposes.choose_use(conversation=chat, use_case=strict, by=chat.owner)
    assert "Oldham" not in chat.messages.get().text
    restored = families.opened(chat).restore(chat.messages.get().text, chat.messages.get().aliases)
    assert restored == FIRE


def test_what_was_sent_before_leaves_without_its_towns(chat: Conversation, strict: UseCase) -> None:
    sent = write(chat, FIRE)
    request = Request([Draft("user", (sent.text,), at_rest=True)], families.built_in())
    for use, there in ((families.everyday(), True), (strict, False)):
        with ModelServer("Thank you.") as server:
            asked = replace(request, engine=families.server_engine(server, name=use.slug))
            call(use, asked, by=chat.owner, vault=chat.vault_id)
            assert (b"Oldham" in b"".join(server.received)) == there
