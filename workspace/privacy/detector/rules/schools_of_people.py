"""Schools that only a text about people gives: St Hedwig's, Carr Manor, "nursery: tiny toes"."""

from typing import Final

from workspace.privacy.detector.marks import CAPITALS
from workspace.privacy.detector.rule import Rule, rule
from workspace.privacy.detector.words import FUNCTION_WORDS

from .schools import has_a_specific_word, names_a_school
from .streets import CAP

_ST_BUT = (
    r"(?:john['’]?s? ambulance|george['’]?s? (?:day|cross|flags?)|patrick['’]?s day|andrew['’]?s "
    r"day|"
    r"david['’]?s day|helens|albans|ives|austell|leonards|pancras|neots|asaph|nicholas['’]? day|"
    r"mungo['’]?s|giles trust|basils|lucia|kitts|vincent|bernard|swithin['’]?s day)\b"
)
_NO_PATRON = r"(?! (?:hospital|hospice|church|cathedral|ambulance|trust|day|ward|island)\b)"
_SETTING = (
    r"(?:school|nursery|college|academy|playgroup|pre-?school|setting|education|childminder|"
    r"university|sixth form|school/nursery|nursery/school|school/college|school/setting|"
    r"education (?:provider|setting|provision)|school (?:attended|name)|pru)"
)
_SETTING_AT = ("school", "nursery", "college", "academy", "playgroup", "preschool", "pre",
               "setting", "education", "childminder", "university", "sixth", "pru")  # fmt: skip
_NONE = (
    r"(?!(?:none|n/?a|not|no|yes|home|ehe|tbc|unknown|as above|same|same as|year|mainstream|attend|"
    r"see|to be|applied|awaiting|out of|nursery|primary|secondary|report|absence|social|nurse|is|"
    r"mr|mrs|ms|"
    r"miss|dr|the|a|an|she|he|they|will|has|have|had|was|were|and|or|term|staff|please|contact|"
    r"if|all)\b)"
)

SCHOOLS_OF_PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "SCHOOL",
        rf"(?<=^[ \t>*•-]*){_SETTING}[ \t]*:[ \t]*+(?P<v>{_NONE}(?:[\p{{L}}'’&]{{2,}} )"
        rf"{{0,3}}[\p{{L}}'’]{{2,}})"
        r"(?=[ \t]*(?:$|[,;|(]))",
        0.5,
        accept=lambda match: not FUNCTION_WORDS & set(match["v"].lower().split()),
        at=_SETTING_AT,
    ),
    rule(
        "SCHOOL",
        rf"(?<!\w)(?P<v>(?:The )?{CAP}(?: {CAP}){{0,3}})(?= \((?:PRU|SEN|special|primary|"
        rf"secondary|nursery|"
        r"school|academy|college|AP|infants|juniors|sixth form)\b)",
        0.5,
        case=True,
        at=CAPITALS,
    ),
    rule(
        "SCHOOL",
        r"(?<![\w'’])(?P<v>(?:(?:st\.|[\p{L}'’]{2,}) ){1,2}(?:academy|infants?|juniors|primary|"
        r"pre-?school|"
        r"(?:primary|infants?|junior|high|secondary|nursery|grammar|prep) school|playgroup|"
        r"day nursery|sixth form)(?: school)?)(?!\w)",
        0.5,
        accept=names_a_school,
        at=(
            "academy",
            "infants",
            "infant",
            "juniors",
            "primary",
            "preschool",
            "pre",
            "junior",
            "high",
            "secondary",
            "nursery",
            "grammar",
            "prep",
            "playgroup",
            "day",
            "sixth",
        ),
        reach=2,
    ),
    rule(
        "SCHOOL",
        rf"(?<![\w-])(?P<v>(?i:st|saint|sts|ss)\.? (?!(?i:{_ST_BUT}))"
        rf"(?i:[\p{{L}}’'-]{{2,}}s(?:['’]s?)?|"
        rf"{CAP}['’]s?)(?: (?:and|&) (?i:st\.? )?{CAP})?(?: (?i:rc|ce|cofe|catholic|high|prep|ps|"
        rf"hs|"
        rf"primary))*)"
        rf"(?!\w){_NO_PATRON}",
        0.55,
        case=True,
        at=("st", "saint", "sts", "ss"),
    ),
    rule(
        "SCHOOL",
        rf"(?<=(?:^|[|\t;(]|  )[ \t>*•-]*(?:\d{{1,2}}[.)] )?)(?i:(?:current |previous |last |new "
        rf"|child['’]s |name of |"
        rf"present |former )?{_SETTING}(?: \([^()\n]{{1,20}}\))?)[ \t*]*(?:[:|–=]|- )[ "
        rf"\t*]*+(?P<v>(?i:{_NONE})"
        rf"{CAP}(?:[ -](?:{CAP}|of|the|and|&|an|y|yr|na|de)){{0,6}})",
        0.55,
        case=True,
        at=(
            *_SETTING_AT,
            "current",
            "previous",
            "last",
            "new",
            "child",
            "name",
            "present",
            "former",
        ),
    ),
    rule(
        "SCHOOL",
        rf"(?i:school|nursery|college|academy|playgroup|preschool)(?: ?[(“\"][ ]?|,? (?i:is|was|"
        rf"called|named|at|is called) )"
        rf"(?P<v>(?i:{_NONE})(?!\p{{Lu}}{{1,5}}\b){CAP}(?:[ -](?:{CAP}|of|the|and|&|an|y|yr|na))"
        rf"{{0,5}})",
        0.45,
        case=True,
        at=("school", "nursery", "college", "academy", "playgroup", "preschool"),
    ),
    rule(
        "SCHOOL",
        rf"\b(?i:excluded from|expelled from|enrolled at|roll at|(?:moved|transferred) (?:to|from)|"
        rf"left) (?P<v>(?i:{_NONE}){CAP}(?:[ -](?:{CAP}|of|and|&)){{0,4}})(?= (?:in|on|last|for|"
        rf"this|"
        r"after|when|at|and|because)\b|[,.;)])",
        0.42,
        accept=has_a_specific_word,
        case=True,
        at=("excluded", "expelled", "enrolled", "roll", "moved", "transferred", "left"),
    ),
    rule(
        "SCHOOL",
        rf"\b(?i:attends?|attending|starts? at|started at|teacher at|pupil at|student at|head of|"
        rf"enrolled at|roll at|seen at|year \d{{1,2}} at|place at|nursery at) "
        rf"(?P<v>(?i:{_NONE})(?:The )?{CAP}(?:[ -](?:{CAP}|of|and|&)){{1,4}})",
        0.42,
        accept=has_a_specific_word,
        case=True,
        at=(
            "attend",
            "attends",
            "attending",
            "start",
            "starts",
            "started",
            "teacher",
            "pupil",
            "student",
            "head",
            "enrolled",
            "roll",
            "goes",
            "seen",
            "year",
            "place",
            "nursery",
        ),
    ),
)
