"""Each way an attempt can end, and what a person then reads."""

import logging

import pytest

from workspace.accounts.models import Team
from workspace.jobs import actions
from workspace.jobs.models import Job, State
from workspace.jobs.running import UNKNOWN, run

from . import work

pytestmark = pytest.mark.django_db(transaction=True)


def attempted(user, kind, times=1):
    job = actions.submit(kind=kind, by=user, subject_id="s", queue="unserved")
    for _ in range(times):
        Job.objects.filter(pk=job.pk).update(run_after=None)
        run(job.pk)
    job.refresh_from_db()
    return job


def test_done_once_however_often_it_is_run(user):
    job = attempted(user, "test.effect", times=5)
    assert (job.state, job.attempt, Team.objects.count()) == (State.DONE, 1, 1)
    assert job.finished
    assert job.lease_until is None


def test_a_handler_that_does_not_finish_its_lease_is_finished_for_it(user):
    job = actions.submit(kind="test.count", by=user, subject_id="3", queue="unserved")
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.last_seq) == (State.DONE, 4)


def test_a_permanent_failure_says_why_and_is_not_repeated(user):
    job = attempted(user, "test.refuses", times=3)
    assert (job.state, job.attempt, job.reason) == (State.FAILED, 1, "The document is empty.")


def test_an_unexpected_error_is_tried_again_after_a_while(user):
    job = attempted(user, "test.breaks")
    assert job.state == State.QUEUED
    assert job.run_after > job.created
    run(job.pk)  # too early
    job.refresh_from_db()
    assert job.attempt == 1


def test_set_aside_after_its_chances_without_a_word_of_content(user, caplog):
    caplog.set_level(logging.DEBUG)
    job = attempted(user, "test.breaks", times=2)
    assert job.state == State.QUARANTINED
    assert job.reason == "Tried 2 times. Stopped by an unexpected error (ValueError)."
    kept = [*job.events.values_list("data", flat=True), job.reason, caplog.text]
    assert "work.py" in caplog.text
    assert not any(word in str(kept) for word in work.SECRET.split() if len(word) > 3)


def test_try_again_says_why_and_then_succeeds(user):
    job = attempted(user, "test.later")
    assert (job.state, job.reason) == (State.QUEUED, "The model server is busy.")
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.reason, job.attempt) == (State.DONE, "", 2)


def test_a_kind_nobody_knows_is_set_aside(user):
    job = attempted(user, "test.nobody")
    assert (job.state, job.reason) == (State.QUARANTINED, UNKNOWN)


def test_a_job_that_was_deleted_is_no_error(user):
    job = actions.submit(kind="test.effect", by=user, subject_id="s", queue="unserved")
    key = job.pk
    job.delete()
    run(key)
