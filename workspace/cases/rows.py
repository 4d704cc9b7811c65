"""The rows in which several people are entered or checked before they are kept.

What was pasted lives in these fields alone, between the page that shows it and the page that
keeps it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from django import forms
from django.forms.utils import ErrorDict

from workspace.privacy import chosen, layers
from workspace.privacy.detector import DetectionFailed

from .actions import RosterRow
from .asking import Asking
from .forms import DETAILS
from .pasting import MOST_PEOPLE, Found, Pasted, TooMuch, read
from .several import Entered, same_name

AT_FIRST: Final = 5
_NOT_READ: Final = (
    "The names in this could not be looked for, and nothing was kept. Try again, or write the "
    "people in."
)


class Paste(forms.Form):
    text = forms.CharField(  # no max_length: a browser would cut the end off without a word
        label="The people of this case",
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
        help_text="A table, a list, or one person on each line.",
        error_messages={"required": "Paste the people first."},
    )
    pasted: Pasted

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        try:
            self.pasted = read(text, partial(layers.found, models=chosen.models()))
        except TooMuch as error:
            raise forms.ValidationError(str(error)) from error
        except DetectionFailed as error:
            raise forms.ValidationError(_NOT_READ) from error
        if not self.pasted.people:
            raise forms.ValidationError(
                "No name was found in this. Paste a table or a list with a name in each line, "
                "or write the people in."
            )
        return text


class Row(Asking):
    """One person among several: a row without a name is nobody, and any of them may stay out."""

    between = r"[,;\n]"
    leave_out = forms.BooleanField(label="Leave out", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].label = "Full name"
        self.fields["other_names"] = forms.CharField(
            label="Other names, commas between", required=False, max_length=240
        )
        self.fields["born"].help_text = ""  # said once, above all rows
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.required = False
        role.choices = [("", "Not said"), *self._roles(role)]

    @property
    def is_left_out(self) -> bool:
        """Whether this row is nobody: nothing is written in it, or it is not wanted."""
        return bool(self._typed("leave_out")) or not any(map(self._typed, ("name", *self._more())))

    @property
    def has_more(self) -> bool:
        """Whether the fields that are folded away hold something, or something wrong."""
        filled = any(self._typed(field) for field in self._more() if field != "born")
        return filled or (self.is_bound and bool(set(self.errors) & set(self._more())))

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.is_left_out:
            self._errors = ErrorDict()

    def clean_name(self) -> str:
        if not str(self.cleaned_data["name"]).strip():
            raise forms.ValidationError("Enter the person’s name, or leave the row out.")
        return super().clean_name()

    @staticmethod
    def _more() -> list[str]:
        return ["other_names", *DETAILS]

    @staticmethod
    def _roles(role: forms.ChoiceField) -> list[Any]:
        return list(role.choices)  # type: ignore[arg-type]


def blank(rows: Sequence[RosterRow], count: int = AT_FIRST) -> list[Row]:
    return [Row(prefix=f"p{at}", rows=rows) for at in range(1, count + 1)]


def to_check(people: Iterable[Found], rows: Sequence[RosterRow]) -> list[Row]:
    """Rows for what was pasted.

    Whoever is listed already is taken for the same person where nothing says otherwise.
    """
    return [_to_check(f"p{at}", person, rows) for at, person in enumerate(people, 1)]


def _to_check(prefix: str, person: Found, rows: Sequence[RosterRow]) -> Row:
    initial = _initial(person)
    row = Row(prefix=prefix, rows=rows, initial=initial)
    if listed := row.only_agreeing():
        initial |= {"listed": str(listed.entry), "role": initial["role"] or listed.role}
        row = Row(prefix=prefix, rows=rows, initial=initial)
    return row


def sent(data: Mapping[str, Any], rows: Sequence[RosterRow]) -> list[Row]:
    return [Row(data, prefix=f"p{at}", rows=rows) for at in range(1, _count(data) + 1)]


def with_one_more(data: Mapping[str, Any], rows: Sequence[RosterRow]) -> list[Row]:
    """The same rows as they were typed, unchecked, and an empty one."""
    fields = list(Row.base_fields)
    typed = [
        {field: data.get(f"p{at}-{field}", "") for field in fields}
        for at in range(1, _count(data) + 1)
    ]
    more = [*typed, {}][:MOST_PEOPLE]
    made = [Row(prefix=f"p{at}", rows=rows, initial=one) for at, one in enumerate(more, 1)]
    made[-1].fields["name"].widget.attrs["autofocus"] = True
    return made


def checked(rows: Sequence[Row]) -> list[Entered] | None:
    """Return everybody entered, or None where something has to be put right first."""
    wanted = [row for row in rows if not row.is_left_out]
    if not wanted and rows:
        rows[0].add_error("name", "Enter at least one person’s name.")
        return None
    valid = [row for row in wanted if row.is_valid()]
    people = [row.entered() for row in valid]
    for at, (row, one) in enumerate(zip(valid, people, strict=True)):
        _ask_about(row, one, people[:at])
    return people if people and not any(row.errors for row in wanted) else None


def _ask_about(row: Row, one: Entered, before: Sequence[Entered]) -> None:
    if one.entry is not None or one.is_another:
        return
    name = one.person.name
    if row.namesakes:
        row.ask(row.why())
    elif any(same_name(name, other.person.name) for other in before):
        row.ask(f"{name} is here twice. Leave one out, or say that they are two people.")


def _count(data: Mapping[str, Any]) -> int:
    said = str(data.get("rows", ""))
    return min(int(said), MOST_PEOPLE) if re.fullmatch(r"[0-9]{1,4}", said) else 0


def _initial(person: Found) -> dict[str, str]:
    values = {field: "; ".join(person.details.get(label, ())) for field, label in DETAILS.items()}
    return values | {
        "name": person.name, "role": person.role, "other_names": ", ".join(person.other_names)
    }  # fmt: skip
