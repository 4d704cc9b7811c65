"""Every address there is, tried by somebody who is not quite in, and by a form from elsewhere."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.access.table import TABLE
from tests.access.world import PASSWORD, World, make_world
from tests.test_access import admin_addresses, outcome
from tests.workspace.accounts.entering import code, with_app
from workspace.accounts.factors import SETTING_UP

pytestmark = pytest.mark.django_db
PARTS = {"HX-Request": "true"}
STREAM = {"Accept": "text/event-stream"}
WAYS: Final = (("get", {}), ("post", {}), ("get", PARTS), ("get", STREAM))


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def every_address(world: World) -> Iterator[tuple[str, str]]:
    for name, row in TABLE.items():
        yield name, reverse(name, args=row.arguments(world))
    for address in admin_addresses(world):
        yield "admin", address


def is_turned_away(reply: Any, to: str) -> bool:
    if reply.status_code in (204, 302):
        return str(reply.get("Location") or reply["HX-Redirect"]).startswith(to)
    return reply.status_code in (401, 404)


@pytest.mark.parametrize("who", ["owner", "administrator"])
def test_without_a_second_factor_nothing_opens(world: World, settings: Any, who: str) -> None:
    settings.MFA_REQUIRED = True
    client, away = Client(), reverse("mfa_index")
    client.force_login(world.people[who])
    tried = [(name, at) for name, at in every_address(world) if name not in SETTING_UP]
    assert len(tried) > 100
    for name, address in tried:
        for method, headers in WAYS:
            reply = getattr(client, method)(address, headers=headers)
            assert not reply.streaming, (name, address)
            assert is_turned_away(reply, away), (name, address, reply.status_code)


def test_a_password_alone_opens_no_more_than_none(world: World) -> None:
    """Between the password and the code somebody is nobody."""
    secret, client = with_app(world.owner), Client()
    form = {"login": world.owner.email, "password": PASSWORD}
    sent = client.post(reverse("account_login"), form)
    assert sent["Location"] == reverse("mfa_authenticate")
    signing_in = {"account_login", "account_logout", "mfa_authenticate", "account_signup"}
    signing_in |= {"mfa_login_webauthn"}  # they lead back to the step that is missing
    for name, address in every_address(world):
        if name in signing_in:
            continue
        for method, headers in WAYS:
            half, none = (getattr(c, method)(address, headers=headers) for c in (client, Client()))
            assert half.status_code == none.status_code, address
            assert half.get("Location") == none.get("Location"), address
        assert "_auth_user_id" not in client.session, address
    reply = client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert outcome(reply) == "on", "and the step still works"


def test_every_form_wants_a_token(world: World) -> None:
    for who in ("administrator", None):
        client = Client(enforce_csrf_checks=True)
        if who:
            client.force_login(world.people[who])
        for name, address in every_address(world):
            assert client.post(address, {"text": "x"}).status_code == 403, (name, address)


def test_nothing_is_excused_from_the_token() -> None:
    def walk(patterns: Any) -> Iterator[Any]:
        for found in patterns:
            if isinstance(found, URLPattern):
                yield found
            else:
                yield from walk(found.url_patterns)

    everything = list(walk(get_resolver().url_patterns))
    assert len(everything) > 100
    excused = [one for one in everything if getattr(one.callback, "csrf_exempt", False)]
    assert not excused


def test_a_token_from_another_site_is_no_token(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"))
    token = client.cookies["csrftoken"].value
    form = {"login": world.owner.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    for origin in ("https://evil.example", "null", "http://testserver.evil.example"):
        reply = client.post(reverse("account_login"), form, headers={"Origin": origin})
        assert reply.status_code == 403
    assert client.post(reverse("account_login"), form).status_code == 302
