"""The only way in: one person, one link, once, for seven days; its secret is kept nowhere."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.freshly import signed_in
from workspace.accounts import invitations
from workspace.accounts.models import Invitation, Role, Team, User
from workspace.governance.models import AuditEntry

pytestmark = pytest.mark.django_db
PASSWORD = "slow otter by the weir"
NELL = "nell.ashgrove@larkmoor.example"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    cache.clear()


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_superuser("ada@larkmoor.example", name="Ada Fernhill")


@pytest.fixture
def north(db: None) -> Team:
    return Team.objects.create(name="North")


def invite(ada: User, north: Team, **more: Any) -> tuple[Invitation, str]:
    given = {"email": NELL, "name": "Nell Ashgrove", "role": Role.PRACTITIONER, "teams": [north]}
    return invitations.invite(**given | more, by=ada)


def arrive(secret: str, client: Client | None = None) -> Client:
    client = client or Client()
    reply = client.get(reverse("accounts:arrive", args=[secret]))
    assert (reply.status_code, reply["Location"]) == (302, reverse("accounts:join"))
    return client


def take(client: Client, password: str = PASSWORD) -> Any:
    return client.post(reverse("accounts:join"), {"password": password, "again": password})


def test_the_link_leads_to_an_account_with_its_role_and_teams(ada: User, north: Team) -> None:
    _, secret = invite(ada, north, email=" Nell.Ashgrove@Larkmoor.example ", role=Role.MANAGER)
    client = arrive(secret)
    page = client.get(reverse("accounts:join")).content.decode()
    assert "Nell Ashgrove" in page
    assert "Ada Fernhill" in page
    assert NELL in page
    assert take(client)["Location"] == reverse("chat:home")
    nell = User.objects.get(email=NELL)
    assert (nell.name, nell.role, list(nell.teams.all())) == ("Nell Ashgrove", "manager", [north])
    assert client.session["_auth_user_id"] == str(nell.pk)
    assert nell.check_password(PASSWORD)


def test_looking_at_it_uses_nothing_up(ada: User, north: Team) -> None:
    """Mail programs follow links to see where they lead."""
    _, secret = invite(ada, north)
    for _ in range(3):
        assert arrive(secret).get(reverse("accounts:join")).status_code == 200
    assert take(arrive(secret)).status_code == 302


def test_only_its_hash_is_kept(ada: User, north: Team, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    invitation, secret = invite(ada, north)
    take(arrive(secret))
    assert len(secret) >= 43
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert secret not in str(cursor.fetchall()), table
    for session in Session.objects.all():
        assert secret not in str(session.get_decoded())
    assert secret not in caplog.text
    for entry in AuditEntry.objects.all():
        assert secret not in str(entry.facts)
        assert invitation.digest not in str(entry.facts)


def test_the_secret_does_not_travel_on(ada: User, north: Team) -> None:
    _, secret = invite(ada, north)
    client = Client()
    reply = client.get(reverse("accounts:arrive", args=[secret]))
    assert reply["Referrer-Policy"] == "no-referrer"
    assert secret not in reply["Location"]
    page = client.get(reverse("accounts:join"))
    assert secret.encode() not in page.content
    assert "no-store" in page["Cache-Control"]


def spent(ada: User, north: Team) -> dict[str, str]:
    """Secrets that open nothing, each for a reason of its own."""
    _, first = invite(ada, north)
    take(arrive(first))
    withdrawn, second = invite(ada, north, email="two@larkmoor.example")
    invitations.withdraw(invitation=withdrawn, by=ada)
    old, third = invite(ada, north, email="three@larkmoor.example")
    Invitation.objects.filter(pk=old.pk).update(expires=timezone.now() - timedelta(seconds=1))
    renewed, fourth = invite(ada, north, email="four@larkmoor.example")
    invitations.renew(invitation=renewed, by=ada)
    _, fifth = invite(ada, north, email="five@larkmoor.example")
    User.objects.create_user("five@larkmoor.example", name="Five")
    return {
        "used": first, "withdrawn": second, "old": third, "replaced": fourth, "has account": fifth,
        "unknown": "x" * 43, "odd": "../../etc", "long": "y" * 5000, "nul": "%00",
    }  # fmt: skip


def test_nothing_tells_one_dead_link_from_another(ada: User, north: Team) -> None:
    seen = set()
    for why, secret in spent(ada, north).items():
        client = arrive(secret)
        assert "invitation" not in client.session, why
        page = client.get(reverse("accounts:join"))
        said = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page.content)
        seen.add((page.status_code, said))
        assert take(client).status_code == 404
    assert len(seen) == 1
    assert seen.pop()[0] == 404
    assert not User.objects.filter(email__in=["two@larkmoor.example", "four@larkmoor.example"])


def test_withdrawn_while_the_page_is_open(ada: User, north: Team) -> None:
    invitation, secret = invite(ada, north)
    client = arrive(secret)
    assert client.get(reverse("accounts:join")).status_code == 200
    invitations.withdraw(invitation=invitation, by=ada)
    assert take(client).status_code == 404
    assert not User.objects.filter(email=NELL).exists()


def test_one_link_makes_one_account(ada: User, north: Team) -> None:
    invitation, secret = invite(ada, north)
    first, second = arrive(secret), arrive(secret)
    assert take(first).status_code == 302
    assert take(second).status_code == 404
    with pytest.raises(invitations.NoLongerOpen):
        invitations.accept(invitation=invitation, password=PASSWORD)
    assert User.objects.filter(email=NELL).count() == 1


@pytest.mark.parametrize(
    "password", ["short", "123456789012345", "nell.ashgrove", "password1234", ""]
)
def test_a_weak_password_is_refused_and_the_link_stays_good(
    ada: User, north: Team, password: str
) -> None:
    _, secret = invite(ada, north)
    client = arrive(secret)
    assert take(client, password).status_code == 422
    assert take(client).status_code == 302


def test_both_passwords_must_be_the_same(ada: User, north: Team) -> None:
    client = arrive(invite(ada, north)[1])
    reply = client.post(reverse("accounts:join"), {"password": PASSWORD, "again": PASSWORD + "x"})
    assert reply.status_code == 422
    assert "not the same" in reply.content.decode()


def test_what_a_mail_program_adds_to_a_link_is_forgiven(ada: User, north: Team) -> None:
    _, secret = invite(ada, north)
    assert arrive(secret + ".").get(reverse("accounts:join")).status_code == 200
    assert arrive(secret + "/").get(reverse("accounts:join")).status_code == 200


def test_wrong_links_are_limited_and_right_ones_are_not(ada: User, north: Team) -> None:
    client = Client()
    for number in range(60):
        arrive(f"guess{number}", client)
    assert client.get(reverse("accounts:join")).status_code == 429
    _, secret = invite(ada, north)
    assert arrive(secret, client).get(reverse("accounts:join")).status_code == 429
    cache.clear()
    for _ in range(70):
        arrive(secret, client)
    assert client.get(reverse("accounts:join")).status_code == 200


def test_whoever_is_signed_in_takes_nobody_elses_place(ada: User, north: Team) -> None:
    _, secret = invite(ada, north)
    client = arrive(secret, signed_in(ada))
    page = client.get(reverse("accounts:join"))
    assert "You are signed in already" in page.content.decode()
    take(client)
    assert not User.objects.filter(email=NELL).exists()


def test_signing_in_this_way_changes_the_session(ada: User, north: Team) -> None:
    _, secret = invite(ada, north)
    client = arrive(secret)
    before = client.session.session_key
    take(client)
    assert client.session.session_key != before
    assert "invitation" not in client.session
    assert not Session.objects.filter(session_key=before).exists()


def test_whoever_needs_a_second_factor_is_led_to_it(ada: User, north: Team, settings: Any) -> None:
    settings.MFA_REQUIRED = True
    client = arrive(invite(ada, north)[1])
    assert "second way" in client.get(reverse("accounts:join")).content.decode()
    take(client)
    reply = client.get(reverse("chat:home"))
    assert reply["Location"] == reverse("mfa_index")


def test_the_record_knows_who_invited_and_who_joined(ada: User, north: Team) -> None:
    invitation, secret = invite(ada, north)
    take(arrive(secret))
    entries = {
        entry.action: entry for entry in AuditEntry.objects.filter(action__contains="person")
    }
    assert entries["person.invited"].actor_id == str(ada.pk)
    assert entries["person.joined"].object_id == str(User.objects.get(email=NELL).pk)
    assert NELL not in str([entry.facts for entry in entries.values()])
    assert invitation.name not in str([entry.facts for entry in entries.values()])


@pytest.mark.parametrize("email", [NELL, NELL.upper()])
def test_nobody_is_invited_twice(ada: User, north: Team, email: str) -> None:
    invite(ada, north)
    with pytest.raises(invitations.CannotInvite, match="invited already"):
        invite(ada, north, email=email)
    User.objects.create_user(NELL, name="Nell Ashgrove")
    with pytest.raises(invitations.CannotInvite, match="already has an account"):
        invite(ada, north, email=email)


def test_the_email_says_what_it_must_and_nothing_else(
    ada: User, north: Team, settings: Any
) -> None:
    settings.ORGANISATION = "Larkmoor & Sons"
    invitation, _ = invite(ada, north)
    assert invitations.send(invitation=invitation, link="https://d.example/join/abc")
    (sent,) = mail.outbox
    assert sent.to == [NELL]
    assert sent.subject == "Your invitation to Daylight at Larkmoor & Sons"
    assert "https://d.example/join/abc" in sent.body
    assert "Ada Fernhill has invited you" in sent.body
    assert "North" not in sent.body


def test_a_name_cannot_break_the_headers_of_the_email(ada: User, north: Team) -> None:
    invitation, _ = invite(ada, north, name="Nell\nBcc: all@larkmoor.example")
    invitations.send(invitation=invitation, link="https://d.example/join/abc")
    assert mail.outbox[0].recipients() == [NELL]


def test_a_link_is_never_printed_to_a_log(
    ada: User, north: Team, settings: Any, capsys: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    invitation, secret = invite(ada, north)
    assert not invitations.send(invitation=invitation, link=f"https://d.example/join/{secret}")
    told = capsys.readouterr()
    assert secret not in told.out + told.err


def test_an_email_that_fails_is_no_secret_lost(ada: User, north: Team, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    invitation, _ = invite(ada, north)
    assert not invitations.send(invitation=invitation, link="https://d.example/join/abc")
