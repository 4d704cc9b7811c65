"""Names lost or added: placeholders exactly, plain names by how they sound in another script.

Only what is surely a name is missed: a known first name, or a capital letter in the middle of a
sentence on a word that is no day, people, country or office.
"""

from collections import Counter
from functools import cache
from typing import Final

import regex

from .flags import Flag
from .folding import PLACEHOLDER, fold_words
from .vocabulary import vocabulary

_LATIN: Final = ("en", "pl", "ro", "es", "pt", "fr", "so")
_CASED: Final = (*_LATIN, "uk")
_TITLES: Final = frozenset(
    fold_words(title)
    for title in "mr mrs ms miss dr sr sra señor señora senhor senhora dona don doña m mme mlle "
    "monsieur madame pan pani pana państwu państwa państwem panów pań "
    "pania panią panu panem państwo domnul doamna domnului doamnei domnișoara "
    "пан пані пана пану паном".split()
)
_WORD: Final = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*")
_BETWEEN: Final = regex.compile(r"^[^\S\n]*$")

_SOUNDS: Final = {
    "ب": "b", "پ": "b", "ت": "t", "ث": "s", "ج": "j", "چ": "j", "ح": "h", "خ": "x", "د": "t",
    "ذ": "z", "ر": "r", "ز": "z", "ژ": "z", "س": "s", "ش": "s", "ص": "s", "ض": "t", "ط": "t",
    "ظ": "z", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n",
    "ں": "n", "ٹ": "t", "ڈ": "t", "ڑ": "r",
    "ক": "k", "খ": "x", "গ": "g", "ঘ": "g", "ঙ": "n", "ং": "n", "চ": "j", "ছ": "s", "জ": "j",
    "ঝ": "j", "ঞ": "n", "ট": "t", "ঠ": "t", "ড": "t", "ঢ": "t", "ণ": "n", "ত": "t", "থ": "t",
    "দ": "t", "ধ": "t", "ন": "n", "প": "b", "ফ": "f", "ব": "b", "ভ": "b", "ম": "m", "র": "r",
    "ল": "l", "শ": "s", "ষ": "s", "স": "s", "ড়": "r", "ঢ়": "r", "ৎ": "t",
    "б": "b", "в": "v", "г": "g", "д": "t", "ж": "z", "з": "z", "к": "k", "л": "l", "м": "m",
    "н": "n", "п": "b", "р": "r", "с": "s", "т": "t", "ф": "f", "х": "x", "ц": "s", "ч": "j",
    "ш": "s", "щ": "s",
    "b": "b", "p": "b", "v": "v", "d": "t", "t": "t", "g": "g", "j": "j", "z": "z", "s": "s",
    "w": "w",
    "x": "x", "c": "k", "k": "k", "q": "k", "f": "f", "l": "l", "m": "m", "n": "n", "r": "r",
}  # fmt: skip
_SPELT: Final = (("sh", "s"), ("ch", "j"), ("x", "ks"), ("kh", "x"),
                 ("gh", "g"), ("ph", "f"), ("th", "t"),
                 ("sz", "s"), ("cz", "j"), ("rz", "z"), ("ck", "k"), ("qu", "k"), ("ce", "se"),
                 ("ci", "si"), ("dh", "t"), ("ge", "je"), ("gi", "ji"), ("ks", "ks"))  # fmt: skip


def mismatched(source: str, target: str, source_language: str, target_language: str) -> list[Flag]:
    """Compare two texts as they were written, capitals and all."""
    return [
        *_placeholders(source, target),
        *_plain(source, target, source_language, target_language),
    ]


def _placeholders(source: str, target: str) -> list[Flag]:
    ours, theirs = Counter(PLACEHOLDER.findall(source)), Counter(PLACEHOLDER.findall(target))
    lost = [Flag("name_lost", f"{p} is missing from the translation.") for p in ours - theirs]
    return lost + [Flag("name_added", f"{p} is not in the original.") for p in theirs - ours]


def _plain(source: str, target: str, source_language: str, target_language: str) -> list[Flag]:
    flags = []
    for name in _names(source, source_language):
        if not _heard(name, target, source_language, target_language):
            flags.append(Flag("name_lost", f"“{name}” is missing from the translation."))
    for name in _names(target, target_language):
        if not _heard(name, source, target_language, source_language):
            flags.append(Flag("name_added", f"“{name}” is not in the original."))
    return flags


@cache
def _known(section: str) -> frozenset[str]:
    return vocabulary("names").words.get(section, frozenset())


def _names(text: str, language: str) -> list[str]:
    if language not in _CASED:
        listed = vocabulary(language).words.get("names", frozenset())
        return [w for w in _WORD.findall(text) if fold_words(w) in listed]
    text = PLACEHOLDER.sub(" ¤ ", text)
    found, words = [], list(_WORD.finditer(text))
    if sum(m.group()[0].isupper() for m in words) > max(3, 0.6 * len(words)):
        return []  # a heading, or shouting
    for at, m in enumerate(words):
        if _is_name(text, words, at, language):
            found.append(m.group())
    return list(dict.fromkeys(found))


def _is_name(text: str, words: list["regex.Match[str]"], at: int, language: str) -> bool:
    word = words[at].group()
    plain = fold_words(regex.sub(r"['’]s?$", "", word))
    if not word[0].isupper() or len(plain) < 3 or word.isupper():
        return False
    if plain in _known("first"):
        return True
    if plain in _known("ordinary") or plain in _TITLES or not _is_inside(text, words[at].start()):
        return False
    if language != "en" and _usual(plain, language):
        return False
    before = words[at - 1]
    joined = _BETWEEN.match(text[before.end() : words[at].start()]) and before.group()[0].isupper()
    if joined and not _is_inside(text, before.start()) and not _begins_name(before.group()):
        return False
    return not any(_is_office(text, words, at, step) for step in (-1, 1))


def _begins_name(word: str) -> bool:
    plain = fold_words(word)
    return plain in _known("first") or plain in _TITLES or plain in ("mr", "mrs", "ms", "miss")


def _usual(plain: str, language: str) -> bool:
    known = vocabulary(language)
    return known.has("common", plain) or any(plain in v for v in known.values.values())


def _is_office(text: str, words: list["regex.Match[str]"], at: int, step: int) -> bool:
    """A capital beside an office's word is the office's: Children's Services, Oak Road."""
    near = at + step
    if not 0 <= near < len(words):
        return False
    gap = text[
        min(words[at].end(), words[near].end()) : max(words[at].start(), words[near].start())
    ]
    other = words[near].group()
    title = fold_words(other) in _TITLES or fold_words(other) in ("mr", "mrs", "ms", "dr", "miss")
    ordinary = fold_words(other) in _known("ordinary")
    return bool(_BETWEEN.match(gap)) and other[0].isupper() and ordinary and not title


def _is_inside(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'“”„«»(¿¡")
    return bool(before) and before[-1] not in ".!?:…\n-–—•" and not before.endswith("\n")


def _heard(name: str, text: str, language: str, other: str) -> bool:
    """Say whether the other text has this name: as it is, inflected, or by its consonants."""
    plain = fold_words(regex.sub(r"['’]s?$", "", name))
    words = [fold_words(w) for w in _WORD.findall(text)]
    if language in _LATIN and other in _LATIN:
        return any(_same_name(plain, w) for w in words)
    if plain in words:
        return True
    ours = _skeleton(plain)
    return any(_alike(ours, _skeleton(w)) for w in words for w in _bare(w, other))


def _same_name(name: str, word: str) -> bool:
    if name == word or word.startswith(name) or (name.startswith(word) and len(word) > 3):
        return True
    shared = 0
    for a, b in zip(name, word, strict=False):
        if a != b:
            break
        shared += 1
    least = len(name) - (2 if len(name) > 4 else 1)
    if shared >= max(2, least) and len(word) - shared <= 4:
        return name[-1] in "aeiouyk" or word[-1] in "aeiouym"
    return len(ours := _skeleton(name)) > 1 and ours == _skeleton(word) and name[0] == word[0]


def _bare(word: str, language: str) -> list[str]:
    found = [word]
    if language == "ar":
        found += [
            word[len(p) :] for p in ("وال", "ال", "لل", "و", "ل", "ب", "ف") if word.startswith(p)
        ]
    if language == "bn":
        found += [word[: -len(e)] for e in ("কে", "ের", "র", "য়ের") if word.endswith(e)]
    if language == "uk" and len(word) > 4:
        found += [word[:-1], word[:-2]]
        found += [word[:-3]] if word.endswith(("ові", "еві")) else []
    if language in ("pl", "ro", "so") and len(word) > 4:
        found += [word[:-1], word[:-2], word[:-3]]
    return found


@cache
def _skeleton(word: str) -> str:
    for spelt, sound in _SPELT:
        word = word.replace(spelt, sound)
    heard = "".join(_SOUNDS.get(c, "") for c in word)
    return regex.sub(r"(.)\1+", r"\1", heard)


_NEAR: Final = str.maketrans({"z": "s", "j": "s", "g": "k", "d": "t"})


def _alike(ours: str, theirs: str) -> bool:
    return bool(_variants(ours) & _variants(theirs))


@cache
def _variants(heard: str) -> frozenset[str]:
    """A w or v may be heard as either, as f, b or as a vowel."""
    plain = heard.translate(_NEAR).replace("h", "")
    plains = (plain.replace("x", "k"), plain.replace("x", ""))
    made = (regex.sub("[wv]", sound, p) for sound in ("b", "f", "") for p in plains)
    return frozenset(regex.sub(r"(.)\1+", r"\1", one) for one in made)
