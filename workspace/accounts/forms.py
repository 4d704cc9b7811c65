"""What is typed when somebody is invited, joins, is changed, or leaves."""

from typing import Any

from django import forms
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
