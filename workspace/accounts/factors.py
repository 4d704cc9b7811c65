"""Where policy says so, nobody works without a second factor.

An authenticator app or a passkey is one; recovery codes alone are not. Whoever has none yet can
set one up or sign out, and nothing else, by whichever door they try.
"""

from collections.abc import Callable
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from . import oidc
from .leaving import end_sessions
from .models import User
from .ways import go

FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SETTING_UP: Final = {
    "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "account_logout",
}  # fmt: skip
"""All that somebody without a second factor can reach."""


def has_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def is_missing(request: HttpRequest) -> bool:
    """Say whether this person must set up a second factor before anything else."""
    if not settings.MFA_REQUIRED or not isinstance(request.user, User):
        return False
    return not oidc.had_factor(request) and not has_factor(request.user)


class SecondFactorRequired:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        request.factor_missing = missing = is_missing(request)  # type: ignore[attr-defined]
        match = request.resolver_match
        if not missing or (match and match.view_name in SETTING_UP):
            return None
        return go(request, reverse("mfa_index"))


@receiver(authenticator_added)
@receiver(authenticator_removed)
def others_sign_in_anew(request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever was signed in without this factor, or with the one that is gone, starts again."""
    others = UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key)
    for session in others:
        session.end()


def take_away(user: User) -> None:
    """Remove every factor of somebody who lost theirs, and sign them out everywhere."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
