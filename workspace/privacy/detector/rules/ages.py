"""How old somebody is: the number with its unit, never a range that the law speaks of."""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

_TEENS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen"
)
_WORDS = (
    rf"(?:{_TEENS}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_PART = r"(?:\.5| ?[¼½¾]| and (?:a half|a quarter|three quarters))"
COUNT: Final = rf"(?:\d{{1,2}}{_PART}?|{_WORDS}{_PART}?)"
UNIT: Final = r"(?:years?|yrs?|months?|mths?|mos?|weeks?|wks?|days?)"
SHORT: Final = r"\d{1,2} ?y(?:rs?)?(?:,? ?\d{1,2} ?m(?:ths?|onths?)?)?\b|\d{1,2}/12\b"
"""Clinical shorthand: 14y, 3y 2m, 5/12 (months)."""
_MORE = rf"(?:,? (?:and )?{COUNT}[ -]?{UNIT})?"
_BOUND = (
    r"(?<!\b(?:under|over|least|than|below|above|until|before|after|between|from|to|or|first|"
    r"up to|minimum|maximum|every|within|for|age of|ages of)[ -])"
)
_NO_RANGE = (
    r"(?![ -]*(?:to|–|or (?:over|under|older|younger|above|below|more)|and (?:over|under|above|"
    r"below|older|younger|up)|plus|\+|-\s?\d|%|/))"
)
_NO_COUNT = (
    r"(?! (?:years (?:into|ago|in|of)|months (?:pregnant|ago)|weeks|days|hours?|minutes?|times?|"
    r"miles|stone|feet|foot|per|percent|pounds?|quid|o['’]?clock|am|pm|of|out|people|children|"
    r"kids|boys|girls|more|or|to|hundred|thousand)\b|\d|[:/%.,]\d|pm|am)"
)
_IS = (
    r"(?:(?:he|she|they|who|child|boy|girl|baby|son|daughter|brother|sister|mum|dad)"
    r"(?:['’]s| is| was| turned| turns|['’]ll be| will be)|i['’]m|i am|im|shes|hes|whos|"
    r"(?:you|u)(?:['’]re| are| r)|turn(?:s|ed|ing)?)"
)
_ABOUT = r"(?: (?:only|just|now|nearly|almost|about|around|like|maybe|going on|coming up))*"

AGES: Final[tuple[Rule, ...]] = (
    rule(
        "AGE",
        rf"{_BOUND}(?<![\w.,£-])(?P<v>{COUNT}[ -]?{UNIT}{_MORE}[ -](?:old|of age)\b)(?!s)",
        0.9,
    ),
    rule("AGE", rf"{_BOUND}(?<![\w.,£-])(?P<v>{COUNT} ?(?:y/?o|yr old|yrs old)\b)", 0.9),
    rule(
        "AGE",
        rf"\b(?:aged|age|ages)\b[ \t]*[:=|-]?[ \t]*(?P<v>{SHORT}|{COUNT}(?: ?{UNIT}\b{_MORE})?)"
        rf"(?![\w/.-]*\d){_NO_RANGE}",
        0.85,
    ),
    rule(
        "AGE",
        rf"(?<=\b(?:aged|ages) (?:{COUNT}(?:, ?|,? and |,? & ?)){{1,5}})(?P<v>{COUNT})(?!\w)"
        rf"{_NO_RANGE}",
        0.85,
    ),
    rule("AGE", rf"\b{_IS}{_ABOUT}:? (?P<v>{COUNT})(?!\w){_NO_COUNT}{_NO_RANGE}", 0.75),
    rule("AGE", rf"\b{_IS}{_ABOUT} (?P<v>{COUNT} {UNIT})(?=[,.;)!?]|$| and\b| but\b)", 0.8),
    rule("AGE", rf"\b(?:from|since|at) the age of (?P<v>{_WORDS})(?!\w){_NO_RANGE}", 0.75),
    rule("AGE", r"(?<![\w/])(?P<v>\d{1,2}/12)(?= (?:old|boy|girl|baby|infant|child)\b)", 0.8),
    rule(
        "AGE",
        rf"\b(?:brother|sister|cousin|son|daughter|child|mother|father|mum|dad|niece|nephew|uncle|"
        rf"aunt|partner|grandmother|grandfather|gran|nan|twin|sibling), (?P<v>{COUNT}(?: {UNIT})?)"
        r"(?=[ \t]*(?:[|;)\n]|$))",
        0.75,
    ),
    rule("AGE", rf"\bat (?P<v>{COUNT} {UNIT})(?=,? (?:he|she|they|old|of age|was)\b|,)", 0.75),
    rule("AGE", rf"^[ \t]*[-•*–][ \t]*(?P<v>{COUNT} {UNIT})(?=[.:,])", 0.7),
    rule("AGE", rf"(?<=[(\[])(?P<v>{SHORT})(?=[)\],;])", 0.8),
    rule(
        "AGE",
        r"(?<![\w.,£-])(?P<v>\d{1,2} ?y(?:(?:ea)?rs?)?,? ?\d{1,2} ?m(?:(?:on)?ths?)?)\b",
        0.85,
    ),
)
