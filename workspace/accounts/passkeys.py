"""Passkeys: one touch or glance instead of a password, or after it.

Every passkey proves who holds it (a PIN, a finger, a face), so that it may stand alone. What a
browser sends is read as strangers' data: whatever is wrong with it, it is simply not recognised.
"""

from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError

UNKNOWN: Final = "That passkey was not recognised. Try again, or sign in another way."
NOT_ADDED: Final = "That passkey could not be added. Try again, or use another device."
_BROKEN: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError)


class _Recognised(forms.Form):
    def clean_credential(self) -> Authenticator:
        try:
            found: Authenticator = super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            if error.code == "incorrect_code":
                raise ValidationError(UNKNOWN) from error
            raise
        except _BROKEN as error:
            raise ValidationError(UNKNOWN) from error
        return found


class SignInWith(_Recognised, LoginWebAuthnForm):  # type: ignore[misc]
    pass


class ConfirmWith(_Recognised, AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ConfirmAgainWith(_Recognised, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


def _name() -> forms.CharField:
    hint = "So that you can tell them apart, for example: work laptop."
    return forms.CharField(label="Name of this passkey", help_text=hint, max_length=60)


class Add(AddWebAuthnForm):  # type: ignore[misc]
    name = _name()
    passwordless = None  # every passkey can stand alone

    def clean(self) -> dict[str, Any]:
        try:
            return dict(super().clean())
        except (ValidationError, *_BROKEN) as error:
            raise ValidationError(NOT_ADDED) from error


class Rename(EditWebAuthnForm):  # type: ignore[misc]
    name = _name()
