"""The forms of the glossary: one term with a line for each language, and a file of them."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from ..glossary.csvfile import read_csv
from ..glossary.files import LARGEST, CannotRead, Contents, tidy, wrong_with
from ..glossary.tbx import read_tbx
from ..languages import LANGUAGES, PHRASEBOOK
from ..models import Term
from ..models.words import LONGEST_TERM

PREFIX: Final = "in_"
"""Begins the name of each language's field: `in_pl`."""
FIRST: Final = tuple(PREFIX + code for code in PHRASEBOOK[1:])
OTHERS: Final = tuple(PREFIX + code for code in LANGUAGES if code not in PHRASEBOOK)


class EditTerm(forms.ModelForm[Term]):
    class Meta:
        model = Term
        fields = ("english", "note", "do_not_translate")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = {}
        if self.instance.pk:
            now = {row.language: row.text for row in self.instance.translations.all()}
        for name in (*FIRST, *OTHERS):
            if name in self.fields:
                self.fields[name].initial = now.get(name.removeprefix(PREFIX), "")

    def clean_english(self) -> str:
        return _kept(self.cleaned_data["english"])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in (*FIRST, *OTHERS):
            if name in said:
                try:
                    said[name] = _kept(said[name])
                except ValidationError as problem:
                    self.add_error(name, problem)
        return said

    def texts(self) -> dict[str, str]:
        """Return the translations as typed, by language; an empty one takes it away."""
        named = [name for name in (*FIRST, *OTHERS) if name in self.cleaned_data]
        return {name.removeprefix(PREFIX): self.cleaned_data[name] for name in named}


def _line(code: str) -> forms.CharField:
    language = LANGUAGES[code]
    look = {"lang": code, "dir": language.direction, "class": "vTextField"}
    return forms.CharField(
        label=language.name, required=False, max_length=LONGEST_TERM,
        widget=forms.TextInput(attrs=look),
    )  # fmt: skip


def _kept(text: str) -> str:
    text = tidy(text)
    if problem := wrong_with(text):
        raise ValidationError(problem)
    return text


for _name in (*FIRST, *OTHERS):
    EditTerm.base_fields[_name] = EditTerm.declared_fields[_name] = _line(
        _name.removeprefix(PREFIX)
    )


class Bring(forms.Form):
    """A file; or, once its preview was read, its contents again as they came."""

    file = forms.FileField(
        label="CSV or TBX file", required=False, help_text="UTF-8, up to 2 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tbx,.xml"}),
    )  # fmt: skip
    contents = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        data = self._data(said)
        if not data:
            raise ValidationError("Choose a file.")
        try:
            said["read"] = read(data)
        except CannotRead as problem:
            raise ValidationError([str(one) for one in problem.problems]) from None
        said["text"] = data.decode("utf-8-sig", errors="replace")
        return said

    @staticmethod
    def _data(said: dict[str, Any]) -> bytes:
        if upload := said.get("file"):
            if upload.size > LARGEST:
                raise ValidationError(f"The file is larger than {LARGEST // 1024 // 1024} MB.")
            data: bytes = upload.read()
            return data
        return str(said.get("contents", "")).encode()


def read(data: bytes) -> Contents:
    """Read a CSV or a TBX file, whichever it is. Raises CannotRead."""
    start = data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    return read_tbx(data) if start == b"<" else read_csv(data)
