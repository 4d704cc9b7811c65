"""What is known about single words: a name somewhere, a place, how common in English.

The trained model reads a word's class beside the word itself, so that it need not have met
"trampoline" or "Oluwaseun" to know that one is an English word and the other is not.
"""

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy
import regex
from spacy.attrs import TAG
from spacy.language import Language
from spacy.tokens import Doc

from workspace.privacy.dictionary import counts

NAME: Final = "daylight_word_classes"
LISTS: Final = ("given", "surname", "tricky", "place", "field")
_MARKS: Final = dict(zip(LISTS, "gstpw", strict=True))
_ENDINGS: Final = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("er", ""), ("er", "e"), ("ness", ""), ("ment", ""), ("ful", ""), ("less", ""),
)  # fmt: skip
_PARTS: Final = regex.compile(r"[\p{L}\p{M}]{2,}")
_STEPS: Final = ((10_000, "4"), (1_000, "3"), (100, "2"), (0, "1"))
_ABSENT, _DERIVED, _OTHER = "0", "m", "-"


def folded(word: str) -> str:
    """Lower case, without accents."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def parts(names: Iterable[str]) -> set[str]:
    """The single words of names, folded."""
    return {part for name in names for part in _PARTS.findall(folded(name))}


def _frequency(word: str) -> str:
    count = counts().get(word)
    if count is not None:
        return next(mark for least, mark in _STEPS if count >= least)
    for ending, instead in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and stem + instead in counts():
            return _DERIVED
    return _ABSENT


class WordClasses:
    """The lists, folded. A class is the lists that hold a word and how common it is."""

    def __init__(self, lists: dict[str, set[str]] | None = None) -> None:
        self.lists: dict[str, set[str]] = {name: set() for name in LISTS}
        self.lists.update(lists or {})
        self._classes: dict[str, str] = {}
        self.index()

    def index(self) -> None:
        """Read the lists anew."""
        every = set().union(*self.lists.values())
        self._classes = {word: self._listed(word) + _frequency(word) for word in every}

    def _listed(self, word: str) -> str:
        return "".join(_MARKS[name] for name in LISTS if word in self.lists[name])

    def of(self, word: str) -> str:
        """The class of one word: "g0" (a given name that is no English word), "4" (common)."""
        low = word.lower()
        if (known := self._classes.get(low)) is not None:
            return known
        if not word.isascii():
            low = folded(word)
            if (known := self._classes.get(low)) is not None:
                return known
        return _frequency(low) if low[:1].isalpha() else _OTHER

    def unlisted(self, word: str) -> str:
        """The class that a word would have if no list of names held it."""
        return _frequency(folded(word)) if word[:1].isalpha() else _OTHER

    def __call__(self, doc: Doc) -> Doc:
        return tagged(doc, [self.of(token.text) for token in doc])

    def to_disk(self, path: str | Path, **_: Any) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, words in self.lists.items():
            (folder / f"{name}.txt").write_text("\n".join(sorted(words)) + "\n", "utf-8")

    def from_disk(self, path: str | Path, **_: Any) -> "WordClasses":
        for name in LISTS:
            text = (Path(path) / f"{name}.txt").read_text("utf-8")
            self.lists[name] = set(text.split("\n")) - {""}
        self.index()
        return self


def is_surely_a_name(word: str, kind: str) -> bool:
    """Whether a word of this class is a name wherever it stands: in a list, and no English word.

    In lower case it must be a given name of four letters or more.
    """
    if not kind.endswith(_ABSENT) or not {"g", "s"} & set(kind) or {"t", "p", "w"} & set(kind):
        return False
    return len(word) > 2 if word[:1].isupper() else "g" in kind and len(word) > 3


def tagged(doc: Doc, classes: list[str]) -> Doc:
    """Write one class a token where the model reads it: in the place of a part of speech."""
    strings = doc.vocab.strings
    values = numpy.array([[strings.add(kind)] for kind in classes], dtype="uint64")
    return doc.from_array([TAG], values) if len(doc) else doc


@Language.factory(NAME)
def _make(nlp: Language, name: str) -> WordClasses:
    return WordClasses()
