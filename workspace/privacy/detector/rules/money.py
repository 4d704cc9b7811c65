"""Bank details: sort codes, account numbers, cards."""

from typing import Final

import regex

from workspace.privacy.detector.marks import DIGITS
from workspace.privacy.detector.rule import Match, Rule, rule

from .checksums import card_is_valid, graded, iban_is_valid

_GAP = r"(?:no\b\.?|number|num|is|was|code|details|and|ending|um+|er+|the|[\s:.()\-–|*#,])*"
_BANKS = (
    "bank barclays lloyds natwest hsbc santander monzo starling nationwide halifax tsb rbs revolut "
    "chase metro co-op coop pay paid payment transfer transferred send sent bacs account acc acct "
    "ac a sc s sort payee building money wages deposit giro rent"
)
_BANKS_AT = tuple(_BANKS.replace("co-op", "co").split())


def is_no_date(match: Match) -> bool:
    """Whether 40-33-51 can be no date: then it is a sort code whatever stands beside it."""
    first, second, _ = (int(part) for part in regex.findall(r"\d\d", match["v"])[:3])
    return first > 31 or first == 0 or second > 12 or second == 0


MONEY: Final[tuple[Rule, ...]] = (
    rule(
        "BANK",
        rf"\b(?:sort ?-?code|s/code|sort|s/c|sc)\b{_GAP}(?P<v>\d{{2}}[ ./–-]?\d{{2}}[ "
        rf"./–-]?\d{{2}})(?!\d)",
        0.97,
        at=("sort", "sortcode", "s", "sc"),
    ),
    rule(
        "BANK",
        r"(?<![\w/-])(?P<v>\d{2}[-–]\d{2}[-–]\d{2})[\s,،/|]{1,3}(?:[^\d\n]{0,12})(?P<v>\d{8})"
        r"(?!\d)",
        0.96,
        at=DIGITS,
    ),
    rule(
        "BANK",
        r"(?<![\w/–-])(?P<v>\d\d[-–]\d\d[-–]\d\d)(?![\w/–-])",
        0.9,
        accept=is_no_date,
        at=DIGITS,
    ),
    rule(
        "BANK",
        rf"\b(?:{'|'.join(_BANKS_AT)})\b[^\n\d]{{0,30}}(?<![\w£/-])"
        r"(?P<v>\d\d[-–]\d\d[-–]\d\d|\d\d \d\d \d\d)(?![\w/–-]| \d)",
        0.8,
        at=_BANKS_AT,
    ),
    rule(
        "BANK",
        rf"\b(?:account|acct|a/c|acc|ac)\b(?: ?name)?{_GAP}(?<!\d)(?P<v>\d{{2,4}}[ -]?\d{{2}}[ -]?"
        r"\d{2}(?:[ -]?\d{2})?)(?!\d|/|-\d)",
        0.94,
        at=("account", "acct", "a", "acc", "ac"),
    ),
    rule(
        "BANK",
        r"(?<!\w)(?P<v>[a-z]{2}\d{2}(?: ?[a-z\d]{4}){3,7}(?: ?[a-z\d]{1,3})?)(?!\w)",
        0.9,
        grade=graded(iban_is_valid, 0.99, 0.0),
        at=DIGITS,
    ),
    rule("BANK", r"(?<!\w)(?P<v>gb\d{2} ?[a-z]{4}(?: ?\d){14})(?!\d)", 0.97, at=DIGITS),
    rule(
        "BANK",
        r"\biban\b[\s:.-]*(?P<v>[a-z]{2}\d{2}(?: ?[a-z\d]{2,4}){3,8})(?!\w)",
        0.96,
        at=("iban",),
    ),
    rule(
        "BANK",
        r"(?<![\w-])(?P<v>\d{4}([ -]?)\d{4}\2\d{4}\2\d{4})(?![\w-])",
        0.9,
        grade=graded(card_is_valid, 0.95, 0.8),
        at=DIGITS,
    ),
    rule(
        "BANK",
        r"\b(?:card|account|acct|acc|a/c)(?: \w+)? (?:ending|ends|no\.?|number)(?: in| with)"
        r"?\W{1,3}"
        r"(?P<v>\d{4})(?!\d)",
        0.85,
        at=("card", "account", "acct", "acc", "a"),
    ),
    rule(
        "BANK",
        r"\b(?:last (?:4|four)(?: digits)?|ending(?: in)?)\W{1,3}(?:are |is )?(?P<v>\d{4})(?!\d)",
        0.7,
        at=("last", "ending"),
    ),
    rule(
        "BANK",
        r"\bexp(?:iry|ires)?(?: date)?[\s:.]{1,3}(?P<v>\d\d ?/ ?\d\d)(?![\d/])",
        0.75,
        at=("exp", "expiry", "expires"),
    ),
    rule("BANK", r"[ ]?(?<![\w*])(?P<v>\*{2,16} ?\d{4})(?!\d)", 0.8, at=DIGITS, lead="* "),
    rule(
        "BANK",
        r"\b(?:cvv|cvc|security code|roll (?:no\.?|number)|"
        r"swift|bic)\b[\s:.#-]{1,3}(?:is )?(?P<v>(?=[\w/-]*\d)[a-z\d]{1,4}[/-]?[\d-]{2,12}|"
        r"[A-Z]{6}[A-Z\d]{2,5})(?!\w)",
        0.75,
        at=("cvv", "cvc", "security", "roll", "swift", "bic"),
    ),
)
