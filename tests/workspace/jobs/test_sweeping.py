"""What crashes and lost messages leave behind moves again, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from workspace.jobs import actions, leases, messages, pulses
from workspace.jobs.models import Job, Pulse, State
from workspace.jobs.sweeping import INTERRUPTED, sweep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    taken = []
    monkeypatch.setattr(messages.app, "send_task", lambda *a, **kw: taken.append(kw["args"][0]))
    return taken


@pytest.fixture
def job(user, sent):
    made = actions.submit(kind="test.effect", by=user, subject_id="s")
    sent.clear()
    return made


def change(job, **fields):
    Job.objects.filter(pk=job.pk).update(**fields)


def ago(seconds):
    return timezone.now() - timedelta(seconds=seconds)


def test_an_expired_lease_is_put_back_and_sent(job, sent):
    leases.claim(job.pk, max_attempts=3)
    change(job, lease_until=ago(1))
    assert sweep() == {"set_aside": 0, "put_back": 1, "sent_again": 0}
    job.refresh_from_db()
    assert (job.state, job.reason, job.attempt) == (State.QUEUED, INTERRUPTED, 1)
    assert job.events.last().name == "waiting"
    assert sent == [str(job.pk)]


def test_a_live_lease_is_left_alone(job, sent):
    leases.claim(job.pk, max_attempts=3)
    assert not any(sweep().values())
    assert not sent


def test_after_the_last_attempt_it_is_set_aside_with_a_reason(job):
    leases.claim(job.pk, max_attempts=1)
    change(job, lease_until=ago(1))
    assert sweep()["set_aside"] == 1
    job.refresh_from_db()
    assert job.state == State.QUARANTINED
    assert job.reason == "Tried 1 times. The worker stopped in the middle of it."
    assert job.finished


def test_a_lost_message_is_sent_again_each_time_more_patiently(job, sent, settings):
    settings.JOBS = settings.JOBS | {"resend_seconds": 10}
    for sends, patience in [(1, 10), (2, 20), (3, 40), (7, 600), (50, 600)]:
        change(job, sends=sends, sent_at=ago(patience - 5))
        assert sweep()["sent_again"] == 0, sends
        change(job, sent_at=ago(patience + 5))
        assert sweep()["sent_again"] == 1, sends
        job.refresh_from_db()
        assert job.sends == sends + 1


def test_what_never_left_is_sent_at_once(job, sent):
    change(job, sent_at=None)
    sweep()
    assert sent == [str(job.pk)]


def test_what_is_not_due_waits(job, sent):
    change(job, sent_at=ago(1000), run_after=timezone.now() + timedelta(hours=1))
    sweep()
    assert not sent


def test_a_pile_of_sweeps_counts_as_one():
    assert pulses.my_turn()
    assert not any(pulses.my_turn() for _ in range(20))
    Pulse.objects.update(answered_at=ago(60))
    assert pulses.my_turn()


def test_a_queue_that_does_not_answer_is_not_asked_twice(sent, settings):
    pulses.ask()
    pulses.ask()
    assert sorted(sent) == sorted(settings.QUEUES)
    pulses.answer("chat", worker="w")
    pulses.ask()
    assert sent[-1] == "chat"
    assert len(sent) == len(settings.QUEUES) + 1
