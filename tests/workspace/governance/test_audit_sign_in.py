"""What happens at the door of the house is in the record, and no address of anybody's is."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from workspace.accounts import invitations, leaving
from workspace.accounts.models import Role, User
from workspace.governance import audit
from workspace.governance.models import AuditEntry

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"
ADDRESS = "nell.fernhill@example.test"


@pytest.fixture
def nell(db: None) -> User:
    return User.objects.create_user(ADDRESS, PASSWORD, name="Nell Fernhill")


@pytest.fixture
def chief(db: None) -> User:
    return User.objects.create_superuser("chief@example.test", PASSWORD, name="Ada Birchwood")


def sign_in(client: Client, email: str = ADDRESS, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def written(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action))


def actions() -> list[str]:
    return list(AuditEntry.objects.values_list("action", flat=True))


def test_signing_in_and_out(client: Client, nell: User) -> None:
    sign_in(client)
    client.post(reverse("account_logout"))
    assert actions() == ["account.step_passed", "account.signed_in", "account.signed_out"]
    for entry in AuditEntry.objects.all():
        assert (entry.actor_id, entry.object_id) == (str(nell.pk), str(nell.pk))
        assert entry.facts["network"] == audit.keyed_hash("127.0.0.1")


def test_a_wrong_password(client: Client, nell: User) -> None:
    sign_in(client, password="wrong")
    [entry] = written("account.sign_in_failed")
    assert (entry.actor_id, entry.object_id) == ("anonymous", str(nell.pk))
    assert entry.facts["address"] == audit.keyed_hash(ADDRESS)


def test_an_address_that_nobody_has(client: Client, nell: User) -> None:
    sign_in(client, email="Mallory@example.test ", password="wrong")
    [entry] = written("account.sign_in_failed")
    assert (entry.actor_id, entry.object_type) == ("anonymous", "accounts.address")
    assert entry.facts["address"] == audit.keyed_hash("mallory@example.test")


def test_no_address_of_anybody_is_in_the_record(client: Client, nell: User) -> None:
    sign_in(client, password="wrong")
    sign_in(client, email="mallory@example.test", password=PASSWORD)
    sign_in(client)
    said = json.dumps(list(AuditEntry.objects.values()), default=str).lower()
    for secret in ("example.test", "nell", "mallory", "127.0.0.1", PASSWORD):
        assert secret not in said


def test_second_factors_come_and_go_and_are_used(client: Client, nell: User) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(nell, secret)
    codes = RecoveryCodes.activate(nell).get_unused_codes()
    sign_in(client)
    assert "account.signed_in" not in actions()
    where = reverse("mfa_authenticate")
    client.post(where, {"code": "000000"})
    assert [entry.facts["kind"] for entry in written("account.factor_failed")] == ["totp"]
    client.post(where, {"code": codes[0]})
    [_, used] = written("account.step_passed")
    assert used.facts["kind"] == "recovery_codes"
    assert len(written("account.signed_in")) == 1


def test_what_becomes_of_factors_and_passwords(rf: Any, client: Client, nell: User) -> None:
    request, key = rf.get("/"), Authenticator(user=nell, type="webauthn", data={"name": "Key"})
    request.user, request.session = nell, client.session
    said: dict[str, Any] = {"request": request, "user": nell}
    for signal in (authenticator_added, authenticator_reset, authenticator_removed):
        signal.send(sender=Authenticator, authenticator=key, **said)
    for signal in (password_changed, password_set, password_reset):
        signal.send(sender=User, **said)
    said_in = [
        (entry.action.removeprefix("account."), entry.facts.get("kind") or entry.facts.get("how"))
        for entry in AuditEntry.objects.all()
    ]
    assert said_in == [
        ("factor_added", "webauthn"), ("factor_renewed", "webauthn"),
        ("factor_removed", "webauthn"), ("password_changed", "changed"),
        ("password_changed", "set"), ("password_changed", "reset"),
    ]  # fmt: skip


def test_giving_the_password_again(client: Client, nell: User) -> None:
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": "wrong"})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    [failed] = written("account.sign_in_failed")
    assert failed.actor_id == str(nell.pk)
    [entry] = written("account.reauthenticated")
    assert entry.facts["method"] == "password"


def test_people_come_and_go_in_the_transaction_of_the_act(chief: User) -> None:
    said = {"email": "new@example.test", "name": "Max Oakley", "role": Role.MANAGER, "teams": []}
    invitation, _ = invitations.invite(**said, by=chief)
    person = invitations.accept(invitation=invitation, password=PASSWORD)
    other, _ = invitations.invite(**said | {"email": "other@example.test"}, by=chief)
    invitations.withdraw(invitation=other, by=chief)
    leaving.changed(user=person, fields=["role"], by=chief)
    leaving.leave(user=person, to=User.objects.create_user(
        "heir@example.test", name="Ivy Ashgrove", role=Role.MANAGER
    ), by=chief)  # fmt: skip
    assert actions() == [
        "person.invited", "person.joined", "person.invited", "person.invitation_withdrawn",
        "person.changed", "person.left",
    ]  # fmt: skip
    assert "Oakley" not in json.dumps(list(AuditEntry.objects.values()), default=str)


@pytest.fixture
def _no_guesses_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("_no_guesses_yet")
def test_guessing_that_was_stopped(client: Client, nell: User) -> None:
    for _ in range(5):
        sign_in(client, password="wrong")
    assert not written("account.sign_in_limited")
    sign_in(client)
    [entry] = written("account.sign_in_limited")
    assert (entry.actor_id, entry.object_id) == ("anonymous", str(nell.pk))
    assert set(entry.facts) == {"address", "network"}
    assert not written("account.signed_in")
