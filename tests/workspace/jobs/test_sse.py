"""Whoever follows hears every event once, in order, from wherever they left off."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.test import RequestFactory

from workspace.jobs import actions, sse
from workspace.jobs.hub import hub
from workspace.jobs.models import State

from .follow import end, in_loop, listen, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job(user):
    return actions.submit(kind="test.count", by=user, subject_id="0", queue="unserved")


def numbers(heard):
    return [one.data["n"] for one in heard if one.name == "token"]


def test_a_late_follower_hears_everything_and_the_end(job):
    write(job, 30)
    end(job)
    heard = in_loop(listen(job))
    assert numbers(heard) == list(range(30))
    assert [one.id for one in heard[:-1]] == list(range(1, 31))
    assert heard[-1].name == "end"
    assert heard[-1].data == {"state": "done", "reason": ""}
    assert heard[-1].id is None  # so that a reconnection still asks from the last event


def test_replay_from_every_position_gives_exactly_the_rest(job):
    write(job, 12)
    end(job)

    async def all_positions():
        return await asyncio.gather(*(listen(job, after=after) for after in range(14)))

    for after, heard in enumerate(in_loop(all_positions())):
        assert numbers(heard) == list(range(after, 12))
        assert heard[-1].name == "end"


def test_two_followers_and_one_who_comes_later_hear_the_same(job):
    async def scene():
        first = asyncio.create_task(listen(job))
        second = asyncio.create_task(listen(job))
        await sync_to_async(write)(job, 10)
        third = asyncio.create_task(listen(job))
        await sync_to_async(write)(job, 10, start=10)
        await sync_to_async(end)(job)
        return await asyncio.gather(first, second, third)

    for heard in in_loop(scene()):
        assert numbers(heard) == list(range(20))


def test_dropping_and_coming_back_while_it_is_written_loses_nothing(job):
    async def scene():
        def writing():
            write(job, 60)
            end(job)

        writer = asyncio.create_task(sync_to_async(writing)())
        heard = []
        while not heard or heard[-1].name != "end":
            last = max((one.id for one in heard if one.id), default=0)
            more = await listen(job, after=last, until=7)
            heard += more[:7]  # what a dropped connection had not passed on is lost
        await writer
        return heard

    assert numbers(in_loop(scene())) == list(range(60))


def test_a_long_log_arrives_whole_in_portions(job, monkeypatch):
    monkeypatch.setattr("workspace.jobs.poll._MOST_EVENTS", 7)
    write(job, 40)
    end(job)
    assert numbers(in_loop(listen(job))) == list(range(40))


def test_many_jobs_move_at_once(user, monkeypatch):
    monkeypatch.setattr("workspace.jobs.poll._MOST_JOBS", 3)
    jobs = [
        actions.submit(kind="test.count", by=user, subject_id="0", queue="unserved")
        for _ in range(8)
    ]
    for number, job in enumerate(jobs):
        write(job, number)
        end(job)

    async def all_of_them():
        return await asyncio.gather(*map(listen, jobs))

    for number, heard in enumerate(in_loop(all_of_them())):
        assert numbers(heard) == list(range(number))


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED, State.QUARANTINED])
def test_every_ending_ends_the_stream(job, state):
    end(job, state)
    assert in_loop(listen(job))[-1].data["state"] == state


def test_a_deleted_job_ends_the_stream(job):
    job.delete()
    job.pk = job.id = "00000000-0000-0000-0000-000000000000"
    heard = in_loop(listen(job))
    assert heard[-1].data["state"] == "gone"


def test_silence_is_filled_with_comments(job, monkeypatch):
    monkeypatch.setattr(sse, "HEARTBEAT_SECONDS", 0.05)

    async def scene():
        stream = sse.follow(job.pk)
        try:
            return [await anext(stream) for _ in range(3)]
        finally:
            await stream.aclose()

    assert in_loop(scene()) == [sse.RETRY, sse.HEARTBEAT, sse.HEARTBEAT]


def test_a_transform_may_read_the_database_and_sees_events_in_order(job, user):
    write(job, 20)
    end(job)
    seen = []

    def restore(name, data):
        job.refresh_from_db()
        seen.append(data["n"])
        return {"text": f"{job.kind} {data['n']}"}

    heard = in_loop(listen(job, transform=restore))
    assert seen == list(range(20))
    assert heard[3].data == {"text": "test.count 3"}


def test_a_transform_that_breaks_shows_nothing_and_says_so(job, caplog):
    write(job, 3)
    end(job)

    def breaks(name, data):
        if data["n"] == 1:
            raise ValueError("Amina Testcase")
        return data

    heard = in_loop(listen(job, transform=breaks))
    assert [one.name for one in heard] == ["end"]
    assert heard[0].data == sse.TROUBLE
    assert "Amina" not in caplog.text


def test_a_stopping_server_sends_its_followers_away_without_an_end(job):
    async def scene():
        stream = sse.follow(job.pk)
        assert await anext(stream) == sse.RETRY
        hub().close()
        before = [chunk async for chunk in stream]
        after = [chunk async for chunk in sse.follow(job.pk)]
        return before, after

    assert in_loop(scene()) == ([], [sse.RETRY])


@pytest.mark.parametrize(
    ("header", "query", "expected"),
    [("7", "3", 7), (None, "3", 3), (None, "", 0), ("x", "", 0), ("-1", "", 0), ("9" * 30, "", 0)],
)
def test_where_a_browser_stands(header, query, expected):
    headers = {"Last-Event-ID": header} if header else {}
    request = RequestFactory().get("/", {"after": query}, headers=headers)
    assert sse.position(request) == expected
