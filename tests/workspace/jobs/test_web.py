"""The event stream as a browser gets it: from uvicorn, over a socket, cut off, resumed."""

import http.client
import threading

import pytest
from django.test import Client

from tests.processes import Web, wait_until
from workspace.jobs import actions
from workspace.jobs.models import Job, State

from .follow import end, parse, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def web():
    server = Web(DAYLIGHT_TEST_URLS="tests.workspace.jobs.site")
    yield server
    server.stop()


@pytest.fixture
def job(user):
    return actions.submit(kind="test.count", by=user, subject_id="0", queue="unserved")


def cookie(person):
    client = Client()
    client.force_login(person)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def ask(web, person, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie(person), **headers})
    return connection.getresponse()


def events(job):
    return f"/jobs/{job.pk}/events/"


def read_until(response, count):
    text = b""
    while len(parse(text)) < count:
        text += response.readline()
    return parse(text)


def test_stream_reconnect_and_end(web, user, job):
    write(job, 3)
    response = ask(web, user, events(job))
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/event-stream"
    assert "no-cache" in response.headers["Cache-Control"]
    assert response.headers["X-Accel-Buffering"] == "no"
    last = read_until(response, 3)[-1].id
    response.close()

    resumed = ask(web, user, events(job), **{"Last-Event-ID": str(last)})
    write(job, 2, start=3)
    end(job)
    heard = parse(resumed.read())
    assert [one.data.get("n") for one in heard] == [3, 4, None]
    assert heard[-1].name == "end"


def test_nobody_else_hears_it_or_learns_that_it_is_there(web, user, other_user, job):
    for path in (events(job), f"/jobs/{job.pk}/"):
        assert ask(web, other_user, path).status == 404
        anonymous = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
        anonymous.request("GET", path)
        assert anonymous.getresponse().status == 302


def test_a_server_that_stops_lets_go_of_its_streams_and_the_next_goes_on(web, user, job):
    write(job, 2)
    response = ask(web, user, events(job))
    last = read_until(response, 2)[-1].id
    rest = []
    reader = threading.Thread(target=lambda: rest.append(response.read()))
    reader.start()
    web.process.terminate()
    web.process.wait(25)  # uvicorn would wait 30 s for a stream that does not let go
    reader.join(5)
    assert parse(rest[0]) == []

    again = Web(DAYLIGHT_TEST_URLS="tests.workspace.jobs.site")
    try:
        write(job, 1, start=2)
        end(job)
        resumed = ask(again, user, events(job), **{"Last-Event-ID": str(last)})
        assert [one.name for one in parse(resumed.read())] == ["token", "end"]
    finally:
        again.stop()


def test_status_and_stop(client, user, other_user, job, settings):
    settings.ROOT_URLCONF = "tests.workspace.jobs.site"
    client.force_login(other_user)
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 404
    client.force_login(user)
    assert client.get(f"/jobs/{job.pk}/").json() == {
        "state": "queued",
        "reason": "",
        "progress": {"done": 0, "total": 0},
    }
    assert client.get(f"/jobs/{job.pk}/cancel/").status_code == 405
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 204
    assert Job.objects.get(pk=job.pk).state == State.CANCELLED


def test_chats_events_are_heard_through_chat_alone(client, user, job, settings):
    settings.ROOT_URLCONF = "tests.workspace.jobs.site"
    client.force_login(user)
    Job.objects.filter(pk=job.pk).update(kind="chat.answer")
    assert client.get(events(job)).status_code == 404
    assert client.get(f"/jobs/{job.pk}/").status_code == 200


@pytest.mark.worker
def test_what_a_real_worker_does_reaches_the_screen(web, worker, user):
    job = actions.submit(kind="test.count", by=user, subject_id="25", queue="chat")
    heard = parse(ask(web, user, events(job)).read())
    assert [one.data["n"] for one in heard if one.name == "token"] == list(range(25))
    assert [heard[0].name, heard[-1].name] == ["started", "end"]
    wait_until(lambda: Job.objects.get(pk=job.pk).state == State.DONE)
