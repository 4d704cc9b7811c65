"""Erasing and leaving in the very moment of an approval, a hold or an answer: neither slips by.

On PostgreSQL the second of two is seen to wait for the first; SQLite lets only one write at all.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from tests import families
from tests.access.world import World, make_world
from workspace.accounts import leaving
from workspace.chat.actions.answering import _end
from workspace.chat.actions.deleting import delete
from workspace.chat.actions.sending import retry
from workspace.chat.drafts import keep_draft
from workspace.chat.models import Conversation, Message
from workspace.governance import holds
from workspace.governance.models import AuditEntry, LegalHold
from workspace.governance.policy import Refused
from workspace.jobs.leases import Lease
from workspace.jobs.models import Job, State
from workspace.outputs.actions.approving import approve
from workspace.outputs.models import Output
from workspace.oversight.actions import holding
from workspace.privacy.masking import MaskedText

pytestmark = pytest.mark.django_db(transaction=True)
_WAITING = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[list[object]]:
    """Inside a transaction: begin `act` elsewhere, and have it wait for that transaction."""
    got: list[object] = []

    def run() -> None:
        try:
            got.append(act())
        except Exception as error:
            got.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        yield got
        thread.start()
        _wait_until_it_waits(thread)
    thread.join(60)
    assert not thread.is_alive()


def _wait_until_it_waits(thread: threading.Thread) -> None:
    deadline = time.monotonic() + 30
    while connection.vendor == "postgresql" and thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute(_WAITING)
            if cursor.fetchone()[0]:
                return
        assert time.monotonic() < deadline


def approved(world: World) -> None:
    stamp = world.output.versions.get().stamp
    approve(output=world.output, stamp=stamp, by=world.owner, knowing=True)


def test_a_text_approved_as_its_chat_is_deleted_stays(world: World) -> None:
    with meanwhile(lambda: delete(conversation=world.conversation, by=world.owner)):
        approved(world)
    assert not Conversation.objects.exists()
    assert Output.objects.get().state == "approved"


def test_a_text_approved_as_its_answer_is_asked_again_stays(world: World) -> None:
    with meanwhile(lambda: retry(answer=world.answer, by=world.owner)) as got:
        approved(world)
    assert isinstance(got[0], Message)
    assert Output.objects.get().state == "approved"


def test_what_is_put_on_hold_as_it_is_erased_stays(world: World) -> None:
    with meanwhile(lambda: delete(conversation=world.conversation, by=world.owner)) as got:
        hold(world, world.case)
    assert isinstance(got[0], Refused)
    assert Conversation.objects.exists()


def test_what_is_erased_as_it_is_put_on_hold_is_said_to_be_gone(world: World) -> None:
    thing = holding.find(str(world.conversation.pk))
    assert thing

    def place() -> LegalHold:
        return holds.place(
            on=thing.on, reason="A court.", aliases=[], by=world.people["manager"],
            team_ids=thing.team_ids,
        )  # fmt: skip

    with meanwhile(place) as got:
        delete(conversation=world.conversation, by=world.owner)
    assert isinstance(got[0], Refused)
    assert not LegalHold.objects.exists()
    assert not AuditEntry.objects.filter(action="hold.placed").exists()


def hold(world: World, thing: Any) -> LegalHold:
    found = holding.find(str(thing.pk))
    assert found
    return holding.place(thing=found, reason="A court asks.", by=world.people["manager"])


def an_answer_being_kept(world: World) -> tuple[Message, Lease]:
    """An answer whose worker has everything and is about to put it down."""
    Output.objects.all().delete()
    job = Job.objects.get(pk=world.answer.job_id)
    Job.objects.filter(pk=job.pk).update(
        state=State.RUNNING, finished=None, subject_id=str(world.answer.pk)
    )
    message = Message.objects.select_related("conversation").get(pk=world.answer.pk)
    return message, Lease(Job.objects.get(pk=job.pk))


def keep(message: Message, lease: Lease) -> None:
    with lease.finish():
        _end(message, Message.Status.COMPLETE)
        keep_draft(message, MaskedText(message.text))


def test_an_answer_kept_as_somebody_leaves_passes_on(world: World) -> None:
    message, lease = an_answer_being_kept(world)
    manager, by = world.people["manager"], world.people["administrator"]
    with meanwhile(lambda: leaving.leave(user=world.owner, to=manager, by=by)) as got:
        keep(message, lease)
    assert got == [None]
    assert Output.objects.get().owner == manager


def test_an_answer_kept_as_its_chat_is_deleted_goes_with_it(world: World) -> None:
    message, lease = an_answer_being_kept(world)
    with meanwhile(lambda: delete(conversation=world.conversation, by=world.owner)):
        keep(message, lease)
    assert not Output.objects.exists()
    assert not Conversation.objects.exists()


def test_nothing_else_waits_for_an_erasure(world: World) -> None:
    """Another chat can go while one is going."""
    other = families.chat(world.people["colleague"])
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time.")
    done = threading.Event()

    def erase() -> None:
        holds.check_not_held(("chat.conversation", str(other.pk)))
        done.set()

    def run() -> None:
        try:
            with transaction.atomic():
                erase()
        finally:
            connection.close()

    with transaction.atomic():
        holds.check_not_held(("chat.conversation", str(world.conversation.pk)))
        thread = threading.Thread(target=run)
        thread.start()
        assert done.wait(30)
    thread.join()
