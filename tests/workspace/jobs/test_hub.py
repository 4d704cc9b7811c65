"""One poller serves any number of followers, stops when nobody is left, survives a bad look."""

import asyncio

import pytest
from django.db import DatabaseError

from workspace.jobs import actions, poll, sse
from workspace.jobs.hub import Follower, hub
from workspace.jobs.models import Job

from .follow import end, in_loop, listen, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def jobs(user):
    made = [
        actions.submit(kind="test.count", by=user, subject_id="0", queue="unserved")
        for _ in range(50)
    ]
    for job in made:
        write(job, 2)
    return made


def test_fifty_jobs_cost_two_queries(jobs, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = poll.news({job.pk: 0 for job in jobs})
    assert len(found) == 50
    with django_assert_num_queries(1):
        assert poll.news({job.pk: 2 for job in jobs}) == {}


def test_fifty_followers_share_each_tick(jobs, monkeypatch):
    looks = []
    real = poll.news
    monkeypatch.setattr(poll, "news", lambda positions: looks.append(1) or real(positions))
    for job in jobs:
        end(job)

    async def scene():
        return await asyncio.gather(*(listen(job) for job in jobs for _ in range(2)))

    assert all(len(heard) == 3 for heard in in_loop(scene()))
    assert len(looks) < 10


def test_the_hub_rests_when_the_last_follower_has_gone(jobs):
    async def scene():
        for _ in range(2):
            stream = sse.follow(jobs[0].pk)
            assert await anext(stream)
            assert await anext(stream)
            assert len(hub().followers) == 1
            await stream.aclose()
            assert not hub().followers
            while hub()._task is not None:
                await asyncio.sleep(0.01)

    in_loop(scene())


def test_coming_just_as_the_hub_goes_to_rest_is_served(jobs):
    end(jobs[0])

    async def scene():
        for _ in range(20):
            heard = await asyncio.wait_for(listen(jobs[0]), 30)
            assert heard[-1].name == "end"

    in_loop(scene())


def test_a_database_that_fails_once_is_asked_again(jobs, monkeypatch):
    monkeypatch.setattr("workspace.jobs.hub.AFTER_ERROR", 0.01)
    end(jobs[0])
    real, failures = poll.news, [DatabaseError("gone"), RuntimeError("odd")]

    def news(positions):
        if failures:
            raise failures.pop()
        return real(positions)

    monkeypatch.setattr(poll, "news", news)
    assert len(in_loop(listen(jobs[0]))) == 3


def test_a_follower_that_reads_nothing_is_not_buffered_for(jobs):
    job = jobs[0]

    async def scene():
        slow = Follower(job.pk, 0)
        hub().join(slow)
        for number in range(10):
            await asyncio.to_thread(write, job, 1, start=number)
            await asyncio.sleep(0.15)
        waiting = slow.batches.qsize()
        await asyncio.to_thread(end, job)
        lines = []
        while True:
            news = await slow.batches.get()
            lines += [line.seq for line in news.lines]
            if news.ending:
                return waiting, lines

    waiting, lines = in_loop(scene())
    assert waiting <= 4
    assert lines == list(range(1, Job.objects.get(pk=job.pk).last_seq + 1))
