"""Dates of birth: a date that a word for being born leads up to, or that a birthday falls on."""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

from .counting import (
    DATE,
    DATE_BEGINS,
    DATE_SAID,
    FILLER,
    FULL_DATE,
    NUMBER_WORD,
    ORDINAL,
    ORDINALS,
)

_DOB = (
    r"(?:d\.? ?[o0]\.? ?b(?!\p{L})\.?|d[/-]o[/-]b|dob['’]?s\b|d of b|dofb|y\.?o\.?b\b\.?|"
    r"dates? ?[ -]?of ?[ -]?b(?:ir?th|rith|irht|irth)s?|birth[ -]?dates?|year of birth|"
    r"b[’'-]?day)"
)
_DOB_AT = ("d", "dob", "dobs", "d0b", "dofb", "date", "dates", "dateofbirth", "yob", "y", "birth",
           "birthdate", "birthdates", "year", "b", "bday", "#")  # fmt: skip
_LINK = r"[^\d\n.;]{0,40}(?:\([^()\n]{1,14}\)|\n)?[^\d\n;]{0,14}"
_YEAR = r"(?:19|20)\d\d(?![\d/-])"
_BORN = r"\b(?:born|birth ?day|b['’]day|bday|birthdate)\b"
_AGAIN = (
    rf"(?:(?:, ?|,? and |,? & ?| / |; | )(?:[\p{{L}}'’-]+[ :]{{1,2}}(?:is )?){{0,2}}"
    rf"(?P<v>{FULL_DATE}))*"
)

BIRTHS: Final[tuple[Rule, ...]] = (
    rule("DOB", rf"(?<!\w){_DOB}{_LINK}(?<![\d/])(?P<v>{DATE}){_AGAIN}", 0.97, at=_DOB_AT),
    rule("DOB", rf"(?<!\w){_DOB}[^\d\n]{{0,14}}(?<![\d/-])(?P<v>{_YEAR})", 0.8, at=_DOB_AT),
    rule(
        "DOB",
        rf"(?<!\w){_DOB}(?:\W+[\p{{L}}'’]+){{0,6}}?\W+(?P<v>{DATE_SAID})(?!\w)",
        0.85,
        at=_DOB_AT,
    ),
    rule(
        "DOB",
        rf"{_BORN}[^.;\n\d]{{0,60}}(?:\d{{1,2}}(?:\.\d\d)? ?(?:am|pm|weeks?|wks?)"
        rf"[^.;\n\d]{{0,30}})?"
        rf"(?<![\w/.-])(?P<v>{DATE}){_AGAIN}",
        0.95,
        at=("born", "birthday", "birth", "b", "bday", "birthdate"),
    ),
    rule(
        "DOB",
        rf"\b(?:born|birth)\b[\s:,(–-]{{1,3}}(?:(?:in|on|the|year|early|late|mid|around|about|"
        rf"child)[\s-])*(?<![\d/-])(?P<v>{_YEAR})",
        0.8,
        at=("born", "birth"),
    ),
    rule(
        "DOB",
        rf"{_BORN}(?:\W+[\p{{L}}'’]+){{0,6}}?\W+(?P<v>{DATE_SAID})(?!\w)",
        0.85,
        at=("born", "birthday", "birth", "b", "bday", "birthdate"),
    ),
    rule("DOB", rf"\breal date(?: of birth)?[ :]{{1,3}}(?P<v>{DATE})", 0.8, at=("real",)),
    rule("DOB", rf"(?<![\w.])b\.? ?(?P<v>{DATE}|(?<=\.){_YEAR}|(?<=\. ){_YEAR})", 0.9, at=("b",)),
    rule("DOB", rf"(?<=[(\[])b\.? ?(?P<v>{_YEAR})", 0.9, at=("b",)),
    rule("DOB", rf"(?<=[(\[]\*|, \*|[\p{{L}}] \*) ?(?P<v>{FULL_DATE})", 0.8, at="#"),
    rule(
        "DOB",
        r"(?<!\w)(?:male|female|boy|girl|[mf]),? *[/|–-]?[\s]*"
        rf"(?<!\d)(?P<v>{FULL_DATE})(?![\d:])",
        0.7,
        at=("male", "female", "boy", "girl", "m", "f"),
    ),
    rule(
        "DOB",
        rf"(?<![\d/.-])(?P<v>{DATE})[\s:|–—-]{{1,6}}(?:birth of\b|born\b|"
        r"\p{L}+ (?:is |was )?born\b)",
        0.85,
        at=DATE_BEGINS,
    ),
    rule(
        "DOB",
        rf"(?<![\d/])(?P<v>{DATE})\s*[(\[,]?\s*(?:d\.?o\.?b\b|date of birth|born\b(?! on))",
        0.95,
        at=DATE_BEGINS,
    ),
    rule(
        "DOB",
        rf"\b(?:turn(?:s|ed|ing)?|be|is|was|were|['’]ll be) (?:\d{{1,2}}|{NUMBER_WORD})"
        r"(?: (?:years? old|yrs? old))?,? (?:on|this coming|this|next)? ?(?:the )?"
        rf"(?P<v>{DATE}|{DATE_SAID})(?!\w)",
        0.85,
        at=("turn", "turns", "turned", "turning", "be", "is", "was", "were"),
    ),
    rule(
        "DOB",
        rf"\b(?:{ORDINAL}|his|her|their|my) birthday\b[^.;\n\d]{{0,30}}?(?<!\w)"
        rf"(?P<v>{DATE}|{DATE_SAID})(?!\w)",
        0.85,
        at=ORDINALS | {"his", "her", "their", "my"},
    ),
    rule(
        "DOB",
        rf"(?<!\w)(?P<v>{DATE}|{DATE_SAID})(?: is|['’]s|,? which is| was) "
        r"(?:(?:his|her|their|my|[\p{L}'’]+['’]?s) )(?:\d{1,2}(?:st|nd|rd|th) )?birthday",
        0.85,
        at=DATE_BEGINS | ORDINALS,
    ),
)

_SAID_IN_FIGURES = (
    rf"(?:{NUMBER_WORD}|\d{{1,2}})(?: {FILLER})?[ ,/-]+(?:{NUMBER_WORD}|\d{{1,2}})[ ,/-]+"
    rf"(?:(?:twenty|nineteen) {NUMBER_WORD}|two thousand(?: and)?(?: {NUMBER_WORD})?|"
    rf"oh {NUMBER_WORD}|{NUMBER_WORD}|(?:19|20)?\d\d)"
)

BIRTHS_OF_PEOPLE: Final[tuple[Rule, ...]] = (
    rule("DOB", rf"(?<=[\p{{L}}] )b\.? ?(?P<v>{_YEAR})", 0.6, at=("b",)),
    rule(
        "DOB",
        rf"(?:(?<!\w){_DOB}|{_BORN})(?:\W+{FILLER}|\W+is|\W+was)*\W+(?P<v>{_SAID_IN_FIGURES})"
        rf"(?!\w)",
        0.8,
        at=(*_DOB_AT, "born", "birthday"),
    ),
)
"""Three four fifteen, after "dob"."""
