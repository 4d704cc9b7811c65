"""The rows in which several people are entered or checked before they are kept.

What was pasted lives in these fields alone, between the page that shows it and the page that
keeps it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.forms.utils import ErrorDict

from .actions import RosterRow
from .forms import DETAILS, PersonForm
from .pasting import MOST_PEOPLE, Found, Pasted, TooMuch, read
from .several import Entered, namesake, same_name

AT_FIRST: Final = 5
_ANOTHER: Final = "another"


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
            self.pasted = read(text)
        except TooMuch as error:
            raise forms.ValidationError(str(error)) from error
        if not self.pasted.people:
            raise forms.ValidationError(
                "No name was found in this. Paste a table or a list with a name in each line, "
                "or write the people in."
            )
        return text


class Row(PersonForm):
    """One person among several: a row without a name is nobody, and any of them may stay out."""

    between = r"[,;\n]"
    listed = forms.CharField(
        label="Is this the same person?", required=False, widget=forms.Select
    )  # an answer that no longer fits, because the name was changed, is no answer
    leave_out = forms.BooleanField(label="Leave out", required=False)

    def __init__(self, *args: Any, rows: Sequence[RosterRow] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
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
        self.namesake = namesake(self._typed("name"), rows) if self._typed("name") else None
        self.asks = self.namesake is not None or self._typed("listed") == _ANOTHER
        self._offer()

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
        name = str(self.cleaned_data["name"]).strip()
        if not re.search(r"\w", name):
            raise forms.ValidationError("Enter the person’s name, or leave the row out.")
        return name

    def entered(self) -> Entered:
        listed = self.cleaned_data.get("listed", "")
        known = self.namesake.entry if self.namesake else None
        return Entered(self.person(), known if listed == str(known) else None, listed == _ANOTHER)

    def ask(self, why: str) -> None:
        self.asks = True
        self._offer()
        self.add_error("listed", why)

    def _offer(self) -> None:
        """Offer to say whether this is who is listed; the choice is asked only where it matters."""
        choices = [(_ANOTHER, "Somebody else of the same name")]
        if self.namesake:
            same = (str(self.namesake.entry), "The same person: add what is new")
            choices.insert(0, same)
        if self._typed("listed") not in dict(choices):
            choices.insert(0, ("", "Choose"))
        widget = self.fields["listed"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = choices

    def _typed(self, field: str) -> str:
        if self.is_bound:
            return str(self.data.get(self.add_prefix(field)) or "").strip()
        return str(self.initial.get(field) or "")

    @staticmethod
    def _more() -> list[str]:
        return ["other_names", *DETAILS]

    @staticmethod
    def _roles(role: forms.ChoiceField) -> list[Any]:
        return list(role.choices)  # type: ignore[arg-type]


def blank(rows: Sequence[RosterRow], count: int = AT_FIRST) -> list[Row]:
    return [Row(prefix=f"p{at}", rows=rows) for at in range(1, count + 1)]


def to_check(people: Iterable[Found], rows: Sequence[RosterRow]) -> list[Row]:
    """Rows for what was pasted; whoever is listed already is taken for the same person."""
    return [
        Row(prefix=f"p{at}", rows=rows, initial=_initial(person, rows))
        for at, person in enumerate(people, 1)
    ]


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
    if row.namesake:
        row.ask(f"{row.namesake.name} is on the list already. Say whether this is the same person.")
    elif any(same_name(name, other.person.name) for other in before):
        row.ask(f"{name} is here twice. Leave one out, or say that they are two people.")


def _count(data: Mapping[str, Any]) -> int:
    said = str(data.get("rows", ""))
    return min(int(said), MOST_PEOPLE) if re.fullmatch(r"[0-9]{1,4}", said) else 0


def _initial(person: Found, rows: Sequence[RosterRow]) -> dict[str, str]:
    listed = namesake(person.name, rows)
    values = {field: "; ".join(person.details.get(label, ())) for field, label in DETAILS.items()}
    return values | {
        "name": person.name,
        "role": person.role or (listed.role if listed else ""),
        "other_names": ", ".join(person.other_names),
        "listed": str(listed.entry) if listed else "",
    }
