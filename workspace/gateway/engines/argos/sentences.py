"""Where sentences begin and end, in any script, with nothing to download.

Nothing of the text is changed or lost: what lies between two sentences (white space, line
breaks, bullets) can be read off the text. A break is never made inside a placeholder, nor at
the dot of a number, an address, an abbreviation or an initial. A line that was merely wrapped
goes on; every other line break ends a sentence.
"""

from collections.abc import Callable, Iterator
from typing import Final

import regex

from workspace.privacy.placeholders import EXACT

from .abbreviations import never_ends, writes_ordinals_with_dots

Span = tuple[int, int]

_CLOSERS: Final = "\"'”’»›)\\]」』】）〉》"
_OPENERS: Final = "\"'“‘«‹„‚(\\[¿¡「『【（〈《—–-"
# Marks that no number, address or abbreviation contains: a space need not follow.
_CERTAIN: Final = "。！？｡؟।॥။។፧።፨"
_MARK: Final = regex.compile(
    rf"(?:[{_CERTAIN}]+[.!?…]*[{_CLOSERS}]*|۔+(?=\s|\p{{L}}\p{{L}}|$)"
    rf"|(?:[.!?…։]+|(?<=\w);(?=\s|$))[{_CLOSERS}]*(?=\s|$))"
)
_LINE: Final = regex.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET: Final = regex.compile(
    r"(?:(?:[-*•‣◦▪▫●○■□–—·>✓✔☐☑]+|#{1,6}|(?:\d{1,3}|[ivx]{1,4})[.)]|[a-zA-Z]\)|\((?:\d{1,3}|[a-zA-Z])\))"
    r"[ \u00a0]+)+(?=\S)"
)
_NOTHING: Final = regex.compile(r"\s*")
_WRAPPED: Final = 50
"""A line shorter than this, in characters, was ended on purpose."""


def split(text: str, language: str) -> list[Span]:
    """The sentences of a text, `[start, end)` in code points, without the space around them."""
    spans: list[Span] = []
    for start, end in _lines(text):
        spans += _within_line(text, start, end, language)
    return spans


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for gap in _LINE.finditer(text):
        if not _goes_on(text[start : gap.start()], gap.group(), text[gap.end() :]):
            yield start, gap.start()
            start = gap.end()
    yield start, len(text)


def _goes_on(before: str, gap: str, after: str) -> bool:
    """Whether a line break merely wraps: a long open line before it, a small letter after."""
    last = before.splitlines()[-1].rstrip() if before.strip() else ""
    is_single = gap in ("\n", "\r\n", "\r")
    is_open = len(last) >= _WRAPPED and not regex.search(rf"[.!?…:;{_CERTAIN}۔]$", last)
    return is_single and is_open and after[:1].islower() and not _BULLET.match(after)


def _within_line(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    bullet = _BULLET.match(text, _after_space(text, start, end), end)
    if bullet and not (writes_ordinals_with_dots(language) and text[bullet.end()].islower()):
        start = bullet.end()
    for mark in _MARK.finditer(text, start, end):
        if _ends(text, start, mark.start(), mark.end(), end, language):
            yield from _trimmed(text, start, mark.end())
            start = mark.end()
    yield from _trimmed(text, start, end)


def _after_space(text: str, start: int, end: int) -> int:
    match = _NOTHING.match(text, start, end)
    return match.end() if match else start


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    inner = text[start:end].strip()
    if inner:
        begin = text.index(inner, start)
        yield begin, begin + len(inner)


def _ends(text: str, start: int, at: int, after: int, end: int, language: str) -> bool:
    """Whether the mark `text[at:after]` closes the sentence that began at `start`."""
    mark = text[at]
    if mark in _CERTAIN or mark in "۔։":
        return True
    if mark == ";":
        return language == "el"
    following = text[_after_space(text, after, end) : end].lstrip(_OPENERS.replace("\\", ""))
    if following[:1].islower():
        return False
    if mark != "." or text[at : at + 2] == "..":
        return True
    return not _is_inner_dot(text[start:at], following, language)


def _is_inner_dot(before: str, following: str, language: str) -> bool:
    """Whether the dot after `before` belongs to its last word, by that word and what follows."""
    words = before.split()
    last = words[-1].lstrip("\"'“‘«(„[¿¡") if words else ""
    if regex.fullmatch(r"\p{Lu}|(?:\p{L}\.)+\p{L}", last):  # an initial, or letters with dots
        return not (len(words) > 4 and following[:1].isdigit())
    if regex.fullmatch(r"\d{1,3}|[IVX]{1,5}", last):
        return len(words) == 1 or (len(last) < 3 and writes_ordinals_with_dots(language))
    word = last.casefold()
    return word in never_ends(language) or (word in never_ends("en") and last[:1].isupper())


def cut(text: str, fits: Callable[[str], bool]) -> list[Span]:
    """Pieces of a sentence that each fit, cut at the best place near the middle.

    Cuts at a semicolon or dash before a comma, at a comma before a space, between two letters
    only where there is nothing else; never inside a placeholder.
    """
    return list(_cut(text, 0, len(text), fits))


_PLACES: Final = (
    regex.compile(r"[;:؛；：]\s*|\s[–—-]\s"),
    regex.compile(r"[,،、，፣]\s*"),
    regex.compile(r"\s+"),
)


def _cut(text: str, start: int, end: int, fits: Callable[[str], bool]) -> Iterator[Span]:
    if end - start < 2 or fits(text[start:end]):
        yield from _trimmed(text, start, end)
        return
    at = _best_place(text, start, end)
    if not start < at < end:
        yield from _trimmed(text, start, end)
        return
    yield from _cut(text, start, at, fits)
    yield from _cut(text, at, end, fits)


def _best_place(text: str, start: int, end: int) -> int:
    """Where to cut `text[start:end]`: `end` when it cannot be cut."""
    middle, quarter = (start + end) // 2, (end - start) // 4
    taken = [match.span() for match in EXACT.finditer(text, start, end)]

    def is_free(at: int) -> bool:
        return not any(low < at < high for low, high in taken)

    for place in _PLACES:
        ends = [match.end() for match in place.finditer(text, start, end)]
        near = [at for at in ends if abs(at - middle) <= quarter and is_free(at)]
        if near:
            return min(near, key=lambda at: abs(at - middle))
    anywhere = [at for at in range(start + 1, end) if is_free(at)]
    return min(anywhere, key=lambda at: abs(at - middle), default=end)
