"""One holder at a time, and whoever was overtaken changes nothing."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from tests.processes import wait_until
from workspace.accounts.models import Team
from workspace.jobs import actions, leases
from workspace.jobs.heart import beating
from workspace.jobs.models import Job, State

from . import work


@pytest.fixture
def job(user):
    return actions.submit(kind="test.effect", by=user, subject_id="s", queue="unserved")


def expire(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def state(job):
    return Job.objects.get(pk=job.pk).state


@pytest.mark.django_db(transaction=True)
def test_of_many_claimers_one_wins(job):
    start = threading.Barrier(8)
    won = []

    def try_it():
        start.wait()
        try:
            won.append(leases.claim(job.pk, max_attempts=3))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 8
    assert sum(lease is not None for lease in won) == 1
    assert Job.objects.get(pk=job.pk).attempt == 1


@pytest.mark.django_db
def test_a_live_lease_cannot_be_claimed_and_an_expired_one_can(job):
    first = leases.claim(job.pk, max_attempts=3)
    assert leases.claim(job.pk, max_attempts=3) is None
    expire(job)
    second = leases.claim(job.pk, max_attempts=3)
    assert second.fence == first.fence + 1
    assert second.attempt == 2


@pytest.mark.django_db
def test_no_claim_beyond_the_last_attempt(job):
    assert leases.claim(job.pk, max_attempts=1)
    expire(job)
    assert leases.claim(job.pk, max_attempts=1) is None


@pytest.mark.django_db
def test_an_overtaken_worker_can_write_nothing(job):
    stale = leases.claim(job.pk, max_attempts=3)
    expire(job)
    fresh = leases.claim(job.pk, max_attempts=3)
    with pytest.raises(leases.LeaseLost), stale.finish():
        Team.objects.create(name="stale")
    with pytest.raises(leases.LeaseLost), stale.commit(even_cancelled=True):
        Team.objects.create(name="stale")
    with pytest.raises(leases.LeaseLost):
        stale.emit("token")
    with pytest.raises(leases.LeaseLost):
        stale.progress(1, 1)
    assert not stale.renew()
    assert not stale.close(State.FAILED, "stale")
    assert not stale.give_back("stale", after=0)
    assert not Team.objects.exists()
    with fresh.finish():
        Team.objects.create(name="fresh")
    assert state(job) == State.DONE


@pytest.mark.django_db
def test_an_error_inside_finish_undoes_effect_and_ending(job):
    lease = leases.claim(job.pk, max_attempts=3)

    def break_half_way():
        with lease.finish():
            Team.objects.create(name="half")
            raise KeyError

    with pytest.raises(KeyError):
        break_half_way()
    assert not Team.objects.exists()
    assert state(job) == State.RUNNING
    assert not lease.finished


@pytest.mark.django_db
def test_a_stopped_handler_may_keep_what_it_had_but_not_finish(job, user):
    lease = leases.claim(job.pk, max_attempts=3)
    actions.cancel(job=job, by=user)
    with pytest.raises(leases.Cancelled), lease.finish():
        pass
    with pytest.raises(leases.Cancelled):
        lease.emit("token")
    with lease.commit(even_cancelled=True):
        Team.objects.create(name="kept")
    assert Team.objects.exists()
    assert state(job) == State.CANCELLED


@pytest.mark.django_db
def test_what_was_retried_after_a_stop_belongs_to_the_new_claim(job, user):
    old = leases.claim(job.pk, max_attempts=3)
    actions.cancel(job=job, by=user)
    actions.retry(job=job, by=user)
    new = leases.claim(job.pk, max_attempts=3)
    with pytest.raises(leases.LeaseLost), old.commit(even_cancelled=True):
        pass
    with new.finish():
        pass
    assert state(job) == State.DONE


@pytest.mark.django_db
def test_asking_whether_it_was_stopped_is_cheap(job, user, django_assert_max_num_queries):
    lease = leases.claim(job.pk, max_attempts=3)
    with django_assert_max_num_queries(4):
        for _ in range(10_000):
            assert not lease.cancelled
    actions.cancel(job=job, by=user)
    wait_until(lambda: lease.cancelled, "the stop to be noticed")
    with pytest.raises(leases.Cancelled):
        lease.check()


@pytest.mark.django_db
def test_events_are_numbered_without_gaps_and_the_row_knows_the_last(job):
    lease = leases.claim(job.pk, max_attempts=3)
    lease.emit("token", {"n": 1})
    lease.emit_all([("token", {"n": 2}), ("token", {"n": 3})])
    lease.progress(3, 3)
    job.refresh_from_db()
    assert list(job.events.values_list("seq", "name")) == [
        (1, "started"),
        (2, "token"),
        (3, "token"),
        (4, "token"),
        (5, "progress"),
    ]
    assert (job.last_seq, job.progress_done, job.progress_total) == (5, 3, 3)


@pytest.mark.django_db
def test_an_event_name_cannot_break_the_stream(job):
    lease = leases.claim(job.pk, max_attempts=3)
    with pytest.raises(ValueError, match="not an event name"):
        lease.emit("a\ndata: b")


@pytest.mark.django_db(transaction=True)
def test_a_beating_heart_keeps_the_lease_and_a_stopped_one_loses_it(job, settings):
    settings.JOBS = settings.JOBS | {"heartbeat_seconds": 0.1}
    lease = leases.claim(job.pk, max_attempts=3)
    first = Job.objects.get(pk=job.pk).lease_until
    with beating(lease, longest=60):
        wait_until(lambda: Job.objects.get(pk=job.pk).lease_until > first, "a heartbeat")
    with beating(lease, longest=0):
        time.sleep(0.3)
        last = Job.objects.get(pk=job.pk).heartbeat_at
        time.sleep(0.3)
    assert Job.objects.get(pk=job.pk).heartbeat_at == last


@pytest.mark.django_db(transaction=True)
def test_the_heart_notices_that_the_lease_is_lost(job, settings):
    settings.JOBS = settings.JOBS | {"heartbeat_seconds": 0.05}
    lease = leases.claim(job.pk, max_attempts=3)
    lease._looked = time.monotonic() + 3600  # so that only the heart can tell
    with beating(lease, longest=60):
        expire(job)
        leases.claim(job.pk, max_attempts=3)
        wait_until(lambda: lease.cancelled, "the heart to notice")


def test_the_kinds_under_test_are_known():
    from workspace.jobs.handlers import find

    assert find("test.effect").work is work.effect
