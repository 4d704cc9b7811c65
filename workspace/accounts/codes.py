"""Authenticator apps, passkeys and recovery codes, as allauth keeps them, kept more carefully.

The secrets behind codes are stored encrypted. A code from an app counts once, and so do all that
came before it, whichever process is asked; a clock may be half a minute off.
"""

import time
from base64 import urlsafe_b64encode
from typing import Any, Final

from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django import forms
from django.conf import settings
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver

from .models import User

_PURPOSE: Final = b"workspace.accounts.codes"
_LAST: Final = "last_counter"
APP_OR_RECOVERY: Final = "The 6 digits in your authenticator app, or one of your recovery codes."


def _cipher() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = [HKDF(SHA256(), 32, None, _PURPOSE).derive(str(one).encode()) for one in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in derived])


class KeptSafe(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right, or it was used before. Try the next one.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"


def _code(help_text: str) -> forms.CharField:
    hints = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}
    widget = forms.TextInput(attrs=hints)
    return forms.CharField(label="Code", help_text=help_text, max_length=20, widget=widget)


class _OnlyOnce(forms.Form):
    """Refuses a code from an app that is not newer than the last one taken."""

    user: User
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        apps = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP)
        if not apps.exists():
            self.fields["code"].help_text = "One of your recovery codes."

    def clean_code(self) -> str:
        code = str(super().clean_code())  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not _is_newer(
            self.authenticator, code
        ):
            raise get_adapter().validation_error("incorrect_code")
        return code


def _is_newer(authenticator: Authenticator, code: str) -> bool:
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        counter = _counter_of(decrypt(kept.data["secret"]), code)
        if counter <= kept.data.get(_LAST, 0):
            return False
        kept.data[_LAST] = counter
        kept.save(update_fields=["data"])
    return True


def _counter_of(secret: str, code: str) -> int:
    """Return when a code is of, counted in half minutes; 0 if it is of no time near now."""
    now, said = _now(), "".join(sign for sign in code if sign.isdigit())
    near = range(now - settings.MFA_TOTP_TOLERANCE, now + settings.MFA_TOTP_TOLERANCE + 1)
    return max((at for at in near if format_hotp_value(hotp_value(secret, at)) == said), default=0)


def _now() -> int:
    return int(time.time()) // 30


@receiver(pre_save, sender=Authenticator)
def setting_up_used_a_code(instance: Authenticator, **_: Any) -> None:
    if instance._state.adding and instance.type == Authenticator.Type.TOTP:
        instance.data[_LAST] = _now()


class Confirm(_OnlyOnce, AuthenticateForm):  # type: ignore[misc]
    """The second factor at signing in."""

    code = _code(APP_OR_RECOVERY)


class ConfirmAgain(_OnlyOnce, ReauthenticateForm):  # type: ignore[misc]
    code = _code(APP_OR_RECOVERY)


class SetUp(ActivateTOTPForm):  # type: ignore[misc]
    code = _code("The 6 digits that your app shows now.")
