"""What people fill in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from workspace.gateway.models import Engine
from workspace.privacy.forms import LONGEST_WORD
from workspace.privacy.models import Word, WordList
from workspace.privacy.suggesting import LONGEST_REASON as LONGEST_WHY

from . import models
from .actions.composing import LONGEST_MESSAGE
from .actions.purposes import LONGEST_REASON
from .actions.suggesting import Offer

ACCEPTED = ".txt,.md,.docx,.odt,.pdf,.eml"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; what is wrong with one is said by the action that takes it."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        return [file for file in data or [] if file]


class WhoAnswers(forms.ModelChoiceField[Engine]):
    """Names each engine with what matters when choosing: does it write, and where does it run."""

    def label_from_instance(self, obj: Engine) -> str:
        where = "in-house" if obj.in_house else "outside your council"
        return f"{obj.name} ({where})" if obj.writes_prose else f"{obj.name} (quotes only)"


class Composer(forms.Form):
    text = forms.CharField(
        label="Your message",
        required=False,
        strip=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "true"}),
        error_messages={"max_length": "This message is too long. Attach it as a document instead."},
    )
    documents = FilesField(
        label="Attach documents", required=False, widget=ManyFiles(attrs={"accept": ACCEPTED})
    )
    engine = WhoAnswers(
        Engine.objects.none(),
        label="Who answers",
        empty_label=None,
        required=False,
        error_messages={
            "invalid_choice": "This model cannot be used for this chat now. Choose another."
        },
    )

    def __init__(
        self, *args: Any, engines: Sequence[Engine], chosen: Engine | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["engine"]
        assert isinstance(field, WhoAnswers)
        field.queryset = Engine.objects.filter(pk__in=[engine.pk for engine in engines])
        field.disabled = not engines  # whatever is posted then, the words are kept
        if chosen is not None and chosen in engines:
            field.initial = chosen.pk

    @property
    def has_engines(self) -> bool:
        return bool(self.fields["engine"].choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("text", "").strip() and not data.get("documents"):
            self.add_error("text", "Write a message or attach a document.")
        return data


class Override(forms.Form):
    """Why a prohibited use is gone on with."""

    reason = forms.CharField(
        label="Why this is needed, and who agreed to it",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It is shown on this chat, with names hidden as everywhere. The record says "
        "that you gave a reason, not what it was.",
        error_messages={
            "required": "Say why this is needed and who agreed to it.",
            "max_length": f"Say it in up to {LONGEST_REASON} characters.",
        },
    )


class Feedback(forms.Form):
    useful = forms.ChoiceField(choices=[("yes", "Useful"), ("no", "Not useful")], required=False)
    reasons = forms.MultipleChoiceField(choices=models.Feedback.Reason.choices, required=False)
    comment = forms.CharField(required=False, max_length=2000)

    @staticmethod
    def reasons_offered() -> list[tuple[str, str]]:
        return list(models.Feedback.Reason.choices)


class Suggest(forms.Form):
    """A word for one of the organisation's lists; which one was decided by what was corrected."""

    text = forms.CharField(
        label="Word or phrase",
        max_length=LONGEST_WORD,
        help_text="Shorten it to the words that matter everywhere.",
        error_messages={"required": "Write the word to suggest."},
    )
    label = forms.ChoiceField(label="What it is", choices=Word.Label.choices)
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=LONGEST_WHY,
        help_text="One line, without names of families.",
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer = offer
        self.fields["text"].initial, self.fields["label"].initial = offer.words, offer.label
        if offer.kind == WordList.Kind.SPARED:
            del self.fields["label"]

    def wanted(self) -> dict[str, str]:
        said = self.cleaned_data
        return {
            "text": said["text"], "kind": self._offer.kind, "label": said.get("label", ""),
            "reason": said["reason"], "offered": self._offer.words, "alias": self._offer.alias,
        }  # fmt: skip
