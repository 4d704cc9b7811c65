"""How one name or number gets written: the forms to look for once it is known.

Pure functions over text. A form is a run of normalised words with a rule about capitals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

import regex

from .dates import parse_date, written
from .dictionary import is_ordinary
from .disguises import APOSTROPHES, WORD
from .disguises import plain_letters as plain
from .words import ALSO_WORDS, NEVER_ALONE, NOT_INITIALS, PARTICLES, TOWNS

_WORD: Final = regex.compile(WORD)
_PARTED: Final = regex.compile(rf"[{APOSTROPHES}\p{{Pd}}]")
_POSSESSIVE: Final = regex.compile(rf"[{APOSTROPHES}][sS]\W*$")
_DOUBLED: Final = regex.compile(r"(.)\1+")

COMPACT_LABELS: Final = frozenset(
    {"PHONE", "NHS_NUMBER", "NINO", "POSTCODE", "UPN", "PASSPORT", "DRIVING_LICENCE", "VEHICLE",
     "BANK", "REFERENCE"}
)  # fmt: skip
"""Numbers and codes: the same however they are spaced."""

_NOWHERE_ELSE: Final = frozenset({"AGE"})
"""What is personal only where it was found: a seven is somebody's age in one place."""

_MOST_WORDS: Final = 40
"""What is longer is nobody's name: hidden where it was found, and looked for nowhere else."""

Case = Literal["any", "capital", "upper"]


class Word(NamedTuple):
    """A word of a text: `[start, end)`, as written, and as normalised."""

    start: int
    end: int
    raw: str
    plain: str


@dataclass(frozen=True, slots=True)
class Form:
    """`words` as normalised; `case` says how the first of them must be written to count."""

    words: tuple[str, ...]
    case: Case = "any"
    across_comma: bool = False
    may_be_misspelt: bool = False
    loose: bool = False
    """Fits relatives too, such as a surname alone: hidden, but never taken for this person."""
    turned: bool = False
    """Surname first: counts across a comma only, since many people's names mirror another's."""


def words(text: str) -> list[Word]:
    return [Word(m.start(), m.end(), m[0], plain(m[0])) for m in _WORD.finditer(text)]


def compact(text: str) -> str:
    return "".join(word.plain for word in words(text))


def forms(label: str, text: str, *, certain: bool = True) -> Iterator[tuple[Form, bool]]:
    """Yield (form, is it the name itself rather than derived from it) for one known alias.

    Parts of a name that nobody has confirmed count only where they are no ordinary words.
    """
    whole = tuple(word.plain for word in words(text))
    if not whole or len(whole) > _MOST_WORDS or label in _NOWHERE_ELSE:
        return
    if label in COMPACT_LABELS:
        yield from _numbers(label, "".join(whole))
    elif label == "DOB" and (born := parse_date(text)):
        yield from ((Form(form, across_comma=True), True) for form in _dates(born))
    elif label == "PERSON":
        yield from _person(text, whole, certain)
    else:
        yield Form(whole, across_comma=True), True
        yield from _short_names(label, whole)


def skeleton(name: str) -> str:
    """Fold the common misspellings of a name into one key (Ameena/Amina, Mohammed/Muhamad)."""
    for seen, meant in _SOUNDS:
        name = name.replace(seen, meant)
    folded = _DOUBLED.sub(r"\1", name)
    return folded[:-1] if len(folded) > 3 and folded[-1] in "he" else folded


_SOUNDS: Final = (
    ("mohammed", "muhamad"), ("mohammad", "muhamad"), ("mohamed", "muhamad"),
    ("muhammed", "muhamad"), ("mohamad", "muhamad"), ("ee", "i"), ("ie", "i"), ("ei", "i"),
    ("ey", "i"), ("ay", "ai"), ("y", "i"), ("oo", "u"), ("ou", "u"), ("ph", "f"), ("ck", "k"),
    ("kh", "k"), ("th", "t"), ("sz", "s"), ("sh", "s"), ("w", "v"),
)  # fmt: skip


def _person(text: str, whole: tuple[str, ...], certain: bool) -> Iterator[tuple[Form, bool]]:
    if len(whole) > 1 and _POSSESSIVE.search(text):
        whole = whole[:-1]  # "Amina's" is Amina: no name is made of its last letter
    case = "any" if _is_caseless(whole) else _case_for(whole, certain)
    yield Form(whole, case, may_be_misspelt=_long(whole)), True
    names = [word for word in whole if word not in PARTICLES and len(word) > 1]
    if len(whole) < 2 or not names or not (certain or text != text.lower()):
        return
    derived = [*_single_names(names, certain), *_turned_round(whole), *_initials(whole)]
    if _PARTED.search(text):
        rest = "".join(whole[1:])
        derived += [
            Form((whole[0], rest)),
            Form(whole[1:], loose=True),
            Form((rest,), _case_for((rest,), certain), loose=True),
        ]
    yield from ((form, False) for form in derived if form.words != whole)


def _single_names(names: list[str], certain: bool) -> Iterator[Form]:
    for at, name in enumerate(dict.fromkeys(names)):
        if name in NEVER_ALONE and not certain:
            continue
        case = _case_for((name,), certain)
        yield Form((name,), case, may_be_misspelt=_long((name,)), loose=at > 0)
    for ending in ("s", "es") if names[-1].endswith(_HISSING) else ("s",):
        yield Form((names[-1] + ending,), "capital", loose=True)  # the Warsames, the Joneses


_HISSING: Final = ("s", "x", "z", "ch", "sh")


def _turned_round(whole: tuple[str, ...]) -> Iterator[Form]:
    first, last = whole[0], whole[-1]
    yield Form((last, first), across_comma=True, turned=True)
    yield Form((first, last))
    yield Form(("".join(whole),))


def _initials(whole: tuple[str, ...]) -> Iterator[Form]:
    first, last = whole[0], whole[-1]
    initials = "".join(name[0] for name in whole if name not in PARTICLES)
    if len(initials) < 2:
        return
    yield Form(tuple(initials), "upper")
    yield Form((first[0], last), "upper")
    yield Form((first, last[0]), "capital")
    if initials.upper() not in NOT_INITIALS and first[0] + last[0] == initials:
        yield Form((initials,), "upper")


def _long(names: tuple[str, ...]) -> bool:
    return len(names) == 1 and len(names[0]) > 4 and not is_ordinary(names[0])


def _case_for(names: tuple[str, ...], certain: bool) -> Case:
    if len(names) > 1:
        return "any"
    ordinary = names[0] in ALSO_WORDS or (not certain and is_ordinary(names[0]))
    return "capital" if ordinary or len(names[0]) < 3 else "any"


def _is_caseless(names: tuple[str, ...]) -> bool:
    """Whether this is one name in a script without capitals: مي is written in one way only."""
    return len(names) == 1 and names[0].isalpha() and names[0].upper() == names[0].lower()


def _numbers(label: str, number: str) -> Iterator[tuple[Form, bool]]:
    if len(number) < 3:
        return
    yield Form((number,)), True
    if label == "PHONE" and number.startswith("44") and len(number) > 10:
        yield from ((Form((form,)), True) for form in ("0" + number[2:], "0044" + number[2:]))
    elif label == "PHONE" and number.startswith("0") and len(number) > 9:
        yield Form(("44" + number[1:],)), True


def _dates(born: date) -> Iterator[tuple[str, ...]]:
    for text in written(born):
        yield tuple(word.plain for word in words(text))
    yield from ((f"{born:{form}}",) for form in ("%d%m%Y", "%Y%m%d"))


def _short_names(label: str, whole: tuple[str, ...]) -> Iterator[tuple[Form, bool]]:
    """A school without its "Primary School", unless a town is left; an address's first line."""
    if label == "SCHOOL":
        kept = [word for word in whole if word not in _KINDS_OF_SCHOOL]
        if " ".join(kept) in TOWNS:
            return  # "Bradford" is a town, whatever college is known there
        for size in (len(kept), len(kept) + 1):
            if kept and 0 < size < len(whole) and whole[: len(kept)] == tuple(kept):
                yield Form(whole[:size], "capital"), False
    if label == "ADDRESS":
        for at, word in enumerate(whole):
            if word in _STREETS and 1 < at < len(whole) - 1:
                yield Form(whole[: at + 1], across_comma=True), False


_KINDS_OF_SCHOOL: Final = frozenset(
    """school academy primary secondary infant infants junior nursery college pre preschool high
    grammar community church of england catholic ce rc c e the""".split()
)
_STREETS: Final = frozenset(
    """street st road rd avenue ave close cl drive dr lane ln way court ct crescent gardens grove
    place terrace walk row square hill mews park rise view green""".split()
)
