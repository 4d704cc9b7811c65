"""An address that somebody had before opens nothing, whoever reads what is sent there now."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.freshly import signed_in
from workspace.accounts import invitations
from workspace.accounts.models import Role, User
from workspace.accounts.posting import delivered

from .entering import by_password, is_in, person

pytestmark = pytest.mark.django_db

CHOSEN = "wagon ember tulip nine"
NOW = "nell.oakes@larkmoor.example"


def letters_to(address: str) -> list[str]:
    mail.outbox.clear()
    Client().post(reverse("account_reset_password"), {"email": address})
    delivered()
    return [letter.body for letter in mail.outbox]


def reset(user: User) -> None:
    """Choose a new password by email, which has allauth keep a row of the address."""
    [body] = letters_to(user.email)
    link = re.search(r"http://testserver(/\S+)", body)
    assert link
    client = Client()
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": CHOSEN, "password2": CHOSEN})
    assert EmailAddress.objects.filter(user=user).exists()


def change_address(user: User, address: str) -> None:
    ada = signed_in(person("Ada", role=Role.ADMINISTRATOR))
    form = {"name": user.name, "email": address, "role": user.role}
    ada.post(reverse("admin:accounts_user_change", args=[user.pk]), form)
    user.refresh_from_db()
    assert user.email == address


def test_a_former_address_neither_signs_in_nor_gets_a_link(nell: User) -> None:
    before = nell.email
    reset(nell)
    change_address(nell, NOW)
    assert letters_to(before) == []
    assert len(letters_to(NOW)) == 1
    for address, opens in ((before, False), (NOW, True)):
        client = Client()
        client.post(reverse("account_login"), {"login": address, "password": CHOSEN})
        assert is_in(client) == opens


def test_whoever_is_given_a_former_address_gets_a_link_to_their_own_account_alone(
    nell: User,
) -> None:
    before = nell.email
    reset(nell)
    change_address(nell, NOW)
    ada = User.objects.get(role=Role.ADMINISTRATOR)
    made, _ = invitations.invite(
        email=before, name="Nell Two", role="practitioner", teams=[], by=ada
    )
    other = invitations.accept(invitation=made, password=CHOSEN)
    assert len(letters_to(before)) == 1
    client = Client()
    by_password(client, other, CHOSEN)
    assert client.session["_auth_user_id"] == str(other.pk)
