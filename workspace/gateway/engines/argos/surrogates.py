"""A name lent to each placeholder for the length of one sentence, and taken back exactly.

Names keep a model's grammar as no code does. Every surrogate of a sentence is distinct, none
stands in the sentence already, and it counts as found only in a listed spelling, with a listed
ending of a case at most. Anything else, or one more or fewer than was lent, and nothing is
restored.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from workspace.privacy.placeholders import Placeholder

from .forms import Written, checked, counted, replaced
from .surrogate_names import candidates

_SCRIPTS: Final = {
    "Arabic": "ar fa ur ps sd ug",
    "Cyrillic": "uk ru bg be mk sr kk ky mn",
    "Greek": "el",
    "Bengali": "bn",
    "Devanagari": "hi mr ne",
    "Hebrew": "he",
    "Han": "zh zt",
}
_SCRIPT_OF: Final = {code: name for name, codes in _SCRIPTS.items() for code in codes.split()}
_ENDINGS: Final = {
    "pl": "a y ę ą o u ie em owi e ze zie",
    "cs": "a y u ou ovi em e ě o i",
    "sk": "a y u ou ovi om e o i",
    "uk": "а у ом ові ем еві и і ю єю ою о я є ї",
    "ru": "а у ом ем е ы и ю ей ою ой й я",
    "hu": "t nak nek val vel nal nel ban ben hoz hez tól től nál nél ról ről ra re ért ot et á é a",
    "tr": "ın in un ün nın nin nun nün a e ya ye ı i yı yi da de dan den la le",
    "lt": "as o ą ui e ai os oje a ę ės is io",
    "lv": "s a u am ā ai as is i ei",
    "ro": "ei a ului",
    "sq": "i it in a ën s ës ja",
    "el": "ς ν",
    "fi": "n a ssa lla lle lta sta",
    "de": "s",
}
_TWO_LETTERS: Final = 2
_MALE_WORDS: Final = regex.compile(
    r"\b(?:he|him|his|himself|boy|son|brother|father|dad)\b", regex.I
)
_FEMALE_WORDS: Final = regex.compile(
    r"\b(?:she|her|hers|herself|girl|daughter|sister|mother|mum)\b", regex.I
)
_ARABIC_PARTICLE: Final = r"(?:(?<!\p{Arabic})(?:[وف]?[بلك]?))"


@dataclass(frozen=True, slots=True)
class _Lent:
    placeholder: Placeholder
    written: str
    """As the model gets it."""
    spellings: tuple[str, ...]
    """As the model may write it."""


def surrogate(text: str, source: str, target: str) -> Written | None:
    """The sentence with names for placeholders; None where there are not enough of them."""
    lent = list(_lend(text, source, target))
    wanted = counted(text)
    if len(lent) < len(wanted):
        return None
    of = {each.placeholder: each.written for each in lent}
    patterns = [(each.placeholder, _pattern(each, target)) for each in lent]

    def restore(answer: str) -> str | None:
        spots = sorted(
            (match.start("name"), match.end(), placeholder)
            for placeholder, pattern in patterns
            for match in pattern.finditer(answer)
        )
        pieces, at = [], 0
        for start, end, placeholder in spots:
            if start < at:  # two surrogates claim one word
                return None
            pieces += [answer[at:start], str(placeholder)]
            at = end
        return checked("".join(pieces) + answer[at:], wanted)

    return Written(replaced(text, lambda found: of[found.placeholder]), restore)


def _lend(text: str, source: str, target: str) -> Iterator[_Lent]:
    """A surrogate for each placeholder of the sentence, while there are any."""
    script, taken = _SCRIPT_OF.get(source, "Latin"), set[str]()
    plain = replaced(text, lambda _: " ").casefold()
    is_male = bool(_MALE_WORDS.search(plain)) and not _FEMALE_WORDS.search(plain)
    for placeholder in counted(text):
        for row in candidates(placeholder.role, is_male=is_male) or _numbers(placeholder):
            spellings = tuple(row.split())
            own = [each for each in spellings if _is_in(script, each)] or list(spellings)
            if row in taken or any(each.casefold() in plain for each in spellings):
                continue
            taken.add(row)
            theirs = _SCRIPT_OF.get(target, "Latin")
            read = tuple(each for each in spellings if _is_in(theirs, each) or each == own[0])
            yield _Lent(placeholder, own[0], read or spellings)
            break


def _numbers(placeholder: Placeholder) -> Iterator[str]:
    """Numbers of three digits for what is neither a person nor a place."""
    first = sum(map(ord, placeholder.code)) % 450 + 317
    return (str(first + step * 37 % 200) for step in range(20))


def _is_in(script: str, word: str) -> bool:
    return word.isdigit() or regex.match(rf"\p{{{script}}}", word) is not None


def _pattern(lent: _Lent, target: str) -> regex.Pattern[str]:
    """What counts as this surrogate: its spellings, with an ending where the language has them."""
    endings = _ENDINGS.get(target, "").split()
    words = sorted({form for each in lent.spellings for form in _forms(each, endings)}, key=len)
    if words and words[0].isdigit():
        return regex.compile(rf"(?<![\w.,])(?P<name>{words[0]})(?![\w])(?![.,]\d)")
    options = "|".join(map(regex.escape, reversed(words)))
    before = _ARABIC_PARTICLE if _SCRIPT_OF.get(target) == "Arabic" else r"(?<![\w\[])"
    after = r"(?![\w\]])" if _SCRIPT_OF.get(target) != "Han" else ""
    before = "" if _SCRIPT_OF.get(target) == "Han" else before
    return regex.compile(rf"{before}(?P<name>{options}){after}")


def _forms(spelling: str, endings: list[str]) -> Iterator[str]:
    """A spelling as it is, and with endings after it or in place of its last vowel."""
    yield spelling
    if spelling.isdigit() or len(spelling) <= _TWO_LETTERS:
        return
    stem = spelling[:-1] if spelling[-1] in "aàáаяoоeе" else spelling
    for ending in endings:
        yield stem + ending
        yield f"{spelling}'{ending}"
        yield f"{spelling}’{ending}"
        if stem != spelling:
            yield spelling + ending
