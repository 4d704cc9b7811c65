"""A second factor: set up, asked for, used once, taken away; and nothing works without it."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse

from workspace.accounts.factors import SETTING_UP, has_factor
from workspace.accounts.models import Role, User

from .entering import by_code, by_password, code, is_in, person, recovery_codes, with_app

pytestmark = pytest.mark.django_db
HOME = "/"


def set_up(client: Client) -> tuple[str, Any]:
    """Set up an app as a person does; return its secret and the answer."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    return secret, client.post(reverse("mfa_activate_totp"), {"code": code(secret)})


def test_an_app_is_set_up_shown_and_then_asked_for(nell: User, required: None) -> None:
    client = Client()
    assert by_password(client, nell)["Location"] == HOME
    assert client.get(HOME)["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret, reply = set_up(client)
    assert reply["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(reply["Location"]).content.count(b"<li><code>") == 10
    assert client.get(HOME).status_code == 200

    again = Client()
    assert by_password(again, nell)["Location"] == reverse("mfa_authenticate")
    assert not is_in(again)
    assert by_code(again, "000000").status_code == 200
    assert not is_in(again)
    by_code(again, code(secret, later=1))
    assert is_in(again)


def test_the_secret_of_an_app_is_not_in_the_database_in_clear(nell: User) -> None:
    secret = with_app(nell)
    codes = recovery_codes(nell)
    kept = str([row.data for row in Authenticator.objects.all()])
    assert secret not in kept
    assert codes[0] not in kept


def test_a_code_works_once(nell: User) -> None:
    secret = with_app(nell)
    one, two = Client(), Client()
    for client in (one, two):
        by_password(client, nell)
    once = code(secret)
    by_code(one, once)
    assert is_in(one)
    by_code(two, once)
    assert not is_in(two)


def test_a_code_is_not_taken_again_when_a_cache_forgot_it(nell: User) -> None:
    from django.core.cache import cache

    secret = with_app(nell)
    one, two = Client(), Client()
    later = code(secret, later=1)
    by_password(one, nell)
    by_code(one, later)
    assert is_in(one)
    cache.clear()
    for replayed in (later, code(secret), code(secret, later=-1)):
        by_password(two, nell)
        by_code(two, replayed)
        assert not is_in(two), "nothing that came before the last code counts either"


def test_the_code_that_set_an_app_up_does_not_sign_in(nell: User) -> None:
    client, thief = Client(), Client()
    by_password(client, nell)
    page = client.get(reverse("mfa_activate_totp"))
    used = code(page.context["form"].secret)
    client.post(reverse("mfa_activate_totp"), {"code": used})
    by_password(thief, nell)
    by_code(thief, used)
    assert not is_in(thief)


def test_a_recovery_code_works_once(nell: User) -> None:
    with_app(nell)
    codes = recovery_codes(nell)
    for spent, expected in ((codes[0], True), (codes[0], False), (codes[1], True)):
        client = Client()
        by_password(client, nell)
        by_code(client, spent)
        assert is_in(client) is expected


def test_recovery_codes_alone_are_no_factor(nell: User, required: None) -> None:
    recovery_codes(nell)
    client = Client()
    by_password(client, nell)
    assert client.get(HOME)["Location"] == reverse("mfa_index")


def test_guessing_a_code_is_stopped(nell: User) -> None:
    secret = with_app(nell)
    client = Client()
    by_password(client, nell)
    for guess in range(5):
        assert b"Too many" not in by_code(client, f"{guess:06}").content
    assert b"Too many" in by_code(client, "999999").content
    by_code(client, code(secret))
    assert not is_in(client), "the right code comes too late as well"
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    by_password(elsewhere, nell)
    by_code(elsewhere, code(secret, later=1))
    assert not is_in(elsewhere), "another address must not get round the limit"


@pytest.mark.parametrize("role", Role.values)
def test_no_role_goes_without(role: str, required: None) -> None:
    client = Client()
    client.force_login(person("Ada", role=role))
    assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_index")


def test_the_demonstration_says_that_it_asks_for_none(nell: User, settings: Any) -> None:
    settings.DEMO = True
    client = Client()
    told = b"A second factor is not asked for here."
    assert told in client.get(reverse("account_login")).content
    client.force_login(nell)
    for page in (HOME, reverse("cases:list"), reverse("mfa_index")):
        assert told in client.get(page).content
    settings.MFA_REQUIRED = True
    assert told not in client.get(reverse("mfa_index")).content


def test_a_part_of_a_page_and_a_stream_are_told_in_their_own_way(
    nell: User, required: None
) -> None:
    client = Client()
    client.force_login(nell)
    part = client.get(HOME, headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Redirect"]) == (204, reverse("mfa_index"))
    assert client.get(HOME, headers={"Accept": "text/event-stream"}).status_code == 401


def test_setting_up_reaches_no_more_than_it_needs(nell: User, required: None) -> None:
    client = Client()
    client.force_login(nell)
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Set up a second step" in page
    assert reverse("cases:list") not in page
    for name in ("account_change_password", "usersessions_list", "mfa_view_recovery_codes"):
        assert name not in SETTING_UP
        assert client.get(reverse(name))["Location"] == reverse("mfa_index")


def test_a_new_factor_ends_what_was_signed_in_without_it(
    nell: User, django_capture_on_commit_callbacks: Any
) -> None:
    here, there = Client(), Client()
    by_password(here, nell)
    by_password(there, nell)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(here)
    assert is_in(here)
    assert there.get(HOME).status_code == 302


def test_without_its_last_factor_an_account_is_back_at_the_start(
    nell: User, required: None
) -> None:
    client = Client()
    by_password(client, nell)
    set_up(client)
    assert has_factor(nell)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists(), "recovery codes go with the last factor"
    assert client.get(HOME)["Location"] == reverse("mfa_index")


def test_codes_are_downloaded_by_their_owner_who_just_confirmed(nell: User) -> None:
    client = Client()
    by_password(client, nell)
    set_up(client)
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file["Content-Type"].startswith("text/plain")
    assert "attachment" in file["Content-Disposition"]
    assert len(file.content.split()[-10:]) == 10
    assert "no-store" in file["Cache-Control"]
    stranger = Client()
    stranger.force_login(person("Tam"))
    reply = stranger.get(reverse("mfa_download_recovery_codes"))
    assert reply["Location"].startswith(reverse("account_reauthenticate"))


def test_where_it_is_not_required_one_works_without(nell: User) -> None:
    assert not settings.MFA_REQUIRED
    client = Client()
    by_password(client, nell)
    assert client.get(HOME).status_code == 200
