"""Running text among what was pasted, greetings and signatures: told from lists by their words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import regex

from . import names, values
from .cells import labels
from .headings import field_of
from .layout import Row
from .relations import role_of

_SENTENCE_WORDS: Final = regex.compile(
    r"(?<![\p{L}'’])(?:is|are|was|were|be|been|has|have|had|lives?|lived|goes|attends?|sees|saw|"
    r"says|said|told|rang|called|came|wants?|thinks?|works?|stays?|moved|will|would|can|does|did|"
    r"he|she|they|we|i|you|it|him|them|us|my|her|his|their|our|your|who|whose|which|that|this|"
    r"there|the|when|because|but|please)(?![\p{L}'’])",
    regex.I,
)
_ENDS: Final = regex.compile(r"[.!?][)\"”’']?$")
_LONG: Final = 45
"""A line as long as this may have been broken in the middle of its sentence."""
_WHO: Final = r"(?: \p{Lu}[\p{L}\p{M}.'’-]*){1,4}"
GREETING: Final = regex.compile(
    r"^(?i:hi|hiya|hello|dear|hey|good (?:morning|afternoon|evening)|morning|afternoon)"
    rf"(?: (?i:there|all|both|team|everyone|everybody|colleagues?|sir|madam)|{_WHO}"
    rf"(?: (?:and|&){_WHO})?)?[,!.…-]+"
)
CLOSING: Final = regex.compile(
    r"^(?:(?i:(?:many |with |warm )*(?:thanks|thank you)(?: again| in advance| so much| very much)?"
    r"|(?:(?:with|kind|kindest|best|warm|warmest) )+(?:regards|wishes)|regards|kr|cheers"
    r"|speak soon|take care|yours(?: (?:sincerely|faithfully|truly))?|sent from my \w+)"
    rf"[,.! –-]*|(?i:best),)(?:{_WHO})?\.?$"
)


def with_running_text(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, those of one running text as one of kind "prose", and "aside" for nobody.

    Aside are greetings, closings and the lines signed below them.
    """
    kept = list(rows)
    at = 0
    while at < len(kept):
        many = _signed(kept[at:]) if CLOSING.search(kept[at].text) else 0
        if many or _is(GREETING, kept[at]):
            yield from (replace(row, kind="aside") for row in kept[at : at + max(many, 1)])
            at += max(many, 1)
            continue
        many = _runs_on(kept[at:])
        text = _joined(cell for row in kept[at : at + many] for cell in row.cells)
        yield Row("prose", [text], text) if many else kept[at]
        at += max(many, 1)


def _joined(lines: Iterable[str]) -> str:
    """One text of broken lines; "Amelia-" and "Rose" are one name."""
    return regex.sub(r"(?<=\p{L}-) (?=\p{Lu})", "", " ".join(lines))


def _signed(rows: list[Row]) -> int:
    """How many rows a closing and what is signed below it take, up to a blank line."""
    many = 1
    while many < len(rows) and rows[many].is_blank:
        many += 1
    if many == len(rows) or rows[many].kind != "line":
        return 1
    while many < len(rows) and rows[many].kind == "line" and rows[many].cells:
        many += 1
    return many


def _is(pattern: "regex.Pattern[str]", row: Row) -> bool:
    said = row.text.rstrip(" ,") + ","
    return row.kind == "line" and pattern.fullmatch(said) is not None


def _runs_on(rows: list[Row]) -> int:
    """How many of these rows are one running text, or 0."""
    broken = len(rows) > 1 and _is_broken(rows[0]) and _is_prose(rows[1])
    if not (_is_prose(rows[0]) or (broken and rows[1].text[:1].islower())):
        return 0
    many = 1
    while many < len(rows) and _may_run(rows[many]):
        if not (_is_broken(rows[many - 1]) or _is_prose(rows[many])):
            break
        many += 1
    return many


def _is_prose(row: Row) -> bool:
    """Say whether a row is a sentence: two words that make one, or one and a full stop."""
    if not _may_run(row) or _is_listed(row.text):
        return False
    hints = len(_SENTENCE_WORDS.findall(row.text)) + bool(_ENDS.search(row.text))
    return hints > 1 and len(row.text.split()) > 4


def _is_broken(row: Row) -> bool:
    return len(row.text) >= _LONG and not _ENDS.search(row.text)


def _may_run(row: Row) -> bool:
    if row.kind == "wide":
        return all(map(_ENDS.search, row.cells[:-1]))
    label, _ = labels(row.text)
    known = bool(label) and bool(field_of(label) or role_of(label))
    return row.kind == "line" and bool(row.cells) and not known


def _is_listed(text: str) -> bool:
    """Say whether somebody is listed here: "Amina Warsame, child, lives at home with her mum"."""
    first, *others = regex.split(r"\s*[,;(]\s*|\s+[-–—]\s+", text)
    is_said = len(_SENTENCE_WORDS.findall(text)) > 2 or regex.search(r"[.!?] ", text)
    said = others[0] if others and not is_said else ""
    return names.looks_like_a_name(first) and bool(role_of(said) or values.born(said))
