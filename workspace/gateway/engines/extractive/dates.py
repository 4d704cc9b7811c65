"""Finds dates and times in UK forms. 12/03/2026 is 12 March, never 3 December."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_MONTHS: Final = str.split("jan feb mar apr may jun jul aug sep oct nov dec")
_NAMES: Final = str.split(
    "january february march april may june july august september october november december"
)
_DAYS: Final = str.split("mon tue wed thu fri sat sun")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = (
    r"(?:\b(?P<{0}>mon|tues?|wed|thurs?|thu|fri|sat|sun)(?:day|nesday|rsday|sday|urday)?"
    r"\b[.,]?\s+(?:the\s+)?)?"
)
_YEAR4 = r"(?:19|20)\d\d"
_DATE: Final = re.compile(
    r"(?P<iso>\b(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?!\d))"
    rf"|{_WEEKDAY.format('nw')}(?<![\d/.\-])(?P<nd>\d{{1,2}})(?P<sep>[/.\-])(?P<nm>\d{{1,2}})(?P=sep)"
    rf"(?P<ny>{_YEAR4}|\d\d)(?![\d/]|\.\d)"
    rf"|{_WEEKDAY.format('ww')}(?<![\d/.\-])(?P<wd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"{_MONTH.format('wm')}(?:,?\s*(?P<wy>{_YEAR4})\b|\s+'?(?P<wz>\d\d)(?![\d:.]\d|\d|\s*[ap]m))?"
    rf"|{_WEEKDAY.format('mw')}\b{_MONTH.format('mm')}\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"(?![:/]|\.\d|\s*[ap]\.?m)(?:,?\s+(?P<my>{_YEAR4})\b)?"
    rf"|\b{_MONTH.format('om')}\s+(?:of\s+)?(?P<oy>{_YEAR4})\b"
    rf"|{_WEEKDAY.format('sw')}(?<![\d/.\-])(?!24/7)(?P<sd>\d{{1,2}})/(?P<sm>\d{{1,2}})(?![\d/])"
    rf"|\b(?:in|since|during|until|early|late|from|of)\s+(?P<yy>{_YEAR4})\b(?!\s*/)",
    re.IGNORECASE,
)
_SHORT_AFTER: Final = re.compile(r"(?i)(\b(on|by|from|since|until|dated|before|after)\s*|^\W*)$")
_TIME: Final = re.compile(
    r"(?i)(?<![\d.:/£])(?:(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)\s*(?P<p>[ap]\.?\s?m\b\.?)?"
    r"|(?P<h2>1[0-2]|0?[1-9])\s*(?P<p2>[ap]\.?m\b\.?)"
    r"|(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)\s*(?:hrs|hours)\b|\b(?P<noon>noon|midday|midnight)\b)"
    r"(?![\d%])"
)
_BIRTH: Final = re.compile(r"(?i)(\bborn\s*(on|in)?|\bd\.?o\.?b\.?|date of birth)\W*$")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is stated: `year` 0 and `day` 0 mean not stated."""

    year: int
    month: int
    day: int
    start: int
    end: int
    weekday: int = -1
    inferred: bool = False

    @property
    def key(self) -> tuple[int, int, int]:
        return (self.year, self.month, self.day)

    def __str__(self) -> str:
        name = _NAMES[self.month - 1].capitalize() if self.month else ""
        text = " ".join(part for part in (str(self.day or ""), name, str(self.year or "")) if part)
        if not self.year:
            return f"{text} (year not stated)"
        return f"{text} (year inferred)" if self.inferred else text


@lru_cache(maxsize=4_000)
def find_dates(text: str) -> tuple[Day, ...]:
    """Every valid date in the text, in order; dates of birth are left out."""
    days = (_day(match, text) for match in _DATE.finditer(text))
    return tuple(day for day in days if day and not _BIRTH.search(text[: day.start]))


def _day(match: re.Match[str], text: str) -> Day | None:
    group = match.groupdict()
    if group["sd"] and not _SHORT_AFTER.search(text[: match.start()]):
        return None
    if group["mm"] == "may" and not group["my"]:
        return None  # "he may 12 ..." is the verb
    day = int(group["id"] or group["nd"] or group["wd"] or group["md"] or group["sd"] or 0)
    month_name = group["wm"] or group["mm"] or group["om"]
    month = int(group["im"] or group["nm"] or group["sm"] or 0)
    if month_name:
        month = _MONTHS.index(month_name[:3].lower()) + 1
    year = int(
        group["iy"] or group["ny"] or group["wy"] or group["wz"] or group["my"] or group["oy"]
        or group["yy"] or 0
    )  # fmt: skip
    if 0 < year < 100 or group["ny"] == "00":
        year += 2000 if year < 70 else 1900
    named = group["nw"] or group["ww"] or group["mw"] or group["sw"]
    weekday = _DAYS.index(named[:3].lower()) if named else -1
    if not _exists(year, month, day):
        return None
    return Day(year, month, day, match.start(), match.end(), weekday)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


def infer_year(day: Day, anchor: Day | None) -> Day:
    """Give a date without a year the one nearest the document's date, if that is evident.

    Evident means: at most 150 days before the anchor or 90 after it (notes look back further
    than ahead), and not contradicted by a stated weekday.
    """
    if day.year or not anchor or not anchor.year or not anchor.month:
        return day
    near = datetime.date(anchor.year, anchor.month, anchor.day or 15)
    found = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        if _exists(year, day.month, day.day):
            date = datetime.date(year, day.month, day.day or 15)
            if -150 <= (date - near).days <= 90 and day.weekday in (-1, date.weekday()):
                found.append(year)
    if len(found) != 1:
        return day
    return Day(found[0], day.month, day.day, day.start, day.end, day.weekday, inferred=True)


def find_time(text: str) -> str:
    """The first time of day in the text as "14:05", or ""."""
    for match in _TIME.finditer(text):
        group = match.groupdict()
        if group["noon"]:
            return "00:00" if group["noon"].lower() == "midnight" else "12:00"
        half = (group["p"] or group["p2"] or "").lower()
        hour = int(group["h"] or group["h2"] or group["h3"])
        minute = int(group["m"] or group["m3"] or 0)
        dotted = group["h"] and "." in match.group()[:3] and not half
        if dotted and not re.search(r"(?i)\b(at|by|from|until|around|about)\s+$",
                                    text[: match.start()]):  # fmt: skip
            continue
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        return f"{hour:02d}:{minute:02d}"
    return ""
