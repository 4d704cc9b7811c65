"""How old somebody is: the number with its unit, never a range that the law speaks of."""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

from .counting import COUNTS, NUMBER_WORD, either

_PART = r"(?:\.5|[ -]?[¼½¾]|[ -]1/2|[ -]and[ -](?:a[ -])?(?:half|quarter|three[ -]quarters))"
COUNT: Final = rf"(?:\d{{1,2}}{_PART}?|{NUMBER_WORD}{_PART}?)"
_YEARS = r"(?:years?|yrs?|yeras?|yaers?|yers|yeasr)"
UNIT: Final = rf"(?:{_YEARS}|months?|mnths?|mths?|mos?|weeks?|wks?|days?)"
SHORT: Final = (
    r"(?:\d{1,2} ?y(?:rs?)?(?:,? ?\d{1,2} ?m(?:ths?|onths?)?)?\b|\d{1,2}/(?:12|52)\b|"
    r"\d{1,2} ?(?:mths?|wks?)\b)"
)
"""Clinical shorthand: 14y, 3y 2m, 5/12 (months)."""
_MORE = rf"(?:,? (?:and )?{COUNT}[ -]?{UNIT})?"
_BOUND = (
    r"(?<!\b(?:under|over|least|than|below|above|until|before|after|between|from|to|or|first|"
    r"up to|minimum|maximum|every|within|for|age of|ages of)[ -])"
)
ALONE = r"(?<![\w£-])(?<!\d[.,])"
NO_RANGE: Final = (
    r"(?![ -]*(?:to\b|–|or (?:over|under|older|younger|above|below|more|\d)|and (?:over|under|"
    r"above|below|older|younger|up)|plus|\+|-\s?\d|%|/|weeks? pregnant))"
)
_WHO = (
    "he she they who child boy girl baby son daughter brother sister mum dad twin nephew niece "
    "cousin nan grandson granddaughter eldest youngest oldest lad we both twins kids boys girls"
)
IS: Final = (
    rf"(?:(?:{either(_WHO)})"
    r"(?:['’]s| is| was| are| were| turned| turns|['’]re|['’]ll be| will be| would be|"
    r" would have been| must be| (?:can|could) be| has been| isn['’]?t| wasn['’]?t)|i['’]m|i am|"
    r"i was|im|shes|hes|whos|theyre|"
    r"(?:you|u)(?:['’]re| are| r)|turn(?:s|ed|ing)?)"
)
IS_AT = frozenset(f"{_WHO} i im shes hes whos theyre you u turn turns turned turning".split())
ABOUT: Final = (
    r"(?:,? (?:only|just|now|nearly|almost|about|around|like|maybe|perhaps|going on|coming up to|"
    r"coming up|roughly|approximately|approx\.?|still|um+|er+m?|uh+|i think|at least|not yet|"
    r"not even|not quite|barely|rising|turning|already|aged?|also|possibly|probably),?)*"
)
_FOLLOWING = (
    "and but so or er erm um uhm uh now next in on at by with he hes she shes they theyre we i im "
    "its her his their my the this that who whos which when where because cos coz cause then as "
    "from for since not isnt apparently according you youd yeah yes yep okay ok though already "
    "today tomorrow soon like right well just also is was has had goes lives attends told says "
    "say saying "
    "said if until till whereas while who'll anyway bless going starts started theres there's "
    "unlike sadly last nearly almost coming turning herself himself themselves "
    "can cant can't cannot wont won't will would does doesnt doesn't did didnt didn't dont don't "
    "have "
    "hasnt hasn't looks seems likes loves wants needs came come comes been got gets n cuz saw "
    "lives "
    "live does keeps sleeps sees stayed left moved walked cried both we're years share shares "
    "but are were no him them it innit tho u lol xx btw"
)
FOLLOW: Final = (
    r"(?=[ \t]*(?:[,;:.!?)\]/|…\"”]|[–—](?! ?\d)|$|\n)|[ \t]+-[ \t](?!\d)|"
    rf" (?:{either(_FOLLOWING)})(?!\w))(?![.,:/-]\d| (?:of|or|to|in) (?:the|these|those|us|them|"
    rf"\d))"
)
_ONE = rf"{COUNT}(?:[ -]?{UNIT}\b)?"
LISTED = rf"(?P<v>{_ONE})(?:(?:, ?|,? and |,? & ?| or )(?P<v>{_ONE})(?! (?:other|more)))*"
_SINGLE = rf"(?P<v>{SHORT}|{COUNT}(?: ?{UNIT}\b{_MORE})?)"
_AGE_OF = (
    r"(?<!\b(?:until|by|at|from|to|under|over|of|before|after|reading|school|pension|working|"
    r"minimum|maximum|legal|voting|mental|retirement|gestational|the|any|every) )"
)
_AGE_LINK = (
    r"(?:[ \t]*(?:[:=|–(-]|\bnow\b|\babout\b|\bapprox(?:imately)?\b\.?|\baround\b|\bjust\b|"
    r"\bonly\b|"
    r"\bnearly\b|\balmost\b|\bc\.|\bcirca\b|\bcurrently\b|\bum+\b|\ber+\b|\bof\b|\bat\b)){0,3}[ "
    r"\t]*"
)

AGES: Final[tuple[Rule, ...]] = (
    rule(
        "AGE",
        rf"{_BOUND}{ALONE}(?P<v>(?:{COUNT} or )?{COUNT}[ -]{{0,2}}{UNIT}{_MORE}[ -]{{0,2}}"
        r"(?:old|of age)\b)(?!s)",
        0.9,
        at=COUNTS,
    ),
    rule(
        "AGE",
        rf"{_BOUND}{ALONE}(?P<v>{COUNT} ?-?(?:y/?o\b|y\.o\b\.?|yoa\b|yrs?\.? old\b))",
        0.9,
        at=COUNTS,
    ),
    rule(
        "AGE",
        rf"{_AGE_OF}\b(?:aged|age|ages)\b{_AGE_LINK}{_SINGLE}(?![\w/.-]*\d){NO_RANGE}",
        0.85,
        at=("aged", "age", "ages"),
    ),
    rule(
        "AGE",
        rf"(?<=\b(?:aged|ages):? (?:{COUNT}(?:, ?|,? and |,? & ?)){{1,5}})(?P<v>{COUNT})(?!\w)"
        rf"{NO_RANGE}",
        0.85,
        at=COUNTS,
    ),
    rule(
        "AGE",
        rf"\b{IS}{ABOUT}:? (?P<v>{COUNT})(?!\w){FOLLOW}{NO_RANGE}",
        0.75,
        at=IS_AT,
    ),
    rule(
        "AGE",
        rf"\b{IS}{ABOUT} (?P<v>{COUNT} ?{UNIT})(?=[,.;)!?]|$| and\b| but\b)",
        0.8,
        at=IS_AT,
    ),
    rule(
        "AGE",
        rf"\b(?:from|since|at) the age of (?P<v>{NUMBER_WORD}){NO_RANGE}",
        0.75,
        at=("from", "since", "at"),
    ),
    rule(
        "AGE",
        r"(?<![\w/])(?P<v>\d{1,2}/(?:12|52))(?= (?:old|boy|girl|baby|infant|child)\b)",
        0.8,
        at="#",
    ),
    rule(
        "AGE",
        rf"\b(?:brother|sister|cousin|son|daughter|child|mother|father|mum|dad|niece|nephew|uncle|"
        rf"aunt|partner|grandmother|grandfather|gran|nan|twin|sibling), (?P<v>{COUNT}(?: {UNIT})?)"
        r"(?=[ \t]*(?:[|;)\n]|$))",
        0.75,
        at=either(
            "brother sister cousin son daughter child mother father mum dad niece nephew uncle "
            "aunt "
            "partner grandmother grandfather gran nan twin sibling"
        ).split("|"),
    ),
    rule(
        "AGE",
        rf"\bat (?P<v>{COUNT} {UNIT})(?=,? (?:he|she|they|old|of age|was)\b|,)",
        0.75,
        at=("at",),
    ),
    rule("AGE", rf"(?<=^[ \t]*[-•*–][ \t]*)(?P<v>{COUNT} {UNIT})(?=[.:,])", 0.7, at=COUNTS),
    rule("AGE", rf"(?<=[(\[])(?P<v>{SHORT})(?=[)\],;])", 0.8, at="#"),
    rule(
        "AGE",
        r"(?<![\w.,£-])(?P<v>\d{1,2} ?y(?:(?:ea)?rs?)?,? ?\d{1,2} ?m(?:(?:on)?ths?)?)\b",
        0.85,
        at="#",
    ),
)
