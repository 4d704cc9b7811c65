"""The forms of the phrasebook."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ..glossary.files import tidy, wrong_with
from ..languages import LANGUAGES
from ..models import Phrase, PhraseTranslation
from ..models.words import LONGEST_PHRASE


def _checked(text: str) -> str:
    text = tidy(text)
    if problem := wrong_with(text, longest=LONGEST_PHRASE):
        raise ValidationError(problem)
    return text


class EditPhrase(forms.ModelForm[Phrase]):
    class Meta:
        model = Phrase
        fields = ("code", "topic", "side", "english", "note", "order", "retired")
        widgets = {"english": forms.Textarea(attrs={"rows": 3})}

    def clean_english(self) -> str:
        return _checked(self.cleaned_data["english"])


class EditTranslation(forms.ModelForm[PhraseTranslation]):
    class Meta:
        model = PhraseTranslation
        fields = ("phrase", "language", "text", "note")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = LANGUAGES.get(self.instance.language)
        if language and "text" in self.fields:
            look = {"lang": language.code, "dir": language.direction}
            self.fields["text"].widget.attrs.update(look)

    def clean_text(self) -> str:
        return _checked(self.cleaned_data["text"])
