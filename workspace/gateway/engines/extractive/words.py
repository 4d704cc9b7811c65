"""Turns a sentence into terms that can be compared: stems, field synonyms, placeholders.

A placeholder stays one exact token, and also stands for its role ("mother" finds
`[MOTHER_T3R]`), but two different placeholders never match each other.
"""

import re
from functools import lru_cache
from typing import Final

from .vocabulary import IRREGULAR, KINDS, PHRASES, ROLE_TERMS, STOP_WORDS, SYNONYMS

_TOKEN: Final = re.compile(
    r"\[[A-Z]+_[A-Z0-9]{2,5}\]|\d+(?:[.:/,]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*|£"
)
_ENDINGS: Final = (
    ("ational", "ate"), ("ization", "ise"), ("isation", "ise"), ("fulness", "ful"),
    ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""), ("ingly", ""), ("edly", ""),
    ("ances", ""), ("ance", ""), ("ences", ""), ("ence", ""), ("ation", ""), ("ations", ""),
    ("ions", ""), ("ion", ""), ("ness", ""), ("ings", ""), ("ing", ""), ("ies", "y"),
    ("ied", "y"), ("ous", ""), ("ive", ""), ("ful", ""), ("est", ""), ("ed", ""),
    ("ly", ""), ("es", ""), ("s", ""),
)  # fmt: skip


def is_placeholder(token: str) -> bool:
    return token.startswith("[")


def role_of(placeholder: str) -> str:
    return placeholder[1:].rpartition("_")[0]


def tokens(text: str) -> list[str]:
    """Placeholders as written; everything else in lower case without a possessive."""
    found = []
    for token in _TOKEN.findall(text):
        if not is_placeholder(token):
            token = token.lower().replace("’", "'").removesuffix("'s")
        found.append(token)
    return found


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A light stem: enough to join visit, visits, visited and visiting."""
    word = IRREGULAR.get(word, word)
    if len(word) < 4 or not word.isalpha():
        return word
    for ending, replacement in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and not word.endswith("ss"):
            word = base + replacement
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    if len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 2 and word[-1] == "y" else word


def _lookup(groups: tuple[str, ...]) -> dict[str, str]:
    """Stem -> the stem that stands for its whole group."""
    table: dict[str, str] = {}
    for group in groups:
        members = group.split()
        for member in members:
            table.setdefault(stem(member), stem(members[0]))
    return table


_CANONICAL: Final = _lookup(SYNONYMS)
_STOP: Final = frozenset(STOP_WORDS.split())


@lru_cache(maxsize=20_000)
def term(word: str) -> str:
    """The term a word counts as, or "" for a word that carries no content."""
    if is_placeholder(word):
        return word
    if word in _STOP:
        return ""
    root = stem(word)
    return _CANONICAL.get(root, root)


_OPENERS: Final = frozenset(phrase.partition(" ")[0] for phrase in PHRASES)


def _joined(found: list[str]) -> list[str]:
    """Replace multi-word expressions ("social worker") by their one-word form."""
    out, index = [], 0
    while index < len(found):
        for size in (3, 2) if found[index] in _OPENERS else ():
            phrase = PHRASES.get(" ".join(found[index : index + size]))
            if phrase and index + size <= len(found):
                out.extend(phrase.split())
                index += size
                break
        else:
            out.append(found[index])
            index += 1
    return out


_KIND_OF: Final = {
    term(word): term(kind) for kind, words in KINDS.items() for word in words.split()
}


def terms(text: str) -> list[str]:
    """The content terms of a text, in order; a placeholder is followed by its role's term."""
    out = []
    for token in _joined(tokens(text)):
        if counted := term(token):
            out.append(counted)
            if kind := _KIND_OF.get(counted):
                out.append(kind)
            if is_placeholder(token) and (role := ROLE_TERMS.get(role_of(token))):
                out.append(term(role))
    return out


def placeholders(text: str) -> frozenset[str]:
    return frozenset(token for token in _TOKEN.findall(text) if is_placeholder(token))
