"""Forms of oversight: why somebody looks, and what they look for."""

import re
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.governance.models import UseCase

from .actions.searching import NOBODY, Filters, distinct, is_id
from .models import Look
from .phrasebook import choices

_CODE: Final = re.compile(r"(?=.*\d)[\w./-]{1,40}", re.ASCII)
_MOST_PEOPLE: Final = 20
_DATE: Final = {"type": "date"}


def case_called(said: str) -> str:
    """Return a case's id by its reference; an id stays what it is, of an erased case too."""
    said = said.strip()
    if not said or is_id(said):
        return said.lower()
    found = Case.objects.filter(reference__iexact=said).values_list("pk", flat=True).first()
    if found is None:
        raise ValidationError(
            "No case has this reference. Of a case that was erased, give the id: it stands on "
            "the certificate."
        )
    return str(found)


class Reason(forms.Form):
    kind = forms.ChoiceField(
        label="Why do you need to look?", choices=Look.Kind,
        error_messages={"required": "Choose why you need to look."},
    )  # fmt: skip
    kind.widget = forms.RadioSelect(choices=Look.Kind)
    reason = forms.CharField(
        label="In your own words",
        help_text="One or two sentences. Other auditors and administrators can read it.",
        max_length=1000, min_length=10, widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Say in your own words why you need to look.",
            "min_length": "Say a little more: at least ten letters.",
        },
    )  # fmt: skip
    case = forms.CharField(label="Case reference", required=False, max_length=40)
    reference = forms.CharField(
        label="Your own reference", required=False, max_length=40,
        help_text="Such as the number of a complaint. Leave out names.",
    )  # fmt: skip

    def clean_case(self) -> str:
        return case_called(self.cleaned_data["case"])

    def clean_reference(self) -> str:
        said = str(self.cleaned_data["reference"]).strip()
        if said and not _CODE.fullmatch(said):
            raise ValidationError("Letters, digits, dots, dashes and slashes, with a digit in it.")
        return said


class Search(forms.Form):
    person = forms.CharField(
        label="Member of staff", required=False, max_length=200,
        help_text="Name or email address, of leavers too. Commas between several.",
    )  # fmt: skip
    case = forms.CharField(
        label="Case", required=False, max_length=40, help_text="Its reference or id."
    )
    thing = forms.CharField(
        label="Chat, output or other thing", required=False, max_length=40,
        help_text="Its id: the long code in its address.",
    )  # fmt: skip
    action = forms.ChoiceField(label="What was done", required=False)
    purpose = forms.ChoiceField(label="Purpose", required=False)
    model = forms.ChoiceField(label="Model", required=False)
    since = forms.DateField(label="From", required=False, widget=forms.DateInput(_DATE, "%Y-%m-%d"))
    until = forms.DateField(label="To", required=False, widget=forms.DateInput(_DATE, "%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = dict(UseCase.objects.values_list("slug", "title"))
        used = dict.fromkeys([*titles, *distinct("purpose")])
        purposes = [(slug, titles.get(slug, slug)) for slug in used]
        self._field("purpose").choices = [("", "Any purpose"), *purposes]
        self._field("model").choices = [("", "Any model"), *((m, m) for m in distinct("model"))]
        self._field("action").choices = [("", "Anything"), *choices()]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def clean_person(self) -> tuple[str, ...]:
        people: list[str] = []
        for name in filter(None, map(str.strip, self.cleaned_data["person"].split(","))):
            people += _people_called(name)
        return tuple(dict.fromkeys(people))

    def clean_case(self) -> str:
        return case_called(self.cleaned_data["case"])

    def clean_thing(self) -> str:
        return str(self.cleaned_data["thing"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", "This day is before the first.")
        return data

    def filters(self) -> Filters:
        data = dict(self.cleaned_data)
        return Filters(people=data.pop("person"), **data)


def _people_called(name: str) -> list[str]:
    if name.lower() in NOBODY:
        return [name.lower()]
    named = User.objects.filter(Q(name__icontains=name) | Q(email__iexact=name))
    found = [str(pk) for pk in named.values_list("pk", flat=True)[: _MOST_PEOPLE + 1]]
    if not found:
        raise ValidationError("Nobody of this name or address works here or has worked here.")
    if len(found) > _MOST_PEOPLE:
        raise ValidationError("Many people have this in their name. Give more of it.")
    return found


def filled(filters: Filters) -> dict[str, Any]:
    """Return what the form shows for a search that came in an address."""
    names = dict(User.objects.filter(pk__in=_numbers(filters)).values_list("pk", "email"))
    people = [names.get(int(pk), pk) if pk.isdigit() else pk for pk in filters.people]
    case = Case.objects.filter(pk=filters.case).first() if is_id(filters.case) else None
    return {
        "person": ", ".join(people), "case": case.reference if case else filters.case,
        "thing": filters.thing, "action": filters.action, "purpose": filters.purpose,
        "model": filters.model, "since": filters.since, "until": filters.until,
    }  # fmt: skip


def described(filters: Filters) -> list[tuple[str, str]]:
    """Return what is looked for in words: each filter that is used, by its name."""
    form, shown = Search(), filled(filters)
    said = []
    for name, value in shown.items():
        field = form.fields[name]
        if value and isinstance(field, forms.ChoiceField):
            value = _label(field, str(value))
        if value:
            words = f"{value:%-d %B %Y}" if isinstance(value, date) else str(value)
            said.append((str(field.label), words))
    return said


def _label(field: forms.ChoiceField, value: str) -> str:
    """Return the words of a choice, which may stand in a group."""
    choices: Any = field.choices
    for code, words in choices:
        for inner, label in words if isinstance(words, list | tuple) else [(code, words)]:
            if inner == value:
                return str(label)
    return value


def _numbers(filters: Filters) -> list[int]:
    return [int(pk) for pk in filters.people if pk.isdigit()]


def quick_ranges() -> list[tuple[str, date]]:
    """Return the first days of the usual periods, by name."""
    today = timezone.localdate()
    return [
        ("Today", today),
        ("Last 7 days", today - timedelta(days=6)),
        ("Last 30 days", today - timedelta(days=29)),
        ("This year", today.replace(month=1, day=1)),
    ]
