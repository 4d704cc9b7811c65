"""Whose age and birthday a number is where only the name beside it says so.

"Amina (7)", "Liibaan, 7 months," and "Nazo is fifteen": the number stands beside a person. In a
table it stands under a heading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import regex

from workspace.privacy.dates import parse_date
from workspace.privacy.spans import Span

from .beside import found_beside, speaks_of_people, with_free
from .rules.ages import ABOUT, COUNT, FOLLOW, SHORT, UNIT
from .rules.counting import DATE, FULL_DATE
from .rules.families import UNIT_ABROAD

_AGE = rf"(?P<v>{SHORT}|{COUNT}(?:[ -]?{UNIT}\b(?:[ -]old)?)?)"
_LONG = (
    rf"(?P<v>{SHORT}|\d{{1,2}} ?(?:yrs?|mths?|wks?|yo|y/o)\b(?: old)?"
    r"|\d{1,2} (?:months|weeks|years)(?=[ \t]*[,;.)\n]|$))"
)
_CLOSED = r"(?:[\"”’')\]]{1,3})?(?:['’]s|s(?=[ ]))?"
_BESIDE: Final = regex.compile(
    rf"{_CLOSED}(?:"
    rf"[ \t]?[(\[](?:[\p{{L}} '’-]{{2,24}}, )?(?:aged?:? |now |nearly |just |only |almost |about "
    rf"|turned |turning |approx\.? |c\.? ?)?{_AGE}"
    r"(?=\??(?:[)\],;:? ]|/(?!\d)))"
    rf"|,[ \t]?(?:(?:now|nearly|aged?|almost|only|just|about|approx\.?) )?{_AGE}"
    rf"(?:{FOLLOW}|(?=[,;)]|\.(?!\d)|[ \t]*(?:[–—]|\n|$)))"
    rf"|[ \t]+(?:[-–—][ \t]*|, ?)?{_LONG}"
    r"|[ \t]+(?P<v>[1-9]?\d)(?=(?: and| &| /| \||[,;.)](?!\d)|[ \t]*\n|$))"
    rf"|(?: ?[:=][ \t]?|\.?[ \t]+[-–—/|][ \t]+)(?P<v>\d{{1,2}})(?=[ \t]+[-–—|/]|[ "
    rf"\t]*[,;.\n](?!\d)|$)"
    rf"|[ \t](?P<v>{COUNT}(?<=[a-z]))(?<! one| two){FOLLOW}"
    rf"|,? (?:who |she |he |they |now )?(?:is|was|s|turns|turned|who['’]?s|turning|will be|"
    rf"['’]?ll be)"
    rf"{ABOUT} (?P<v>{COUNT}(?: {UNIT}\b)?){FOLLOW}"
    r")",
    regex.IGNORECASE,
)
_BIRTH: Final = regex.compile(
    r"[\"”’')\]]{0,2}[\s|/,;:(\[·•–-]{1,10}(?:(?:(?:fe)?male|boy|girl|[mf]|m/f|f/m)\b[\s|"
    r"/,;:–-]{1,8})?"
    rf"(?:b\.? ?)?(?P<v>{FULL_DATE})(?!\d)(?P<noted>[ \t]*(?:[:–-][ \t]*|at )[\p{{L}}\d])?",
    regex.IGNORECASE,
)
_HEADING: Final = regex.compile(
    r"\b(?:grade|level|band|year|houseblock|stage|section|part|table|annex|option|block|wing|unit|"
    r"module|form|figure|chapter|phase|tier|room|flat|day|week|step|item|note|version|windows)$",
    regex.IGNORECASE,
)
"""What was taken for a name, but only numbers things."""
_SIGNED: Final = regex.compile(
    r"\b(?:sign(?:ed|ature)?|dated?|by|author|report|from|completed|updated|visit(?:ed)?|seen|"
    r"reviewed?|meeting|with|worker|manager|chair|on)\b[^\n]*$",
    regex.IGNORECASE,
)
_CELL: Final = regex.compile(r"[^|\t\n]+")
_AGE_HEADING: Final = regex.compile(r"\bage\b", regex.IGNORECASE)
_DOB_HEADING: Final = regex.compile(r"\bd\.?o\.?b\b|\bborn\b|\bbirth\b", regex.IGNORECASE)
_AGE_CELL: Final = regex.compile(
    rf"[ \t]*(?P<v>{SHORT}|{COUNT}(?: ?{UNIT})?)[ \t]*", regex.IGNORECASE
)
_DOB_CELL: Final = regex.compile(rf"[ \t]*(?P<v>{DATE})[ \t]*", regex.IGNORECASE)
_UNIT: Final = regex.compile(
    rf"[ -]?(?:{UNIT}|y/?o|yoa|{UNIT_ABROAD})(?![\p{{L}}\p{{M}}])"
    rf"(?:,? (?:and )?{COUNT}[ -]?{UNIT}(?!\p{{L}}))?(?:[ -]old\b)?",
    regex.IGNORECASE,
)
_NO_AGE: Final = regex.compile(r"[ -]?(?:h|hrs?|hours?|mins?|minutes?)\b", regex.IGNORECASE)
_BACK: Final = 60
_LONG_AGO: Final = 3 * 365


def with_units(text: str, spans: Sequence[Span]) -> list[Span]:
    """The unit behind an age belongs to it; `spans` are in order and apart."""
    whole: list[Span] = []
    for at, span in enumerate(spans):
        if span.label == "AGE" and _NO_AGE.match(text, span.end):
            continue
        if whole and span.label == "AGE" and span.end <= whole[-1].end:
            continue  # the unit of the age before
        unit = _UNIT.match(text, span.end) if span.label == "AGE" else None
        stranger = next((s for s in spans[at + 1 : at + 3] if s.label != "AGE"), None)
        if unit is not None and (stranger is None or unit.end() <= stranger.start):
            span = replace(span, end=unit.end())
        whole.append(span)
    return whole


def with_ages(text: str, spans: Sequence[Span]) -> list[Span]:
    """Add what tables and names give away: ages and dates of birth, and then all the rest.

    `spans` are in order and apart, and so is what comes back.
    """
    ready = with_free(text, spans, _beside_names(text, spans))
    ready = with_free(text, ready, _in_tables(text))
    return with_free(text, ready, found_beside(text)) if speaks_of_people(spans) else ready


def _beside_names(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        if span.label != "PERSON" or _HEADING.search(text, span.start, span.end):
            continue
        if found := _BESIDE.match(text, span.end, timeout=5.0):
            yield Span(*found.span("v"), "AGE", 0.8, "pattern")
        elif (found := _BIRTH.match(text, span.end, timeout=5.0)) and _is_a_birth(found, span):
            yield Span(*found.span("v"), "DOB", 0.7, "pattern")


def _is_a_birth(found: "regex.Match[str]", person: Span) -> bool:
    """Whether a date behind a name is no signature's, and heads no note unless it is long ago."""
    if _SIGNED.search(found.string, max(0, person.start - _BACK), person.start):
        return False
    day = parse_date(found["v"]) if found["noted"] else None
    return not found["noted"] or (day is not None and (date.today() - day).days > _LONG_AGO)


def _in_tables(text: str) -> Iterator[Span]:
    """Cells of a table below a heading that says "age" or "DOB"."""
    columns: list[str] = []
    start = 0
    for line in text.splitlines(keepends=True):
        cells = list(_CELL.finditer(line)) if "|" in line or "\t" in line else []
        if not cells:
            columns = []
        elif not columns:
            columns = [cell[0] for cell in cells]
        for cell, heading in zip(cells, columns, strict=False):
            for label, named, pattern in (
                ("AGE", _AGE_HEADING, _AGE_CELL),
                ("DOB", _DOB_HEADING, _DOB_CELL),
            ):
                if named.search(heading) and (found := pattern.fullmatch(cell[0])):
                    at = start + cell.start()
                    yield Span(at + found.start("v"), at + found.end("v"), label, 0.8, "pattern")
        start += len(line)
