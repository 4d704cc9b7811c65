"""The draft and its corrections: each teaches the vault, and everything follows."""

from typing import Any

import pytest

from tests.access.world import CHILD, MOTHER, World, a_document, make_world
from workspace.chat.actions import composing
from workspace.chat.actions.composing import CannotCorrect, compose
from workspace.chat.actions.conversations import start
from workspace.chat.models import Conversation, Message
from workspace.governance.models import AuditEntry
from workspace.governance.policy import Refused
from workspace.privacy.identities import CannotKeep
from workspace.privacy.vaults import open_vault, version

pytestmark = pytest.mark.django_db
TEXT = "Pyotr Ashgrove met Marigold outside school."


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def chat(world: World) -> Conversation:
    return start(by=world.owner)


def shown(message: Message) -> str:
    message.refresh_from_db()
    opened = open_vault(message.conversation.vault_id)
    return opened.restore(message.text, message.aliases)


def named(chat: Conversation, text: str) -> Any:
    people = open_vault(chat.vault_id).identities.subjects.values()
    return next(s for s in people if text in s.aliases and not s.merged_into)


def test_a_draft_is_masked_from_the_start_and_there_is_one(
    world: World, chat: Conversation
) -> None:
    draft = compose(conversation=chat, text=TEXT, by=world.owner)
    assert "Pyotr" not in draft.text
    assert shown(draft) == TEXT
    again = compose(conversation=chat, text="Something else.", by=world.owner)
    assert again.pk == draft.pk
    assert chat.messages.get().text == "Something else."


def test_whoever_may_not_use_models_writes_no_draft(world: World, chat: Conversation) -> None:
    for who in ("auditor", "administrator", "leaver"):
        with pytest.raises(Refused):
            compose(conversation=chat, text=TEXT, by=world.people[who])
    assert not chat.messages.exists()


def test_a_word_hidden_by_hand_is_hidden_everywhere(world: World, chat: Conversation) -> None:
    draft = compose(conversation=chat, text="Marigold was here. MARIGOLD's bear.", by=world.owner)
    paper = a_document(chat, "A bear for marigold.", "Note.txt")
    composing.hide(conversation=chat, text=" Marigold ", role="CHILD", by=world.owner)
    draft.refresh_from_db()
    paper.refresh_from_db()
    assert "marigold" not in draft.text.lower()
    assert draft.text.count("[CHILD_") == 2
    assert "marigold" not in paper.paragraphs[0]["text"]
    assert shown(draft) == "Marigold was here. MARIGOLD's bear."


@pytest.mark.parametrize(
    ("text", "role"), [("", "CHILD"), ("  ", "CHILD"), ("x" * 201, "CHILD"), ("Ann", ""),
                       ("Ann", "WIZARD"), ("Ann", "child"), ("Ann", "CHILD_K7M")]
)  # fmt: skip
def test_a_correction_that_does_not_fit_changes_nothing(
    world: World, chat: Conversation, text: str, role: str
) -> None:
    with pytest.raises(CannotCorrect):
        composing.hide(conversation=chat, text=text, role=role, by=world.owner)
    assert not open_vault(chat.vault_id).identities.subjects


def test_what_is_not_personal_is_left_in_and_can_be_hidden_again(
    world: World, chat: Conversation
) -> None:
    draft = compose(conversation=chat, text="Pyotr Ashgrove called.", by=world.owner)
    alias = draft.aliases[0]
    composing.leave_in(conversation=chat, alias=alias, by=world.owner)
    draft.refresh_from_db()
    assert draft.text == "Pyotr Ashgrove called."
    composing.hide(conversation=chat, text="pyotr ashgrove", role="PERSON", by=world.owner)
    draft.refresh_from_db()
    assert "Pyotr" not in draft.text
    later = compose(conversation=chat, text="Pyotr Ashgrove again.", by=world.owner)
    assert "Pyotr" not in later.text, "still hidden once the vault was opened anew"


def test_nobody_of_the_case_and_no_number_is_left_in(world: World) -> None:
    chat = world.conversation
    text = f"{CHILD}, NHS 943 476 5919."
    draft = compose(conversation=chat, text=text, by=world.owner)
    for alias in draft.aliases:
        with pytest.raises(CannotKeep):
            composing.leave_in(conversation=chat, alias=alias, by=world.owner)
    assert shown(draft) == text
    assert "943" not in draft.text


def test_an_alias_of_another_vault_leaves_nothing_in(world: World, chat: Conversation) -> None:
    draft = compose(conversation=chat, text=TEXT, by=world.owner)
    composing.leave_in(conversation=chat, alias=world.asked.aliases[0], by=world.owner)
    composing.leave_in(conversation=chat, alias="", by=world.owner)
    assert shown(draft) == TEXT
    assert "Pyotr" not in Message.objects.get(pk=draft.pk).text


def test_a_role_is_set_and_the_draft_follows(world: World, chat: Conversation) -> None:
    draft = compose(conversation=chat, text="Pyotr Ashgrove called.", by=world.owner)
    who = named(chat, "Pyotr Ashgrove")
    composing.set_role(conversation=chat, subject=who.id, role="UNCLE", by=world.owner)
    draft.refresh_from_db()
    assert draft.text.startswith("[UNCLE_")
    assert shown(draft) == "Pyotr Ashgrove called."
    for role in ("SCHOOL", "NHS", "", "uncle", "TEXT"):
        with pytest.raises(CannotCorrect):
            composing.set_role(conversation=chat, subject=who.id, role=role, by=world.owner)


def test_two_mentions_become_one_and_what_was_typed_stays(world: World, chat: Conversation) -> None:
    text = "Pyotr Ashgrove called. Then Marigold Reedham came."
    draft = compose(conversation=chat, text=text, by=world.owner)
    left, right = named(chat, "Pyotr Ashgrove"), named(chat, "Marigold Reedham")
    composing.merge(conversation=chat, subject=right.id, into=left.id, by=world.owner)
    draft.refresh_from_db()
    marks = {word for word in draft.text.split() if word.startswith("[")}
    assert marks == {str(left.placeholder)}
    assert shown(draft) == text
    with pytest.raises(CannotCorrect):
        composing.merge(conversation=chat, subject=right.id, into=left.id, by=world.owner)
    with pytest.raises(CannotCorrect):
        composing.merge(conversation=chat, subject=left.id, into=left.id, by=world.owner)


def test_a_person_is_never_joined_with_a_thing_or_a_stranger(
    world: World, chat: Conversation
) -> None:
    compose(conversation=chat, text="Pyotr Ashgrove, 07700 900123.", by=world.owner)
    person, phone = named(chat, "Pyotr Ashgrove"), named(chat, "07700 900123")
    other = str(world.entry.person_id)
    for subject, into in (
        (person.id, phone.id),
        (phone.id, person.id),
        (person.id, other),
        (person.id, ""),
        ("", ""),
    ):
        with pytest.raises(CannotCorrect):
            composing.merge(conversation=chat, subject=subject, into=into, by=world.owner)


@pytest.mark.parametrize(("hidden", "number"), [("PLACE", "943 476 5919"), ("DETAIL", "QQ123456C")])
def test_no_correction_leaves_such_a_number_in(
    world: World, chat: Conversation, hidden: str, number: str
) -> None:
    text = f"It is {number} as told. We met at LS1 4AB."
    draft = compose(conversation=chat, text=text, by=world.owner)
    composing.hide(conversation=chat, text=number, role=hidden, by=world.owner)
    one, other = named(chat, number), named(chat, "LS1 4AB")
    for subject, into in ((one.id, other.id), (other.id, one.id)):
        with pytest.raises(CannotCorrect):
            composing.merge(conversation=chat, subject=subject, into=into, by=world.owner)
    with pytest.raises(CannotKeep):
        composing.leave_in(conversation=chat, alias=one.aliases[number], by=world.owner)
    draft.refresh_from_db()
    assert number not in draft.text
    assert shown(draft) == text


def test_every_correction_is_on_the_record_without_a_word_of_it(
    world: World, chat: Conversation
) -> None:
    compose(conversation=chat, text=TEXT, by=world.owner)
    before = AuditEntry.objects.count()
    composing.hide(conversation=chat, text="Marigold", role="CHILD", by=world.owner)
    who = named(chat, "Pyotr Ashgrove")
    composing.set_role(conversation=chat, subject=who.id, role="UNCLE", by=world.owner)
    composing.leave_in(conversation=chat, alias=who.aliases["Pyotr Ashgrove"], by=world.owner)
    entries = AuditEntry.objects.all()[before:]
    assert [e.action for e in entries] == ["chat.hidden", "chat.role_set", "chat.left_in"]
    for entry in entries:
        assert (entry.actor_id, entry.object_id) == (str(world.owner.pk), str(chat.pk))
        assert entry.facts == {}


def test_a_case_learns_from_one_chat_for_the_next(world: World) -> None:
    compose(conversation=world.conversation, text="Bluebell came.", by=world.owner)
    composing.hide(conversation=world.conversation, text="Bluebell", role="FRIEND", by=world.owner)
    next_chat = start(by=world.people["colleague"], case=world.case)
    draft = compose(conversation=next_chat, text="bluebell and " + MOTHER, by=next_chat.owner)
    assert draft.text.startswith("[FRIEND_")
    assert "Halima" not in draft.text


def test_a_common_word_hidden_by_hand_is_hidden_as_it_was_typed(
    world: World, chat: Conversation
) -> None:
    """A model of language would let it pass; whoever points at it is sure."""
    draft = compose(conversation=chat, text="we call her bluebell. Bluebell sings.", by=world.owner)
    composing.hide(conversation=chat, text="bluebell", role="CHILD", by=world.owner)
    draft.refresh_from_db()
    assert "luebell" not in draft.text
    composing.leave_in(conversation=chat, alias=draft.aliases[0], by=world.owner)
    assert shown(draft) == draft.text == "we call her bluebell. Bluebell sings."


@pytest.mark.parametrize(
    ("text", "why"),
    [("Lanturn Steps", "not in your text"), ("Lantern Stepsons", "not in your text"),
     ("in", "on its own"), ("Mill", "hidden already"), ("Mill Cottage in", "hidden already")],
)  # fmt: skip
def test_what_would_hide_nothing_is_refused_and_not_learnt(
    world: World, chat: Conversation, text: str, why: str
) -> None:
    typed = "They left Old Mill Cottage in May for Lantern Steps."
    draft = compose(conversation=chat, text=typed, by=world.owner)
    composing.hide(conversation=chat, text="Old Mill Cottage", role="ADDRESS", by=world.owner)
    before = version(chat.vault_id)
    with pytest.raises(CannotCorrect, match=why):
        composing.hide(conversation=chat, text=text, role="PERSON", by=world.owner)
    assert version(chat.vault_id) == before
    composing.hide(conversation=chat, text="lantern  steps", role="ADDRESS", by=world.owner)
    draft.refresh_from_db()
    assert "Lantern" not in draft.text


def test_a_town_that_was_taken_for_a_person_is_the_town_that_somebody_says(
    world: World, chat: Conversation
) -> None:
    text = "The family moved to Larkmoor"
    draft = compose(conversation=chat, text=text, by=world.owner)
    assert "[PERSON_" in draft.text
    composing.hide(conversation=chat, text="Larkmoor", role="PLACE", by=world.owner)
    draft.refresh_from_db()
    assert draft.text.startswith("The family moved to [PLACE_"), "in this draft"
    for leave_in in (False, True):
        if leave_in:
            alias = draft.aliases[0]
            composing.leave_in(conversation=chat, alias=alias, by=world.owner)
            composing.hide(conversation=chat, text="Larkmoor", role="PLACE", by=world.owner)
        again = compose(conversation=chat, text=text + ".", by=world.owner)
        assert again.text.startswith("The family moved to [PLACE_"), "and in the next"
