"""Postcodes, written and spelled out."""

from typing import Final

import regex

from workspace.privacy.detector.marks import DIGITS
from workspace.privacy.detector.rule import Match, Rule, rule

from .counting import LETTERS, SPOKEN_DIGIT, SPOKEN_LETTER

_LETTERS = rf"(?:[a-z]{{1,2}}(?!\w)|{SPOKEN_LETTER} {SPOKEN_LETTER})"
_NUMBER = rf"(?:{SPOKEN_DIGIT}|\d{{1,2}}(?!\w))"
_SPELLED = (
    rf"(?:{_LETTERS}|[a-z]{{2}}(?!\w)) {_NUMBER}(?: {_NUMBER})?(?: {SPOKEN_LETTER}(?= (?:\d|"
    rf"{SPOKEN_DIGIT})))?"
    rf" {_NUMBER} (?:{SPOKEN_LETTER} {SPOKEN_LETTER}|[a-z]{{2}})(?!\w)"
)
_NEXT_LINE = r"[^\S\n]*+\n[^\S\n]*+(?!\d(?-i:st|nd|rd|th|hr|yr))"


def outward_part_is_not_an_ordinal(match: Match) -> bool:
    return regex.search(r"(?<![\p{L}\d])\d+(?:st|nd|rd|th)$", match["v"]) is None


POSTCODES: Final[tuple[Rule, ...]] = (
    rule(
        "POSTCODE",
        r"(?<![\w£])(?P<v>gir ?0aa|[a-z]{1,2}\d[a-z\d]?"
        rf"(?: {{0,2}}|{_NEXT_LINE})\d[abd-hjlnp-uw-z]{{2}})(?!\w)",
        0.93,
        accept=outward_part_is_not_an_ordinal,
        at=(DIGITS, "gir"),
    ),
    rule(
        "POSTCODE",
        r"(?<![\w£])(?P<v>[A-Z]{1,2}\d[A-Z\d]?[ .-]?\d[A-Z]{2})(?!\w)",
        0.8,
        accept=outward_part_is_not_an_ordinal,
        case=True,
        at=DIGITS,
    ),
    rule(
        "POSTCODE",
        r"\bpost ?code\b[^\n]{0,30}?(?<!\w)(?P<v>[a-z](?: [a-z])?(?: (?:\d|one|two|three|four|"
        r"five|six|seven|eight|nine|oh|zero|nought)){2,4} [a-z] [a-z])(?!\w)",
        0.9,
        at=("postcode", "post"),
    ),
    rule(
        "POSTCODE",
        r"\bpost ?code\b[\s:|-]*(?:is )?(?P<v>[a-z]{1,2}\d[a-z\d]?(?: ?\d[a-z]{2})?)(?!\w)",
        0.9,
        at=("postcode", "post"),
    ),
    rule("POSTCODE", rf"(?<!\w)(?P<v>{_SPELLED})", 0.8, at=LETTERS - {"a", "i"}),
    rule(
        "POSTCODE",
        rf"\bpost ?code\b(?:\W+[\p{{L}}'’]+){{0,4}}?\W+(?P<v>{_SPELLED})",
        0.85,
        at=("postcode", "post"),
    ),
    rule("ADDRESS", r"(?<!\w)(?P<v>BFPO ?\d{1,4}|P\.? ?O\.? Box ?\d{1,6})(?!\w)", 0.9,
         at=("bfpo", "p", "po", "#")),
    rule("ADDRESS", r"(?P<v>/{3}[a-z]+\.[a-z]+\.[a-z]+)", 0.9),
    rule(
        "ADDRESS",
        r"(?<![\w.])(?P<v>-?\d{1,2}\.\d{3,8}°?[NS]?, ?-?\d{1,3}\.\d{3,8}°?[EW]?)(?![\w.])",
        0.85,
        at=DIGITS,
        lead="-",
    ),
)  # fmt: skip

POSTCODES_OF_PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "POSTCODE",
        r"(?<![\w£/-])(?P<v>[a-z]{1,2}\d{1,2}[a-z]? {1,2}\d(?!am|pm|st|nd|rd|th|kg|km|cm|mm|yr|"
        r"hr|wk|mg|ml)"
        r"[a-z]{2})(?![\w/-])",
        0.6,
        at=DIGITS,
    ),
    rule(
        "POSTCODE",
        r"(?<![\w£/-])(?P<v>[A-Z]{1,2}[\dOIl][A-Z\d]? [\dO][A-Z]{2})(?![\w/-])",
        0.6,
        accept=outward_part_is_not_an_ordinal,
        case=True,
        at=DIGITS,
        reach=1,
    ),
)
