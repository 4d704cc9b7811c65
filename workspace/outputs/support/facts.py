"""What a passage says, as far as it can be counted: people, numbers, dates, words, negation."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from workspace.privacy.placeholders import find_exact
from workspace.privacy.roles import PERSON_ROLES

from .vocabulary import ALIKE, IRREGULAR, NEGATORS, NUMBERS, PRONOUNS, STOP

Day = tuple[int, int, int]
"""(day, month, year); 0 where it is not said."""

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST: Final = regex.compile(
    rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_MONTH})\b\.?,?(?:\s+(\d{{4}})\b)?"
)
_MONTH_FIRST: Final = regex.compile(
    rf"(?i)\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b,?(?:\s+(\d{{4}})\b)?"
)
_MONTH_YEAR: Final = regex.compile(rf"(?i)\b({_MONTH})\.?,?\s+(\d{{4}})\b")
_MONTH_ALONE: Final = regex.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Ll]ast|[Nn]ext)\s+"
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_FIGURES: Final = regex.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
_ISO: Final = regex.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_TIME: Final = regex.compile(r"(?i)\b(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)\b|\b(\d{1,2}):(\d{2})\b")
_WEEKDAY: Final = regex.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b")
_NUMBER: Final = regex.compile(r"\b\d[\d,]*(?:\.\d+)?")
_WORD: Final = regex.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE: Final = regex.compile(r"(?<=[.!?…])\s+")
_CLAUSE: Final = regex.compile(
    r"(?i)[,;:–]|\b(?:but|because|although|though|and|so|while|when|which|who|until|unless)\b"
)
_REACH: Final = 5
"""Words with meaning that a negation speaks for, within its clause."""


@dataclass(frozen=True, slots=True)
class Facts:
    people: tuple[str, ...]
    """Placeholders of people, in order of first mention."""
    things: frozenset[str]
    """Placeholders of schools, addresses and the like, and days of the week."""
    numbers: frozenset[str]
    days: frozenset[Day]
    stems: frozenset[str]
    negated: frozenset[str]
    """Stems that a negation speaks for."""
    has_negation: bool
    has_pronoun: bool


def sentences(paragraph: str) -> list[str]:
    return [part for part in _SENTENCE.split(paragraph) if part.strip()]


@lru_cache(maxsize=2048)
def facts(text: str) -> Facts:
    found = [one.placeholder for one in find_exact(text)]
    people = dict.fromkeys(str(one) for one in found if one.role in PERSON_ROLES)
    bare = _without_placeholders(text)
    days, rest = _days(bare)
    numbers, rest = _numbers(rest)
    words = [word.lower().replace("’", "'") for word in _WORD.findall(rest)]
    return Facts(
        tuple(people),
        frozenset(str(one) for one in found if one.role not in PERSON_ROLES)
        | frozenset(_WEEKDAY.findall(bare)),
        frozenset(numbers),
        frozenset(days),
        frozenset(_stems(words)),
        frozenset(_negated(rest)),
        any(_negates(word) for word in words),
        any(word in PRONOUNS for word in words),
    )


def _without_placeholders(text: str) -> str:
    pieces, at = [], 0
    for found in find_exact(text):
        pieces.append(text[at : found.start])
        at = found.end
    return " ".join([*pieces, text[at:]])


def _days(text: str) -> tuple[set[Day], str]:
    """Take the dates out of a text."""
    days: set[Day] = set()

    def take(day: str, month: str, year: str) -> str:
        number = _MONTHS.get(month.lower().rstrip("."), 0) or int(month)
        written = int(year or 0)
        days.add((int(day), number, written + 2000 if 0 < written < 100 else written))
        return " "

    text = _ISO.sub(lambda m: take(m[3], m[2], m[1]), text)
    text = _DAY_FIRST.sub(lambda m: take(m[1], m[2], m[3]), text)
    text = _MONTH_FIRST.sub(lambda m: take(m[2], m[1], m[3]), text)
    text = _MONTH_YEAR.sub(lambda m: take("0", m[1], m[2]), text)
    text = _MONTH_ALONE.sub(lambda m: take("0", m[1], ""), text)
    return days, _FIGURES.sub(lambda m: take(m[1], m[2], m[3]), text)


def _numbers(text: str) -> tuple[set[str], str]:
    numbers: set[str] = set()

    def time(match: "regex.Match[str]") -> str:
        hour = int(match[1] or match[4]) % (12 if match[3] else 24)
        afternoon = (match[3] or "").lower() == "pm"
        numbers.add(f"{hour + 12 * afternoon}:{match[2] or match[5] or '00'}")
        return " "

    def number(match: "regex.Match[str]") -> str:
        numbers.add(match[0].replace(",", "").rstrip("."))
        return " "

    text = _NUMBER.sub(number, _TIME.sub(time, text))
    numbers |= {NUMBERS[word] for word in map(str.lower, _WORD.findall(text)) if word in NUMBERS}
    return numbers, text


def _stems(words: list[str]) -> Iterator[str]:
    for word in words:
        word = word.removesuffix("'s")
        if word not in STOP and word not in NUMBERS and not _negates(word) and len(word) > 1:
            yield stem(word)


def _negates(word: str) -> bool:
    return word in NEGATORS or word.endswith("n't")


def _negated(text: str) -> Iterator[str]:
    for clause in _CLAUSE.split(text):
        reach = 0
        for word in (word.lower().replace("’", "'") for word in _WORD.findall(clause)):
            if _negates(word):
                reach = _REACH
            elif reach and (meant := list(_stems([word]))):
                reach -= 1
                yield from meant


def stem(word: str) -> str:
    """Cut a word down to what its forms share. Crude, and the same for both sides."""
    word = IRREGULAR.get(word, word)
    for ending, put in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("ly", ""),
                        ("es", ""), ("s", ""), ("e", "")):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + put
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return ALIKE.get(word.removesuffix("e"), word.removesuffix("e"))
