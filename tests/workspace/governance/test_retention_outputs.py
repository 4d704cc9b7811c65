"""Drafts go with their chat; approved texts keep their own time, and the key with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import families
from tests.access.world import World, make_world
from workspace.cases import keeping as cases
from workspace.chat.actions.deleting import delete
from workspace.chat.models import Conversation
from workspace.governance import retention
from workspace.governance.models import Erasure
from workspace.outputs.models import Output
from workspace.privacy.vaults import VaultGone, open_vault

from .test_retention import hold


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def alone(world: World) -> Conversation:
    """A chat outside any case, with somebody in it."""
    chat = families.chat(world.owner)
    families.composing.compose(conversation=chat, text="Tamsin Vellacott rang.", by=world.owner)
    return chat


def output_of(world: World, chat: Conversation, *, approved: bool) -> Output:
    answer = chat.messages.create(author="assistant", status="complete", text="Words.")
    made: Output = Output.objects.create(
        owner=world.owner, vault=chat.vault, use_case=world.use_case, kind="chat.answer",
        source_id=str(answer.pk), state="approved" if approved else "draft", case=chat.case,
    )  # fmt: skip
    when = timezone.now() if approved else None
    made.versions.create(number=1, text="Words.", locked=timezone.now(), approved=when)
    return made


def test_drafts_go_with_their_chat_and_approved_texts_keep_the_key(world, alone):
    draft, kept = (output_of(world, alone, approved=approved) for approved in (False, True))
    vault = alone.vault_id
    found = delete(conversation=alone, by=world.owner)
    assert (found.vault_id, found.counts["drafts"]) == ("", 1)
    assert not Output.objects.filter(pk=draft.pk).exists()
    assert open_vault(vault).identities.people()
    Output.objects.filter(pk=kept.pk).update(changed=timezone.now() - timedelta(days=729))
    assert retention.enforce()["output"] == 0
    Output.objects.filter(pk=kept.pk).update(changed=timezone.now() - timedelta(days=731))
    assert retention.enforce()["output"] == 1
    with pytest.raises(VaultGone):
        open_vault(vault)
    assert Erasure.objects.get(object_id=str(kept.pk)).vault_id == str(vault)


def test_a_text_approved_once_is_no_draft_whatever_became_of_it(world, alone):
    made = output_of(world, alone, approved=True)
    made.versions.create(number=2, text="Later words.")
    Output.objects.filter(pk=made.pk).update(
        state="draft", changed=timezone.now() - timedelta(days=100)
    )
    retention.enforce()
    assert Output.objects.filter(pk=made.pk).exists()


def test_a_held_chat_holds_what_came_of_it(world):
    made = output_of(world, world.conversation, approved=True)
    hold(world, world.conversation)
    Output.objects.filter(pk=made.pk).update(changed=timezone.now() - timedelta(days=9999))
    retention.enforce()
    assert Output.objects.filter(pk=made.pk).exists()


def test_a_case_takes_its_outputs_with_it(world):
    before = Output.objects.count()
    for approved in (False, True):
        output_of(world, world.conversation, approved=approved)
    found = cases.erase(world.case, by=world.people["manager"])
    assert not Output.objects.exists()
    assert found.counts["output"] + found.counts["output_draft"] == before + 2
    assert found.vault_id
