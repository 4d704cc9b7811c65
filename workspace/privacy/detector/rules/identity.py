"""The numbers by which the state, the health service and schools know a person."""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

from .checksums import graded, nhs_number_is_valid

_NHS_SHAPE = r"\d{3}[ \-–.]?\d{3}[ \-–.]?\d{4}"
_ID = r"(?:no\b\.?|number|num|ref(?:erence)?|id\b|is|was|#|[\s:.()\-–|*])*"
_TRAVEL = (
    r"(?:passports?|travel documents?|paszport\w*|tazkira|tazkera|id cards?|identity cards?|"
    r"national id|birth cert(?:ificate)?|visa|permit|brp|residence permit)"
)

IDENTITY: Final[tuple[Rule, ...]] = (
    rule(
        "NHS_NUMBER",
        rf"\b(?:nhs|chi|h&c|hcn|hsc)\b[^\d\n]{{0,30}}(?<![\d/])(?P<v>{_NHS_SHAPE})(?!\d)",
        0.98,
        at=("nhs", "chi", "h", "hcn", "hsc"),
    ),
    rule(
        "NHS_NUMBER",
        r"\b(?:nhs|chi)\b[^\d\n]{0,20}\n?[^\d\n]{0,3}(?P<v>\d(?:[ .–-]{0,2}\d){7,10})(?!\d)",
        0.9,
        at=("nhs", "chi"),
    ),
    rule(
        "NHS_NUMBER",
        r"(?<![\w/+.-])(?P<v>\d{3}([ .–-])\d{3}\2\d{4})(?![\d/])",
        0.9,
        at="#",
    ),
    rule(
        "NHS_NUMBER",
        r"(?<![\w/+.£-])(?P<v>\d{10})(?![\w/])",
        0.85,
        grade=graded(nhs_number_is_valid, 0.9, 0.0),
        at="#",
    ),
    rule(
        "NINO",
        r"(?<!\w)(?P<v>[a-z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d])(?!\w)",
        0.96,
        at="#",
        reach=1,
    ),
    rule(
        "NINO",
        rf"\b(?:national insurance|nino|n\.?i\.?)\b{_ID}"
        r"(?P<v>[a-z] ?[a-z](?:[ .-]{0,2}\d){6}(?:[ .-]{0,2}[a-z](?!\w))?)(?!\w)",
        0.97,
        at=("national", "nino", "n", "ni"),
    ),
    rule("UPN", r"(?<!\w)(?P<v>[a-z]\d{11}(?:\d[a-z]?|[a-z]))(?!\w)", 0.95, at="#"),
    rule(
        "UPN",
        rf"\b(?:upn|unique pupil)\b{_ID}(?P<v>[a-z]?[ -]?\d(?:[ -]?\d){{6,13}}[a-z]?)(?!\w)",
        0.95,
        at=("upn", "unique"),
    ),
    rule(
        "PASSPORT",
        rf"\b{_TRAVEL}\b[^\d\n]{{0,40}}?(?<!\w)(?P<v>(?:[a-z]{{1,3}}[ -]?)?\d(?:[ -]?\d){{4,9}}"
        r"[a-z]?)(?![\w/])",
        0.95,
        at=("passport", "passports", "travel", "tazkira", "tazkera", "id", "identity", "national",
            "birth", "visa", "permit", "brp", "residence"),
    ),
    rule(
        "PASSPORT",
        rf"\b{_TRAVEL}\b[^\d\n]{{0,30}}?(?<!\w)(?P<v>(?=\w{{0,8}}\d\w{{0,5}}\d)[a-z\d]{{6,12}})"
        rf"(?!\w)",
        0.9,
        at=("passport", "passports", "travel", "tazkira", "national", "visa", "permit", "brp"),
    ),
    rule(
        "DRIVING_LICENCE",
        r"(?<!\w)(?P<v>[a-z9]{5}[ -]?\d{6}[ -]?[a-z9]{2} ?[a-z\d] ?[a-z]{2}(?: ?\d{2})?)(?!\w)",
        0.96,
        at="#",
        reach=1,
    ),
    rule(
        "DRIVING_LICENCE",
        r"\b(?:driving|driver['’]?s?|provisional|photo ?card|full uk|dvla|dva|licen[cs]e)"
        r"(?: (?:driving )?licen[cs]e)?\b"
        r"[^\d\n]{0,30}?(?<!\w)(?P<v>(?=[a-z\d]*\d{4})[a-z\d]{8,18})(?!\w)",
        0.93,
        at=("driving", "driver", "drivers", "provisional", "photocard", "photo", "full", "dvla",
            "dva", "licence", "license"),
    ),
)  # fmt: skip
