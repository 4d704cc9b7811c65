"""With DAYLIGHT_HTTPS, as in production: what the settings then make of cookies and headers."""

from pathlib import Path
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.world import PASSWORD, World, make_world
from tests.test_settings import bare, values

pytestmark = pytest.mark.django_db
NAMES: Final = (
    "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "THEME_COOKIE_NAME", "MESSAGE_COOKIE_NAME",
    "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD",
)  # fmt: skip
THROUGH_THE_PROXY: Final = {"X-Forwarded-Proto": "https"}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def client(settings: Any, tmp_path: Path) -> Client:
    for name, value in values(bare(tmp_path, DAYLIGHT_HTTPS="1"), *NAMES).items():
        setattr(settings, name, value)
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return Client(headers=THROUGH_THE_PROXY)


def sign_in(client: Client, world: World) -> None:
    client.get(reverse("account_login"))
    form = {"login": world.owner.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), form).status_code == 302


def test_every_cookie_belongs_to_this_host_alone(client: Client, world: World) -> None:
    sign_in(client, world)
    client.post(reverse("cases:person_remove", args=[world.case.pk, world.entry.pk]))
    names = {"__Host-sessionid", "__Host-csrftoken", "__Host-messages"}
    assert set(client.cookies) == names, "and a page has something to say next time"
    for name in names:
        cookie = client.cookies[name]
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
        assert cookie["path"] == "/", name
        assert not cookie["domain"], name
    page = client.get(reverse("cases:list")).content.decode()
    assert "Taken off the list" in page
    assert client.cookies["__Host-messages"]["max-age"] == 0, "said once, and gone"


def test_dark_is_remembered_in_such_a_cookie_too(client: Client, world: World) -> None:
    client.cookies["theme"] = "dark"  # from a neighbour under the same domain
    assert b"data-theme=" not in client.get(reverse("account_login")).content
    for said, shown in (("dark", True), ('"><script>', False)):
        client.cookies["__Host-theme"] = said
        for address in (reverse("account_login"), "/no-such-page/"):
            page = client.get(address).content
            assert (b'data-theme="dark"' in page) is shown
            assert page.count(b"data-theme=") == shown
    script = Path("static/js/theme.js").read_text("utf-8")
    assert '"__Host-theme" : "theme"' in script


def test_browsers_are_told_to_come_by_https_from_now_on(client: Client, world: World) -> None:
    told = client.get(reverse("account_login"))["Strict-Transport-Security"]
    assert told == "max-age=31536000; includeSubDomains; preload"
    plain = Client().get(reverse("account_login"))
    assert (plain.status_code, plain["Location"][:8]) == (301, "https://")
