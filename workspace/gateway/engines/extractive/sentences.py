"""Splits case-note text into sentences without changing a character of them.

Notes are untidy: abbreviations, times, initials, bullets and lines without punctuation. A
break is made only where one is certain, and never inside a placeholder.
"""

import re
from typing import Final

PLACEHOLDER: Final = re.compile(r"\[([A-Z]+)_([A-Z0-9]{2,5})\]")

_NEVER_END: Final = frozenset(
    str.split(
        "mr mrs ms miss dr prof rev sgt insp cllr fr sr st rd ave e.g i.e eg ie viz vs approx"
        " ref tel ext dept para paras cf incl re hon fig inc"
        " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri"
    )
)
_RARELY_END: Final = frozenset(str.split("a.m p.m am pm etc yrs hrs mins wks mths ltd"))
_BEFORE_NUMBER: Final = frozenset(str.split("no nos p pp s ss sec art reg vol c"))
_STARTERS: Final = frozenset(
    str.split(
        "the she he they this that these it its on at i we a an there when his her their after both"
        " during following no in mum dad mother father but however later"
    )
)
_TERMINAL: Final = re.compile(r"[.!?…]+[\"'”’)]*(?=\s)")
_BULLET: Final = re.compile(
    r"^\s*(?:[-*•‣◦▪–—·>]+\s+|#{1,6}\s+|(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+(?=\S))+"
)
_EMPHASIS: Final = re.compile(r"^(\*\*|__)(.+?)\1")
_LINE_ITEM: Final = re.compile(r"\s*(?:[-*•‣◦▪–—·]\s+|#{1,6}\s|\d{1,2}[.)]\s|\S[^\n]*\|)")


def without_bullet(line: str) -> str:
    """Drop list and heading marks at the start of a line, emphasis there, and outer space."""
    plain = _BULLET.sub("", line).strip()
    return _EMPHASIS.sub(_unmarked, plain).strip()


def _unmarked(match: re.Match[str]) -> str:
    """An emphasised lead-in ("**3 July** Police called") stays set apart, by a colon."""
    lead, follows = match.group(2), match.string[match.end() :].strip()
    is_apart = not follows or lead[-1] in ".:;!?-–—" or follows[0] in ".,:;-–—|"
    return lead if is_apart else f"{lead}:"


def lines_of(paragraph: str) -> list[str]:
    """Lines that stand alone; lines that were merely wrapped are joined by a space."""
    lines: list[str] = []
    for line in paragraph.splitlines():
        if not line.strip():
            continue
        if lines and _continues(lines[-1], line):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line.strip())
    return lines


def _continues(previous: str, line: str) -> bool:
    """A wrapped line: the one before is long and open, and this one is no list item."""
    if _LINE_ITEM.match(line) or previous.rstrip()[-1:] in ".!?:;…" or "|" in previous:
        return False
    return len(previous) >= 55 or line.lstrip()[:1].islower()


def split(text: str) -> list[str]:
    """The sentences of one line of text, stripped, in order."""
    sentences, start = [], 0
    for match in _TERMINAL.finditer(text):
        rest = text[match.end() :].lstrip()
        if not rest or _ends(text[start : match.start()], match.group(), rest):
            sentences.append(text[start : match.end()].strip())
            start = match.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _ends(before: str, mark: str, rest: str) -> bool:
    """Whether the mark after `before` closes a sentence, given what follows."""
    following = rest.lstrip("\"'“‘(")
    if not (following[:1].isupper() or following[:1].isdigit() or following[:1] in "[£•"):
        return False
    if not mark.startswith(".") or len(mark.rstrip("\"'”’)")) > 1:
        return True
    words = before.split()
    last = words[-1].lstrip("(\"'“‘[").lower() if words else ""
    if last in _NEVER_END or (len(words) == 1 and re.fullmatch(r"\d{1,2}|[a-z]", last)):
        return False
    if last in _BEFORE_NUMBER and following[:1].isdigit():
        return False
    next_word = re.split(r"[^\w]", following, maxsplit=1)[0].lower()
    if last in _RARELY_END or re.fullmatch(r"\d{1,2}[.:]\d\d[ap]\.?m", last):
        return next_word in _STARTERS
    initials = re.fullmatch(r"(?:[a-z]\.)*[a-z]", last) and words[-1][-1:].isupper()
    return not (initials and next_word not in _STARTERS)
