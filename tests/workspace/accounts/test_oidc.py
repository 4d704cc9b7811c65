"""Single sign-on against a provider in its own process: it tells the truth, and then it lies."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import oidc_provider
from workspace.accounts.models import Invitation, Role, Team, User
from workspace.accounts.posting import delivered

from .entering import by_code, by_password, code, is_in, person, with_app

pytestmark = pytest.mark.django_db
START = "/account/oidc/council/login/?process=login"
SAYS = {"email": "nell.ashgrove@larkmoor.example", "email_verified": True, "name": "Nell"}


@pytest.fixture(scope="module")
def running() -> Iterator[oidc_provider.Running]:
    with oidc_provider.running() as provider:
        yield provider


@pytest.fixture
def provider(running: oidc_provider.Running, settings: Any) -> oidc_provider.Running:
    """The provider as the settings would name it, telling the truth."""
    settings.OIDC_SERVER, settings.OIDC_DOMAINS = running.issuer, []
    app = {
        "provider_id": "council", "name": "your council account",
        "client_id": oidc_provider.CLIENT["client_id"],
        "secret": oidc_provider.CLIENT["client_secret"],
        "settings": {"server_url": running.issuer, "oauth_pkce_enabled": True},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    running.be(**SAYS)
    return running


def sign_in(client: Client, provider: oidc_provider.Running, start: str = START) -> Any:
    """Do all that a browser does; return the answer to the way back."""
    return client.get(provider.follow(client.post(start)["Location"]))


def test_the_first_sign_in_ties_the_accounts_and_the_next_goes_by_the_id(
    nell: User, provider: oidc_provider.Running
) -> None:
    client = Client()
    start = f"{START}&next=/cases/"
    assert b"Sign in with your council account" in client.get(reverse("account_login")).content
    assert sign_in(client, provider, start)["Location"] == "/cases/"
    assert client.session["_auth_user_id"] == str(nell.pk)
    tied = SocialAccount.objects.get()
    assert (tied.user, tied.uid, tied.provider) == (nell, "sub-1", "council")
    assert set(tied.extra_data) == {"sub", "email", "name", "amr"}

    provider.be(email="nell.married@larkmoor.example", email_verified=True)
    again = Client()
    sign_in(again, provider)
    assert again.session["_auth_user_id"] == str(nell.pk), "a new address is the same person"
    nell.refresh_from_db()
    assert nell.check_password("quiet heron over the mill"), "the password is left alone"


def test_whoever_is_locked_out_by_guesses_of_others_still_gets_in_here(
    nell: User, provider: oidc_provider.Running
) -> None:
    for number in range(6):
        by_password(Client(REMOTE_ADDR="192.0.2.66"), nell, f"guess {number}")
    locked, client = Client(), Client()
    by_password(locked, nell)
    assert not is_in(locked)
    sign_in(client, provider)
    assert is_in(client)


def test_what_is_asked_of_the_provider(nell: User, provider: oidc_provider.Running) -> None:
    client = Client()
    crafted = f"{START}&scope=admin&auth_params=redirect_uri%3Dhttps%3A//evil.example%26nonce%3Dx"
    asked = parse_qs(urlsplit(client.post(crafted)["Location"]).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["redirect_uri"] == ["http://testserver/account/oidc/council/login/callback/"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) == 64
    sign_in(client, provider)
    assert not [line for line in provider.asked() if line.startswith("userinfo")]


@pytest.mark.parametrize(
    "lie",
    [
        "nonce", "no nonce", "audience", "party", "expired", "issued by", "no subject", "unsigned",
        "symmetric", "unknown key", "signature", "issuer", "no token",
        "discovery elsewhere", "token elsewhere",
    ],
)  # fmt: skip
def test_a_provider_that_lies_signs_nobody_in(
    nell: User, provider: oidc_provider.Running, lie: str
) -> None:
    client = Client()
    if lie == "issuer":
        provider.be(lie, **SAYS)
        reply = client.post(START)
    else:
        way_back = provider.follow(client.post(START)["Location"])
        provider.be(lie, **SAYS)
        reply = client.get(way_back)
    assert reply.status_code == 401
    assert b"That sign-in did not work" in reply.content
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@larkmoor.example", "email_verified": True},
        {"email": "nell.ashgrove@larkmoor.example"},
        {"email": "nell.ashgrove@larkmoor.example", "email_verified": False},
        {"email": "nell.ashgrove@larkmoor.example", "email_verified": "false"},
        {"preferred_username": "nell.ashgrove@larkmoor.example", "email_verified": True},
        {"email_verified": True},
        {"email": "nell.ashgrove@larkmoor.example\x00", "email_verified": True},
        {"email": ["nell.ashgrove@larkmoor.example"], "email_verified": True},
    ],
)
def test_an_address_nobody_vouches_for_opens_nothing(
    nell: User, provider: oidc_provider.Running, claims: dict[str, Any]
) -> None:
    provider.be(**claims)
    client = Client()
    reply = sign_in(client, provider)
    assert reply.status_code == 403
    assert b"You have no account here" in reply.content
    assert not is_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("claims", "trusted", "goes"),
    [
        ({"preferred_username": "nell.ashgrove@larkmoor.example"}, ["larkmoor.example"], True),
        ({"email": "Nell.Ashgrove@LARKMOOR.example"}, ["larkmoor.example"], True),
        ({"email": "nell.ashgrove@larkmoor.example", "xms_edov": True}, [], True),
        ({"email": "nell.ashgrove@larkmoor.example"}, ["moor.example", "example"], False),
    ],
)
def test_a_domain_of_the_council_is_believed(
    nell: User,
    provider: oidc_provider.Running,
    settings: Any,
    claims: Any,
    trusted: Any,
    goes: bool,
) -> None:
    settings.OIDC_DOMAINS = trusted
    provider.be(**claims)
    client = Client()
    sign_in(client, provider)
    assert is_in(client) is goes


def test_an_open_invitation_is_taken_and_no_other(
    nell: User, provider: oidc_provider.Running
) -> None:
    north = Team.objects.create(name="North")
    invited = Invitation.objects.create(
        email="tam.ashgrove@larkmoor.example", name="Tam Ashgrove", role=Role.MANAGER, by=nell,
        digest="d", expires=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    invited.teams.add(north)
    provider.be(email=invited.email, email_verified=False)
    assert sign_in(Client(), provider).status_code == 403
    client = Client()
    provider.be(email=invited.email, email_verified=True, sub="sub-tam")
    sign_in(client, provider)
    tam = User.objects.get(email=invited.email)
    assert client.session["_auth_user_id"] == str(tam.pk)
    assert (tam.name, tam.role, list(tam.teams.all())) == ("Tam Ashgrove", "manager", [north])
    assert not tam.has_usable_password()
    Invitation.objects.filter(pk=invited.pk).update(email="x@larkmoor.example")
    provider.be(email="x@larkmoor.example", email_verified=True, sub="sub-x")
    assert sign_in(Client(), provider).status_code == 403, "it was taken already"


def test_a_leaver_is_refused(nell: User, provider: oidc_provider.Running) -> None:
    User.objects.update(is_active=False)
    client = Client()
    assert sign_in(client, provider).status_code == 403
    User.objects.update(is_active=True)
    sign_in(client, provider)
    User.objects.update(is_active=False)
    later = Client()
    assert sign_in(later, provider)["Location"] == reverse("account_inactive")
    assert not is_in(later)
    assert client.get("/").status_code == 302


def test_an_address_given_to_somebody_else_does_not_open_the_old_account(
    nell: User, provider: oidc_provider.Running
) -> None:
    sign_in(Client(), provider)
    provider.be(**SAYS, sub="sub-of-a-newcomer")
    client = Client()
    assert sign_in(client, provider).status_code == 403
    assert not is_in(client)


def test_accounts_are_not_tied_by_hand(nell: User, provider: oidc_provider.Running) -> None:
    client = Client()
    by_password(client, nell)
    provider.be(email="mallory@larkmoor.example", email_verified=True, sub="sub-mallory")
    for process in ("connect", "redirect"):
        start = f"/account/oidc/council/login/?process={process}"
        assert sign_in(client, provider, start).status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_way_back_works_once_and_in_its_own_browser(
    nell: User, provider: oidc_provider.Running
) -> None:
    client, other = Client(), Client()
    way_back = provider.follow(client.post(START)["Location"])
    assert other.get(way_back).status_code == 401
    assert not is_in(other)
    client.get(way_back)
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert client.get(way_back).status_code == 401
    assert not is_in(client)


def test_a_stolen_code_does_not_fit_another_sign_in(
    nell: User, provider: oidc_provider.Running
) -> None:
    """Somebody slips the answer to their own sign-in under another's."""
    thief, client = Client(), Client()
    stolen = parse_qs(urlsplit(provider.follow(thief.post(START)["Location"])).query)["code"][0]
    own = urlsplit(provider.follow(client.post(START)["Location"]))
    state = parse_qs(own.query)["state"][0]
    assert client.get(f"{own.path}?code={stolen}&state={state}").status_code == 401
    assert not is_in(client)


def test_starting_takes_a_click_not_a_link(nell: User, provider: oidc_provider.Running) -> None:
    page = Client().get(START)
    assert page.status_code == 200
    assert b"<form" in page.content
    assert Client(enforce_csrf_checks=True).post(START).status_code == 403


def test_cancelling_is_said(nell: User, provider: oidc_provider.Running) -> None:
    provider.be("cancelled")
    client = Client()
    reply = sign_in(client, provider)
    assert b"You did not sign in" in client.get(reply["Location"]).content


def test_a_provider_that_is_away_is_no_error_of_ours(
    nell: User, provider: oidc_provider.Running, settings: Any
) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    settings.OIDC_SERVER = app["settings"]["server_url"] = "http://localhost:9/tenant/v2.0"
    assert Client().post(START).status_code == 401


def test_no_other_provider_has_an_address(nell: User, provider: oidc_provider.Running) -> None:
    SocialApp.objects.create(
        provider="openid_connect", provider_id="planted", name="Planted", client_id="x", secret="x",
        settings={"server_url": "https://evil.example"},
    )  # fmt: skip
    assert b"Planted" not in Client().get(reverse("account_login")).content
    for name in ("planted", "openid_connect", "google"):
        for tail in ("", "callback/"):
            assert Client().post(f"/account/oidc/{name}/login/{tail}").status_code == 404


@pytest.mark.parametrize(
    ("amr", "counts", "home"),
    [(["pwd", "mfa"], True, True), (["pwd"], True, False), (["pwd", "mfa"], False, False),
     (None, True, False), ("mfa", True, False)],
)  # fmt: skip
def test_a_second_factor_there_counts_by_a_setting(
    nell: User, provider: oidc_provider.Running, settings: Any, required: None, amr: Any,
    counts: bool, home: bool,
) -> None:  # fmt: skip
    settings.OIDC_COUNTS_AS_FACTOR = counts
    provider.be(**SAYS, amr=amr)
    client = Client()
    sign_in(client, provider)
    assert (client.get("/").status_code == 200) is home
    if not home:
        assert client.get("/")["Location"] == reverse("mfa_index")


def test_a_factor_of_ours_is_asked_for_as_well(
    nell: User, provider: oidc_provider.Running, required: None
) -> None:
    secret, client = with_app(nell), Client()
    assert sign_in(client, provider)["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    by_code(client, code(secret))
    assert is_in(client)


def test_a_factor_there_counts_for_that_session_alone(
    nell: User, provider: oidc_provider.Running, settings: Any, required: None
) -> None:
    settings.OIDC_COUNTS_AS_FACTOR = True
    provider.be(**SAYS, amr=["mfa"])
    sign_in(Client(), provider)
    client = Client()
    by_password(client, nell)
    assert client.get("/")["Location"] == reverse("mfa_index")


def test_whoever_has_no_password_confirms_at_the_provider(
    nell: User, provider: oidc_provider.Running
) -> None:
    nell.set_unusable_password()
    nell.save()
    client = Client()
    sign_in(client, provider)
    add = reverse("mfa_add_webauthn")
    assert client.get(add).status_code == 200
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][0]["at"] -= 3600
    session.save()
    sent = client.get(add)["Location"]
    assert sent.startswith(reverse("openid_connect_login", args=["council"]))
    assert parse_qs(urlsplit(client.post(sent)["Location"]).query)["prompt"] == ["login"]
    assert sign_in(client, provider, sent)["Location"] == add
    assert client.get(add).status_code == 200


@pytest.mark.parametrize("ago", [0, 3600])
def test_a_session_there_is_no_confirmation_here(
    nell: User, provider: oidc_provider.Running, ago: int
) -> None:
    client, add = Client(), reverse("mfa_add_webauthn")
    sign_in(client, provider)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][0]["at"] -= 3600
    session.save()
    asked = parse_qs(urlsplit(client.post(START)["Location"]).query)
    assert asked["prompt"] == ["login"], "also where the address leaves out that it is again"
    provider.be(**SAYS, auth_time=int(time.time()) - ago)
    sign_in(client, provider)  # as if a browser had left out the prompt as well
    assert client.get(add).status_code == (302 if ago else 200)


def test_an_email_is_no_way_round_the_directory(
    nell: User, provider: oidc_provider.Running, settings: Any
) -> None:
    settings.MFA_REQUIRED = False
    nell.set_unusable_password()
    nell.save()
    client = Client()
    asked = client.post(reverse("account_reset_password"), {"email": nell.email})
    delivered()
    assert (asked.status_code, mail.outbox) == (302, [])
    sign_in(client, provider)
    assert client.get(reverse("account_change_password"), follow=True).status_code == 200
    settings.OIDC_SERVER = ""  # without a directory it is the only way in
    Client().post(reverse("account_reset_password"), {"email": nell.email})
    delivered()
    assert len(mail.outbox) == 1


def test_somebody_else_there_is_not_confirmed_as_the_one_who_was_here(
    nell: User, provider: oidc_provider.Running
) -> None:
    tam, client = person("Tam"), Client()
    by_password(client, nell)
    provider.be(email=tam.email, email_verified=True, sub="sub-tam")
    sign_in(client, provider)
    assert client.session["_auth_user_id"] == str(tam.pk), "it is a sign-in of its own"
