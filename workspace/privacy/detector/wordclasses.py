"""What is known about single words: a name somewhere, a place, how common in English.

The trained model reads a word's class beside the word itself, so that it need not have met
"trampoline" or "Oluwaseun" to know that one is an English word and the other is not.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy
import regex
from spacy.language import Language
from spacy.tokens import Doc

from workspace.privacy.dictionary import counts
from workspace.privacy.inflections import WRITTEN_ON

NAME: Final = "daylight_word_classes"
LISTS: Final = ("given", "surname", "tricky", "place", "field")
_MARKS: Final = dict(zip(LISTS, "gstpw", strict=True))
_ENDINGS: Final = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("er", ""), ("er", "e"), ("ness", ""), ("ment", ""), ("ful", ""), ("less", ""),
)  # fmt: skip
_BRITISH: Final = (
    ("our", "or"), ("is", "iz"), ("ys", "yz"), ("tre", "ter"), ("ll", "l"), ("ogue", "og"),
    ("ae", "e"), ("oe", "e"), ("ence", "ense"), ("mme", "m"), ("ould", "old"), ("mum", "mom"),
)  # fmt: skip
"""The dictionary spells in American."""
_PARTS: Final = regex.compile(r"[\p{L}\p{M}]{2,}")
_STEPS: Final = ((10_000, "4"), (1_000, "3"), (100, "2"), (0, "1"))
_BEGINNING: Final = 3
UNLISTED: Final = "0"
"""The class of a word that is in no list and no dictionary."""
BEHIND: Final = "j"
"""How the class of a word ends that is listed behind such a letter."""
RARE: Final = "1"
"""The class of a word that is in no list and that the dictionary has hardly ever met."""
PLAIN: Final = frozenset(("m", "3", "4", "wm", "w3", "w4", "w2", "w1", "w0", "-"))
"""The classes of common words that no list of names holds, and of the words of the trade."""
_DERIVED, _OTHER = "m", "-"


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
    return _DERIVED if any(other in counts() for other in _from(word)) else UNLISTED


def _absent(word: str) -> str:
    return UNLISTED


def _from(word: str) -> Iterator[str]:
    """What a word may be made from, or how it is spelled elsewhere."""
    if len(word) < 5:
        return
    yield from (word.replace(here, there) for here, there in _BRITISH if here in word)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            yield word[: -len(ending)] + instead


class WordClasses:
    """The lists, folded. A class is the lists that hold a word and how common it is in English.

    Where the text is not `english`, nothing is said of how common a word is.
    """

    def __init__(self, lists: dict[str, set[str]] | None = None, *, english: bool = True) -> None:
        self._frequency = _frequency if english else _absent
        self.lists: dict[str, set[str]] = {name: set() for name in LISTS}
        self.lists.update(lists or {})
        self._classes: dict[str, str] = {}
        self.index()

    def index(self) -> None:
        """Read the lists anew."""
        every = set().union(*self.lists.values())
        self._classes = {word: self._listed(word) + self._frequency(word) for word in every}

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
            if (lead := WRITTEN_ON.match(word)) and (inner := self._classes.get(low[lead.end() :])):
                return inner[:-1] + BEHIND
        return self._frequency(low) if low[:1].isalpha() else _OTHER

    def unlisted(self, word: str) -> str:
        """The class that a word would have if no list of names held it."""
        return self._frequency(folded(word)) if word[:1].isalpha() else _OTHER

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


def is_listed(kind: str) -> bool:
    """Whether a list of names holds a word of this class."""
    return bool({"g", "s", "t"} & set(kind))


def is_surely_a_name(word: str, kind: str) -> bool:
    """Whether a word of this class is a name wherever it stands: in a list, and no English word.

    In lower case it must be a given name of four letters or more.
    """
    if not kind.endswith(UNLISTED) or not {"g", "s"} & set(kind) or {"t", "p", "w"} & set(kind):
        return False
    return len(word) > 2 if word[:1].isupper() else "g" in kind and len(word) > 3


def tagged(doc: Doc, classes: list[str]) -> Doc:
    """Write, a token, its class and how it begins where the model reads them.

    They stand in the places of a part of speech and of a lemma, which nothing else here uses.
    """
    if not len(doc):
        return doc
    add = doc.vocab.strings.add
    rows = [
        (add(kind), add(token.lower_[:_BEGINNING]))
        for token, kind in zip(doc, classes, strict=True)
    ]
    values: Any = numpy.array(rows, dtype="uint64")
    return doc.from_array(["TAG", "LEMMA"], values)


@Language.factory(NAME, default_config={"english": True})
def _make(nlp: Language, name: str, english: bool) -> WordClasses:
    return WordClasses(english=english)
