"""Telephone numbers and e-mail addresses, written and said aloud."""

from typing import Final

from workspace.privacy.detector.marks import AFTER_AT
from workspace.privacy.detector.rule import Rule, rule

from .bookish import is_somebodys
from .counting import FILLER, LETTERS, SPOKEN_DIGIT, SPOKEN_DIGITS, SPOKEN_LETTER

_NOT_A_DATE = r"(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d{4}-\d\d-\d\d(?!\d))"
PUBLIC_NUMBER: Final = r"(?!\(?0 ?(?:800|808|3\d\d)\b|\(?0(?:800|808|3\d\d)\)?\D|08[05]0\D)"
"""Helplines and switchboards: freephone numbers, and 03 numbers, which only bodies have."""
_PHONE_WORDS = (
    r"(?:tel(?:ephone)?|phone|mobile|mob|cell|fax|whats ?app|landline|call(?:ed|s)?|"
    r"text(?:ed|s)?|ring|rang|contact|number|ddi|direct|ext(?:ension)?|bleep|pager)"
)
_PHONE_AT = ("tel", "telephone", "phone", "mobile", "mob", "cell", "fax", "whatsapp", "whats",
             "landline", "call", "called", "calls", "text", "texted", "texts", "ring", "rang",
             "contact", "number", "ddi", "direct", "ext", "extension", "bleep",
             "pager")  # fmt: skip
_SAID = r"(?:dot|underscore|under score|dash|hyphen|full stop|point|plus)"
_TLD = r"(?:com|uk|org|net|gov|nhs|ac|info|eu|co|sch|example|test|io|me|ie)"
_STROKE = r"(?:stroke|slash|forward slash|dash|hyphen|point|dot|star|hash)(?!\w)"
_FIGURE = r"(?:one|two|three|four|five|six|seven|eight|nine|zero|oh|nought|double|treble)(?!\w)"
FIGURES: Final = _FIGURE[3:-7].split("|")
_NEXT = rf"(?:[ ,.-]{{1,3}}(?:{FILLER}[ ,]{{1,2}}){{0,2}})"

CONTACT: Final[tuple[Rule, ...]] = (
    rule(
        "EMAIL",
        r"(?<![\w.+%'’-])(?P<v>[\w.+%'’-]++@[\w-]+(?:(?:\.|,(?=(?:com|org|co|uk|net)\b))[\w-]+)+|"
        rf"[\w.+%'’-]++ @ ?[\w-]+(?:\.[\w-]+)*\.{_TLD})(?!\w)",
        0.99,
        at=AFTER_AT,
        reach=6,
    ),
    rule(
        "EMAIL",
        r"(?<![\w.+%'’-])(?P<v>[\w.+%'’-]++\s?[\[(]at[\])]\s?"
        r"[\w-]+(?:(?:\.|\s?[\[(]dot[\])]\s?)[\w-]+)+)",
        0.99,
        at=("at",),
        reach=6,
    ),
    rule(
        "EMAIL",
        rf"(?<![\w.+%-])(?P<v>[\w.+%'’-]++(?: {_SAID} [\w+%-]++){{0,6}} at "
        rf"(?:[\w-]++ ){{1,3}}?(?:{_SAID} [\w-]++ ){{0,3}}?(?:dot|point) {_TLD}\b"
        rf"(?: dot {_TLD}\b){{0,2}})",
        0.9,
        at=("at",),
        reach=11,
    ),
    rule(
        "PHONE",
        rf"(?<!\w)(?P<v>{SPOKEN_DIGIT}(?:{_NEXT}(?:{SPOKEN_DIGIT}|and(?!\w))){{5,24}})(?!\w)",
        0.9,
        at=SPOKEN_DIGITS,
    ),
    rule(
        "REFERENCE",
        rf"(?<!\w)(?P<v>(?:{SPOKEN_DIGIT}|(?!(?:a|i)\b){SPOKEN_LETTER})"
        rf"(?:{_NEXT}(?:{SPOKEN_DIGIT}|{SPOKEN_LETTER}|{_STROKE}|(?<=\b(?:stroke|slash|dash) )"
        rf"[a-z]{{2}}(?!\w))){{4,24}})(?!\w)",
        0.92,
        accept=lambda match: _is_a_code(match["v"]),
        at=SPOKEN_DIGITS | LETTERS - {"a", "i"},
    ),
    rule(
        "REFERENCE",
        rf"(?<!\w)(?P<v>{_FIGURE}(?:{_NEXT}{_FIGURE}){{3,5}})(?!\w)",
        0.6,
        at=FIGURES,
    ),
    rule("PHONE", r"(?<![\w+])(?P<v>00\d{1,3}(?:[ ().-]{0,2}\d){7,12})(?!\d)", 0.9, at="#"),
    rule(
        "PHONE",
        r"(?<!\w)(?P<v>\(?(?:\+\(?|00)44[\s().-]{0,2}(?:\(0\)|0)?(?:[\s().-]{0,2}\d){9,10})(?!\d)",
        0.95,
        at="#",
        lead="+(",
    ),
    rule(
        "PHONE", r"(?<![\w+])(?P<v>\+\d{1,3}(?:[ ().-]{0,2}\d){7,12})(?!\d)", 0.9, at="#", lead="+"
    ),
    rule(
        "PHONE",
        rf"(?<![\w.,£$/+-]){PUBLIC_NUMBER}(?P<v>\(?{_NOT_A_DATE}0(?:[ ().-]{{0,2}}\d){{9,10}})"
        rf"(?![\d/])",
        0.88,
        at="#",
        lead="(",
    ),
    rule(
        "PHONE",
        r"(?<![\w.,£$/+-])(?P<v>7\d{3}[ -]?\d{3}[ -]?\d{3})(?![\d/])",
        0.7,
        at="#",
    ),
    rule(
        "PHONE",
        rf"\b{_PHONE_WORDS}\b[^\d\n]{{0,14}}?(?<![\w£$]){_NOT_A_DATE}{PUBLIC_NUMBER}"
        r"(?P<v>\+?\d(?:[ ().-]?\d){5,13})(?![\d/:])",
        0.75,
        accept=is_somebodys,
        at=_PHONE_AT,
    ),
    rule(
        "PHONE",
        r"\b(?:ext|extn|extension|bleep|pager)\b[\s:.#-]{0,3}(?:no\.? |number )?(?P<v>\d{2,6})"
        r"(?!\w)",
        0.75,
        at=("ext", "extn", "extension", "bleep", "pager"),
    ),
)

CONTACT_OF_PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "EMAIL",
        r"(?<![\w.+%-])(?P<v>(?=[\w+%-]*[\d_.+]|(?<=mail:? |mail is ))[\w+%-]++(?:\.[\w+%-]++)"
        r"{0,3} at "
        r"[\w-]++(?:\.[\w-]++)*\.(?:com|org|net|uk|info|eu))(?!\w)",
        0.85,
        at=("at",),
        reach=4,
    ),
    rule(
        "PHONE",
        rf"(?<![\w.,£$/+-])(?P<v>\(?{_NOT_A_DATE}0(?:[ ().-]{{0,2}}\d){{8,10}})(?![\d/])",
        0.8,
        at="#",
        lead="(",
    ),
    rule(
        "EMAIL",
        r"\b(?:e-?mail|email address)\b[\s:|-]{1,3}(?P<v>[\w.+-]+ ?(?:@|\bat\b) ?[\w-]+(?:\.\w+)*)",
        0.8,
        at=("e", "email", "mail"),
    ),
)


def _is_a_code(said: str) -> bool:
    """Whether what was spelled out holds letters or strokes, and numbers enough for a code."""
    words = said.lower().replace(",", " ").replace("-", " ").split()
    numbers = sum(word in SPOKEN_DIGITS and word != "o" for word in words)
    letters = sum(word in LETTERS for word in words)
    strokes = sum(word in ("stroke", "slash", "dash", "hyphen", "star", "hash") for word in words)
    return (numbers >= 4 and strokes + letters > 0) or (numbers >= 2 and letters >= 2)
