"""The words the checks know, a file a language in `data/`: numbers, days, negatives, dangers.

A file has `[sections]` of words, folded when they are read. `key: words` gives words a value. In a
word `(a|b)` stands for either, `@` for each of the section `endings`, `?` before it says that the
word may mean something else. `*` (any ending) and `~` (up to two words) belong to phrases.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

import regex

from .folding import fold_words

_DATA: Final = Path(__file__).with_name("data")
_CHOICE: Final = regex.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Word:
    value: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    values: dict[str, dict[str, Word]]
    """By section, then by word: sections whose lines have a key."""
    words: dict[str, frozenset[str]]
    phrases: dict[str, "regex.Pattern[str] | None"]

    def value(self, section: str, word: str) -> Word | None:
        return self.values.get(section, {}).get(word)

    def has(self, section: str, word: str) -> bool:
        return word in self.words.get(section, frozenset())

    def found(self, section: str, text: str) -> list[str]:
        """Return each phrase of the section that the folded text holds."""
        pattern = self.phrases.get(section)
        return [m.group() for m in pattern.finditer(text)] if pattern else []

    def without(self, section: str, text: str) -> str:
        pattern = self.phrases.get(section)
        return pattern.sub(" ", text) if pattern else text


_PHRASES: Final = frozenset(("not", "maybe", "void", "threat", "violence", "self harm", "despair"))


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language; an empty vocabulary where we have none."""
    file = _DATA / f"{language}.txt"
    sections = _sections(file.read_text("utf-8")) if file.exists() else {}
    endings = [""] + [fold_words(e) for line in sections.get("endings", []) for e in line.split()]
    made = Vocabulary({}, {}, {})
    for name, lines in sections.items():
        if name in _PHRASES:
            made.phrases[name] = _pattern([p.strip() for ln in lines for p in ln.split(",")])
        elif any(":" in line for line in lines):
            made.values[name] = _valued(lines, endings)
        else:
            made.words[name] = frozenset(
                form for ln in lines for word in ln.split() for form in _forms(word, endings)
            )
    return made


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[] \t"), [])
        elif line.strip() and not line.startswith("#"):
            lines.append(line.strip())
    return sections


def _valued(lines: list[str], endings: list[str]) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for line in lines:
        key, _, forms = line.partition(":")
        for form in forms.split():
            for one in _forms(form.removeprefix("?"), endings):
                words.setdefault(one, Word(key.strip(), not form.startswith("?")))
    return words


def _forms(word: str, endings: list[str]) -> list[str]:
    parts = _CHOICE.split(word.replace("@", "(" + "|".join(endings) + ")"))
    choices = [p.split("|") if i % 2 else [p] for i, p in enumerate(parts)]
    return [fold_words("".join(chosen)).replace("_", " ") for chosen in product(*choices)]


def _pattern(phrases: list[str]) -> "regex.Pattern[str] | None":
    made = [_phrase(fold_words(p)) for p in phrases if p]
    return regex.compile("|".join(sorted(made, key=len, reverse=True))) if made else None


def _phrase(phrase: str) -> str:
    """Make the expression of one phrase: `hurt* ~ you`."""
    parts = []
    for word in phrase.split():
        if word == "~":
            parts.append(r"(?:[^\s.!?;]+\s+){0,2}")
            continue
        inner = regex.sub(r"\\\*", r"[\\w']*", regex.escape(word))
        inner = inner.replace(r"\(", "(?:").replace(r"\)", ")").replace(r"\|", "|")
        parts.append(rf"{inner}\s+")
    whole = "".join(parts)
    whole = whole[:-3] if whole.endswith(r"\s+") else whole.removesuffix(r"\s+")
    return rf"(?<![\w']){whole}(?![\w'])"
