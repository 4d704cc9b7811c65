"""Ages that only a text about people gives: bare numbers beside kin, verbs and brackets."""

from typing import Final

import regex

from workspace.privacy.detector.rule import Match, Rule, rule

from .ages import ABOUT, ALONE, COUNT, FOLLOW, IS, IS_AT, LISTED, NO_RANGE, SHORT, UNIT
from .counting import COUNTS, either

_KIN = (
    "brother sister bro sis cousin son daughter mother father mum mam mummy dad daddy niece nephew "
    "uncle aunt auntie partner grandmother grandfather gran nan nana grandad granddad twin sibling "
    "stepson stepdaughter stepdad stepmum boyfriend girlfriend husband wife ex boy girl lad lass "
    "granddaughter grandson halfbrother halfsister carer neighbour friend teenager male female man "
    "woman eldest youngest middle oldest toddler twins boys girls brothers sisters kids sons "
    "daughters grandma granny nanny papa mama tot"
)
_KINS = frozenset(_KIN.split())
_ENUMERATED = regex.compile(
    r"(?:section|reg(?:ulation)?|article|schedule|appendix|note|action|day|week|level|grade|year|"
    r"stage|part|para(?:graph)?|table|figure|fig|annex|act|form|rule|clause|chapter|version|item|"
    r"point|step|phase|tier|question|page|room|no|number|question|total|of|order|code|order)"
    r"[\"”’')]? ?[(\[]$",
    regex.IGNORECASE,
)


_PARENT = regex.compile(
    r"(?:m[uoa]m(?:my)?|dad(?:dy)?|mother|father|eldest|youngest) $", regex.IGNORECASE
)


def is_no_mark_of_a_parent(match: Match) -> bool:
    """Whether "mum 6" is more than what mum scored on a scale of ten."""
    value = match["v"]
    small = value in ("10", "one", "two") or len(value) == 1
    return not (small and _PARENT.search(match.string[match.start() : match.start("v")]))


def stands_by_no_heading(match: Match) -> bool:
    """Whether a number in brackets is neither a section's nor one of a list (1), (2)."""
    text, start, end = match.string, match.start("v"), match.end("v")
    if _ENUMERATED.search(text[max(0, start - 24) : start]):
        return False
    listed = int(match["v"]) < 4 and "(1)" in text and "(2)" in text
    return not (listed and text[end + 1 : end + 2] == " ")


_NO_SCORE = (
    r"(?<!\b(?:it|there|this|that|which|what|scores?|rating|scale|number|total|risk|level|grade|"
    r"room|"
    r"percentage|cost|price|target|time|result|answer|temperature|date|limit|meeting|deadline|"
    r"appointment|year|class|capacity|ratio|size|here|where|rate|page|count|item|step|stage|weight|"
    r"height|bill|rent|attendance|one|need|can|could|should|must|may|might) )"
)

AGES_OF_PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "AGE",
        rf"{ALONE}(?<!\b(?:for|in|over|after|every|within|last|past|next|another|of|by|per) )"
        r"(?<!/)(?P<v>\d{1,2}(?:yrs?|yo|mths?|y|yers|(?<=[(,–-] ?\d{1,2}) (?:yrs?|mths?|months?|"
        r"wks?)"
        r"(?=[),;.]|$)))(?!\w)"
        r"(?! (?:ago|later|before|after|now|supply|to|in|since|of|on|at|until|with|pregnant)\b|"
        r"-\w)",
        0.7,
        at="#",
    ),
    rule(
        "AGE",
        r"(?<=\p{Lu}[\p{L}\p{M}'’-]*[\"”’')]?[ \t]?[(\[](?:aged? |now )?)(?P<v>\d{1,2})"
        r"(?=\??[)\],;/: ](?!\d))(?! ?%)",
        0.7,
        accept=stands_by_no_heading,
        case=True,
        at="#",
    ),
    rule(
        "AGE",
        rf"\b{IS}{ABOUT}:? {LISTED}{FOLLOW}",
        0.7,
        at=IS_AT,
    ),
    rule(
        "AGE",
        rf"(?<!\w)(?:{either(_KIN)})(?:, ?| [–—-] ?|: ?| ?[(\[]| ){ABOUT} ?"
        rf"(?P<v>{COUNT}(?: ?{UNIT}\b)?){FOLLOW}",
        0.65,
        accept=is_no_mark_of_a_parent,
        at=_KINS,
    ),
    rule(
        "AGE",
        rf"\b(?:boy|girl|lad|lass|child|youth|teenager|youngster|infant|baby|man|woman) of "
        rf"{ABOUT} ?"
        rf"{LISTED}{FOLLOW}",
        0.7,
        at=("boy", "girl", "lad", "lass", "child", "youth", "teenager", "youngster", "infant",
            "baby", "man", "woman"),
    ),
    rule(
        "AGE",
        r"(?<!\w)(?i:male|female|boy|girl|m|f)(?:[ ,/(|-]{1,3})(?P<v>\d{1,2})"
        r"(?=[ \t]*(?:[),.;/|\n–](?!\d)|$))",
        0.65,
        case=True,
        at=("male", "female", "boy", "girl", "m", "f"),
    ),
    rule(
        "AGE",
        r"(?<![\w.,/£:-])(?P<v>\d{1,2})(?= ?[/,]? ?(?:[MF]|(?i:male|female))\b)",
        0.65,
        case=True,
        at="#",
    ),
    rule(
        "AGE",
        r"\b(?:(?:believed|thought|assessed|appear(?:s|ed)?|estimated|present(?:s|ing)?|considered|"
        r"deemed|treated|found|said|says?|saying|reckons?|look(?:s|ed)?|claim(?:s|ed|ing)?)"
        r"(?: (?:to|be|as|about|around|approximately|roughly|maybe|like|he|she|is|was|hes|shes|at|"
        r"he's|she's|only|being))+|(?:said|says?|saying|reckons?|claim(?:s|ed|ing)?)(?= \d\d)|"
        r"maybe|perhaps|probably|possibly|looks|old,(?: maybe)?)"
        rf" (?P<v>{COUNT}(?: or {COUNT})?){FOLLOW}",
        0.65,
        at=("believed", "thought", "said", "say", "says", "saying", "claim", "claims", "claimed",
            "claiming", "assessed", "appear", "appears", "appeared", "look", "looks", "looked",
            "estimated", "presents", "present", "presenting", "considered", "deemed", "treated",
            "found", "reckon", "reckons", "maybe", "perhaps", "probably", "possibly", "old"),
    ),
    rule(
        "AGE",
        rf"{_NO_SCORE}\b(?:is|was|are|were|be|being|now|turned)\b{ABOUT} {LISTED}{FOLLOW}",
        0.55,
        at=("is", "was", "are", "were", "be", "being", "now", "turned"),
    ),
    rule(
        "AGE",
        r"\b(?:had|pregnant|married|diagnosed|died|adopted|fostered)"
        r"\b[^.;\n\d]{0,30}"
        rf" (?:at|aged) (?P<v>{COUNT}){FOLLOW}",
        0.55,
        at=("had", "pregnant", "married", "diagnosed", "died", "adopted", "fostered"),
    ),
    rule("AGE", r"(?<![\w;.,:/])(?P<v>\d{1,2};\d{1,2})(?![\w;]|[.,:/]\d)", 0.55, at="#"),
    rule(
        "AGE",
        rf"(?<=[.!?,] )(?P<v>{COUNT}) now(?=[,.!?]|$)",
        0.6,
        at=COUNTS,
    ),
    rule(
        "AGE",
        r"\b(?:in|into) (?:his|her|their|my|your) (?P<v>(?:early|mid|late|middle)?[ -]{0,3}"
        r"(?:[2-9]0['’]?s|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties))\b",
        0.65,
        at=("in", "into"),
    ),
    rule(
        "AGE",
        r"\b(?:at|by|since|from|until|till|when)(?: the)?(?: age)?(?: of)? "
        rf"(?!one\b|two\b)(?P<v>{COUNT}),? (?:he|she|they)\b",
        0.65,
        at=("at", "by", "since", "from", "until", "till", "when"),
    ),
    rule(
        "AGE",
        rf"\b(?:at|from|by|since|until) (?:the )?age (?:of )?(?P<v>{COUNT}){NO_RANGE}",
        0.65,
        at=("at", "from", "by", "since", "until"),
    ),
    rule(
        "AGE",
        r"\b(?:rising|nearly|almost|just (?:turned|gone)|coming up(?: to)?|going on|approaching|"
        rf"not quite|not yet|barely|shy of|just (?:under|over)|pushing|about to (?:be|turn)) "
        rf"(?P<v>{COUNT}){FOLLOW}",
        0.65,
        at=("rising", "nearly", "almost", "just", "coming", "going", "approaching", "not",
            "barely", "about", "shy", "pushing"),
    ),
    rule(
        "AGE",
        rf"(?<!-)\bage\b(?:[ /](?:at|on|in|when|of|and|&|now|sex|gender|[\p{{L}}]{{3,12}})){{0,3}}"
        rf"(?: ?\([^()\n]{{1,16}}\))?[ \t]*[:|=–][ \t]*(?P<v>{SHORT}|{COUNT}(?: ?{UNIT})?)"
        rf"(?!\w|[.-]\d){NO_RANGE}",
        0.7,
        at=("age",),
    ),
)  # fmt: skip
"""Numbers that say how old somebody is where the text certainly speaks of people."""
