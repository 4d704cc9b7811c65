"""What is typed into the word lists, and every way in which it may be wrong, in plain words."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from . import tripwire
from .clearing import SaysWhy
from .lists import MOST_WORDS, CannotList, taken
from .models import Suggestion, Word, WordList
from .phrases import key
from .placeholders import find

LONGEST_WORD: Final = 100
FEWEST_LETTERS: Final = 3
MOST_DIGITS: Final = 4
_MOST_PROBLEMS: Final = 8
_TOO_COMMON: Final = frozenset(
    """the and for was were with his her she him they them you your are not has had have that this
    from who what when where will would could should our out about all any but can did does how its
    may new now one said see then there these very child children mother father parent parents
    family person people school home house worker social care""".split()
)


class Paste(SaysWhy, forms.ModelForm[Word]):
    """Many words at once: all of them are taken, or none."""

    words = forms.CharField(
        label="Words or phrases",
        help_text="One on each line, up to 100 characters, at least three letters. "
        "Capitals, accents and hyphens do not matter.",
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"}),
        error_messages={"required": "Write at least one word."},
    )

    class Meta:
        model = Word
        fields = ("kind", "words", "label", "note")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        kind = _labelled(self, said)
        texts = [" ".join(line.split()) for line in said.get("words", "").splitlines()]
        said["texts"] = [text for text in texts if text]
        if not kind or "words" not in said:
            return said
        problems = [*_wrong(said["texts"], kind), *_twice(said["texts"])]
        problems = problems or _taken(said["texts"], kind)
        if not problems and len(said["texts"]) + Word.objects.count() > MOST_WORDS:
            problems = [f"Both lists together hold {MOST_WORDS:,} words. These are too many."]
        if problems:
            self.add_error("words", _shortened(problems))
        self.check_names(said, said["texts"], kind=kind)
        return said


class Change(SaysWhy, forms.ModelForm[Word]):
    class Meta:
        model = Word
        fields = ("kind", "text", "label", "note")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        kind, text = _labelled(self, said), " ".join(said.get("text", "").split())
        if kind and text:
            said["text"] = text
            problems = [*_wrong([text], kind), *_taken([text], kind, besides=self.instance)]
            if problems:
                self.add_error("text", problems)
            if {"kind", "text"} & set(self.changed_data):
                self.check_names(said, [text], kind=kind)
        return said


class Decide(SaysWhy, forms.ModelForm[Suggestion]):
    """What becomes of a suggestion. Nothing is decided by saving the page as it was."""

    LATER, APPROVE, REFUSE = "", "approve", "refuse"
    decision = forms.ChoiceField(
        label="Your decision",
        required=False,
        initial=LATER,
        choices=[
            (LATER, "Decide later"),
            (APPROVE, "Put it on the list: it counts at once, for everybody"),
            (REFUSE, "Refuse it: the word is erased"),
        ],
        widget=forms.RadioSelect,
    )
    label = forms.ChoiceField(
        label="What it is",
        required=False,
        choices=[("", "Nothing in particular"), *Word.Label.choices],
        help_text="For a word that is always hidden: what a model reads in its place.",
    )
    answer = forms.CharField(
        label="Why you refuse it",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Whoever suggested it reads this. Leave out the word and any name.",
    )

    word = ""
    """What was suggested; whoever makes the form decrypts it."""

    class Meta:
        model = Suggestion
        fields = ("label", "answer")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        refused = said.get("decision") == self.REFUSE
        if refused and len(" ".join(said.get("answer", "").split())) < FEWEST_LETTERS:
            self.add_error("answer", "Say why: whoever suggested it reads this.")
        if said.get("decision") == self.APPROVE:
            hidden = self.instance.kind == WordList.Kind.HIDDEN
            if hidden and not said.get("label"):
                self.add_error("label", "Choose what it is: a model reads that in its place.")
            said["label"] = said.get("label", "") if hidden else ""
            self.check_names(said, [self.word], kind=self.instance.kind)
        return said


def check(text: str, kind: str) -> None:
    """Raise CannotList if `text` may not stand on this list at all."""
    letters = sum(character.isalpha() for character in text)
    if len(text) > LONGEST_WORD or len(key(text)) > 2 * LONGEST_WORD:
        raise CannotList(f"“{text[:30]}…” is longer than {LONGEST_WORD} characters.")
    if letters < FEWEST_LETTERS:
        raise CannotList(f"“{text}” is too short: a word needs at least three letters.")
    if _identifies(text):
        raise CannotList(
            f"“{text}” looks like a number or an address that identifies somebody. Those are "
            "always hidden, and have no place on this page."
        )
    if kind == WordList.Kind.HIDDEN and key(text) in _TOO_COMMON:
        raise CannotList(f"“{text}” is too common a word: hardly a sentence could be read.")


def _identifies(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    signs = any(sign in text for sign in ("@", "://", "www."))
    return signs or digits > MOST_DIGITS or bool(tripwire.identifiers(text) or [*find(text)])


def _labelled(form: forms.ModelForm[Word], said: dict[str, Any]) -> str:
    """Ask what a hidden word is; a word that is never hidden is nothing in particular."""
    kind = str(said.get("kind", ""))
    if kind == WordList.Kind.SPARED:
        said["label"] = ""
    elif kind and "label" in said and not said["label"]:
        form.add_error("label", "Choose what it is: a model reads that in its place.")
    return kind


def _wrong(texts: Iterable[str], kind: str) -> list[str]:
    problems = []
    for text in texts:
        try:
            check(text, kind)
        except CannotList as problem:
            problems.append(str(problem))
    return problems


def _twice(texts: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    problems = []
    for text in texts:
        if key(text) in seen:
            problems.append(f"“{text}” is there twice.")
        seen.add(key(text))
    return problems


def _taken(texts: Iterable[str], kind: str, *, besides: Word | None = None) -> list[str]:
    return [
        f"“{text}” is on this list already."
        if word.kind == kind
        else f"“{text}” is on the other list ({word.get_kind_display().lower()}). A word can "
        "stand on one of them only."
        for text, word in taken(texts, besides=besides).items()
    ]


def _shortened(problems: list[str]) -> ValidationError:
    more = len(problems) - _MOST_PROBLEMS
    shown = problems[:_MOST_PROBLEMS]
    if more > 0:
        shown.append(f"And {more:,} more like these.")
    return ValidationError([ValidationError(problem) for problem in shown])
