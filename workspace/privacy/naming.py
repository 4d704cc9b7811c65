"""When two spellings are one name, and when one of them is merely short for the other.

A short form fits everybody of whose name it can be made: an "Amina" who was Amina Warsame
yesterday may be Amina Khan today. So it never counts as one person's very own, however often it
was taken for them, unless somebody entered it as another name of theirs.
"""

from collections.abc import Iterable, Set

from .inflections import LANGUAGES, may_be_one
from .spellings import forms, words

Key = tuple[str, ...]


def key(text: str) -> Key:
    return tuple(word.plain for word in words(text))


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
    """Whether `text` is what all these names end with, and not the whole of any."""
    said = key(text)
    return all(len(said) < len(name) and name[-len(said) :] == said for name in map(key, names))


def short_forms(spellings: Iterable[str], entered: Set[str]) -> set[str]:
    """Return those of one person's spellings that can be made of another, longer one.

    What somebody `entered` is none of them.
    """
    names = {text: _name(text) for text in spellings}
    short = {text: name for text, name in names.items() if text not in entered and _is_short(name)}
    if not short or len(names) == 1:
        return set()
    made = {
        text: {form.words for form, own in forms("PERSON", text) if not own}
        for text, name in names.items()
        if len(name) > 1
    }
    return {
        text
        for text, name in short.items()
        if any(
            name in made[other] or _is_case_of_a_part(name, names[other])
            for other in made
            if len("".join(names[other])) > len("".join(name))
        )
    }


def _name(text: str) -> Key:
    """Return the words of a name without a possessive's last letter."""
    return next((form.words for form, own in forms("PERSON", text) if own), ())


def _is_short(name: Key) -> bool:
    return len(name) == 1 or any(len(word) == 1 for word in name)


def _is_case_of_a_part(name: Key, whole: Key) -> bool:
    return len(name) == 1 and any(
        may_be_one(part, name[0], language) for part in whole for language in LANGUAGES
    )
