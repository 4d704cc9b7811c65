"""A session ends: when nothing happens, after a working day, at signing out, everywhere else."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from django.urls import reverse

from workspace.accounts import sessions
from workspace.accounts.models import User

from .entering import PASSWORD, by_password, is_in

pytestmark = pytest.mark.django_db
HOME = "/"
POLL = {"HX-Request": "true"}


@pytest.fixture
def client(nell: User) -> Client:
    client = Client()
    by_password(client, nell)
    return client


def turn_back(client: Client, name: str, seconds: float) -> None:
    """Let something in the session have happened so much longer ago."""
    session = client.session
    session[name] -= seconds
    session.save()


def test_nothing_happening_signs_out(client: Client) -> None:
    turn_back(client, sessions.SEEN, settings.SESSION_IDLE_SECONDS - 60)
    assert client.get(HOME).status_code == 200
    assert client.get(HOME).status_code == 200, "that was activity"
    turn_back(client, sessions.SEEN, settings.SESSION_IDLE_SECONDS + 1)
    key = client.session.session_key
    reply = client.get(reverse("cases:list"))
    assert reply["Location"] == f"{reverse('account_login')}?next={reverse('cases:list')}"
    assert not Session.objects.filter(pk=key).exists(), "it is gone on the server"
    assert b"You were signed out" in client.get(reply["Location"]).content


def test_a_working_day_is_the_end_however_busy(client: Client) -> None:
    turn_back(client, sessions.SIGNED_IN, settings.SESSION_COOKIE_AGE - 60)
    assert client.get(HOME).status_code == 200
    turn_back(client, sessions.SIGNED_IN, 61)
    assert client.get(HOME).status_code == 302
    assert not is_in(client)


def test_what_a_page_does_by_itself_is_no_activity(client: Client) -> None:
    almost = settings.SESSION_IDLE_SECONDS - 60
    for headers in (POLL, {"Accept": "text/event-stream"}, {"Sec-Fetch-Mode": "cors"}):
        turn_back(client, sessions.SEEN, almost)
        assert client.get(HOME, headers=headers).status_code == 200
        turn_back(client, sessions.SEEN, 61)
        assert client.get(HOME, headers=headers).status_code in (204, 302, 401)
        assert not is_in(client)
        by_password(client, User.objects.get())


def test_sending_a_form_is_activity_however_it_is_sent(client: Client) -> None:
    turn_back(client, sessions.SEEN, settings.SESSION_IDLE_SECONDS - 60)
    client.post(reverse("usersessions_list"), headers=POLL)
    turn_back(client, sessions.SEEN, 61)
    assert client.get(HOME).status_code == 200


def test_a_session_without_its_times_is_not_believed(client: Client) -> None:
    session = client.session
    del session[sessions.SIGNED_IN]
    session.save()
    assert client.get(HOME).status_code == 302


def test_a_form_that_comes_too_late_loses_nothing(client: Client) -> None:
    turn_back(client, sessions.SEEN, settings.SESSION_IDLE_SECONDS + 1)
    wrote = "Zofia said <b>it hurts</b>."
    form = {"text": wrote, "password": "never shown here", "csrfmiddlewaretoken": "a b c"}
    reply = client.post(reverse("chat:start"), form, headers={"Referer": "http://testserver/x?y=1"})
    page = reply.content.decode()
    assert reply.status_code == 401
    assert "Nothing was sent" in page
    assert "Zofia said &lt;b&gt;it hurts&lt;/b&gt;." in page
    assert "never shown here" not in page
    assert "a b c" not in page
    assert f"{reverse('account_login')}?next=/x%3Fy%3D1" in page
    assert "no-store" in reply["Cache-Control"]
    kept = "".join(str(row.get_decoded()) for row in Session.objects.all())
    assert "Zofia" not in kept + str(client.cookies)


def test_a_part_of_a_page_that_comes_too_late_says_so(client: Client) -> None:
    client.post(reverse("account_logout"))
    headers = POLL | {"HX-Current-URL": "http://testserver/cases/?page=2"}
    sent = client.post(reverse("chat:start"), {"text": "x"}, headers=headers)
    assert sent.status_code == 401
    got = client.get(reverse("chat:home"), headers=headers)
    assert got["HX-Redirect"] == f"{reverse('account_login')}?next=/cases/%3Fpage%3D2"


@pytest.mark.parametrize(
    "from_where",
    [
        "https://evil.example/",
        "//evil.example/x",
        "http://testserver//evil.example",
        "javascript:1",
    ],
)
def test_nobody_is_led_elsewhere_after_it(client: Client, from_where: str) -> None:
    client.post(reverse("account_logout"))
    reply = client.post(HOME, headers={"Referer": from_where})
    assert "evil" not in reply.content.decode()
    reply = client.get(HOME, headers=POLL | {"HX-Current-URL": from_where})
    assert "evil" not in reply["HX-Redirect"]


def test_the_key_changes_with_signing_in(nell: User) -> None:
    fixed = Client()
    fixed.get(reverse("account_login"))
    session = fixed.session
    session["planted"] = "by somebody else"
    session.save()
    fixed.cookies[settings.SESSION_COOKIE_NAME] = before = session.session_key
    by_password(fixed, nell)
    assert is_in(fixed)
    assert fixed.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_signing_out_is_done_on_the_server(client: Client) -> None:
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = client.session.session_key
    assert stolen.get(HOME).status_code == 200
    client.post(reverse("account_logout"))
    assert stolen.get(HOME).status_code == 302


def test_signing_out_everywhere_else(client: Client, nell: User) -> None:
    there = Client(HTTP_USER_AGENT="A browser in the library")
    by_password(there, nell)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "A browser in the library" in page
    client.post(reverse("usersessions_list"))
    assert client.get(HOME).status_code == 200
    assert there.get(HOME).status_code == 302


def test_nobody_sees_or_ends_the_sessions_of_others(client: Client) -> None:
    from .entering import person

    tam, other = person("Tam"), Client(HTTP_USER_AGENT="Tam's browser")
    by_password(other, tam)
    assert b"Tam&#x27;s browser" not in client.get(reverse("usersessions_list")).content
    client.post(reverse("usersessions_list"))
    assert other.get(HOME).status_code == 200


async def _chunks(told: list[str]) -> AsyncIterator[bytes]:
    try:
        for number in range(4):
            yield str(number).encode()
    finally:
        told.append("let go")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["signed out", "idle", "over", "password", "left"])
def test_a_stream_ends_with_its_session(nell: User, monkeypatch: Any, how: str) -> None:
    client, told = Client(), []
    by_password(client, nell)
    monkeypatch.setattr(sessions, "_LOOK_EVERY", -1.0)
    key = client.session.session_key

    async def read() -> list[bytes]:
        got = []
        async for chunk in sessions._while_signed_in(_chunks(told), key):
            got.append(chunk)
            if len(got) == 2:
                await asyncio.to_thread(end_and_let_go)
        return got

    def end_and_let_go() -> None:
        end()
        connections.close_all()  # this thread's own

    def end() -> None:
        if how == "signed out":
            client.post(reverse("account_logout"))
        elif how == "password":
            nell.set_password(PASSWORD + "!")
            nell.save()
        elif how == "left":
            User.objects.update(is_active=False)
        else:
            name, limit = (
                (sessions.SEEN, settings.SESSION_IDLE_SECONDS)
                if how == "idle"
                else (sessions.SIGNED_IN, settings.SESSION_COOKIE_AGE)
            )
            turn_back(client, name, limit + 1)

    assert asyncio.run(read()) == [b"0", b"1"]
    assert told == ["let go"]
