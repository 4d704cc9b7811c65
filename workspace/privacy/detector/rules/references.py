"""Case, court, police and Home Office references, and other long numbers.

A long bare number in children's services is nearly always somebody's number, so seven or
more digits in a row are masked even where nothing says what they are.
"""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

_SYSTEM = (
    r"(?:lcs|ehm|mosaic|liquid ?logic|ics|eclipse|azeus|care ?first|protocol|system ?one|"
    r"systmone|emis|rio|cad|urn|niche|uhn|mrn|pnc|cpoms|holmes|charms|storm|log|athena)"
)
_OWNER = (
    r"(?:case|file|crime|incident|police|court|claim(?:ant)?|hospital|patient|ehcp?|ehc plan|"
    r"sen|home office|ho|arc|brp|uln|visa|tenancy|rent|council tax|utr|pupil|student|client|"
    r"person|child|family|service user|household|referral|record|customer|our|your|my|"
    r"prison(?:er)?|nomis|section 17|invoice|solicitors?|complaint|mash|social care|booking)"
)
_WORD = r"(?:id|no|number|num|nr|ref|refs|reference|identifier|plan|record|log|#)"
_TIE = r"(?:[\s:.()\-–|*#]|\bis\b|\bwas\b|\bno\b|\bnumber\b|\bref(?:erence)?\b|\bid\b){0,12}"
_CODE = (
    r"(?P<v>(?!(?:19|20)\d\d(?![\w/-]))(?=[\w/-]*\d{2})(?:[a-z]{1,6}[ /-]?)?"
    r"\d[a-z\d]*(?:[/-][a-z\d]+)*)(?!\w)"
)
_LONG = r"(?P<v>(?=[\w/-]*\d{3})[a-z]{0,5}[/-]?\d[a-z\d]*(?:[/-][a-z\d]+)*)(?!\w)"

REFERENCES: Final[tuple[Rule, ...]] = (
    rule("REFERENCE", rf"\b{_OWNER}['’]?s?\s{_WORD}\b{_TIE}{_CODE}", 0.86),
    rule("REFERENCE", rf"(?<!\w)(?:ref|refs|reference|our ref|your ref)\b[\s:.#-]+{_CODE}", 0.84),
    rule("REFERENCE", rf"\b{_SYSTEM}\b{_TIE}(?:\bof\b)?{_LONG}", 0.84),
    rule(
        "REFERENCE",
        rf"\b(?:id|case|crime|ehcp|arc|brp|uln|prison)\b[\s:.#-]*{_LONG}",
        0.6,
        accept=lambda match: (
            sum(c.isdigit() for c in match["v"]) >= 4 and match["v"][:2] not in ("19", "20")
        ),
    ),
    rule("REFERENCE", r"(?<!\w)(?P<v>[a-z]{1,3}\d{2}[a-z]\d{4,6})(?!\w)", 0.9),
    rule("REFERENCE", r"(?<!\w)(?P<v>\d{2}[A-Z]\d{4}[A-Z])(?!\w)", 0.9, case=True),
    rule(
        "REFERENCE",
        r"(?<![\w/-])(?!NHS|COVID|ISO)(?P<v>(?=[A-Z\d/-]*\d[A-Z\d/-]*\d[A-Z\d/-]*\d)"
        r"[A-Z]{1,6}\d{0,4}(?:[/-][A-Z\d]{1,10}){1,4})(?![\w/-])",
        0.82,
        case=True,
    ),
    rule(
        "REFERENCE",
        r"(?<!\w)(?P<v>(?=(?:[A-Z]*\d){4})(?=\d*[A-Z])[A-Z\d]{7,14})(?!\w)",
        0.7,
        case=True,
    ),
    rule("REFERENCE", r"(?<!\w)(?P<v>[A-Z]{2,4}(?: \d{3}){3})(?!\w)", 0.8, case=True),
    rule("REFERENCE", r"\b(?:PC|DC|PS|DS|PCSO|WPC)\s(?P<v>\d{2,6})(?!\d)", 0.8, case=True),
    rule(
        "REFERENCE",
        r"\b(?:incident|exhibit|badge|pin)\b[\s:.#()\w]{0,12}?\b"
        r"(?P<v>(?:[A-Z]{2,5}[/ ]?)?\d{2,8})(?!\w)",
        0.75,
        case=True,
    ),
    rule("REFERENCE", r"(?<![\w/])(?P<v>\d{2,4}[a-z]{0,2}/\d{4,8}/\d{2,4})(?![\w/])", 0.85),
    rule("REFERENCE", r"(?<![\w/])(?P<v>[a-z]{0,4}/?\d{5,}/\d{2,4})(?![\w/])", 0.8),
    rule("REFERENCE", r"(?<!\w)(?P<v>[A-Z]{1,4}[-/]?\d{5,}(?:/\d+)?)(?!\w)", 0.7, case=True),
    rule("REFERENCE", r"(?<![\w£$€.,+])(?P<v>[a-z]{0,4}\d{7,18}[a-z]?)(?!\w)", 0.5),
)
