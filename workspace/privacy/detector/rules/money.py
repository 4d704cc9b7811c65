"""Bank details and vehicle registrations."""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

from .checksums import card_is_valid, graded, iban_is_valid

_GAP = r"(?:no\b\.?|number|num|is|was|code|details|and|[\s:.()\-–|*#,])*"
_CAR = (
    r"\b(?:reg(?:istration)?|vrm|plates?|car|van|vehicle|motor(?:bike|cycle)?|taxi|drives?|"
    r"driving|bmw|audi|ford|vauxhall|corsa|fiesta|golf|polo|astra|toyota|nissan|mercedes)\b"
)
_NEAR = r"[^\n.;]{0,45}?(?<!\w)"

MONEY: Final[tuple[Rule, ...]] = (
    rule("BANK", rf"\bsort ?code\b{_GAP}(?P<v>\d{{2}}[ -]?\d{{2}}[ -]?\d{{2}})(?!\d)", 0.97),
    rule("BANK", r"(?<![\w/-])(?P<v>\d{2}-\d{2}-\d{2}[\s,،/|]{1,3}\d{8})(?!\d)", 0.96),
    rule(
        "BANK",
        rf"\b(?:account|acct|a/c|acc)\b(?:name)?{_GAP}(?<!\d)(?P<v>\d{{4}} ?\d{{4}})(?!\d)",
        0.94,
    ),
    rule(
        "BANK",
        r"(?<!\w)(?P<v>[a-z]{2}\d{2}(?: ?[a-z\d]{4}){3,7}(?: ?[a-z\d]{1,3})?)(?!\w)",
        0.9,
        grade=graded(iban_is_valid, 0.99, 0.0),
    ),
    rule("BANK", r"(?<!\w)(?P<v>gb\d{2} ?[a-z]{4}(?: ?\d){14})(?!\d)", 0.97),
    rule("BANK", r"\biban\b[\s:.-]*(?P<v>[a-z]{2}\d{2}(?: ?[a-z\d]{2,4}){3,8})(?!\w)", 0.96),
    rule(
        "BANK",
        r"(?<![\w-])(?P<v>\d{4}([ -]?)\d{4}\2\d{4}\2\d{4})(?![\w-])",
        0.9,
        grade=graded(card_is_valid, 0.95, 0.8),
    ),
    rule("BANK", r"\bcard (?:ending|no\.?|number)(?: in)?\W{1,3}(?P<v>\d{4})(?!\d)", 0.85),
    rule("VEHICLE", r"\b(?:plates?|reg)\b[^\n]{0,20}?\b(?P<v>(?-i:[A-Z]{2}\d{2}))(?!\w)", 0.75),
    rule("VEHICLE", r"(?<!\w)(?P<v>[A-Z]{2}\d{2} ?[A-Z]{3})(?!\w)", 0.8, case=True),
    rule("VEHICLE", rf"{_CAR}{_NEAR}(?P<v>[a-z]{{2}}\d{{2}} ?[a-z]{{3}})(?!\w)", 0.9),
    rule("VEHICLE", rf"{_CAR}{_NEAR}(?P<v>(?-i:[A-Z]\d{{1,3}} ?[A-Z]{{3}}))(?!\w)", 0.85),
    rule("VEHICLE", rf"{_CAR}{_NEAR}(?P<v>(?-i:[A-Z]{{3}} ?\d{{1,4}}[A-Z]?))(?!\w)", 0.8),
)
