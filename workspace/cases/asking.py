"""Asking whether somebody entered is who is listed under that name, before anything is kept.

Nothing is chosen beforehand where what is entered does not agree with what is listed.
"""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from workspace.privacy.dates import in_full

from .actions import RosterRow
from .forms import DETAILS, PersonForm, role_word
from .several import Entered, disagrees, namesakes

ANOTHER: Final = "another"
_LISTED: Final = "{} is on the list already. Say whether this is the same person."


class Asking(PersonForm):
    """A person who may be on the list already; `rows` are who is."""

    tells = False
    """Whether each choice says who that is, because the page does not say it elsewhere."""

    listed = forms.CharField(
        label="Is this the same person?", required=False, widget=forms.Select
    )  # an answer that no longer fits, because the name was changed, is no answer

    def __init__(self, *args: Any, rows: Sequence[RosterRow] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self._typed("name")
        self.namesakes = namesakes(name, rows) if name else []
        self.asks = bool(self.namesakes) or self._typed("listed") == ANOTHER
        self._offer()

    @property
    def disagrees(self) -> bool:
        """Whether what is entered says that this is none of those listed."""
        return bool(self.namesakes) and not self._agreeing()

    @property
    def is_answered(self) -> bool:
        return self._typed("listed") in {ANOTHER, *(str(row.entry) for row in self.namesakes)}

    @property
    def told(self) -> str:
        """What is entered of the person, to be held against what is listed."""
        return described(self._typed("role"), in_full(self._typed("born")))

    def listed_already(self) -> list[tuple[RosterRow, str]]:
        return [(row, described(row.role, row.born)) for row in self.namesakes]

    def entered(self) -> Entered:
        listed = self.cleaned_data.get("listed", "")
        entry = next((row.entry for row in self.namesakes if str(row.entry) == listed), None)
        return Entered(self.person(), entry, listed == ANOTHER)

    def why(self) -> str:
        return _LISTED.format(self.namesakes[0].name)

    def ask(self, why: str) -> None:
        self.asks = True
        self._offer()
        self.add_error("listed", why)

    def only_agreeing(self) -> RosterRow | None:
        """Return the one of them with whom nothing entered disagrees."""
        agreeing = self._agreeing()
        return agreeing[0] if len(agreeing) == 1 else None

    def _agreeing(self) -> list[RosterRow]:
        role = self._typed("role")
        details = {label: self._typed(field) for field, label in DETAILS.items()}
        return [row for row in self.namesakes if not disagrees(row, role, details)]

    def _offer(self) -> None:
        """Offer to say whether this is who is listed; the choice is asked only where it matters."""
        told = self.tells or len(self.namesakes) > 1
        choices = [
            (str(row.entry), _same(row) if told else "The same person: add what is new")
            for row in self.namesakes
        ]
        choices.append((ANOTHER, "Somebody else of the same name"))
        self._set_choices(choices)

    def _set_choices(self, choices: list[tuple[str, str]]) -> None:
        if self._typed("listed") not in dict(choices):
            choices.insert(0, ("", "Choose"))
        widget = self.fields["listed"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = choices

    def _typed(self, field: str) -> str:
        if self.is_bound:
            return str(self.data.get(self.add_prefix(field)) or "").strip()
        return str(self.initial.get(field) or "")


class NewPerson(Asking):
    """One person in a form of their own, which asks only where somebody has that name."""

    tells = True
    listed = forms.CharField(
        label="Is this the same person?",
        widget=forms.RadioSelect,
        help_text="What is listed stays as it is: only what is missing there is added.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.namesakes:
            del self.fields["listed"]
            return
        self.fields["listed"].error_messages["required"] = self.why()
        self.order_fields(["name", "listed"])

    def clean_listed(self) -> str:
        said = str(self.cleaned_data["listed"])
        if said not in {ANOTHER, *(str(row.entry) for row in self.namesakes)}:
            raise forms.ValidationError(self.why())
        return said

    def _set_choices(self, choices: list[tuple[str, str]]) -> None:
        widget = self.fields["listed"].widget
        assert isinstance(widget, forms.RadioSelect)
        widget.choices = choices


def described(role: str, born: str) -> str:
    """Say who somebody is in a few words: "Child, born 1 February 2010"."""
    said = [role_word(role)] if role else []
    said += [f"born {born}"] if born else []
    told = ", ".join(said)
    return f"{told[:1].upper()}{told[1:]}"


def _same(row: RosterRow) -> str:
    told = described(row.role, row.born)
    return f"The same person ({told[:1].lower()}{told[1:]}): add what is new"
