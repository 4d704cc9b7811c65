"""Dates of birth and the numbers by which the state knows a person."""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

from .checksums import graded, nhs_number_is_valid

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:\d{4}|[’']?\d{2})(?!\d)"
DATE: Final = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    rf"|\d{{1,2}}\s?[-/. ]\s?\d{{1,2}}\s?[-/. ]\s?{_YEAR}"
    rf"|{_DAY}[\s-]+(?:of\s+)?{_MONTH}(?:[\s,-]+{_YEAR})?|{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?(?!\d)"
    rf"|{_MONTH},?\s+\d{{4}}(?!\d))"
)
_BORN = (
    r"(?<!\w)(?:d\.?\s?o\.?\s?b\b\.?|d/o/b|date[ -]of[ -]birth|birth[ -]?date|birth[ -]?day|"
    r"born|birth)"
)
_SAID_DAY = (
    r"(?:(?:twenty|thirty)[ -]?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|thirtieth)"
)
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_SAID_YEAR = (
    r"(?:nineteen|twenty|two thousand)(?: and)?"
    rf"(?: (?:[a-z]+(?:ty|teen)|ten|eleven|twelve|{_ONES}))?(?: {_ONES})?"
)
_SAID_DATE = rf"(?:the )?{_SAID_DAY} (?:of )?{_MONTH}(?: {_SAID_YEAR})?"
_LINK = r"(?:[\s:\-–—=(\[|*_\"]|\bon\b|\bin\b|\bis\b|\bwas\b|\bthe\b|\bof\b|\bchild\b){0,14}"
_BORN_AT = rf"\bborn\s+(?:at|in)\s+(?:[\w'’.]+\s+){{1,6}}?on\s+(?:the\s+)?(?P<v>{DATE})"

_NHS_SHAPE = r"\d{3}[ \-–.]?\d{3}[ \-–.]?\d{4}"
_ID = r"(?:no\b\.?|number|num|ref(?:erence)?|id\b|is|was|#|[\s:.()\-–|*])*"

DATES_OF_BIRTH: Final[tuple[Rule, ...]] = (
    rule("DOB", rf"{_BORN}{_LINK}(?<!\d)(?P<v>{DATE})", 0.97),
    rule("DOB", rf"{_BORN}{_LINK}(?<![\d/-])(?P<v>(?:19|20)\d\d)(?![\d/-])", 0.8),
    rule("DOB", _BORN_AT, 0.95),
    rule("DOB", rf"\b(?:d\.?o\.?b|date of birth)\b[^\n\d]{{0,28}}(?<!\d)(?P<v>{DATE})", 0.9),
    rule("DOB", rf"\breal date(?: of birth)?[ :]{{1,3}}(?P<v>{DATE})", 0.8),
    rule("DOB", rf"(?<![\w.])b\.? ?(?P<v>{DATE})", 0.9),
    rule(
        "DOB", r"\b(?:male|female|[mf]),? +(?P<v>\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d))(?!\d)", 0.7
    ),
    rule(
        "DOB",
        rf"(?<!\d)(?P<v>{DATE})[\s:|–—-]{{1,6}}(?:birth of\b|born\b|\p{{L}}+ (?:is |was )?born\b)",
        0.85,
    ),
    rule(
        "DOB",
        rf"\b(?:date of birth|birthday|born|dob)\b(?:\W+\w+){{0,4}}?\W+(?P<v>{_SAID_DATE})(?!\w)",
        0.85,
    ),
    rule("DOB", rf"(?<![\d/])(?P<v>{DATE})\s*[(\[]\s*(?:d\.?o\.?b|date of birth|born)\b", 0.95),
)

IDENTITY: Final[tuple[Rule, ...]] = (
    *DATES_OF_BIRTH,
    rule("NHS_NUMBER", rf"\bnhs\b[^\d\n]{{0,30}}(?<![\d/])(?P<v>{_NHS_SHAPE})(?!\d)", 0.98),
    rule("NHS_NUMBER", r"\bnhs\b[^\d\n]{0,20}(?P<v>\d(?:[ -]?\d){7,10})(?!\d)", 0.9),
    rule("NHS_NUMBER", r"(?<![\w/+.-])(?P<v>\d{3}([ -])\d{3}\2\d{4})(?![\d/])", 0.9),
    rule(
        "NHS_NUMBER",
        r"(?<![\w/+.£-])(?P<v>\d{10})(?![\w/])",
        0.85,
        grade=graded(nhs_number_is_valid, 0.9, 0.0),
    ),
    rule("NINO", r"(?<!\w)(?P<v>[a-z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d])(?!\w)", 0.96),
    rule(
        "NINO",
        rf"\b(?:national insurance|nino|n\.?i\.?)\b{_ID}"
        r"(?P<v>[a-z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}(?:[ -]?[a-z])?)(?!\w)",
        0.97,
    ),
    rule("UPN", r"(?<!\w)(?P<v>[a-z]\d{11}(?:\d[a-z]?|[a-z]))(?!\w)", 0.95),
    rule("UPN", rf"\b(?:upn|unique pupil)\b{_ID}(?P<v>[a-z]?\d{{8,13}}[a-z]?)(?!\w)", 0.95),
    rule(
        "PASSPORT",
        r"\bpassports?\b[^\d\n]{0,40}?(?<!\w)(?P<v>(?:[a-z]{1,3} ?)?\d{6,9}[a-z]?)(?!\w)",
        0.95,
    ),
    rule(
        "DRIVING_LICENCE",
        r"(?<!\w)(?P<v>[a-z9]{5} ?\d{6} ?[a-z9]{2} ?[a-z\d] ?[a-z]{2}(?: ?\d{2})?)(?!\w)",
        0.96,
    ),
    rule(
        "DRIVING_LICENCE",
        r"\b(?:driving|driver'?s?|drivers) licen[cs]e\b[^\d\n]{0,30}?"
        r"(?<!\w)(?P<v>(?=[a-z\d]*\d{4})[a-z\d]{8,18})(?!\w)",
        0.93,
    ),
)
