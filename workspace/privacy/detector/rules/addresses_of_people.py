"""Addresses that only a text about people gives: bare house numbers, halves, labels in forms."""

from typing import Final

import regex

from workspace.privacy.detector.marks import DIGITS
from workspace.privacy.detector.rule import Rule, rule
from workspace.privacy.detector.words import NOT_NAMES

from .addresses import CAP_BUILDING, PREPOSITION, capitals, is_a_named_street, is_no_public_building
from .counting import NUMBER_WORD
from .streets import BUILDINGS_AT, CAP, COTTAGES_AT, FLAT, HOUSE_NUMBER

_CAP_COTTAGE: Final = capitals(("cottage", "cottages", "farm", "farmhouse", "rectory", "barn",
                                 "vicarage", "bungalow", "manse"))  # fmt: skip
_THE: Final = frozenset(
    "hague times sun guardian mirror gambia netherlands philippines bahamas state act panel local "
    "authority department secretary royal national prince king queen college law children "
    "independent applicant respondent mother father".split()
)
_AMOUNT: Final = regex.compile(r"(?:19|20)\d\d|\d+ ?[pkm]", regex.IGNORECASE)
_LIVING = (
    r"(?:moved?|moving|moves|based|placed|rehoused|housed|returned?|visit(?:ed|s)?|home|"
    r"address(?: is)?|house|door|"
    r"tenan(?:t|cy)|evicted|sofa.?surfing|sleeping|accommodated)"
)
_LIVES = (
    r"(?:lives?|living|lived|stays?|staying|stayed|resid(?:es?|ing|ent|ed)|address is|addresss?)"
)
_LIVES_AT = (
    "lives live living lived stays stay staying stayed resides reside residing resident resided "
    "address"
).split()
_NO_TIME = (
    r"(?![\w%£/:]|\.\d|,\d| ?(?:am|pm|o['’]?clock|years?|months?|weeks?|days?|hours?|mins?|"
    r"minutes?|"
    r"noon|miles?|times|of|different|other|people|children|placements?|schools?|addresses|st|nd|rd|"
    r"th|homes?|hostels?|houses?|bedrooms?|rooms?|places?|points?|weekly|monthly|january|february|"
    r"march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec)\b)"
)
_LIVING_AT = (
    "move moves moved moving based placed rehoused housed returned return visit visited visits "
    "home address house door tenant tenancy evicted sofa sleeping accommodated"
).split()
_THERE: Final = r"(?: (?:out|in|back|over|alone|here|there|again|round))?"
_LABEL = (
    r"(?:(?:home|current|previous|last known|family|new|present|old|temporary|temp|postal|"
    r"correspondence|placement|full|child['’]?s|mother['’]?s|father['’]?s|parents?['’]?|"
    r"carer['’]?s)[ /]"
    r"){0,2}(?:address(?:es)?(?: attended)?|addr|add|residence|ha|location|venue)"
)


def _is_no_amount(match: regex.Match[str]) -> bool:
    return _AMOUNT.fullmatch(match["v"]) is None


ADDRESSES_OF_PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "ADDRESS",
        r"\b(?:address|addr)\b(?: is| um+| er+| now|:|\W\n)*[ \t:]+"
        rf"(?P<v>(?:\d{{1,4}}[a-z]?,?|{FLAT} ?\w{{1,4}},?) [^\n;.|]{{4,48}}?)"
        r"(?=[;.|\n]|$| (?:and|with|but|since|tel|phone|postcode)\b)",
        0.5,
        at=("address", "addr"),
    ),
    rule(
        "ADDRESS",
        rf"(?<![\w'’-])(?P<v>(?:The )?(?:{CAP} ){{1,2}}(?:House|Lodge|Villa|Heights|Mansions|"
        rf"Towers))"
        r"(?![\w’'])",
        0.45,
        accept=is_no_public_building,
        case=True,
        at=("house", "lodge", "villa", "heights", "mansions", "towers"),
        reach=3,
    ),
    rule(
        "ADDRESS",
        rf"\b(?:at|to|from|into|in|respite|called) (?P<v>The {CAP}(?: {CAP})?)(?!\w)",
        0.45,
        accept=lambda match: match["v"].split()[1].lower() not in NOT_NAMES | _THE,
        case=True,
        at=("at", "to", "from", "into", "in", "respite", "called"),
    ),
    rule(
        "ADDRESS",
        rf"(?<![\w-])(?P<v>(?:The )?(?:{CAP} ){{1,3}}{_CAP_COTTAGE})(?![\w’'])",
        0.5,
        accept=is_no_public_building,
        case=True,
        at=COTTAGES_AT,
        reach=3,
    ),
    rule(
        "ADDRESS",
        r"(?<!\w)(?P<v>(?:T[yŷ]['’]?n?|Plas|Hafod|Hendre|Llwyn|Pant|Tyddyn|Cefn|Bwthyn|Fferm|"
        r"Bryn)[ -]"
        rf"(?:(?:y|yr)[ -])?{CAP}(?: {CAP})?)(?!\w)",
        0.5,
        case=True,
        at=(
            "ty",
            "tŷ",
            "plas",
            "hafod",
            "hendre",
            "llwyn",
            "pant",
            "tyddyn",
            "cefn",
            "bwthyn",
            "fferm",
            "bryn",
        ),
    ),
    rule(
        "ADDRESS",
        rf"(?<=(?:^|[|\t]|  )[ \t>*•-]*)(?:\d{{1,2}}[.)] )?{_LABEL}[ \t*]*[:|–][ "
        rf"\t*]*+(?P<v>(?!as above|same|see\b|unknown|"
        r"nfa\b|no fixed|tbc|not known|n/?a\b|with(?:held)?\b|none|school\b|home\b(?!,)|notes|"
        r"date|tel|phase|police|hospital|office|teams|online|"
        r"phone|council|of\b|via\b|room\b|civic centre|town hall|virtual)(?=[^\n|;]*[\d\p{Lu}])"
        r"[^\n|;]{4,70}?)"
        r"(?=[ \t]*(?:\||$|;|\t|   |[.(][ \t]|,? ?[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b))",
        0.6,
        at=(
            "address",
            "addresses",
            "addr",
            "add",
            "home",
            "current",
            "previous",
            "last",
            "family",
            "new",
            "present",
            "old",
            "temporary",
            "temp",
            "postal",
            "correspondence",
            "placement",
            "full",
            "child",
            "mother",
            "father",
            "parent",
            "parents",
            "carer",
            "residence",
            "lives",
            "living",
            "ha",
            "location",
            "venue",
            DIGITS,
        ),
    ),
    rule(
        "ADDRESS",
        rf"\b{_LIVES}{_THERE}(?:,? (?:at|to|is|of|from))+ "
        rf"(?P<v>(?:number |no\.? ?|flat )?{HOUSE_NUMBER}(?:,? (?-i:{CAP})(?: (?-i:{CAP}))?)?)"
        rf"{_NO_TIME}",
        0.6,
        accept=_is_no_amount,
        at=_LIVES_AT,
    ),
    rule(
        "ADDRESS",
        rf"\b{_LIVING}{_THERE}(?:,? (?:at|to|in|is|of|from))+ "
        rf"(?P<v>(?:(?:number |no\.? ?|flat ){HOUSE_NUMBER}|{HOUSE_NUMBER},? (?-i:{CAP}))(?: "
        rf"(?-i:{CAP}))?)"
        rf"{_NO_TIME}",
        0.6,
        accept=_is_no_amount,
        at=_LIVING_AT,
    ),
    rule(
        "ADDRESS",
        r"\b(?:neighbours?|people|family|man|woman|lady|couple|lad|bloke|house|woman|flat|door|"
        r"her|him)"
        r" (?:at|from|in|of) (?P<v>(?:number |no\.? ?|flat )"
        rf"(?:{HOUSE_NUMBER}|{NUMBER_WORD}))(?!\w| ?(?:am|pm|years?|months?|miles?)\b)",
        0.6,
        at=(
            "neighbour",
            "neighbours",
            "people",
            "family",
            "man",
            "woman",
            "lady",
            "couple",
            "lad",
            "bloke",
            "house",
            "flat",
            "door",
            "her",
            "him",
        ),
    ),
    rule(
        "ADDRESS",
        r"\bneighbours?,? (?:at|from|in|of) (?P<v>\d{1,4}[a-z]?)(?![\w/:]|[.,]\d| ?(?:am|pm)\b)",
        0.6,
        at=("neighbour", "neighbours"),
    ),
    rule(
        "ADDRESS",
        rf"\bat (?P<v>(?:number |no\.? ?)(?:\d{{1,4}}[a-z]?|{NUMBER_WORD}))(?![\w/:]|[.,]\d)",
        0.55,
        at=("at",),
    ),
    rule(
        "ADDRESS",
        rf"(?<=\b{PREPOSITION} )(?P<v>(?:[\p{{L}}'’]{{3,}} ){{1,2}}"
        r"(?:road|street|avenue|lane|crescent|terrace|grove|close|drive|parade|brow|mews|gardens)"
        r")(?!\w)",
        0.55,
        accept=is_a_named_street,
        at=(
            "road",
            "street",
            "avenue",
            "lane",
            "crescent",
            "terrace",
            "grove",
            "close",
            "drive",
            "parade",
            "brow",
            "mews",
            "gardens",
        ),
        reach=2,
    ),
    rule(
        "ADDRESS",
        rf"(?<![\w-])(?P<v>(?:{CAP} ){{1,3}}(?:Road|Street|Avenue|Lane|Crescent|Terrace|Grove|"
        rf"Close|"
        r"Mews|Rd|Ave|ROAD|STREET|AVENUE|LANE|CRESCENT|TERRACE|GROVE))"
        r"(?!\w| (?:School|Primary|Infants|Academy|Surgery|Hospital|Health|Clinic|Police|Station))",
        0.55,
        accept=is_a_named_street,
        case=True,
        at=(
            "road",
            "street",
            "avenue",
            "lane",
            "crescent",
            "terrace",
            "grove",
            "close",
            "mews",
            "rd",
            "ave",
        ),
        reach=3,
    ),
    rule(
        "ADDRESS",
        rf"(?<=\b(?i:at|in|to|from|of|into|near|outside|leave|left|by|called) (?:the )?)"
        rf"(?P<v>(?:The )?(?:{CAP} ){{1,3}}{CAP_BUILDING})(?![\w’'])",
        0.5,
        accept=is_no_public_building,
        case=True,
        at=BUILDINGS_AT,
        reach=4,
    ),
    rule(
        "ADDRESS",
        r"(?i:narrow ?boat|house ?boat|canal boat|barge|\bnb)[ ,:]{1,2}(?i:called |named |the )"
        r"?[\"“'‘]?"
        rf"(?P<v>{CAP}(?: {CAP}){{0,2}})",
        0.55,
        case=True,
        at=("narrowboat", "narrow", "houseboat", "house", "canal", "barge", "nb"),
    ),
    rule(
        "ADDRESS",
        rf"(?<!\w)(?P<v>(?i:room|rm|pitch|plot|berth|mooring|caravan|unit|bay|yard|block) "
        rf"[A-Z]?\d{{1,4}}[A-Za-z]?)"
        rf"(?=,? (?:at |on |of |in )?(?:the )?{CAP})",
        0.5,
        case=True,
        at=("room", "rm", "pitch", "plot", "berth", "mooring", "caravan", "unit", "yard", "block"),
    ),
)
