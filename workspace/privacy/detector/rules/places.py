"""Postcodes, addresses and schools."""

from typing import Final

import regex

from workspace.privacy.detector.rule import Rule, rule
from workspace.privacy.detector.words import (
    COUNTED_WORDS,
    FUNCTION_WORDS,
    MONTHS_AND_DAYS,
    SCHOOL_WORDS,
)

STREET: Final = (
    r"(?:road|rd|street|str|st|avenue|ave|close|cl|drive|dr|lane|ln|way|crescent|cres|court|crt|ct|"
    r"gardens?|gdns|grove|gr|place|pl|terrace|terr|square|sq|hill|park|mews|walk|row|rise|view|"
    r"green|parade|broadway|embankment|wharf|quay|gate|yard|meadows?|croft|fold|heath|end|"
    r"common|vale|bank|brow|path|passage|circus|approach|parkway|boulevard|mount|cottages|"
    r"chase|garth|brae|loan|wynd|vennel|villas?|buildings|estate|drove|hey|heights|spinney|dene)"
)
_PLAIN_STREET = (
    r"(?:Road|Rd|Street|Avenue|Ave|Close|Drive|Lane|Crescent|Gardens|Grove|Terrace|Mews|"
    r"ROAD|STREET|AVENUE|CLOSE|DRIVE|LANE|CRESCENT|GARDENS|GROVE|TERRACE|MEWS)"
)
BUILDING = (
    r"(?:House|Court|Tower|Point|Lodge|Heights|Mansions|Buildings?|Place|Villas?|Apartments|"
    r"Hall|Mill|Wharf|Gardens|Park|Estate|Close)"
)
COTTAGE = r"(?:Cottages?|Farm|Farmhouse|Lodge|Manor|Barn|Bungalow|Vicarage|Rectory|Croft|Grange)"
_CAP = r"(?:\p{Lu}[\p{L}\p{M}'’.-]*)"
_NO = r"\d{1,4} ?[a-z]?(?: ?[-–/&] ?\d{1,4}[a-z]?)?"
_FLAT = r"(?:flat|apartment|apt\.?|unit|room|plot|caravan|pitch|no\.?|number)"


def has_a_specific_word(match: "regex.Match[str]") -> bool:
    words = regex.findall(r"[\p{L}\p{M}'’.]+", match["v"].lower())
    return any(word.strip(".'’") not in SCHOOL_WORDS for word in words)


def is_not_a_date_or_count(match: "regex.Match[str]") -> bool:
    words = regex.findall(r"[\p{L}'’]+", match["v"].lower())
    return not any(word in FUNCTION_WORDS or word in MONTHS_AND_DAYS for word in words[:-1]) and (
        not any(word in COUNTED_WORDS for word in words[:-1])
    )


def outward_part_is_not_an_ordinal(match: "regex.Match[str]") -> bool:
    return regex.search(r"(?<![\p{L}\d])\d+(?:st|nd|rd|th)$", match["v"]) is None


POSTCODES: Final[tuple[Rule, ...]] = (
    rule(
        "POSTCODE",
        r"(?<![\w£])(?P<v>gir ?0aa|[a-z]{1,2}\d[a-z\d]? {0,2}\d[abd-hjlnp-uw-z]{2})(?!\w)",
        0.93,
        accept=outward_part_is_not_an_ordinal,
    ),
    rule(
        "POSTCODE",
        r"(?<![\w£])(?P<v>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?!\w)",
        0.8,
        accept=outward_part_is_not_an_ordinal,
        case=True,
    ),
    rule(
        "POSTCODE",
        r"\bpost ?code\b[^\n]{0,30}?(?<!\w)(?P<v>[a-z](?: [a-z])?(?: (?:\d|one|two|three|four|"
        r"five|six|seven|eight|nine|oh|zero|nought)){2,4} [a-z] [a-z])(?!\w)",
        0.9,
    ),
    rule(
        "POSTCODE", r"\bpost ?code\b[\s:|-]*(?P<v>[a-z]{1,2}\d[a-z\d]?(?: ?\d[a-z]{2})?)(?!\w)", 0.9
    ),
)

ADDRESSES: Final[tuple[Rule, ...]] = (
    rule(
        "ADDRESS",
        rf"(?<![\w/.:-])(?P<v>(?:{_FLAT} ?\d{{0,4}}[a-z]?,? )?(?:(?-i:{_CAP} ){{1,3}}"
        rf"(?-i:{BUILDING}),? )?{_NO},?[ ]+(?:(?-i:{_CAP}) (?:(?:of|the|and) )?){{1,4}}"
        rf"{STREET}\b)",
        0.92,
        accept=is_not_a_date_or_count,
    ),
    rule(
        "ADDRESS",
        rf"(?<![\w/.:-])(?P<v>(?:{_FLAT} ?\d{{1,4}}[a-z]?,? )?{_NO},? "
        rf"(?:[\p{{L}}'’]{{3,}} ){{1,2}}{STREET})(?!\w)",
        0.75,
        accept=is_not_a_date_or_count,
    ),
    rule(
        "ADDRESS",
        rf"(?<!\w)(?P<v>(?:{_FLAT}) ?\d{{1,4}}[a-z]?,? (?-i:{_CAP} ){{1,3}}"
        rf"(?-i:{BUILDING}))(?!\w)",
        0.9,
    ),
    rule("ADDRESS", r"(?<!\w)(?P<v>(?:flat|apartment|apt) \d{1,4}[a-z]?)(?!\w)", 0.7),
    rule(
        "ADDRESS",
        r"\b(?:at|in|to|from|is|address)[:,]? "
        rf"(?P<v>(?:The )?(?:{_CAP} (?:of )?){{1,3}}{COTTAGE})(?!\w)",
        0.85,
        case=True,
    ),
    rule(
        "ADDRESS",
        rf"(?<!\w)(?P<v>(?:The )?(?:{_CAP} ){{1,3}}(?:{COTTAGE}|House))(?=, (?:\d|{_CAP} ))",
        0.8,
        case=True,
    ),
    rule(
        "ADDRESS",
        rf"\b(?:on|in|at|to|from|of|near|along|off|ON|IN|AT|TO|FROM) "
        rf"(?P<v>(?!High |HIGH |The )(?:{_CAP} ){{1,3}}{_PLAIN_STREET})(?!\w)",
        0.75,
        case=True,
    ),
    rule(
        "ADDRESS",
        r"(?:^|\|)[ \t>*-]*(?:home |current |previous |last known )?address[ \t*]*[:|]"
        r"[ \t*]*(?P<v>\d[^|\n]{4,60}?)(?=\s*(?:\||$|;|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}))",
        0.8,
    ),
)

_KIND = (
    r"(?:Primary|Junior|Juniors|Infants?|Nursery|Secondary|High|Grammar|Special|Community|Academy|"
    r"Catholic|Church of England|C of E|CE|CofE|RC|Free|Boys['’]?|Girls['’]?|Middle|First|"
    r"Voluntary Aided|"
    r"VA|VC|and|&|Preparatory|Prep|Technical|Technology|Sixth Form|Day|Hebrew|Islamic|Welsh)"
)
_SCHOOL_END = (
    r"(?:School|Academy|College|Pre-?[Ss]chool|Nursery|Infants?|Primary|Juniors|Sixth Form|"
    r"Playgroup|PRU|Kindergarten|Montessori|Madrasa[h]?|High|Grammar|Secondary|Day Nursery)"
)
_UPPER_END = r"(?:SCHOOL|ACADEMY|COLLEGE|PRE-?SCHOOL|NURSERY|INFANTS|PRIMARY|JUNIORS|PLAYGROUP)"
_LOWER_END = (
    r"(?:(?:primary|infants?|junior|high|secondary|nursery|grammar|special|prep|catholic|c of e) "
    r"school|primary|academy|infants|juniors|pre-?school|nursery|college|playgroup|high|school)"
)

SCHOOLS: Final[tuple[Rule, ...]] = (
    rule(
        "SCHOOL",
        rf"(?<!\w)(?P<v>(?:{_CAP} (?:(?:of|the|and|&|de|le|upon|on) ){{0,2}}){{1,5}}"
        rf"(?:{_KIND} ){{0,5}}{_SCHOOL_END})(?!\w)",
        0.88,
        accept=has_a_specific_word,
        case=True,
    ),
    rule(
        "SCHOOL",
        rf"(?<!\w)(?P<v>(?:\p{{Lu}}[\p{{Lu}}'’.-]+ ){{1,4}}{_UPPER_END})(?!\w)",
        0.8,
        accept=has_a_specific_word,
        case=True,
    ),
    rule(
        "SCHOOL",
        r"\b(?:at|attends?|attending|goes to|go to|going to|went to|from|to|started|joined|left|"
        rf"enrolled at) (?P<v>(?:[\p{{L}}'’.]{{2,}} ){{1,3}}{_LOWER_END})(?!\w)",
        0.7,
        accept=has_a_specific_word,
    ),
)

PLACES: Final[tuple[Rule, ...]] = (*POSTCODES, *ADDRESSES, *SCHOOLS)
