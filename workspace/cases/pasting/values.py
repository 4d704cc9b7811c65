"""What can be told by its shape alone: dates, numbers, addresses, schools."""

from collections.abc import Callable
from functools import partial
from typing import Final

import regex

from workspace.privacy.dates import parse_date
from workspace.privacy.detector.rules.checksums import nhs_number_is_valid
from workspace.privacy.detector.rules.streets import STREET

Taken = tuple[str, str]
"""A field and its value."""
_PLACE: Final = 0xE000
"""The first of the 6,400 characters that stand for nothing elsewhere: see `layout.tidied`."""
_POSTCODE: Final = r"(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
_DATE: Final = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d{4}|\d{2})|"
    r"\d{1,2} \d{1,2} \d{4}|"
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]\p{L}{3,9}\.?,?[ -](?:\d{4}|\d{2})|"
    r"\p{L}{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
)
_NUMBER: Final = r"(?:\(?(?:\+|00)\d{1,3}\)?[ -]*(?:\(0\)[ -]*)?|\(?0)\d[\d ()-]{6,14}\d"
_FLAT: Final = r"(?:flat|apartment|apt\.?|unit|room|plot|caravan|pitch)"
_HOUSE: Final = (
    rf"(?:{_FLAT} ?\w{{1,5}},? (?:[\p{{L}}'’ ]{{3,30}}, ?)?)?\d{{1,4}}[a-z]?(?:[-/]\d+)?,?"
)
_NEAR: Final = 40  # characters in which a word for what a date was is looked for
_NOT_BORN: Final = regex.compile(
    r"(?:since|from|started|start|placed|died|deceased|review(?:ed)?|visit(?:ed)?|updated|until|"
    r"to|edd|due|ended|end|opened|closed|left|joined|moved)(?: in| on| date)?[ :]*$",
    regex.I,
)
_CUTS: Final[tuple[tuple[str, "regex.Pattern[str]"], ...]] = tuple(
    (field, regex.compile(pattern, regex.I))
    for field, pattern in (
        ("EMAIL", r"(?:e-?mail[ :]*)?(?P<v>[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"),
        ("NHS_NUMBER", r"(?<!\w)nhs(?: ?(?:number|no|num|id))?[.: #]*"
         r"(?P<v>\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)"),
        ("DOB", r"(?<!\w)(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birthday|b\.)[ :=–-]*"
         rf"(?P<v>{_DATE})(?![\d/])"),
        ("DATE", rf"(?<![\d/.-])(?P<v>{_DATE})(?![\d/])"),
        ("ADDRESS", rf"(?:(?<!\w)(?:lives at|living at|resides at|address|of|at)[ :]+)?(?<![\w/])"
         rf"(?P<v>{_HOUSE} [\p{{L}}\p{{N}}'’.,\- ]{{2,100}}?[ ,]{_POSTCODE})(?!\w)"),
        ("PHONE", r"(?:(?<!\w)(?:tel(?:ephone)?|phone|mob(?:ile)?|home|work|landline|ph|t|m)"
         rf"[.]?(?: ?(?:no|number))?[.: ]*)?(?<![\w/.@-])(?P<v>{_NUMBER})(?![\d/])"),
        ("NHS_NUMBER", r"(?<![\w/.+-])(?P<v>[1-9]\d\d[ -]?\d{3}[ -]?\d{4})(?!\d)"),
    )
)  # fmt: skip
_STREET_ENDS: Final = regex.compile(
    rf"(?:{_HOUSE} (?:[\p{{L}}'’.-]+ ){{0,4}}[\p{{L}}'’.-]+"
    rf"|(?:[\p{{Lu}}][\p{{L}}'’.-]* ){{1,4}}{STREET}|{_FLAT} \w{{1,5}}"
    rf"|[\p{{L}}\p{{N}}'’.,\- ]{{0,100}}{_POSTCODE})",
    regex.I,
)
_SCHOOL: Final = regex.compile(
    r"(?<!\w)(?:school|academy|nursery|pre-?school|primary|secondary|college|infants?|juniors?|"
    r"playgroup|sixth form|kindergarten|pru)(?!\w)",
    regex.I,
)
_LED: Final = regex.compile(
    r"^(?:(?:in )?(?:year|yr|reception) ?\d{0,2},? (?=(?:at|attends|of|goes) ))?"
    r"(?:(?:currently )?(?:attends|attending|goes to|pupil at|student at|at)|school|nursery"
    r"|education)[ :]+(?=\S)",
    regex.I,
)
_BESIDE_PHONE: Final = regex.compile(
    r"(?:[^\p{L}\d]|(?<!\p{L})(?:m|h|w|t|mob(?:ile)?|home|work|tel(?:ephone)?|phone|landline|"
    r"preferred|main|or|and)(?!\p{L}))*",
    regex.I,
)
_PLAIN: Final = regex.compile(
    r"(?:m|f|male|female|boy|girl|man|woman|non-?binary|trans(?:gender)?|u|unknown|not known|n/?a|"
    r"none|none known|n/?k|nfa|no fixed (?:abode|address)|nothing|not (?:recorded|stated|named|"
    r"given|disclosed|provided|applicable|yet known)|withheld|tbc|tba|-+|–|—|\?+|yes|no|y|n|"
    r"mr|mrs|ms|miss|mx|dr|"
    r"(?:aged?:? ?)?\d{1,3} ?(?:y(?:ea)?rs?|y/?o|months?|mths?|weeks?|wks?|m|y|w|/12)?"
    r"(?:,? \d{1,2} ?(?:months?|mths?|m|weeks?))?(?: old| of age)?|"
    r"(?:year|yr|reception|class) ?\w{0,3})",
    regex.I,
)


_AGE: Final = regex.compile(
    r"(?<![\w/.-])(?:aged? ?)?\d{1,3} ?(?:y(?:ea)?rs?|y/?o|months?|mths?|weeks?|wks?)"
    r"(?:,? (?:and )?\d{1,2} ?(?:months?|mths?|m|weeks?|wks?))?(?: old| of age)?(?![\w-])",
    regex.I,
)
_ABSENT: Final = regex.compile(
    r"(?:is )?(?:unknown|not known|n/?k|none|nobody|not (?:named|stated|recorded|disclosed)|tbc|"
    r"no details|deceased|\?+)",
    regex.I,
)


def cut(text: str) -> list[Taken | str]:
    """Take everything out of `text` that its shape betrays: words and takings, in their order."""
    taken: list[Taken] = []

    def keep(field: str) -> Callable[["regex.Match[str]"], str]:
        def one(found: "regex.Match[str]") -> str:
            value = _accepted(field, found)
            if not value:
                return found[0]
            taken.append(("DOB" if field == "DATE" else field, value))
            return chr(_PLACE + len(taken) - 1)

        return one

    for field, pattern in _CUTS:
        text = pattern.sub(keep(field), text)
    pieces = regex.split(r"(\p{Co})", text)
    return [taken[ord(piece) - _PLACE] if at % 2 else piece for at, piece in enumerate(pieces)]


def value(field: str, text: str) -> str:
    """Return a labelled value as it is kept, or "" where it is none of its kind."""
    text = " ".join(text.split()).strip(" ,;:-–")
    if field == "DOB":
        return born(text)
    if field in {"PHONE", "NHS_NUMBER"}:
        digits = sum(character.isdigit() for character in text)
        return text if 7 <= digits <= 15 and len(text) <= 40 else ""
    if field == "EMAIL":
        return text if "@" in text and " " not in text and len(text) <= 120 else ""
    return text if text and not is_plain(text) else ""


def born(text: str) -> str:
    """Return the date in `text` without a time or an age behind it, or ""."""
    found = regex.search(rf"(?<![\d/.-]){_DATE}(?![\d/])", text, regex.I)
    if found is None:
        return ""
    said = regex.sub(r"[ T]\d{1,2}:\d{2}(?::\d{2})?$", "", found[0])
    said = regex.sub(r"-(?=\p{L})|(?<=\p{L})-", " ", said)
    rest = text[: found.start()] + text[found.end() :]
    rest = regex.sub(r"(?i)years?|yrs?|months?|old|aged?|dob", "", rest)
    spare = regex.search(r"\p{L}{3,}", rest)
    return said if parse_date(said) and not spare else ""


def ages(text: str) -> tuple[str, list[str]]:
    """Part an age in words from what stands around it."""
    return " ".join(_AGE.sub(" ", text).split()).strip(" ,-–"), _AGE.findall(text)


def is_absent(text: str) -> bool:
    """Say whether this is what stands in place of somebody's name."""
    return _ABSENT.fullmatch(text.strip(" .,:-–()")) is not None


def is_plain(text: str) -> bool:
    """Say whether this is nothing a roster keeps: a gender, an age, a year group, "none"."""
    return _PLAIN.fullmatch(text.strip(" .,")) is not None


def school(text: str) -> str:
    """Return the school that `text` names, or ""."""
    text = _LED.sub("", text).strip("()[] ")
    words = text.split()
    named = any(word[:1].isupper() and not _SCHOOL.search(word) for word in words)
    fits = named and 1 < len(words) <= 9 and "," not in text
    return text if fits and _SCHOOL.search(text) else ""


def is_address(text: str) -> bool:
    return any(character.isalpha() for character in text) and (
        _STREET_ENDS.fullmatch(text.strip()) is not None
    )


def phones(text: str) -> tuple[list[str], str]:
    """Return each number of several in one cell, and what stands there besides."""
    found = regex.findall(r"[+(]?\d[\d ()-]{5,18}\d", text)
    kept = [number for number in map(partial(value, "PHONE"), found) if number]
    spare = text
    for number in kept:
        spare = spare.replace(number, " ")
    return kept, "" if _BESIDE_PHONE.fullmatch(spare) else text.strip()


def _accepted(field: str, found: "regex.Match[str]") -> str:
    text = found["v"].strip()
    if field == "DATE" and _NOT_BORN.search(
        found.string[max(0, found.start() - _NEAR) : found.start()]
    ):
        return ""
    if field in {"DOB", "DATE"}:
        return born(text)
    if field == "PHONE" and not 10 <= sum(letter.isdigit() for letter in text) <= 15:
        return ""
    if field == "NHS_NUMBER" and "nhs" not in found[0].lower():
        grouped = regex.fullmatch(r"\d{3}[ -]\d{3}[ -]\d{4}", text)
        return text if grouped or nhs_number_is_valid(text) else ""
    return text
