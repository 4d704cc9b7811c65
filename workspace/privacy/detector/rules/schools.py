"""Schools, nurseries and colleges, by the words that stand at a school's name's end."""

from typing import Final

import regex

from workspace.privacy.detector.rule import Match, Rule, rule
from workspace.privacy.detector.words import FUNCTION_WORDS, SCHOOL_WORDS

from .counting import either
from .streets import CAP

_KIND = (
    r"(?:Primary|Junior|Juniors|Infants?|Nursery|Secondary|High|Grammar|Special|Community|Academy|"
    r"Catholic|Church of England|C of E|CE|CofE|RC|R\.C\.|Free|Boys['’]?|Girls['’]?|Middle|First|"
    r"Voluntary Aided|Upper|Lower|Foundation|Comprehensive|"
    r"VA|VC|and|&|Preparatory|Prep|Technical|Technology|Sixth Form|Day|Hebrew|Islamic|Welsh)"
)
_ENDS = (
    "school academy college preschool pre-school nursery infants primary juniors junior "
    "playgroup pru kindergarten montessori madrasa madrasah high grammar secondary daycare "
    "childcare childminding cofe creche crèche university utc yeshiva cheder seminary"
)
_END = (
    rf"(?:{'|'.join(f'{w.title()}|{w.upper()}' for w in _ENDS.split())}|primary|infants|juniors|"
    r"academy|nursery|playgroup|pre-?school|Pre-school|CofE|(?:Church|C) of E(?:ngland)?|"
    r"C\.?E\.?|RC|Sixth Form(?: Centre| College)?|"
    r"Day Nursery|Day Care|Pupil Referral Unit|Family Centre [Nn]ursery|Learning Centre|"
    r"Children['’]s Nursery|Special School|Boys|Girls)"
)
_ENDS_AT = frozenset(
    (*_ENDS.replace("pre-school", "pre school").split(), "form", "centre", "college", "care",
     "unit", "e", "england", "ce", "rc", "boys", "girls")
)  # fmt: skip
_UPPER_END = (
    r"(?:SCHOOL|ACADEMY|COLLEGE|PRE-?SCHOOL|NURSERY|INFANTS|PRIMARY|JUNIORS|PLAYGROUP|HIGH|"
    r"SIXTH FORM|GRAMMAR|PRU|DAYCARE)"
)
_LOWER_END = (
    r"(?:(?:primary|infants?|junior|high|secondary|nursery|grammar|special|prep|catholic|c of e|"
    r"comprehensive|middle|first) school|primary|academy|infants|juniors|pre-?school|"
    r"(?:day )?nursery|(?:sixth form )?college|sixth form|playgroup|high|grammar|school|prep)"
)
_BEFORE = (
    "at attend attends attending attended goes go going went from to started starts start joined "
    "left is was called named enrolled into near ring rang school's schools outside "
    "transferred moved"
)
_FOREIGN = (
    r"(?:Ysgol|Sgoil|Scoil|Gaelscoil|Naíscoil|Bunscoil|Coláiste|Meithrin|Cylch Meithrin|"
    r"Yeshiva(?:s|t)?|"
    r"Talmud Torah|Cheder|Beis|Bais|Bnos|Bnei|Madras[ae]h?|Jamia|Darul|Academia|Escola|Szkoła|"
    r"Coleg|Meithrinfa|Sgoil Àraich)"
)
_FOREIGN_AT = (
    "ysgol sgoil scoil gaelscoil naíscoil bunscoil coláiste meithrin cylch yeshiva yeshivas "
    "yeshivat talmud cheder beis bais bnos bnei madrasa madrasah madrase jamia darul coleg "
    "meithrinfa"
).split()
_NO_SCHOOL = frozenset(
    "normal same nearest own big mainstream new the that this whole another other local ordinary "
    "proper real any first every brilliant lovely nice posh rough actual old kids after before "
    "through out outside inside during finished back off pick drop run bus uniform term sunday "
    "want be do does doing did go goes going get gets getting bricklaying share day being been "
    "split know knows think thinks told tell call called ring rang report reports say says work "
    "works uni further he she they it's its so if when because cos as on in for with open our "
    "their too very really high low at to junior".split()
)


_GENERIC: Final = frozenset(
    "forest supported internship residential tax perfect royal polling station hall free "
    "universal".split()
)
_IN_NAMES: Final = frozenset("the of and our lady st saint le".split())


def has_a_specific_word(match: Match) -> bool:
    words = regex.findall(r"[\p{L}\p{M}'’.]+", match["v"].lower())
    return any(word.strip(".'’") not in SCHOOL_WORDS | _GENERIC for word in words)


def names_a_school(match: Match) -> bool:
    """The same for words in one case, where a verb may stand as well as a name."""
    words = regex.findall(r"[\p{L}\p{M}'’.]+", match["v"].lower())
    named = [word.strip(".'’") for word in words[:-1] if word not in _IN_NAMES]
    if any(word in FUNCTION_WORDS or word in _NO_SCHOOL for word in named):
        return False
    return any(word not in SCHOOL_WORDS for word in named)


SCHOOLS: Final[tuple[Rule, ...]] = (
    rule(
        "SCHOOL",
        rf"(?<!\w)(?P<v>(?:{CAP} (?:(?:of|the|and|&|de|le|upon|on|in|for) ){{0,2}}){{1,5}}?"
        rf"(?:{_KIND} ){{0,5}}{_END}(?: {_END})*)(?!\w)",
        0.88,
        accept=lambda match: (names_a_school if match["v"].isupper() else has_a_specific_word)(
            match
        ),
        case=True,
        at=_ENDS_AT,
        reach=8,
    ),
    rule(
        "SCHOOL",
        rf"(?<!\w)(?P<v>(?:(?:ST\.|\p{{Lu}}[\p{{Lu}}'’-]+) ){{1,4}}{_UPPER_END}(?: {_UPPER_END})?)"
        r"(?!\w)",
        0.8,
        accept=names_a_school,
        case=True,
        at=_ENDS_AT,
        reach=4,
    ),
    rule(
        "SCHOOL",
        rf"(?<=\b(?:{either(_BEFORE)}) )(?P<v>(?:(?:st\.|[\p{{L}}'’]{{2,}}) ){{1,3}}{_LOWER_END})"
        rf"(?!\w)",
        0.7,
        accept=names_a_school,
        at=_ENDS_AT,
        reach=5,
    ),
    rule(
        "SCHOOL",
        rf"(?<!\w)(?P<v>{_FOREIGN}(?:[ -](?:(?:y|yr|an|na|a|i|o|al|el|ar)[ -])"
        rf"?(?:[\p{{Lu}}][\p{{L}}\p{{M}}'’-]+))"
        r"{1,5})",
        0.85,
        case=True,
        at=_FOREIGN_AT,
    ),
    rule(
        "SCHOOL",
        rf"(?<!\w)(?P<v>(?:University|College|School|Academy) of (?:the )?{CAP}(?: {CAP}){{0,2}})",
        0.7,
        accept=has_a_specific_word,
        case=True,
        at=("university", "college", "school", "academy"),
    ),
)
