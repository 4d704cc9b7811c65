"""Numbers that only a text about people gives away: codes without a label, short numbers."""

from typing import Final

import regex

from workspace.privacy.detector.marks import DIGITS
from workspace.privacy.detector.rule import Match, Rule, rule

from .bookish import is_somebodys

_MEASURE = (
    r"(?:st|nd|rd|th|mg|mcg|ml|kg|g|cm|mm|m|km|kcal|mph|hrs?|h|mins?|k|p|px|gb|mb|am|pm|x|s|yrs?|y|"
    r"yo|months?|mths?|wks?|days?|w|d|l|lb|lbs|oz|ft|in|v|ppm|bpm|pcm|pw|pa|iu|hz|%|c|f)"
)
_PLAIN: Final = regex.compile(
    rf"(?:(?:\d{{1,2}}|(?:19|20)\d\d)[./:-]\d{{1,2}}(?:[./:-]\d{{1,4}})?|\d{{1,2}}[./-](?:19|20)"
    rf"\d\d|"
    rf"\d{{1,2}}[./-]?\p{{L}}{{3,9}}(?:[./-]?\d{{2,4}})?|\d{{1,2}}:\d\d-\d{{1,2}}:\d\d|"
    rf"(?:19|20)\d\d(?:[/–-]\d{{2,4}}|s)|"
    rf"\d{{1,4}}(?:[./:-]\d{{1,4}})?{_MEASURE}|\d{{1,4}}x\d{{1,4}}|\d{{1,3}}(?:,\d{{3}})+|"
    r"\d+(?:mg|mcg|ml|g)/\d*(?:mg|ml|kg|l|h|day|dose)?|under-\d+s?|(?:\d+x)+\d+|0x[\da-f]+|"
    r"[A-Z]{1,4}\d{1,3}[A-Z]?|[ABM]\d{3,4}|\d{1,2}/7|\d+\.\d+|\d{1,4}-\d{1,4})",
    regex.IGNORECASE,
)


def _is_a_code(match: Match) -> bool:
    value = match["v"]
    return _PLAIN.fullmatch(value) is None and is_somebodys(match)


REFERENCES_OF_PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "REFERENCE",
        r"(?<![\w/.*£$€@#&=?:-])(?P<v>(?=[\w/*.#-]*\d[\w/*.#-]*\d)(?=[\w/*.#-]*(?:[a-z]|\*|"
        r"\d[/-]\d))"
        r"(?=(?:\D{0,8}\d){3})[a-z\d]{1,14}(?:[/*.#_–-][a-z\d]{1,12}){0,6})(?![\w@*/]|[.-]\w)",
        0.42,
        accept=_is_a_code,
        at=DIGITS,
        reach=3,
    ),
    rule(
        "REFERENCE",
        r"(?<![\w/.£$€,:+-])(?P<v>\d{5,6})(?![\w/%-]|[.,:]\d| ?(?:people|children|words|steps|"
        r"pounds|"
        r"miles|families|households|cases|referrals|euros?|naira|rupees|taka|lek|kcal)\b)",
        0.42,
        accept=is_somebodys,
        at=DIGITS,
    ),
    rule(
        "REFERENCE",
        r"(?<![\w/-])(?P<v>(?:[A-Z]{2,3})/\d{1,3})(?![\w/])",
        0.42,
        case=True,
        at=DIGITS,
        reach=1,
    ),
    rule(
        "REFERENCE",
        r"(?<![\w/-])(?P<v>(?=[A-Z\d ]{0,10}[A-Z])(?=(?:[A-Z ]{0,8}\d){3})"
        r"[A-Z\d]{3}(?: [A-Z\d]{3}){2})(?!\w)",
        0.42,
        case=True,
        at=DIGITS,
        reach=2,
    ),
    rule(
        "REFERENCE",
        r"(?<=(?:^|[|\t;(]|  )[ \t>*•-]*(?:[\p{L}'’/]+ ){0,4}(?:no|number|num|ref|reference|id|"
        r"code|pin|urn|"
        r"claim|log|account)\b\.?(?: \([^()\n]{1,16}\))?[ \t*]*[:|=][ \t*#]*)"
        r"(?<!(?:version|page|form|total|number of|item|paragraph|contact|phone|tel|telephone|"
        r"issue|"
        r"minute|room)[^\n|]{0,14})(?P<v>[A-Z]{0,5}[ /-]?[\d][\w/*.-]{1,20}(?: "
        r"[\w/*-]*\d[\w/*-]*){0,4})",
        0.5,
        accept=is_somebodys,
        at=DIGITS,
        reach=1,
    ),
    rule(
        "REFERENCE",
        r"\b(?i:log|cad|incident|case|crime|exhibit|order|job|ticket|file|ref|urn|claim|badge|"
        r"record|report|inc|inv)"
        r"(?i: (?:no\.?|number|ref))?[ :#]{1,2}(?P<v>[A-Z]{0,6} ?\d{1,6}(?i: of (?:the )?\d{1,2}"
        r"(?:[/.]\d{1,2}(?:[/.]\d{2,4})?|(?:st|nd|rd|th)?(?: \p{L}{3,9})?)))",
        0.6,
        case=True,
        at=("log", "cad", "incident", "case", "crime", "exhibit", "order", "job", "ticket", "file",
            "ref", "urn", "claim", "badge", "record", "report", "inc", "inv"),
    ),
)  # fmt: skip
