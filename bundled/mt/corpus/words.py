"""The word lists, read into entries with the forms their languages need.

A list in `lists/` begins with `[name shape]`; each line is the English, the other language and
what the shape asks for, separated by ` = `.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Final

from .grammar import KINDS, Drawing, Entry

HERE: Final = Path(__file__).resolve().parent
VOWELS: Final = "aeiou"


def plain(_: str, english: str, other: str, kind: str = "m") -> Entry:
    return Entry({"": english, "s": _possessive(english, kind)}, {"": other}, kind)


def noun(language: str, english: str, other: str, kind: str) -> Entry:
    """A thing, with its articles and whose it is."""
    return Entry(_english_noun(english, kind), _NOUN[language](other, kind), kind)


def adjective(language: str, english: str, other: str) -> Entry:
    return Entry({"": english}, _ADJECTIVE[language](other))


def action(language: str, english: str, *other: str) -> Entry:
    """What somebody is asked to do: infinitive or present, polite imperative, after a "not"."""
    dont = other[2] if len(other) > 2 else other[0] if language == "ar" else other[1]
    forms = {"": other[0], "please": other[1], "dont": dont}
    if language == "ar":
        forms["i"] = _first_person(other[0])
    return Entry({"": english}, forms)


def ours(_: str, english: str, other: str) -> Entry:
    """What we do, in Arabic: its present tense for other persons by its first letter."""
    stem = other[1:]
    forms = {"": other, "stem": stem, "nowm": f"ي{stem}", "nowf": f"ت{stem}"}
    return Entry({"": english}, forms | {"i": _first_person(other)})


def doing(language: str, english: str, *other: str) -> Entry:
    """What a child does: `base/he/past`, and in the other language the forms that agree."""
    base, present, past = english.split("/")
    if language == "ar":
        forms = _arabic_doing(*other)
    else:
        forms = dict(zip(("", "now", "nowp", "past", "pastp"), other, strict=True))
    return Entry({"": base, "now": present, "past": past}, forms)


def _arabic_doing(present: str, past: str) -> dict[str, str]:
    verb, _, rest = past.partition(" ")
    she = f"ت{present[1:]}".replace("متأخرًا", "متأخرة")
    her = f"{verb.removesuffix('ى')}ت {rest}".strip().replace("متأخرًا", "متأخرة")
    return {
        "": present, "now": present, "nowm": present, "nowf": she,
        "past": past, "pastm": past, "pastf": her, "i": _first_person(present),
    }  # fmt: skip


def _first_person(present: str) -> str:
    return f"أ{present[1:]}".replace("أأ", "آ")


SHAPES: Final[dict[str, Callable[..., Entry]]] = {
    "plain": plain,
    "noun": noun,
    "adjective": adjective,
    "action": action,
    "ours": ours,
    "doing": doing,
}


def lists(language: str) -> dict[str, list[Entry]]:
    """Return the entries of each list for the pair of English and `language`."""
    found: dict[str, list[Entry]] = {}
    for path in sorted((HERE / "lists").glob(f"{language}*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if head := re.fullmatch(r"\[(\w+) (\w+)\]", line):
                into, shape = found.setdefault(head[1], []), SHAPES[head[2]]
            elif line.strip() and not line.startswith("#"):
                into.append(shape(language, *(part.strip() for part in line.split(" = "))))
    return found


def from_list(entries: list[Entry]) -> Drawing:
    def draw(rng: Random) -> Entry:
        return rng.choice(entries)

    return draw


def _possessive(english: str, kind: str) -> str:
    return english + ("'" if kind.endswith("p") and english.endswith("s") else "'s")


def _english_noun(english: str, kind: str) -> Mapping[str, str]:
    plural = kind.endswith("p")
    article = "some" if plural else "an" if english[0].lower() in VOWELS else "a"
    this = "these" if plural else "this"
    return {
        "": english,
        "a": f"{article} {english}",
        "the": f"the {english}",
        "my": f"my {english}",
        "your": f"your {english}",
        "our": f"our {english}",
        "this": f"{this} {english}",
    }


def _spanish_noun(word: str, kind: str) -> Mapping[str, str]:
    at, plural = KINDS.index(kind), "s" if kind.endswith("p") else ""
    the, a = ("el", "la", "los", "las")[at], ("un", "una", "unos", "unas")[at]
    stressed_a = kind == "f" and word.startswith(("agua", "ayuda urgente"))
    return {
        "": word,
        "a": f"{a} {word}",
        "the": f"{'el' if stressed_a else the} {word}",
        "my": f"mi{plural} {word}",
        "your": f"su{plural} {word}",
        "our": f"{('nuestro', 'nuestra', 'nuestros', 'nuestras')[at]} {word}",
        "this": f"{('este', 'esta', 'estos', 'estas')[at]} {word}",
    }


def _arabic_noun(word: str, kind: str) -> Mapping[str, str]:
    """`a_b` is a noun with its adjective, `a+b` a noun and what it is of."""
    first, mark, rest = re.fullmatch(r"([^_+]+)([_+]?)(.*)", word).groups()  # type: ignore[union-attr]
    the = {"": f"ال{first}", "_": f"ال{first} ال{rest}", "+": f"{first} ال{rest}"}[mark]

    def owned(suffix: str) -> str:
        head, tail = (rest, f"{first} ") if mark == "+" else (first, "")
        head = head[:-1] + "ت" if head.endswith("ة") else head
        head = head[:-1] + "ئ" if head.endswith("ء") and suffix == "ي" else head
        return f"{tail}{head}{suffix}" + (f" ال{rest}" if mark == "_" else "")

    return {
        "": f"{first} {rest}".strip(),
        "a": f"{first} {rest}".strip(),
        "acc": f"{first} {rest}" if mark == "+" else _accusative(f"{first} {rest}".strip()),
        "the": the,
        "my": owned("ي"),
        "your": owned("ك"),
        "our": owned("نا"),
        "this": f"{'هذا' if kind == 'm' else 'هذه'} {the}",
    }


def _accusative(words: str) -> str:
    return " ".join(w if w[-1] in "ةىء" else f"{w}ًا" for w in words.split())


def _spanish_adjective(word: str) -> Mapping[str, str]:
    if "/" in word:
        forms = word.split("/")
    elif " " in word and word.split()[0].endswith("o"):
        head, rest = word.split(" ", 1)
        forms = [f"{head[:-1]}{end} {rest}" for end in ("o", "a", "os", "as")]
    elif word.endswith("o"):
        forms = [word[:-1] + end for end in ("o", "a", "os", "as")]
    elif word.endswith("or"):
        forms = [word, word + "a", word + "es", word + "as"]
    else:
        ending = "s" if word[-1] in "aeé" else "es"
        forms = [word, word, word + ending, word + ending]
    return {"": forms[0], **dict(zip(KINDS, forms, strict=True))}


def _arabic_adjective(word: str) -> Mapping[str, str]:
    forms = word.split("/") if "/" in word else [word, word + "ة", word + "ون"]
    m, f, p = forms
    head, _, rest = m.partition(" ")
    accusative = m if m == f else f"{head}ًا {rest}".strip()
    return {
        "": m, "m": m, "f": f, "mp": p, "fp": f,
        "not": accusative, "notm": accusative, "notf": f,
    }  # fmt: skip


_NOUN: Final = {"es": _spanish_noun, "ar": _arabic_noun}
_ADJECTIVE: Final = {"es": _spanish_adjective, "ar": _arabic_adjective}
