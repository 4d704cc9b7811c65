"""What a practitioner fills in about a case and the people in it."""

import re
from typing import Any

from django import forms

from workspace.accounts.models import Team, User
from workspace.governance.models import Erasure
from workspace.privacy.dates import parse_date
from workspace.privacy.matcher import can_be_found
from workspace.privacy.roles import PERSON_ROLES
from workspace.privacy.spellings import words
from workspace.privacy.tripwire import identifiers

from .actions import Person, RosterRow
from .models import Case

DETAILS = {
    "born": "DOB", "school": "SCHOOL", "address": "ADDRESS", "phone": "PHONE",
    "email": "EMAIL", "nhs_number": "NHS_NUMBER",
}  # fmt: skip
_NO_NAME = "Daylight would not find “%s” in a text, so it would not be hidden. Write it in letters."
_NOT_FOUND = "Daylight would not find this in a text, so it would not be hidden. Write it in full."
_ROLE_WORDS = {"WORKER": "Social worker", "PERSON": "Somebody else"}


def role_word(role: str) -> str:
    """Return what a form calls a role."""
    return _ROLE_WORDS.get(role, role.capitalize())


class NewCase(forms.ModelForm[Case]):
    class Meta:
        model = Case
        fields = ("reference", "team")
        labels = {"reference": "Reference"}
        help_texts = {"reference": "As in your case system, such as LK-2025-0417. Never a name."}
        error_messages = {
            "reference": {
                "required": "Enter the case’s reference.",
                "unique": "There is a case with this reference already.",
            }
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)
        team.queryset = Team.objects.filter(people=user)
        team.empty_label = None

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"].strip()
        groups = re.findall(r"[^\W\d_]+", reference)
        named = any(len(group) > 4 for group in groups) or not re.search(r"\d", reference)
        if named:
            raise forms.ValidationError(
                "Use the number from your case system, such as LK-2025-0417. Never a name."
            )
        return reference


class PersonForm(forms.Form):
    between = r"\n"
    """What parts one of the other names from the next."""

    name = forms.CharField(
        label="Full name", max_length=120, error_messages={"required": "Enter the person’s name."}
    )
    role = forms.ChoiceField(
        label="Who they are",
        choices=[(role, role_word(role)) for role in PERSON_ROLES],
    )
    other_names = forms.CharField(
        label="Other names",
        required=False,
        help_text="Nicknames, earlier surnames, other spellings. One on each line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    born = forms.CharField(
        label="Date of birth", required=False, max_length=40, help_text="For example 27 3 2018"
    )
    school = forms.CharField(label="School or nursery", required=False, max_length=120)
    address = forms.CharField(label="Address", required=False, max_length=240)
    phone = forms.CharField(label="Phone", required=False, max_length=40)
    email = forms.CharField(label="Email", required=False, max_length=120)
    nhs_number = forms.CharField(label="NHS number", required=False, max_length=20)

    def clean_name(self) -> str:
        return self._findable(self.cleaned_data["name"].strip())

    def clean_other_names(self) -> str:
        for name in self._others(self.cleaned_data["other_names"]):
            self._findable(name)
        return str(self.cleaned_data["other_names"])

    def clean(self) -> dict[str, Any]:
        """Refuse a detail that would stay readable; a dash for want of one is none."""
        for field, label in DETAILS.items():
            said = self.cleaned_data.get(field, "")
            values = [value for value in re.split(r"[;\n]", said) if words(value)]
            if not all(can_be_found(label, value) or identifiers(value) for value in values):
                self.add_error(field, _NOT_FOUND)
            elif not values and field in self.cleaned_data:
                self.cleaned_data[field] = ""
        return self.cleaned_data

    def clean_born(self) -> str:
        born: str = self.cleaned_data["born"].strip()
        if born and parse_date(born) is None:
            raise forms.ValidationError("Enter a date such as 27 3 2018 or 27 March 2018.")
        return born

    def person(self) -> Person:
        data = self.cleaned_data
        return Person(
            name=data["name"].strip(),
            role=data["role"],
            other_names=tuple(self._others(data["other_names"])),
            details={label: data[field] for field, label in DETAILS.items() if data[field]},
        )

    def _others(self, said: str) -> list[str]:
        return [name for name in map(str.strip, re.split(self.between, said)) if name]

    @staticmethod
    def _findable(name: str) -> str:
        if not can_be_found("PERSON", name):
            raise forms.ValidationError(_NO_NAME % name)
        return name


def filled(row: RosterRow) -> dict[str, str]:
    """Return the form's values for somebody already on the roster."""
    values = {field: row.details.get(label, "") for field, label in DETAILS.items()}
    return values | {
        "name": row.name, "role": row.role, "other_names": "\n".join(row.other_names)
    }  # fmt: skip


class EraseCase(forms.Form):
    """Why, and the reference once more: nobody erases a case by a slip of the hand."""

    reason = forms.ChoiceField(
        label="Why is it erased?",
        choices=[
            (Erasure.Reason.REQUEST.value, "The work is over; the case system has what matters"),
            (Erasure.Reason.RIGHTS.value, "Somebody asked for it, and has the right to it"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say why it is erased."},
    )
    reference = forms.CharField(
        label="Write the case’s reference",
        max_length=40,
        help_text="To be sure it is this one.",
        error_messages={"required": "Write the reference of the case."},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._case = case

    def clean_reference(self) -> str:
        said = str(self.cleaned_data["reference"]).strip()
        if said.lower() != self._case.reference.lower():
            raise forms.ValidationError("This is not the reference of the case you are erasing.")
        return said
