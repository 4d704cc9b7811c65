"""Ways in that tests share: a password, an app's codes, and asking whether somebody is in."""

import time
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client
from django.urls import reverse

from workspace.accounts.models import User

PASSWORD = "quiet heron over the mill"


def person(name: str = "Nell", **fields: Any) -> User:
    email = f"{name.lower()}.ashgrove@larkmoor.example"
    return User.objects.create_user(email, PASSWORD, name=f"{name} Ashgrove", **fields)


def by_password(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    form = {"login": user.email, "password": password} | more
    return client.post(reverse("account_login"), form)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def with_app(user: User) -> str:
    """Give somebody an authenticator app that they set up a while ago; return its secret."""
    secret = generate_totp_secret()
    kept = TOTP.activate(user, secret).instance
    del kept.data["last_counter"]
    kept.save()
    return secret


def recovery_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).generate_codes()


def code(secret: str, later: int = 0) -> str:
    """Return what the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def by_code(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})
