"""Numbers, letters and dates as people say them: parts of patterns, and the words they are of."""

from typing import Final

from workspace.privacy.detector.marks import DIGITS

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fourty fifty sixty seventy eighty ninety"
_NOUGHTS = "zero oh o nought naught nil double triple treble"
_NATO = (
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "thirtieth"
)
_MONTHS = "january february march april may june july august september october november december"


def either(words: str) -> str:
    """A pattern for any of `words`, the longest first."""
    return "|".join(sorted(words.split(), key=len, reverse=True))


ONE: Final = rf"(?:{either(_ONES)})"
NUMBER_WORD: Final = rf"(?:(?:{either(_TENS)})(?:[ -]{ONE})?|{either(_TEENS)}|{ONE})(?!\w)"
"""One to ninety-nine, in words."""
NUMBER_WORDS: Final = frozenset(f"{_ONES} {_TEENS} {_TENS}".split())
COUNTS: Final = NUMBER_WORDS | {DIGITS}
"""Where a number may begin, in digits or in words."""

SPOKEN_DIGIT: Final = (
    rf"(?:{either(f'{_ONES} {_NOUGHTS} {_TENS} {_TEENS} hundred thousand')})(?!\w)"
)
SPOKEN_DIGITS: Final = frozenset(f"{_ONES} {_NOUGHTS} {_TENS} {_TEENS}".split())
LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz") | frozenset(_NATO.split())
SPOKEN_LETTER: Final = rf"(?:[a-z]|{either(_NATO)}|x-ray)(?!\w)"
FILLER: Final = r"(?:um+|er+m?|uh+|like|erm|yeah|so|it['’]?s|thats|that['’]s)"

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MONTH: Final = rf"{_MONTH}\b\.?"
MONTHS: Final = frozenset(f"{_MONTHS} jan feb mar apr jun jul aug sep sept oct nov dec".split())
ORDINAL: Final = rf"(?:(?:(?:twenty|thirty)[ -])?(?:{either(_ORDINALS)})|\d{{1,2}}(?:st|nd|rd|th))"
ORDINALS: Final = frozenset(_ORDINALS.split()) | {"twenty", "thirty", DIGITS}
_YEAR_SAID = (
    rf"(?:(?:nineteen|twenty)[ -]{NUMBER_WORD}|nineteen oh {ONE}|"
    rf"two thousand(?:(?: and)? {NUMBER_WORD})?|oh {ONE}|(?:19|20)\d\d|{NUMBER_WORD})"
)
DATE_SAID: Final = (
    rf"(?:the )?{ORDINAL}(?:,? (?:of )?(?:the )?(?:{MONTH}|{ORDINAL}))(?:,?(?: of)? {_YEAR_SAID})?"
)
"""The third of april twenty fourteen; the 14th of the 9th two thousand and eleven."""

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:\d{4}|[’'‘]?\d{2})(?!\d)"
DATE: Final = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    rf"|\d{{1,2}}\s?[-/. ,]\s?\d{{1,2}}\s?[-/. ,]\s?{_YEAR}"
    rf"|{_DAY}[\s./-]*(?:of\s+)?(?:{MONTH}(?:[\s,./-]+{_YEAR})?|{_MONTH}{_YEAR})"
    rf"|{MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?(?!\d)|{MONTH},?\s+\d{{4}}(?!\d))"
)
FULL_DATE: Final = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    rf"|\d{{1,2}} ?[-/.] ?\d{{1,2}} ?[-/.] ?{_YEAR}"
    rf"|{_DAY}[ ./-]*(?:of )?(?:{MONTH}[ ,./-]+|{_MONTH}){_YEAR}|{MONTH} {_DAY},? \d{{4}}(?!\d))"
)
"""A date with its year."""
DATE_BEGINS: Final = MONTHS | {DIGITS}
