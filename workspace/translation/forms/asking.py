"""What a practitioner fills in to have something translated."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.governance.models import Room, UseCase

from ..documents import LIMITS
from ..documents.problems import FORMATS
from ..languages import LANGUAGES, Language

_ACCEPTED: Final = (
    ".docx", ".pptx", ".odt", ".pdf", ".html", ".htm", ".eml", ".srt", ".txt", ".md",
)  # fmt: skip
DETECT: Final = ("", "Find out from the text")


def choice(language: Language) -> tuple[str, str]:
    """Return how a language stands in a list: in English and in itself."""
    same = language.name == language.own_name
    return language.code, language.name if same else f"{language.name} – {language.own_name}"


class Ask(forms.Form):
    source = forms.ChoiceField(label="From", required=False)
    target = forms.ChoiceField(
        label="Into", error_messages={"required": "Choose the language to translate into."}
    )
    text = forms.CharField(
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "data-text": ""}),
        error_messages={"required": "Type or paste what is to be translated."},
    )
    use_case = forms.ModelChoiceField(
        label="What is it?",
        queryset=UseCase.objects.none(),
        to_field_name="slug",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what it is. It decides whether a machine may do it."},
    )
    reason = forms.CharField(
        label="Why it cannot wait for an interpreter",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    interpreter_booked = forms.BooleanField(label="An interpreter is booked", required=False)
    case = forms.ModelChoiceField(
        label="Case", queryset=Case.objects.none(), required=False, empty_label="No case"
    )

    def __init__(
        self, *args: Any, user: User, directions: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        pairs = list(directions)
        sources = _choices(source for source, _ in pairs)
        self._field("source").choices = [DETECT, *sources]
        self._field("target").choices = [("", "Choose a language"), *_choices(t for _, t in pairs)]
        uses = UseCase.objects.offered_to(user, Room.TRANSLATION).select_related("owner")
        self._rows("use_case").queryset = uses
        self._rows("case").queryset = Case.objects.visible_to(user)

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def _rows(self, name: str) -> forms.ModelChoiceField[Any]:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        return field


class AskDocument(Ask):
    """The same of a document."""

    text = None  # type: ignore[assignment]
    file = forms.FileField(
        label="Document",
        help_text=f"{FORMATS}. Up to {LIMITS.bytes // 2**20} MB and about 200 pages.",
        widget=forms.FileInput(attrs={"accept": ",".join(_ACCEPTED)}),
        error_messages={
            "required": "Choose the document to translate.",
            "empty": "This file is empty. Choose another.",
        },
    )
    field_order = ("file",)


def purposes_of(form: Ask) -> dict[str, Any]:
    """Return what a template shows of the purposes: by tier, and which is chosen."""
    field = form.fields["use_case"]
    assert isinstance(field, forms.ModelChoiceField)
    uses = list(field.queryset or ())
    tiers = ("green", "amber", "red")
    return {tier: [use for use in uses if use.tier == tier] for tier in tiers} | {
        "chosen": form["use_case"].value()
    }


def _choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    known = {code for code in codes if code in LANGUAGES}
    return [choice(LANGUAGES[code]) for code in sorted(known, key=lambda c: LANGUAGES[c].name)]
