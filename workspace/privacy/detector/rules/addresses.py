"""Addresses: numbers in streets, flats, farms and houses with names, written and said."""

from collections.abc import Iterable
from typing import Final

import regex

from workspace.privacy.detector.marks import DIGITS
from workspace.privacy.detector.rule import Match, Rule, rule
from workspace.privacy.detector.words import (
    COUNTED_WORDS,
    FUNCTION_WORDS,
    MONTHS_AND_DAYS,
    NOT_NAMES,
)

from .counting import COUNTS, NUMBER_WORD, NUMBER_WORDS
from .streets import (
    BUILDING,
    BUILDINGS_AT,
    CAP,
    COTTAGE,
    COTTAGES_AT,
    FLAT,
    FLAT_NUMBER,
    FLATS_AT,
    FLOOR,
    FLOORS_AT,
    HOUSE_NUMBER,
    PLAIN_STREET,
    PLAIN_STREETS_AT,
    STREET,
    WELSH,
)

_WELSH_AT = tuple(WELSH.lower()[3:-1].split("|"))
_SAID_NUMBER = (
    rf"(?:(?:number )?{NUMBER_WORD}(?: (?:hundred and )?{NUMBER_WORD})?(?: [a-h](?!\w))?)"
)
_SMALL = r"(?:of|the|and|y|yr|on|upon|le|de|la|in)"
PREPOSITION = r"(?:on|in|at|to|from|of|near|along|off|around|outside|opposite|behind|by|down|up)"
_PUBLIC_HALLS: Final = frozenset(
    "county town city civic village church community memorial parish shire guild sports open safe "
    "full white family high crown magistrates youth supreme royal care work first second third "
    "tribunal appeal school market football business science industrial retail national local "
    "council leisure water skate car theme coroner coroner's sheriff adventure country trade "
    "public nursing residential children's childrens contact half-way halfway own free same "
    "detached semi terraced empty moving private social fire power meeting focal starting turning "
    "contents key decision entry talking data access pressure tipping assembly match exclamation "
    "reference check boiling bullet in take taking works one other each every this that whole top "
    "tesco asda lidl aldi premier bridging asylum contingency wendy tree dolls doll's green "
    "bouncy big new our my his her their your".split()
)
_NOT_A_STREET: Final = frozenset(
    "main the same high next other another busy side back country this that our my his her their "
    "your a an cross long quiet wrong right open across one every any dark no whole hard up down "
    "some each both public own left quality staying stay private ring slip toll dead middle "
    "tough bumpy which what "
    "all either said downing sesame fleet harley coronation wall web on in at of and to from off "
    "fast narrow steep test first last two three by near is was very too so then nowhere "
    "permanent present new under into its".split()
)


def capitals(words: Iterable[str]) -> str:
    """A pattern for words as a name has them, with a capital or all in capitals."""
    return "(?:" + "|".join(f"{word.title()}|{word.upper()}" for word in words) + ")(?!\\w)"


_CAP_STREET: Final = capitals(PLAIN_STREETS_AT)
CAP_BUILDING: Final = capitals(BUILDINGS_AT)


def is_not_a_date_or_count(match: Match) -> bool:
    words = regex.findall(r"[\p{L}'’]+", match["v"].lower())
    return not any(word in FUNCTION_WORDS or word in MONTHS_AND_DAYS for word in words[:-1]) and (
        not any(word in COUNTED_WORDS for word in words[:-1])
    )


def is_said_with_a_name(match: Match) -> bool:
    """Whether a number in words leads up to a street's name: not "two on the road"."""
    words = [w for w in regex.findall(r"[\p{L}'’]+", match["v"].lower()) if w not in _COUNTING]
    named = words[:-1]
    return bool(named) and not any(w in _NOT_A_STREET or w in COUNTED_WORDS for w in named)


_COUNTING: Final = NUMBER_WORDS | frozenset("number hundred and a b c d e f g h flat y".split())


def is_no_public_building(match: Match) -> bool:
    words = regex.findall(r"[\p{L}'’-]+", match["v"].lower())
    named = [word for word in words[:-1] if word not in ("the", "of", "old", "home")]
    halls = frozenset() if words[-1] in COTTAGES_AT else _PUBLIC_HALLS
    if any(w in halls or w in MONTHS_AND_DAYS or w in FUNCTION_WORDS for w in named):
        return False
    return words[-1] in COTTAGES_AT or any(word not in NOT_NAMES for word in named)


def is_a_named_street(match: Match) -> bool:
    words = regex.findall(r"[\p{L}'’-]+", match["v"].lower())
    return not any(word in _NOT_A_STREET or word in FUNCTION_WORDS for word in words[:-1])


ADDRESSES: Final[tuple[Rule, ...]] = (
    rule(
        "ADDRESS",
        rf"(?<![\w/.:-])(?P<v>(?:(?:{FLOOR}|{FLAT}(?: ?[\da-z]{{1,5}}(?:/\d)?)?),? )"
        rf"?(?:(?-i:{CAP} ){{1,3}}"
        rf"(?i:{BUILDING}),? )?{HOUSE_NUMBER},?[ ]+(?:(?-i:{CAP}) (?:{_SMALL} )?){{1,4}}"
        rf"{STREET}\b)",
        0.92,
        accept=is_not_a_date_or_count,
        at=FLATS_AT | FLOORS_AT | {DIGITS},
    ),
    rule(
        "ADDRESS",
        rf"(?<![\w/.:-])(?P<v>(?:{FLAT} ?\d{{1,4}}[a-z]?,? )?{HOUSE_NUMBER},? "
        rf"(?:[\p{{L}}'’]{{3,}} ){{1,2}}{STREET})(?!\w)",
        0.75,
        accept=is_not_a_date_or_count,
        at=FLATS_AT | {DIGITS},
    ),
    rule(
        "ADDRESS",
        rf"(?<![\w/.:-])(?P<v>(?:\d{{1,3}}/\d{{1,2}}|\d[fg]\d),? \d{{1,4}}[a-z]? "
        rf"(?:[\p{{L}}'’]{{3,}} ){{1,2}}{STREET})(?!\w)",
        0.9,
        at=DIGITS,
    ),
    rule(
        "ADDRESS",
        rf"(?<![\w/.:-])(?P<v>(?:{HOUSE_NUMBER},? |{_SAID_NUMBER} )(?-i:{WELSH}|{WELSH.lower()})"
        r"(?:['’]r)?[ -](?:(?:y|yr|ar|tan|pen)[ -])?[\p{L}'’-]{3,}(?: (?-i:\p{Lu}[\p{L}'’-]+)|"
        r"(?<=[a-z]) (?=(?-i:\p{Ll}))(?!and|but|the|with|her|his|which|where|near|from)"
        r"[\p{L}]{6,})?)(?!\w)",
        0.85,
        at=COUNTS,
    ),
    rule(
        "ADDRESS",
        rf"(?<!\w)(?P<v>(?:{FLAT_NUMBER},? )?{_SAID_NUMBER} (?:[\p{{L}}'’]{{3,}} ){{1,2}}"
        rf"{PLAIN_STREET})(?!\w)",
        0.8,
        accept=is_said_with_a_name,
        at=NUMBER_WORDS | {"number"} | FLATS_AT,
    ),
    rule(
        "ADDRESS",
        rf"(?<!\w)(?P<v>{FLAT_NUMBER},? (?:(?:The |the |THE )?(?-i:{CAP} ){{1,3}}){BUILDING})"
        rf"(?!\w)",
        0.9,
        at=FLATS_AT,
    ),
    rule(
        "ADDRESS",
        r"(?<!\w)(?P<v>(?:flat|apartment|apt) (?:\d{1,4}[a-z]?(?:/\d{1,2})?|(?-i:[A-Z]))"
        r"(?:,? (?:block|floor) [a-z\d]{1,2})?)(?!\w)",
        0.7,
        at=("flat", "apartment", "apt"),
    ),
    rule(
        "ADDRESS",
        r"(?<=\b(?:at|in|to|from|is|address|of|home|near)[:,]? )"
        rf"(?P<v>(?:The )?(?:{CAP} (?:of )?){{1,3}}(?i:{COTTAGE}))(?!\w)",
        0.85,
        accept=is_no_public_building,
        case=True,
        at=COTTAGES_AT,
        reach=4,
    ),
    rule(
        "ADDRESS",
        rf"(?<!\w)(?P<v>(?:The )?(?:{CAP} ){{1,3}}(?i:{COTTAGE}|House|Hse))(?=,? (?:\d|{CAP} ))",
        0.8,
        accept=is_no_public_building,
        case=True,
        at=COTTAGES_AT | {"house", "hse"},
        reach=4,
    ),
    rule(
        "ADDRESS",
        rf"(?<=\b(?i:{PREPOSITION}|onto|past|corner of) )"
        rf"(?P<v>(?!(?:High|HIGH|The|Main|Downing|Sesame) )(?:{CAP} ){{1,3}}{_CAP_STREET})"
        r"(?!\w| (?:School|Primary|Infants|Academy|Surgery|Hospital|Health))",
        0.75,
        accept=is_a_named_street,
        case=True,
        at=PLAIN_STREETS_AT,
        reach=3,
    ),
    rule(
        "ADDRESS",
        r"(?<=(?:^|[|\t])[ \t>*-]*)(?:home |current |previous |last known )?address[ \t*]*[:|]"
        r"[ \t*]*(?P<v>\d[^|\n]{4,60}?)(?=\s*(?:\||$|;|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}))",
        0.8,
        at=("address", "home", "current", "previous", "last"),
    ),
)
