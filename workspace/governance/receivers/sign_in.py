"""Who signed in and out, who tried to, and what became of their password and second factors.

Neither email nor network addresses stand in the record, only keyed hashes: they show that two
attempts came from one place, and whose address was tried can be checked but not read.
"""

from typing import Any, Final

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest

from workspace.accounts.models import User
from workspace.accounts.signals import sign_in_limited

from .. import audit

_SHORT: Final = 32  # hex digits, to fit where the id of an object stands


@receiver(user_logged_in)
def signed_in(request: HttpRequest | None, user: User, **_: Any) -> None:
    audit.record("account.signed_in", by=user, on=user, network=_network(request))


@receiver(user_logged_out)
def signed_out(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if user is not None:
        audit.record("account.signed_out", by=user, on=user, network=_network(request))


@receiver(user_login_failed)
def refused(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A wrong password, or an address that nobody here has: both are looked up alike."""
    _tried("account.sign_in_failed", credentials, request)


@receiver(sign_in_limited)
def held_up(request: HttpRequest, email: str, **_: Any) -> None:
    _tried("account.sign_in_limited", {"email": email}, request)


def _tried(action: str, credentials: dict[str, Any], request: HttpRequest | None) -> None:
    tried = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
    known = User.objects.filter(email=tried).first()
    address = audit.keyed_hash(tried)
    on = known or ("accounts.address", address[:_SHORT])
    somebody = _somebody(request)
    audit.record(action, by=somebody, on=on, address=address, network=_network(request))


@receiver(account.authentication_step_completed)
def step_passed(request: HttpRequest, user: User, method: str, **said: Any) -> None:
    """A password, a passkey, a code, a recovery code or single sign-on was accepted."""
    again = bool(said.get("reauthenticated"))
    audit.record(
        "account.reauthenticated" if again else "account.step_passed",
        by=user,
        on=user,
        method=method,
        kind=str(said.get("type") or said.get("provider") or ""),
        passwordless=bool(said.get("passwordless")),
        network=_network(request),
    )


@receiver(mfa.authentication_failed)
def factor_refused(
    request: HttpRequest, user: User, authenticator: Authenticator, **said: Any
) -> None:
    again = bool(said.get("reauthentication"))
    kind = str(authenticator.type)
    audit.record(
        "account.factor_failed", by=user, on=user, kind=kind, again=again, network=_network(request)
    )


@receiver(mfa.authenticator_added)
def factor_added(user: User, authenticator: Authenticator, **_: Any) -> None:
    _factor("added", user, authenticator)


@receiver(mfa.authenticator_removed)
def factor_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _factor("removed", user, authenticator)


@receiver(mfa.authenticator_reset)
def factor_renewed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _factor("renewed", user, authenticator)


@receiver([account.password_changed, account.password_set, account.password_reset])
def password_changed(signal: Any, request: HttpRequest, user: User, **_: Any) -> None:
    how = {account.password_set: "set", account.password_reset: "reset"}.get(signal, "changed")
    audit.record("account.password_changed", by=user, on=user, how=how, network=_network(request))


def _factor(what: str, user: User, authenticator: Authenticator) -> None:
    audit.record(f"account.factor_{what}", by=user, on=user, kind=str(authenticator.type))


def _somebody(request: HttpRequest | None) -> User | AnonymousUser:
    found = getattr(request, "user", None)
    return found if isinstance(found, User) else AnonymousUser()


def _network(request: HttpRequest | None) -> str:
    """Say where a request came from without saying where; "" where nobody knows."""
    try:
        return audit.keyed_hash(get_adapter().get_client_ip(request)) if request else ""
    except (PermissionDenied, KeyError):  # a request made by hand
        return ""
