"""Dates of birth: reading them, every way of writing one, and the age band a model may see."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import regex

_MONTHS: Final = (
    "january february march april may june july august september october november december"
).split()
_NUMERIC: Final = regex.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})")
_ISO: Final = regex.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDED: Final = regex.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4}|\d{2})"
)
_AMERICAN: Final = regex.compile(r"([a-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")

_BANDS: Final = ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (14, "10 to 13"), (16, "14 or 15"),
                 (18, "16 or 17"), (26, "18 to 25"), (65, "26 to 64"))  # fmt: skip

_IN_WORDS: Final = {
    word: at
    for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: at * 10
    for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_ONE_WORD: Final = "|".join(sorted(_IN_WORDS, key=len, reverse=True))
_AGE: Final = regex.compile(
    rf"(?P<count>\d{{1,3}}|\b(?:{_ONE_WORD})(?:[ -](?:{_ONE_WORD}))?\b)[ -]*"
    r"(?:(?P<months>/12|m(?!i))|(?P<weeks>/52|w)|(?P<days>d))?"
)


def parse_date(text: str, *, today: date | None = None) -> date | None:
    """Return the British date that `text` holds, or None; two-digit years are in the past."""
    text = text.lower()
    try:
        if match := _ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMERIC.search(text):
            return date(_year(match[3], today), int(match[2]), int(match[1]))
        if (match := _WORDED.search(text)) and (month := _month(match[2])):
            return date(_year(match[3], today), month, int(match[1]))
        if (match := _AMERICAN.search(text)) and (month := _month(match[1])):
            return date(int(match[3]), month, int(match[2]))
    except ValueError:
        return None
    return None


def written(day: date) -> Iterator[str]:
    """Yield the ways people write one date."""
    month = _MONTHS[day.month - 1]
    years = (f"{day.year}", f"{day.year % 100:02d}")
    for year in years:
        for numbers in {(f"{day.day}", f"{day.month}"), (f"{day.day:02d}", f"{day.month:02d}")}:
            yield f"{numbers[0]} {numbers[1]} {year}"
        for name in {month, month[:3]}:
            for number in (f"{day.day}", f"{day.day:02d}", f"{day.day}{_ordinal(day.day)}"):
                yield f"{number} {name} {year}"
                yield f"{name} {number} {year}"
            yield f"{day.day}{_ordinal(day.day)} of {name} {year}"
    yield day.isoformat()


def in_full(text: str) -> str:
    """Return the date that `text` holds like "30 December 1990", or `text` where none is read."""
    day = parse_date(text)
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}" if day else text


def age_band(born: date, on: date) -> str:
    """Return the band of ages a model may see instead of a date of birth."""
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if age < 0:
        return "not yet born"
    return _band(age)


def band_of(text: str) -> str:
    """Return the band of ages that a written age falls into, or "" where none can be read."""
    found = _AGE.search(text.lower())
    if found is None:
        return ""
    count = found["count"]
    age = int(count) if count.isdigit() else _age_in_words(count)
    in_a_year = {"months": 12, "weeks": 52, "days": 365}.get(found.lastgroup or "", 1)
    return _band(age // in_a_year)


def _age_in_words(words: str) -> int:
    tens, _, ones = words.replace("-", " ").partition(" ")
    return _IN_WORDS[tens] + (_IN_WORDS[ones] if ones else 0)


def _band(age: int) -> str:
    return next((band for limit, band in _BANDS if age < limit), "65 or over")


def _year(digits: str, today: date | None) -> int:
    if len(digits) == 4:
        return int(digits)
    this_year = (today or date.today()).year
    year = this_year // 100 * 100 + int(digits)
    return year if year <= this_year else year - 100


def _month(name: str) -> int | None:
    return next((at for at, month in enumerate(_MONTHS, 1) if month.startswith(name[:3])), None)


def _ordinal(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
