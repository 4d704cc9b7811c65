"""What every page tells the browser: trust nothing from elsewhere, and keep nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.table import TABLE
from tests.access.world import PASSWORD, World, make_world

pytestmark = pytest.mark.django_db
PAGES = [name for name, row in TABLE.items() if row.method == "get"] + ["admin:index"]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def arguments(world: World, name: str) -> list[object]:
    return TABLE[name].arguments(world) if name in TABLE else []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_fenced_in_and_kept_nowhere(world: World, name: str) -> None:
    for who in ("owner", "administrator", None):
        client = Client()
        if who:
            client.force_login(world.people[who])
        headers = client.get(reverse(name, args=arguments(world, name))).headers
        policy = {
            part.split()[0]: part.split()[1:]
            for part in headers["Content-Security-Policy"].split(";")
        }
        assert policy["default-src"] == ["'none'"]
        assert policy["script-src"] == policy["style-src"] == ["'self'"]
        assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
        assert policy["object-src"] == ["'none'"]
        assert policy["form-action"] == policy["connect-src"] == ["'self'"]
        assert policy["img-src"] == ["'self'", "data:"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        secret = name == "accounts:arrive"  # its address opens an account
        assert headers["Referrer-Policy"] == ("no-referrer" if secret else "same-origin")
        assert "Access-Control-Allow-Origin" not in headers
        kind = headers.get("Content-Type", "")
        assert "charset=utf-8" in kind or not kind.startswith("text/") or "event" in kind
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "no-store" in headers["Cache-Control"]
        assert "public" not in headers["Cache-Control"]


def test_pages_for_what_went_wrong_are_kept_nowhere_either(world: World) -> None:
    client = Client()
    client.force_login(world.owner)
    replies = [client.get("/no-such-page/"), client.post(reverse("account_login"), {"login": ""})]
    client.force_login(world.people["auditor"])
    replies.append(client.get(reverse("cases:create")))
    assert [reply.status_code for reply in replies] == [404, 302, 403]
    assert all("no-store" in reply["Cache-Control"] for reply in replies)


def test_a_refusal_says_why(world: World) -> None:
    client = Client()
    client.force_login(world.people["auditor"])
    reply = client.post(reverse("chat:start"))
    assert reply.status_code == 403
    assert b"Your role does not include working with models." in reply.content


def test_the_cookies_are_out_of_the_reach_of_scripts_and_other_sites(world: World) -> None:
    client = Client()
    client.get(reverse("account_login"))
    form = {"login": world.owner.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), form).status_code == 302
    for name in ("csrftoken", "sessionid"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_no_page_has_a_script_or_a_style_of_its_own(world: World) -> None:
    """The policy would block it, and so the page would be broken."""
    for name in PAGES:
        client = Client()
        client.force_login(world.people["administrator" if "admin" in name else "owner"])
        reply = client.get(reverse(name, args=arguments(world, name)))
        if reply.streaming or reply.status_code != 200:
            continue
        page = reply.content.decode()
        assert "<style" not in page, name
        assert " style=" not in page, name
        assert "<script>" not in page, name
