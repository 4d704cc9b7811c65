"""Telephone numbers, e-mail addresses, web addresses and social-media names."""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

_NOT_A_DATE = r"(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d{4}-\d\d-\d\d(?!\d))"
_PHONE_WORDS = (
    r"(?:tel(?:ephone)?|phone|mobile|mob|cell|fax|whats ?app|landline|call(?:ed|s)?|"
    r"text(?:ed|s)?|ring|rang|contact|number|ext(?:ension)?)"
)
_PLATFORM = (
    r"(?:snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|discord|xbox|psn|playstation|roblox|"
    r"twitter|facebook|fb|telegram|steam|kik|gamer ?tag|user ?name|handle|screen ?name)"
)
_SITE = r"(?:facebook|instagram|tiktok|snapchat|twitter|x|youtube|linkedin|onlyfans)"

_DIGIT = (
    r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|ten|double|triple|treble)"
)
_SAID = r"(?:dot|underscore|dash|hyphen|full stop|point)"

CONTACT: Final[tuple[Rule, ...]] = (
    rule(
        "EMAIL",
        r"(?<![\w.+%'’-])(?P<v>[\w.+%'’-]++(?:@|\s?[\[(]at[\])]\s?)[\w-]+(?:(?:\.|\s?[\[(]dot[\])]\s?)[\w-]+)+)",
        0.99,
    ),
    rule(
        "EMAIL",
        rf"(?<![\w.+%-])(?P<v>[\w.+%-]++(?: {_SAID} [\w+%-]++){{0,5}} at "
        rf"[\w-]++(?: {_SAID} [\w-]++){{0,3}} (?:dot|point) "
        r"(?:com|uk|org|net|gov|nhs|ac|info|eu|co)\b(?: dot (?:uk|net))?)",
        0.9,
    ),
    rule(
        "PHONE",
        rf"(?<!\w)(?P<v>{_DIGIT}(?:[ ,.-]{{1,3}}(?:{_DIGIT}|hundred|thousand|and)){{5,18}})(?!\w)",
        0.9,
    ),
    rule("PHONE", r"(?<![\w+])(?P<v>00\d{1,3}(?:[ ().-]{0,2}\d){7,12})(?!\d)", 0.9),
    rule(
        "HANDLE",
        r"(?<![\w@/.-])(?P<v>(?=[\w.]*_)(?=[\w.]*\p{L})(?!_)[\w.]{4,30}\w)(?![\w@]|\.\w)",
        0.75,
    ),
    rule("URL", r"(?P<v>(?:https?://|www\.)[^\s<>\"“”|]*[\w/])", 0.97),
    rule("URL", rf"\b(?P<v>{_SITE}\.com/[^\s<>\"|]*[\w/])", 0.97),
    rule("HANDLE", r"(?<![\w.@/])(?P<v>@[^\W\d][\w.]{0,28}\w)", 0.9),
    rule(
        "HANDLE",
        rf"\b{_PLATFORM}\b"
        r"(?:[ :\-–(\"'“]|name|account|user|handle|called|is|as|it's|under|@|\bon\b)"
        r"{0,8}\b(?P<v>(?=[\w.]*[_\d.])[^\W\d_][\w.]{1,28}\w)",
        0.85,
    ),
    rule(
        "PHONE",
        r"(?<![\w+])(?P<v>(?:\+|00)44[\s().-]{0,2}(?:\(0\)|0)?(?:[\s().-]{0,2}\d){9,10})(?!\d)",
        0.95,
    ),
    rule("PHONE", r"(?<![\w+])(?P<v>\+\d{1,3}(?:[ ().-]{0,2}\d){7,12})(?!\d)", 0.9),
    rule(
        "PHONE",
        rf"(?<![\w.,£$/+-])(?P<v>\(?{_NOT_A_DATE}0(?:[ ().-]{{0,2}}\d){{9,10}})(?![\d/])",
        0.88,
    ),
    rule("PHONE", r"(?<![\w.,£$/+-])(?P<v>7\d{3}[ -]?\d{3}[ -]?\d{3})(?![\d/])", 0.7),
    rule(
        "PHONE",
        rf"\b{_PHONE_WORDS}\b[^\d\n]{{0,14}}?(?<![\w£$]){_NOT_A_DATE}"
        r"(?P<v>\+?\d(?:[ ().-]?\d){5,13})(?![\d/:])",
        0.75,
    ),
)
