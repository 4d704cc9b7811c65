"""Searching one's own chats by name, though no name is in the text at rest."""

import pytest

from tests.access.world import CHILD, MOTHER, World, a_document, make_world
from workspace.chat.actions.composing import compose
from workspace.chat.actions.conversations import start
from workspace.chat.actions.searching import search
from workspace.chat.models import Conversation, Message
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import change, shred

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def said(world: World, text: str, who: str = "owner") -> Conversation:
    chat = start(by=world.people[who])
    masked = mask_text(chat.vault_id, text)
    chat.messages.create(author="user", status="sent", text=masked.text, aliases=masked.aliases)
    return chat


def found(world: World, query: str, who: str = "owner") -> set[object]:
    return {chat.pk for chat in search(by=world.people[who], query=query)}


def test_a_name_is_found_in_masked_text(world: World) -> None:
    text = world.asked.text
    assert "Zofia" not in text
    mine = world.conversation.pk
    for query in ("Zofia", "zofia", "ZOFIA", "bramble", CHILD, f"  {CHILD}  how "):
        assert found(world, query) == {mine}, query
    for query in ("Sophie", f"{CHILD} nowhere", "CHILD", world.asked.text[8:13]):
        assert found(world, query) == set(), query


def test_only_whoever_is_named_in_the_chat_is_found_there(world: World) -> None:
    """The whole family is in the vault: only the one who is talked about matches."""
    assert found(world, MOTHER.split()[0]) == set()


def test_words_and_names_must_all_be_there(world: World) -> None:
    one = said(world, "Pyotr Ashgrove missed the dentist.")
    two = said(world, "The dentist rang about a bill.")
    assert found(world, "dentist") == {one.pk, two.pk}
    assert found(world, "pyotr dentist") == {one.pk}
    assert found(world, "") == {one.pk, two.pk, world.conversation.pk}
    assert found(world, ".*") == found(world, "%") == found(world, "[PERSON_") == set()


def test_nobody_finds_what_is_anothers(world: World) -> None:
    theirs = said(world, "Pyotr Ashgrove missed the dentist.", "stranger")
    assert found(world, "Pyotr", "stranger") == {theirs.pk}
    for who in ("owner", "colleague", "manager", "administrator", "auditor", "leaver"):
        assert theirs.pk not in found(world, "Pyotr", who)
        assert theirs.pk not in found(world, "dentist", who)
    assert found(world, CHILD, "colleague") == set()


def test_a_case_chat_is_not_found_after_leaving_the_team(world: World) -> None:
    world.owner.teams.clear()
    assert found(world, CHILD) == set()


def test_what_was_put_aside_is_not_found(world: World) -> None:
    Message.objects.filter(pk=world.asked.pk).update(superseded=True)
    Message.objects.filter(pk=world.answer.pk).update(superseded=True)
    Conversation.objects.filter(pk=world.conversation.pk).update(title="")
    world.document.delete()
    assert found(world, CHILD) == set()


def test_a_person_is_found_under_an_earlier_role_and_after_a_merge(world: World) -> None:
    vault = world.conversation.vault_id

    def teach(known: object) -> None:
        child = known.named(CHILD)  # type: ignore[attr-defined]
        known.set_role(child, "SIBLING")  # type: ignore[attr-defined]

    change(vault, teach)
    assert found(world, CHILD) == {world.conversation.pk}


def test_an_erased_chat_is_no_trouble(world: World) -> None:
    chat = said(world, "Pyotr Ashgrove missed the dentist.")
    shred(chat.vault)
    assert found(world, "Pyotr") == set()
    assert found(world, "dentist") == {chat.pk}


def test_a_draft_is_found_too(world: World) -> None:
    chat = start(by=world.owner)
    compose(conversation=chat, text="Ask about Pyotr Ashgrove.", by=world.owner)
    assert found(world, "Pyotr") == {chat.pk}


def test_a_document_is_found_by_its_name_its_words_and_its_people(world: World) -> None:
    chat = start(by=world.owner)
    document = a_document(chat, "Pyotr Ashgrove keeps bees.", "Letter from Marigold Reedham.txt")
    assert "Pyotr" not in str(document.paragraphs)
    for query in ("Pyotr", "bees", "letter", "marigold bees", "ashgrove LETTER"):
        assert found(world, query) == {chat.pk}, query
    assert found(world, "Pyotr nowhere") == found(world, "Pyotr", "colleague") == set()
    document.delete()
    assert found(world, "bees") == set()
