"""Real workers on the real broker: killed, robbed of messages, told the same thing five times."""

import shutil

import pytest
import redis
from django.conf import settings

from tests.processes import Beat, Worker, wait_until
from workspace.accounts.models import Team
from workspace.celery import app
from workspace.jobs import actions, health, pulses
from workspace.jobs.models import Job, State
from workspace.jobs.sweeping import sweep

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]


def submit(user, kind="test.effect", subject="s", **more):
    return actions.submit(kind=kind, by=user, subject_id=subject, **more)


def state(job):
    return Job.objects.get(pk=job.pk).state


def wait_for(job, *states):
    wait_until(lambda: state(job) in states, f"{job.kind} to be {states}")


def lose_the_broker():
    if settings.REDIS_URL:
        redis.Redis.from_url(settings.REDIS_URL).flushall()
    else:
        shutil.rmtree(settings.BROKER_FOLDER, ignore_errors=True)


def test_work_on_every_queue_is_done(worker, user):
    jobs = [submit(user, queue=queue) for queue in settings.QUEUES]
    for job in jobs:
        wait_for(job, State.DONE)


def test_the_same_task_delivered_five_times_has_one_effect(worker, user):
    job = submit(user)
    for _ in range(5):
        app.send_task("jobs.run", args=[str(job.pk)], queue="housekeeping")
    marker = submit(user, subject="marker")
    wait_for(job, State.DONE)
    wait_for(marker, State.DONE)
    assert Team.objects.filter(name__startswith="s/").count() == 1
    assert Job.objects.get(pk=job.pk).attempt == 1


def test_a_burst_is_done_once_each_by_many_threads(worker, user):
    jobs = [submit(user, subject=f"burst-{number}") for number in range(30)]
    for job in jobs:
        wait_for(job, State.DONE)
    for job in jobs:
        assert Team.objects.filter(name__startswith=f"{job.subject_id}/").count() == 1


def test_a_killed_worker_loses_nothing_and_another_finishes(no_worker, user):
    lose_the_broker()
    first = Worker()
    try:
        job = submit(user, "test.slow_effect")
        wait_for(job, State.RUNNING)
    finally:
        first.kill()
    second = Worker()
    try:
        Team.objects.create(name="go")
        wait_until(lambda: sweep()["put_back"], "the lease to run out")
        wait_for(job, State.DONE)
    finally:
        second.stop()
    assert Team.objects.filter(name__startswith="s/").count() == 1
    assert Job.objects.get(pk=job.pk).attempt == 2


def test_a_lost_broker_loses_nothing(worker, user):
    running = submit(user, "test.slow_effect", "before")
    wait_for(running, State.RUNNING)
    lost = Job.objects.create(kind="test.effect", queue="chat", owner=user, subject_id="lost")
    lose_the_broker()
    new = submit(user, subject="after")
    Team.objects.create(name="go")

    def all_done():
        sweep()
        return {state(running), state(lost), state(new)} == {State.DONE}

    wait_until(all_done, "everything to be done after the broker came back")
    for subject in ("before", "lost", "after"):
        assert Team.objects.filter(name__startswith=f"{subject}/").count() == 1


def test_a_running_job_stops_when_told_and_keeps_what_it_had(worker, user):
    job = submit(user, "test.stoppable")
    wait_for(job, State.RUNNING)
    assert actions.cancel(job=job, by=user)
    wait_until(Team.objects.filter(name="kept s").exists, "what was kept")
    assert state(job) == State.CANCELLED


def test_set_aside_by_a_real_worker(worker, user):
    job = submit(user, "test.breaks")

    def set_aside():
        sweep()
        return state(job) == State.QUARANTINED

    wait_until(set_aside, "the job to be set aside")
    assert "ValueError" in Job.objects.get(pk=job.pk).reason
    assert "Amina" not in worker.said()


def test_the_pool_answers_for_itself_and_a_dead_one_does_not(no_worker):
    lose_the_broker()
    mine = Worker()
    try:
        assert all(health.probe(timeout=60).values())
    finally:
        mine.stop()
    assert not any(health.probe(timeout=1).values())


def test_beat_sweeps_and_the_watchdog_sees_it(worker, user):
    beat = Beat()
    try:
        lost = Job.objects.create(kind="test.effect", queue="asr", owner=user, subject_id="lost")
        wait_for(lost, State.DONE)
        wait_until(lambda: health.worker_state().alive, "the watchdog to be content")
    finally:
        beat.stop()


def test_messages_hold_ids_only(no_worker, user):
    """Read raw, without a worker: what a broker sees."""
    lose_the_broker()
    job = submit(user, subject="subject-7", key="key-7", queue="live")
    pulses.ask("live")
    with app.connection_for_read() as connection:
        queue = connection.SimpleQueue("live")
        seen = [queue.get(timeout=5) for _ in range(2)]
        for message in seen:
            message.ack()
        raw = str([(message.headers, message.properties, message.body) for message in seen])
    assert str(job.pk) in raw
    for secret in (user.email, user.name, "subject-7", "key-7"):
        assert secret not in raw
