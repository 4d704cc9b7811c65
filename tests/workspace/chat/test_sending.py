"""Sending, asking again, stopping, feedback, deleting: each once, and deleting for good."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests import families
from tests.access.world import CHILD, World, make_world, person
from workspace.chat.actions import sending
from workspace.chat.actions.composing import compose
from workspace.chat.actions.conversations import start
from workspace.chat.actions.deleting import delete
from workspace.chat.actions.documents import attach
from workspace.chat.actions.feedback import give_feedback
from workspace.chat.actions.purposes import engines_for
from workspace.chat.actions.sending import CannotSend, retry, send, stop
from workspace.chat.models import Conversation, Message
from workspace.chat.showing import Showing
from workspace.chat.views.common import title_of
from workspace.gateway.models import Engine
from workspace.governance.models import AuditEntry
from workspace.governance.policy import Refused
from workspace.jobs.models import Event, Job, State
from workspace.privacy.models import Alias, Vault
from workspace.privacy.placeholders import find_exact
from workspace.privacy.vaults import VaultGone, open_vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def chat(world: World) -> Conversation:
    return start(by=world.owner)


def sent(world: World, chat: Conversation, text: str = "Hello there.", **more: Any) -> Message:
    return send(draft=compose(conversation=chat, text=text, by=world.owner, **more), by=world.owner)


def test_what_was_previewed_is_sent_once(world: World, chat: Conversation) -> None:
    draft = compose(conversation=chat, text="Pyotr Ashgrove called.", by=world.owner)
    before = draft.text
    answer = send(draft=draft, by=world.owner)
    draft.refresh_from_db()
    assert (draft.status, draft.text) == ("sent", before)
    assert (answer.status, answer.engine_name) == ("waiting", world.engine.name)
    with pytest.raises(CannotSend):
        send(draft=draft, by=world.owner)
    assert Job.objects.filter(subject_id=str(answer.pk)).count() == 1
    job = json.dumps(list(Job.objects.values_list()), default=str)
    assert "Pyotr" not in job


@pytest.mark.parametrize("fault", ["stopped", "disabled", "classification", "gone"])
def test_nothing_is_sent_to_a_model_that_may_not_have_it(
    world: World, chat: Conversation, fault: str
) -> None:
    draft = compose(conversation=chat, text="Hello.", by=world.owner)
    changes = {"disabled": {"enabled": False}, "classification": {"highest_classification": 1}}
    if fault == "stopped":
        families.stopped(world.engine)
    elif fault == "gone":
        Engine.objects.all().delete()
        chat.refresh_from_db()
    else:
        Engine.objects.update(**changes[fault])
    draft = Message.objects.get(pk=draft.pk)
    with pytest.raises((Refused, CannotSend)):
        send(draft=draft, by=world.owner)
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert engines_for(world.owner, world.use_case, chat.case_id) == []


def test_who_may_not_use_models_is_offered_none(world: World) -> None:
    assert engines_for(world.people["auditor"], world.use_case, None) == []
    assert engines_for(world.people["leaver"], world.use_case, None) == []
    assert engines_for(world.people["manager"], world.use_case, None) == [world.engine]


def test_a_title_is_hidden_like_the_message(world: World, chat: Conversation) -> None:
    text = f"Pyotr Ashgrove asks about {'x' * 20} and Marigold Reedham's bear at home."
    sent(world, chat, text)
    chat.refresh_from_db()
    assert "Pyotr" not in chat.title
    assert len(chat.title_aliases) == len(list(find_exact(chat.title)))
    shown = title_of(chat, Showing(open_vault(chat.vault_id)))
    assert shown.startswith("Pyotr Ashgrove asks")
    assert "[" not in shown


@pytest.mark.parametrize("length", range(40, 75))
def test_no_title_ends_within_a_placeholder(world: World, chat: Conversation, length: int) -> None:
    message = Message(text="x " * (length // 2) + "[CHILD_K7M] went home.", aliases=["a"])
    sending._name(chat, message)
    assert chat.title.count("[") == chat.title.count("]") == len(chat.title_aliases)


def test_an_edited_message_takes_the_place_of_what_followed(
    world: World, chat: Conversation
) -> None:
    first = sent(world, chat)
    asked = chat.messages.get(author="user")
    again = sent(world, chat, "Hello once more.", replaces=asked.pk)
    shown = chat.messages.filter(superseded=False)
    assert [m.text for m in shown] == ["Hello once more.", ""]
    assert shown.last() == again
    first.refresh_from_db()
    assert first.superseded


def test_an_answer_is_asked_for_again_once(world: World, chat: Conversation) -> None:
    answer = sent(world, chat)
    with pytest.raises(CannotSend, match="still being written"):
        retry(answer=answer, by=world.owner)
    stop(answer=answer, by=world.owner)
    answer = Message.objects.get(pk=answer.pk)
    again = retry(answer=answer, by=world.owner)
    with pytest.raises(CannotSend):
        retry(answer=Message.objects.get(pk=answer.pk), by=world.owner)
    assert list(chat.messages.filter(superseded=False, author="assistant")) == [again]


def test_feedback_is_masked_kept_once_and_only_for_known_reasons(world: World) -> None:
    for comment in ("Fine.", f"It says {CHILD} is ten. Ring 07700 900123."):
        given = give_feedback(
            answer=world.answer, helpful=False, reasons=["wrong", "<script>", "person"],
            comment=comment, by=world.owner,
        )  # fmt: skip
    assert given.reasons == ["wrong", "person"]
    assert "Zofia" not in given.comment
    assert "900123" not in given.comment
    opened = open_vault(world.conversation.vault_id)
    assert opened.restore(given.comment, given.comment_aliases).startswith(f"It says {CHILD}")
    assert Message.objects.get(pk=world.answer.pk).feedback == given
    facts = AuditEntry.objects.filter(action="chat.feedback").last().facts  # type: ignore[union-attr]
    assert "script" not in json.dumps(facts)


def raw(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
        return repr(cursor.fetchall())


def test_deleting_a_chat_leaves_nothing_of_it(
    world: World, chat: Conversation, django_capture_on_commit_callbacks: Any
) -> None:
    answer = sent(world, chat, "Pyotr Ashgrove called about a lighthouse.")
    attach(conversation=chat, name="lighthouse.txt", data=b"A lighthouse.", by=world.owner)
    assert answer.job is not None
    Event.objects.create(job=answer.job, seq=50, name="delta", data={"text": "lighthouse"})
    vault, uploads = chat.vault_id, Path(settings.MEDIA_ROOT) / "uploads"
    blobs = {str(pk) for pk in chat.documents.values_list("pk", flat=True)}
    assert blobs <= {file.name for file in uploads.iterdir()}
    with django_capture_on_commit_callbacks(execute=True):
        delete(conversation=chat, by=world.owner)
    for table in ("chat_conversation", "chat_message", "chat_document", "jobs_event", "jobs_job",
                  "governance_auditentry"):  # fmt: skip
        assert "lighthouse" not in raw(table), table
    assert not Alias.objects.filter(vault_id=vault).exists()
    assert Vault.objects.get(pk=vault).wrapped_key is None
    with pytest.raises(VaultGone):
        open_vault(vault)
    assert not blobs & {file.name for file in uploads.iterdir()}
    assert AuditEntry.objects.filter(action="chat.deleted").count() == 1


def test_deleting_a_chat_of_a_case_leaves_the_case_its_people(world: World) -> None:
    delete(conversation=world.conversation, by=world.owner)
    people = open_vault(world.case.vault_id).identities.people()
    assert {next(iter(p.aliases)) for p in people} >= {CHILD}
    assert not Message.objects.exists()


def test_a_job_of_a_deleted_chat_ends_quietly(world: World, chat: Conversation) -> None:
    answer = sent(world, chat)
    job = answer.job
    assert job is not None
    assert job.state == State.QUEUED
    delete(conversation=chat, by=world.owner)
    assert not Job.objects.filter(pk=job.pk).exists()
    assert person("Nia", world.north).conversations.count() == 0
