"""When two spellings are one name, and when one of them is merely short for the other.

A short form fits everybody of whose name it can be made: an "Amina" who was Amina Warsame
yesterday may be Amina Khan today. So it never counts as one person's very own, however often it
was taken for them, unless somebody gave it as another name of theirs. Pure functions over names.
"""

from collections.abc import Iterable, Iterator, Set
from typing import Final

from .inflections import LANGUAGES, may_be_one
from .spellings import forms, words

Key = tuple[str, ...]
SHORTENED: Final = frozenset({"PERSON", "SCHOOL", "ADDRESS"})
"""What is often called by a part of its name."""


def key(text: str) -> Key:
    return tuple(word.plain for word in words(text))


def one_word(text: str) -> Key:
    """Return the key of a name, as one word where it is spelt out letter by letter."""
    return _unspelt(key(text))


def distinct(texts: Iterable[str]) -> Iterator[str]:
    """Yield each text that is not another one written with other letters of the same kind."""
    seen: set[Key] = set()
    for text in texts:
        if key(text) not in seen:
            seen.add(key(text))
            yield text


def same_middle(known: Key, said: Key) -> bool:
    """Say whether middle names agree: none known, or each one said is known or its initial."""
    return not known or all(
        any(word == name or (1 in {len(word), len(name)} and word[0] == name[0]) for name in known)
        for word in said
    )


def is_another_case(known: Key, said: Key, language: str) -> bool:
    """Whether every word said is a case of a known one: all of them, or the first name alone."""
    same_length = len(known) == len(said)
    return (same_length or len(said) == 1) and all(
        may_be_one(one, other, language) for one, other in zip(known, said, strict=False)
    )


def is_surname_of_all(text: str, names: Iterable[str]) -> bool:
    """Whether `text`, spelt out or not, is what all these names end with, and the whole of none."""
    said = one_word(text)
    return all(len(said) < len(name) and name[-len(said) :] == said for name in map(key, names))


def is_plural_of_all(text: str, names: Iterable[str]) -> bool:
    """Whether `text` names the whole family of each ("the Kaurs", "the Joneses")."""
    said = key(text)
    surnames = {name[-1] for name in map(key, names) if name}
    return bool(surnames and said) and all(said[-1] in {s + "s", s + "es"} for s in surnames)


def short_forms(spellings: Iterable[str], given: Set[str], label: str = "PERSON") -> set[str]:
    """Return those of one subject's spellings that can be made of another, longer one.

    What somebody has `given` as another name is none of them.
    """
    if label not in SHORTENED:
        return set()
    is_person = label == "PERSON"
    names = {text: _name(label, text) for text in spellings}
    short = {
        text: name
        for text, name in names.items()
        if text not in given and (not is_person or _is_short(name))
    }
    if not short or len(names) == 1:
        return set()
    made = {
        text: {form.words for form, own in forms(label, text) if not own}
        for text, name in names.items()
        if len(name) > 1
    }
    return {
        text
        for text, name in short.items()
        if any(
            made[other] & {name, _unspelt(name)}
            or (is_person and _is_case_of_a_part(name, names[other]))
            for other in made
            if len("".join(names[other])) > len("".join(name))
        )
    }


def _unspelt(said: Key) -> Key:
    return ("".join(said),) if len(said) > 1 and all(len(word) == 1 for word in said) else said


def _name(label: str, text: str) -> Key:
    """Return the words of a name without a possessive's last letter."""
    return next((form.words for form, own in forms(label, text) if own), ())


def _is_short(name: Key) -> bool:
    return len(name) == 1 or any(len(word) == 1 for word in name)


def _is_case_of_a_part(name: Key, whole: Key) -> bool:
    name = _unspelt(name)
    return len(name) == 1 and any(
        may_be_one(part, name[0], language) for part in whole for language in LANGUAGES
    )
