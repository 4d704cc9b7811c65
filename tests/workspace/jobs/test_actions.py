"""Submitting is idempotent and survives a broker that is down; stopping and repeating."""

import pytest
from django.db import IntegrityError, transaction

from workspace.jobs import actions, messages
from workspace.jobs.models import Job, State
from workspace.jobs.running import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    """The messages that left, taken at the last step before the broker."""
    taken = []
    monkeypatch.setattr(messages.app, "send_task", lambda *a, **kw: taken.append((a, kw)))
    return taken


def submit(user, **changes):
    return actions.submit(**{"kind": "test.effect", "by": user, "subject_id": "s"} | changes)


def test_one_key_one_job(user, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        jobs = [submit(user, key="k") for _ in range(5)]
    assert len({job.pk for job in jobs}) == 1
    assert len(sent) == 1


def test_without_a_key_every_submission_is_its_own(user):
    assert submit(user).pk != submit(user).pk


def test_a_key_cannot_reach_another_persons_job(user, other_user):
    submit(user, key="k")
    with pytest.raises(ValueError, match="other work"):
        submit(other_user, key="k")


def test_a_message_leaves_only_on_commit_and_holds_the_id_alone(
    user, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as waiting:
        job = submit(user, queue="chat")
        assert not sent
    for callback in waiting:
        callback()
    assert sent == [
        (("jobs.run",), {"args": [str(job.pk)], "queue": "chat", "countdown": None, "retry": False})
    ]


def test_work_rolled_back_was_never_asked_for(user, sent, django_capture_on_commit_callbacks):
    def fail_after_submitting():
        with transaction.atomic():
            submit(user)
            raise IntegrityError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(IntegrityError):
        fail_after_submitting()
    assert not sent
    assert not Job.objects.exists()


def test_a_broker_that_is_down_loses_nothing(user, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(messages.app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = submit(user)
    job.refresh_from_db()
    assert job.state == State.QUEUED
    assert job.sent_at is None


def test_only_the_owner_sees_a_job(user, other_user):
    job = submit(user)
    assert list(Job.objects.visible_to(user)) == [job]
    assert not Job.objects.visible_to(other_user).exists()


def test_what_was_stopped_before_it_began_never_runs(user, other_user):
    mine, theirs = submit(user), submit(user)
    assert actions.cancel(job=mine, by=user)
    assert actions.cancel(job=theirs, by=other_user)
    assert not actions.cancel(job=mine, by=user)
    run(mine.pk)
    mine.refresh_from_db()
    assert (mine.state, mine.attempt) == (State.CANCELLED, 0)
    assert mine.reason == actions.STOPPED
    assert theirs.reason == "Stopped by an administrator."


def test_only_ended_work_is_repeated(user):
    job = submit(user)
    with pytest.raises(actions.NotNow):
        actions.retry(job=job, by=user)
    actions.cancel(job=job, by=user)
    actions.retry(job=job, by=user)
    assert (job.state, job.reason, job.attempt, job.finished) == (State.QUEUED, "", 0, None)
    run(job.pk)
    job.refresh_from_db()
    assert job.state == State.DONE
    with pytest.raises(actions.NotNow):
        actions.retry(job=job, by=user)
