"""Ways in that are no ways in: guessing at scale, forged addresses, links and headers."""

import json
import re
from collections.abc import Sequence
from threading import Event
from typing import Any, ClassVar

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from workspace.accounts.models import Role, User
from workspace.accounts.posting import delivered

from .entering import PASSWORD, by_password, code, is_in, person, with_app

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "https://evil.example/", "http://evil.example", "//evil.example", "///evil.example",
    "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "\t//evil.example",
    "https:evil.example", "https:/evil.example", "http:///evil.example", "//evil.example/%2f..",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:evil.example", "ftp://evil.example/",
    "http://testserver@evil.example/", "http://testserver:x@evil.example/",
    "http://testserver.evil.example/", "http://evil.example#testserver",
    "http://evil.example\\@testserver/", "//evil.example:80", "//[::1]evil.example/",
    "\x00//evil.example", "\u2028//evil.example", "％2F％2Fevil.example", "/%09/evil.example",
    "//evil%2Eexample", "///\\;@evil.example", "/.evil.example/../\\\\evil.example",
]  # fmt: skip


def stays(location: str) -> bool:
    """Say whether a browser on our site stays there: it reads `\\` as `/` and skips controls."""
    read = "".join(sign for sign in location if sign > " ").replace("\\", "/")
    return not read.startswith("//") and not re.match(r"[a-z][a-z0-9+.-]*:", read, re.IGNORECASE)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_way_out_leads_elsewhere(nell: User, elsewhere: str) -> None:
    client = Client()
    for name in ("account_login", "admin:login", "account_signup", "mfa_login_webauthn"):
        reply = client.get(reverse(name), {"next": elsewhere})
        assert reply.status_code == 200 or stays(reply["Location"]), name
        assert f'href="{elsewhere}"' not in reply.content.decode()
    assert stays(by_password(client, nell, next=elsewhere)["Location"])
    for name in ("account_login", "account_signup", "admin:logout"):
        reply = client.get(reverse(name), {"next": elsewhere})
        assert reply.status_code in (302, 405), name
        assert stays(reply.get("Location", "/")), name
    form = {"password": PASSWORD, "next": elsewhere}
    assert stays(client.post(reverse("account_reauthenticate"), form)["Location"])
    assert stays(client.post(reverse("account_logout"), {"next": elsewhere})["Location"])


def test_many_accounts_from_one_address_are_stopped(db: None) -> None:
    """Somebody tries a list of stolen passwords, one for each account."""
    people = [person(f"Person{number}") for number in range(14)]
    for one in people[:10]:
        assert b"Too many" not in by_password(Client(), one, "stolen elsewhere").content
    for one in people[10:]:
        client = Client()
        by_password(client, one)
        assert not is_in(client), "even the right password"
    other = Client(REMOTE_ADDR="192.0.2.77")
    by_password(other, people[13])
    assert is_in(other), "and nobody else is locked out"


def test_a_forged_address_does_not_get_round_the_limit(db: None, settings: Any) -> None:
    people = [person(f"Person{number}") for number in range(12)]
    for number, one in enumerate(people[:10]):
        by_password(Client(headers={"X-Forwarded-For": f"192.0.2.{number}"}), one, "wrong")
    client = Client(headers={"X-Forwarded-For": "192.0.2.200"})
    by_password(client, people[11])
    assert not is_in(client)


def test_behind_a_proxy_the_limit_goes_by_what_the_proxy_saw(db: None, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    people = [person(f"Person{number}") for number in range(12)]
    for number, one in enumerate(people[:10]):
        forged = {"X-Forwarded-For": f"198.51.100.{number}, 192.0.2.1"}
        by_password(Client(headers=forged), one, "wrong")
    same = Client(headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.1"})
    by_password(same, people[10])
    assert not is_in(same)
    other = Client(headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2"})
    by_password(other, people[11])
    assert is_in(other)


def test_whoever_comes_round_the_proxies_is_refused(nell: User, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    client = Client(headers={"X-Forwarded-For": "192.0.2.1"})
    assert by_password(client, nell).status_code == 403
    assert not is_in(client)


def test_a_whole_network_of_ipv6_is_one_address(db: None) -> None:
    people = [person(f"Person{number}") for number in range(11)]
    for number, one in enumerate(people[:10]):
        by_password(Client(REMOTE_ADDR=f"2001:db8:1:1::{number}"), one, "wrong")
    client = Client(REMOTE_ADDR="2001:db8:1:1:ffff::1")
    by_password(client, people[10])
    assert not is_in(client)


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil", ""])
def test_a_forged_host_gets_no_page_and_no_email(nell: User, host: str) -> None:
    form = {"email": nell.email}
    reply = Client(HTTP_HOST=host).post(reverse("account_reset_password"), form)
    assert reply.status_code == 400
    assert not mail.outbox
    assert Client(HTTP_HOST=host).get(reverse("account_login")).status_code == 400


def test_a_link_in_an_email_leads_to_us_whatever_headers_say(nell: User) -> None:
    headers = {
        "X-Forwarded-Host": "evil.example", "X-Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X-Forwarded-Server": "evil.example", "X-Original-URL": "http://evil.example/",
        "Referer": "http://evil.example/", "Origin": "http://testserver",
    }  # fmt: skip
    Client(headers=headers).post(reverse("account_reset_password"), {"email": nell.email})
    delivered()
    assert "http://testserver/account/password/reset/key/" in mail.outbox[0].body
    assert "evil" not in str(mail.outbox[0].message())


def test_a_new_password_is_no_way_round_the_second_factor(nell: User, required: None) -> None:
    secret = with_app(nell)
    before = Client()
    before.force_login(nell)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": nell.email})
    delivered()
    link = next(word for word in mail.outbox[0].body.split() if "/reset/key/" in word)
    page = client.get(link, follow=True)
    new = "a kettle of grey herons"
    form = {"password1": new, "password2": new}
    reply = client.post(page.redirect_chain[-1][0], form)
    assert reply["Location"] == reverse("account_reset_password_from_key_done")
    assert not is_in(client)
    assert by_password(client, nell, new)["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert before.get("/").status_code == 302, "and it signs out whoever was in"
    again = Client().get(link, follow=True)
    assert b"This link no longer works" in again.content, "the link works once"
    assert secret


class Counting(MD5PasswordHasher):
    """Counts what takes time."""

    algorithm = "counting"
    done: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.done.append(password)
        return super().encode(password, salt)


def test_a_link_to_a_new_password_is_good_for_an_hour(nell: User, settings: Any) -> None:
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    Client().post(reverse("account_reset_password"), {"email": nell.email})
    delivered()
    link = re.search(r"/account/password/reset/key/\S+", mail.outbox[-1].body)
    assert link
    assert b'name="password1"' in Client().get(link[0], follow=True).content
    settings.PASSWORD_RESET_TIMEOUT = -1  # as if that hour were over
    assert b'name="password1"' not in Client().get(link[0], follow=True).content


def test_whether_an_account_exists_is_told_by_neither_words_nor_time(
    nell: User, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    tam = person("Tam", is_active=False)
    nell.set_password(PASSWORD)
    nell.save()
    seen = []
    for email in (nell.email, tam.email, "nobody@larkmoor.example"):
        Counting.done.clear()
        form = {"login": email, "password": "not this one"}
        reply = Client().post(reverse("account_login"), form)
        seen.append((reply.status_code, reply.context["form"].errors, len(Counting.done)))
    assert seen[0] == seen[1] == seen[2]


def test_asking_for_a_new_password_is_answered_alike_and_before_any_letter_is_sent(
    nell: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    answers = []
    for email in (nell.email, "nobody@larkmoor.example"):
        reply = Client().post(reverse("account_reset_password"), {"email": email})
        answers.append((reply.status_code, reply["Location"]))
    assert answers[0] == answers[1]
    assert not Slow.sent, "the post has not gone, and still both are answered"
    Slow.may_go.set()
    delivered()
    assert Slow.sent == [[nell.email]], "nobody else gets a letter from us"


class Slow(BaseEmailBackend):
    """A mail server that takes its time."""

    may_go: ClassVar[Event] = Event()
    sent: ClassVar[list[list[str]]] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.may_go.wait(60)
        self.sent.extend(letter.recipients() for letter in email_messages)
        return len(email_messages)


class Broken(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise OSError(f"no such mailbox: {email_messages[0].recipients()}")


def test_a_letter_that_cannot_be_sent_is_logged_without_its_address(
    nell: User, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    reply = Client().post(reverse("account_reset_password"), {"email": nell.email})
    assert reply["Location"] == reverse("account_reset_password_done")
    delivered()
    assert "A letter could not be sent: OSError" in caplog.text
    assert nell.email not in caplog.text


@pytest.mark.parametrize(
    "sent",
    [
        "", "null", "[]", "5", '"x"', "{}", '{"response": 5}', '{"response": {"userHandle": "MQ"}}',
        '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}', "{" * 5000,
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
            "clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA",
            "userHandle": "MQ"}}),
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
            "clientDataJSON": "_w", "authenticatorData": "AA", "signature": "AA",
            "userHandle": None}}),
    ],
)  # fmt: skip
def test_a_made_up_passkey_is_simply_not_recognised(nell: User, sent: str) -> None:
    address, client = reverse("mfa_login_webauthn"), Client()
    client.get(address, headers={"Accept": "application/json"})
    reply = client.post(address, {"credential": sent})
    assert reply["Location"] == reverse("account_login")
    assert not is_in(client)
    with_app(nell)
    by_password(client, nell)
    client.get(reverse("mfa_authenticate"))
    assert client.post(reverse("mfa_authenticate"), {"credential": sent}).status_code == 200
    assert not is_in(client)
    signed_in = Client()
    by_password(signed_in, person("Tam"))
    reply = signed_in.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": sent})
    assert reply.status_code == 200


def test_the_administration_has_no_sign_in_of_its_own(db: None) -> None:
    ada, client = person("Ada", role=Role.ADMINISTRATOR), Client()
    with_app(ada)
    form = {"username": ada.email, "password": PASSWORD, "this_is_the_login_form": "1"}
    for address in ("/admin/login/", "/admin/", "/admin/accounts/user/", "/admin/jsi18n/"):
        reply = client.post(address, form)
        assert not is_in(client), address
        assert reply.status_code == 401 or reply["Location"].startswith("/account/login/"), address


def test_a_code_of_somebody_else_opens_nothing(nell: User) -> None:
    tam = person("Tam")
    with_app(nell)
    theirs, client = with_app(tam), Client()
    by_password(client, nell)
    client.post(reverse("mfa_authenticate"), {"code": code(theirs)})
    assert not is_in(client)


def test_the_step_between_password_and_factor_does_not_wait_for_ever(nell: User) -> None:
    secret, client = with_app(nell), Client()
    by_password(client, nell)
    session = client.session
    session["account_login"]["initiated_at"] -= 3600
    session.save()
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert not is_in(client)


def test_after_signing_out_the_back_button_finds_nothing(nell: User) -> None:
    client = Client()
    by_password(client, nell)
    shown = client.get("/")
    assert "no-store" in shown["Cache-Control"]
    client.post(reverse("account_logout"))
    assert client.get("/")["Location"].startswith(reverse("account_login"))
