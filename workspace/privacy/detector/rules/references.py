"""Case, court, police and Home Office references, and other long numbers.

A long bare number in children's services is nearly always somebody's number, so seven or
more digits in a row are masked even where nothing says what they are.
"""

from typing import Final

from workspace.privacy.detector.marks import DIGITS
from workspace.privacy.detector.rule import Match, Rule, rule

from .bookish import is_somebodys
from .counting import NUMBER_WORD, ORDINAL, SPOKEN_DIGIT, SPOKEN_LETTER

_SYSTEM = (
    "lcs ehm mosaic liquidlogic liquid ics eclipse azeus carefirst care protocol systemone system "
    "systmone emis rio cad urn niche uhn mrn pnc croid cpoms holmes charms storm log athena merlin "
    "uan gwf nass hcpc swe gmc nmc gdc gphc bacp sssc rqia nomis uln utr uprn crn laa connect "
    "orchard servelec paris carenotes epr misper ppn vpa vpn merlins sims arbor bromcom cims pin "
    "dbs crb disclosure ukvi arc eusf eus euss cos fgm mappa marac nrm atlas genesis guardian red "
    "sigma connectred unifi icis oasys delius ndelius swift framework frameworki tribal synergy "
    "capita eys"
).split()
_SYSTEMS = (
    r"(?:liquid ?logic|care ?first|system ?one|ofsted urn|home office|port|"
    rf"{'|'.join(word for word in _SYSTEM if word not in ('liquid', 'care', 'system'))})"
)
_OWNER = (
    "case file crime incident police court claim claimant hospital hosp patient ehc ehcp ehcps sen "
    "home ho arc brp uln visa tenancy tenant rent council ctax utr pupil student client person "
    "child family service household referral record records customer our your my their his her "
    "prison prisoner nomis section invoice solicitors solicitor complaint mash social booking "
    "order warrant collar badge shoulder pin epaulette exhibit share application app certificate "
    "cert "
    "tracking parcel consignment recorded delivery barcode policy ticket docket voucher licence "
    "license registration reg reference refs ref log contact job bid account acct member "
    "membership roll staff employee payroll interpreter id unit bed ward lab sample specimen "
    "housing homelessness benefit pip dla esa jsa uc universal credit carers hb cts dhp tv gas "
    "electric meter mpan mprn asset serial imei imsi device purchase po grant legal laa "
    "ombudsman enquiry enq mp foi sar subject fixed penalty pcn custody detained bail occurrence "
    "event misper merlin intel op operation niche storm dossier bundle document doc payment "
    "inc inv occ investigation transaction approval agency provider panel national charge "
    "summons nhs chc key"
).split()
_OWNERS = rf"(?:{'|'.join(sorted(_OWNER, key=len, reverse=True))})"
_WORD = (
    r"(?:ids?|no|nos|number|numbers|num|nr|refs?|references?|identifier|plan|record|log|code|pin|"
    r"#|№)"
)
_TIE = (
    r"(?:[\s:.()\-–—|*#=\[]|\bis\b|\bwas\b|\bno\b|\bnumber\b|\bref(?:erence)?\b|\bid\b|\bquote\b|"
    r"\bquoting\b|\bum+\b|\ber+\b|\bof\b|\bit['’]?s\b){0,12}"
)
_NOT_YEAR = r"(?!(?:19|20)\d\d(?![\w/-])|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?![\w/-])|\d{1,2}:\d\d)"
_CODE = (
    rf"(?P<v>{_NOT_YEAR}(?=[\w/.*\\-]*\d{{2}}|\w*[/-]\w*\d)(?:[a-z]{{1,6}}[ /*-]?)?"
    r"\d[a-z\d]*(?:[/*.\\–_-][a-z\d]+)*|"
    rf"(?=(?:[a-z]*[/_-])+\w*\d)[a-z]{{1,8}}(?:[/*.\\–_-][a-z\d]+)+)(?!\w)"
)
_LONG = (
    rf"(?P<v>{_NOT_YEAR}(?=[\w/*.-]*\d{{3}})[a-z]{{0,5}}[/-]?"
    r"\d[a-z\d]*(?:[/*.\\_-][a-z\d]+)*)(?!\w)"
)
_GROUPS = (
    r"(?P<v>(?=[A-Z\d /.-]*\d[A-Z\d /.-]*\d)[A-Z\d/*.-]{1,12}(?: (?:[A-Z\d/-]*\d[A-Z\d/-]*|"
    r"(?=[A-Z\d]+ \w*\d)[A-Z]{1,4})){1,5})(?![\w])"
)


def is_somebodys_long_number(match: Match) -> bool:
    long = sum(map(str.isdigit, match["v"])) >= 4 and match["v"][:2] not in ("19", "20")
    return long and is_somebodys(match)


def _is_grouped(match: Match) -> bool:
    """Whether the letters before the first number are a prefix and no label or plain word."""
    first = match["v"].split()[0].lower()
    before = match.string[max(0, match.start("v") - 12) : match.start("v")].lower()
    return not first.isalpha() or first not in _LABELS or "ref" in before


_LABELS: Final = frozenset(
    (
        *_SYSTEM,
        *_OWNER,
        "no",
        "number",
        "in",
        "on",
        "at",
        "to",
        "of",
        "for",
        "the",
        "and",
        "is",
        "was",
        "age",
        "dob",
        "due",
        "by",
        "from",
        "has",
        "reg",
        "tel",
        "mob",
        "ext",
        "pcs",
        "log",
    )
)
_SAID = rf"(?:{SPOKEN_DIGIT}|{NUMBER_WORD}|{SPOKEN_LETTER}|stroke|slash|dash|hyphen|point)(?!\w)"

REFERENCES: Final[tuple[Rule, ...]] = (
    rule(
        "REFERENCE",
        rf"\b{_OWNERS}['’]?s?(?: (?:office|user|tax|care|plan|account|pin|card|case|file|records?|"
        rf"system|application|registration|permit|credit|england|report|team))?[\s/]{_WORD}(?!\w)"
        rf"{_TIE}{_CODE}",
        0.86,
        accept=is_somebodys,
        at=_OWNER,
    ),
    rule(
        "REFERENCE",
        rf"(?<!\w)(?:refs?|reference|our ref|your ref|quote|quoting)\b[\s:.#-]+(?:is |was |no\.? "
        rf"|number )?(?:{_CODE}|"
        r"(?P<v>(?-i:(?=\d*[A-Z])(?=[A-Z]*\d)[A-Z\d]{5,12}))(?!\w))",
        0.84,
        accept=is_somebodys,
        at=("ref", "refs", "reference", "our", "your", "quote", "quoting"),
    ),
    rule(
        "REFERENCE",
        rf"(?<![\w/-]){_SYSTEMS}\b{_TIE}{_LONG}",
        0.84,
        accept=is_somebodys,
        at=(*_SYSTEM, "ofsted", "home", "port"),
    ),
    rule(
        "REFERENCE",
        rf"\b(?:id|case|crime|ehcp|arc|brp|uln|prison|order|certificate|social work england)"
        rf"\b[\s:.#-]*{_LONG}",
        0.6,
        accept=is_somebodys_long_number,
        at=(
            "id",
            "case",
            "crime",
            "ehcp",
            "arc",
            "brp",
            "uln",
            "prison",
            "order",
            "certificate",
            "social",
        ),
    ),
    rule(
        "REFERENCE",
        rf"(?i:\b(?:{_OWNERS}|{'|'.join(_SYSTEM)})['’]?s?\b(?:[ /]{_WORD}(?!\w))?"
        rf"(?:[ \t:.()#–-]|\bis\b|\bwas\b){{0,8}})(?<![A-Za-z]){_GROUPS}",
        0.8,
        accept=lambda match: _is_grouped(match) and is_somebodys(match),
        case=True,
        at=frozenset(_OWNER)
        - {
            "our",
            "your",
            "my",
            "their",
            "his",
            "her",
            "child",
            "family",
            "person",
            "home",
            "service",
            "section",
            "nhs",
            "op",
            "red",
            "care",
            "contact",
            "job",
            "event",
            "member",
            "account",
            "acct",
            "tv",
            "gas",
            "doc",
            "bed",
            "lab",
        }
        | frozenset(_SYSTEM) - {"red", "care", "system"},
    ),
    rule("REFERENCE", r"(?<!\w)(?P<v>[a-z]{1,3}\d{2}[a-z]\d{4,6})(?!\w)", 0.9, at=DIGITS),
    rule("REFERENCE", r"(?<!\w)(?P<v>\d{2}[A-Z]\d{4}[A-Z])(?!\w)", 0.9, case=True, at=DIGITS),
    rule(
        "REFERENCE",
        r"(?<![\w/-])(?!NHS|COVID|ISO)(?P<v>(?=[A-Z\d/-]*\d[A-Z\d/-]*\d[A-Z\d/-]*\d)"
        r"[A-Z]{1,6}\d{0,4}(?:[/-][A-Z\d]{1,10}){1,4})(?![\w/-])",
        0.82,
        accept=is_somebodys,
        case=True,
        at=DIGITS,
        reach=3,
    ),
    rule(
        "REFERENCE",
        r"(?<!\w)(?P<v>(?=(?:[A-Z]*\d){4})(?=\d*[A-Z])[A-Z\d]{7,20})(?!\w)",
        0.7,
        case=True,
        at=DIGITS,
    ),
    rule(
        "REFERENCE",
        r"(?<!\w)(?P<v>[A-Z]{2,4}(?: \d{3}){3})(?!\w)",
        0.8,
        case=True,
        at=DIGITS,
        reach=1,
    ),
    rule(
        "REFERENCE",
        r"(?<!\w)(?P<v>[A-Z]{2} ?\d{4} ?\d{4} ?\d ?GB)(?!\w)",
        0.9,
        case=True,
        at=DIGITS,
        reach=1,
    ),
    rule(
        "REFERENCE",
        r"\b(?:PC|DC|PS|DS|PCSO|WPC|TDC|SPC|Sgt|Insp|[Oo]fficer|OIC|collar|shoulder)"
        r"(?:[ \t]|[:#][ \t]?| no\.? | number )(?P<v>[A-Z]{0,3}\d{2,6}(?:[A-Z]{1,3})?)(?!\w|"
        r"[/.:-]\d)",
        0.8,
        case=True,
        at=(
            "pc",
            "dc",
            "ps",
            "ds",
            "pcso",
            "wpc",
            "tdc",
            "spc",
            "sgt",
            "insp",
            "officer",
            "oic",
            "collar",
            "shoulder",
        ),
    ),
    rule(
        "REFERENCE",
        r"\b(?:PC|DC|PS|DS|DI|PCSO|WPC|SPC|TDC|Sgt|Insp|Constable|Sergeant)\.? "
        r"(?:\p{Lu}[\p{L}'’.-]*[ ,]{1,2}){1,3}\(?(?P<v>[A-Z]{0,2}\d{3,6})(?!\w|[/.:-]\d)",
        0.75,
        case=True,
        at=(
            "pc",
            "dc",
            "ps",
            "ds",
            "di",
            "pcso",
            "wpc",
            "spc",
            "tdc",
            "sgt",
            "insp",
            "constable",
            "sergeant",
        ),
    ),
    rule(
        "REFERENCE",
        r"\b(?i:incident|exhibit|exhibits|badge|pin)\b[\s:.#()\w]{0,12}?\b"
        r"(?P<v>(?:[A-Z]{1,5}[/ -]?)?\d{1,8}[A-Z]?)(?!\w)(?![/:.-]\d)",
        0.75,
        accept=lambda match: match["v"][0].isalpha() or len(match["v"]) > 1,
        case=True,
        at=("incident", "exhibit", "exhibits", "badge", "pin"),
    ),
    rule(
        "REFERENCE",
        r"(?<![\w/])(?P<v>\d{2,4}[a-z]{0,2}/\d{4,8}/\d{2,4})(?![\w/])",
        0.85,
        at=DIGITS,
    ),
    rule(
        "REFERENCE",
        r"(?<![\w/])(?P<v>[a-z]{0,4}/?\d{5,}/\d{2,4})(?![\w/])",
        0.8,
        at=DIGITS,
        reach=1,
    ),
    rule(
        "REFERENCE",
        r"(?<!\w)(?P<v>[A-Z]{1,4}[-/]?\d{5,}(?:/\d+)?)(?!\w)",
        0.7,
        accept=is_somebodys,
        case=True,
        at=DIGITS,
        reach=1,
    ),
    rule(
        "REFERENCE",
        r"(?<![\w£$€.,+])(?P<v>[a-z]{0,4}\d{7,18}[a-z]?)(?!\w)",
        0.5,
        accept=is_somebodys,
        at=DIGITS,
    ),
    rule("REFERENCE", r"(?<!\w)(?P<v>\d{1,4}\*\d{3,8}(?:[/*]\d+)?)(?!\w)", 0.85, at=DIGITS),
    rule(
        "REFERENCE",
        rf"\b{_OWNERS}['’]?s?(?: (?:office|user|tax|care))? (?:no|number|num|ref|reference|log|"
        rf"code|id|"
        rf"card|pin)\b(?:\W+(?:is|was|its|it['’]s|um+|er+|uh+|now|the|number|ref|reference|yeah|"
        rf"no))*\W+"
        rf"(?P<v>{_SAID}(?:[ ,-]{{1,2}}(?:(?:um+|er+|uh+) )?{_SAID}){{1,14}}"
        rf"(?: of (?:the )?{ORDINAL}(?: of (?:the )?\w+)?)?)(?!\w)",
        0.8,
        at=_OWNER,
    ),
)
