"""Signing in: only with an account, never too often, and never on to somebody else's site."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from workspace.accounts.models import User
from workspace.accounts.posting import delivered

pytestmark = pytest.mark.django_db
PASSWORD = "quiet heron over the mill"
EMAIL = "nell.ashgrove@larkmoor.example"


@pytest.fixture(autouse=True)
def file_cache(settings: Any, tmp_path: Path) -> Iterator[None]:
    """The embedded installation's own cache: the limits must work with it."""
    backend = "workspace.accounts.counting.SharedFiles"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # for speed
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def nell(db: None) -> User:
    return User.objects.create_user(EMAIL, PASSWORD, name="Nell Ashgrove")


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    form = {"login": EMAIL, "password": password} | more
    return client.post(reverse("account_login"), form)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_opens(nell: User) -> None:
    client = Client()
    reply = sign_in(client, login=EMAIL.upper())
    assert reply.status_code == 302
    assert is_in(client)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
        "https:evil.example", "///evil.example", "http://testserver@evil.example/",
        "\t//evil.example",
        "data:text/html,x", "https://testserver.evil.example/",
    ],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(nell: User, elsewhere: str) -> None:
    client = Client()
    assert sign_in(client, next=elsewhere)["Location"] == reverse("chat:home")
    reply = client.get(reverse("account_login"), {"next": elsewhere})
    assert reply["Location"] == reverse("chat:home")
    reply = client.post(reverse("account_logout"), {"next": elsewhere})
    assert "evil" not in reply["Location"]
    page = client.get(reverse("admin:login"), {"next": elsewhere})
    assert page["Location"].startswith(reverse("account_login"))


def test_signing_in_leads_back_to_where_one_was_going(nell: User) -> None:
    client = Client()
    sent = client.get(reverse("cases:list"))["Location"]
    assert sent == f"{reverse('account_login')}?next={reverse('cases:list')}"
    assert sign_in(client, next=reverse("cases:list"))["Location"] == reverse("cases:list")


def test_guessing_is_stopped_whatever_is_guessed_next(nell: User) -> None:
    client = Client()
    for _ in range(5):
        assert "Too many" not in sign_in(client, "wrong").content.decode()
    assert "Too many" in sign_in(client, "wrong").content.decode()
    sign_in(client)
    assert not is_in(client)
    elsewhere = Client(REMOTE_ADDR="192.0.2.44")
    sign_in(elsewhere)
    assert not is_in(elsewhere), "another address must not get round the limit"


def test_guessing_one_account_does_not_lock_others_out_elsewhere(nell: User) -> None:
    User.objects.create_user("tam.fernhill@larkmoor.example", PASSWORD, name="Tam Fernhill")
    for _ in range(6):
        sign_in(Client(), "wrong")
    other = Client(REMOTE_ADDR="192.0.2.45")
    sign_in(other, login="tam.fernhill@larkmoor.example")
    assert is_in(other)


def test_nobody_signs_themselves_up(nell: User) -> None:
    client = Client()
    form = {"email": "x@x.example", "password1": PASSWORD, "password2": PASSWORD}
    reply = client.post(reverse("account_signup"), form)
    assert b"administrator" in reply.content
    assert User.objects.count() == 1


def test_an_unknown_address_looks_like_a_wrong_password(nell: User) -> None:
    unknown = sign_in(Client(), login="nobody@larkmoor.example")
    wrong = sign_in(Client(), "wrong")
    errors = [reply.context["form"].non_field_errors() for reply in (unknown, wrong)]
    assert errors[0] == errors[1]


def test_asking_for_a_new_password_does_not_say_who_has_an_account(nell: User) -> None:
    address = reverse("account_reset_password")
    replies = [Client().post(address, {"email": e}) for e in (EMAIL, "nobody@larkmoor.example")]
    assert [reply["Location"] for reply in replies] == [reverse("account_reset_password_done")] * 2
    delivered()
    assert [m.to for m in mail.outbox if "/password/reset/key/" in m.body] == [[EMAIL]]


@pytest.mark.parametrize(
    "password", ["short", "password1234", "836251947205", "nell.ashgrove1", "nell ashgrove"]
)
def test_a_password_that_is_easily_guessed_is_refused(nell: User, password: str) -> None:
    client = Client()
    client.force_login(nell)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    reply = client.post(reverse("account_change_password"), form)
    assert reply.status_code == 200
    nell.refresh_from_db()
    assert nell.check_password(PASSWORD)


def test_a_new_password_takes_the_old_one(nell: User) -> None:
    client = Client()
    client.force_login(nell)
    new = "a kettle of grey herons"
    for old in ("", "wrong"):
        form = {"oldpassword": old, "password1": new, "password2": new}
        assert client.post(reverse("account_change_password"), form).status_code == 200
        nell.refresh_from_db()
        assert nell.check_password(PASSWORD)


def test_what_was_left_empty_is_named(nell: User) -> None:
    client = Client()
    client.force_login(nell)
    reply = client.post(reverse("account_change_password"), {})
    page = " ".join(reply.content.decode().split())
    for label in ("Your password now", "New password", "New password again"):
        assert page.count(f"“{label}” is missing.") == 2, "in the summary, and at the field"
    assert "This field is required" not in page


def test_every_password_field_hides_and_lets_paste(nell: User) -> None:
    client = Client()
    pages = [client.get(reverse("account_login")).content.decode()]
    client.force_login(nell)
    for name in ("account_change_password", "account_reauthenticate"):
        pages.append(client.get(reverse(name)).content.decode())
    for page in pages:
        fields = re.findall(r'<input[^>]*name="[^"]*password[^"]*"[^>]*>', page)
        assert fields
        for field in fields:
            assert 'type="password"' in field
            assert re.search(r'autocomplete="(current|new)-password"', field)
            assert "onpaste" not in field
            assert "maxlength" not in field


@pytest.mark.parametrize(
    "password", ["Daylight2026!!", "larkmoorcouncil", "P@ssw0rd Serv1ces", "welcome to children"]
)
def test_words_that_everybody_here_would_try_are_refused(
    nell: User, settings: Any, password: str
) -> None:
    settings.ORGANISATION = "Larkmoor County Council"
    client = Client()
    client.force_login(nell)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    reply = client.post(reverse("account_change_password"), form)
    assert "words that everybody here would try" in reply.content.decode()
    nell.refresh_from_db()
    assert nell.check_password(PASSWORD)


@pytest.mark.parametrize(
    "password",
    ["council of grey herons", "  spaces  on both ends  ", "é" * 40 + "🦦" * 60, "x!" * 64],
)
def test_a_password_is_taken_exactly_as_it_was_chosen(nell: User, password: str) -> None:
    client = Client()
    client.force_login(nell)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert client.post(reverse("account_change_password"), form).status_code == 302
    for other in (password.strip() if password != password.strip() else password[:-1], "X!" * 64):
        again = Client(REMOTE_ADDR="192.0.2.46")
        sign_in(again, other)
        assert not is_in(again)
    again = Client()
    sign_in(again, password)
    assert is_in(again)


def test_whoever_leaves_is_out_at_once(nell: User) -> None:
    client = Client()
    sign_in(client)
    assert client.get(reverse("chat:home")).status_code == 200
    User.objects.update(is_active=False)
    assert client.get(reverse("chat:home")).status_code == 302
    again = Client()
    sign_in(again)
    assert not is_in(again)


def test_a_new_password_ends_other_sessions(nell: User) -> None:
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    new = "a kettle of grey herons"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), form).status_code == 302
    assert there.get(reverse("chat:home")).status_code == 302


def test_signing_out_takes_a_click_not_a_link(nell: User) -> None:
    client = Client()
    sign_in(client)
    client.get(reverse("account_logout"))
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_a_session_does_not_survive_the_browser(nell: User) -> None:
    client = Client()
    sign_in(client, remember="on")
    assert client.session.get_expire_at_browser_close()
