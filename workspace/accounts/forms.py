"""What is typed when somebody is invited, joins, is changed, or leaves."""

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from .invitations import CannotInvite, check_may_be_invited
from .leaving import NotPossible, check_role_change, managers_for
from .models import Invitation, Role, User


class Invite(forms.ModelForm[Invitation]):
    class Meta:
        model = Invitation
        fields = ("name", "email", "role", "teams")

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        try:
            check_may_be_invited(email)
        except CannotInvite as problem:
            raise ValidationError(str(problem)) from None
        return email


class Person(forms.ModelForm[User]):
    """What an administrator may change of somebody. Leaving and returning are acts of their own."""

    by: User

    class Meta:
        model = User
        fields = ("name", "email", "role", "teams")

    def clean_role(self) -> str:
        role = str(self.cleaned_data["role"])
        try:
            check_role_change(user=self.instance, to=role, by=self.by)
        except NotPossible as problem:
            raise ValidationError(str(problem)) from None
        return role


class Join(forms.Form):
    """Setting the password that an account begins with."""

    password = forms.CharField(
        label="Choose a password",
        help_text="At least 12 characters that you use nowhere else. Three unusual words are easy "
        "to remember.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Type it again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        likeness = User(email=self.invitation.email, name=self.invitation.name)
        validate_password(password, likeness)
        return password

    def clean(self) -> None:
        said = self.cleaned_data
        if "password" in said and said["password"] != said.get("again"):
            self.add_error("again", "The two passwords are not the same.")


class Forgotten(ResetPasswordForm):  # type: ignore[misc]
    """Asking for a new password. Where the directory signs people in, an email is no way round
    it, nor round the second step that it asks for: whoever has no password here gets none."""

    users: list[User]

    def clean_email(self) -> str:
        email = str(super().clean_email())
        if settings.OIDC_SERVER:
            self.users = [user for user in self.users if user.has_usable_password()]
        return email


class InOurWords(forms.Form):
    """The page says what a password must be; the library would say it five times more."""

    LABELS: ClassVar[dict[str, str]] = {
        "oldpassword": "Your password now",
        "password1": "New password",
        "password2": "New password again",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = ""


class ChangedPassword(InOurWords, ChangePasswordForm):  # type: ignore[misc]
    """A new password of somebody who is signed in."""


class NewPassword(InOurWords, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password of somebody who followed the link of "Forgot your password?"."""


class Leaving(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(),
        label="Who takes over their work",
        empty_label="Choose a manager",
        error_messages={"required": "Choose the manager who takes over."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        works = user.role in (Role.PRACTITIONER, Role.MANAGER)
        managers = managers_for(user)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=[one.pk for one in managers])
        field.choices = [("", field.empty_label)] + [(one.pk, _described(one)) for one in managers]
        field.required = works
        own = next((one for one in managers if getattr(one, "shared", False)), None)
        field.initial = own.pk if own and works else None


def _described(manager: User) -> str:
    teams = ", ".join(team.name for team in manager.teams.all())
    return f"{manager} – {teams or 'no team'}"
