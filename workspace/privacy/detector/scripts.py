"""Words in a script that the model at hand does not read: read by the other one, or hidden.

English text may hold a line of Arabic or Ukrainian: the model of families' languages reads it.
A few words in a script that neither reads are hidden as they stand; more of them are refused.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

import regex

from workspace.privacy.spans import Span

from .errors import DetectionFailed

_READ_BY_THE_OTHER: Final = regex.compile(r"[\p{Arabic}\p{Cyrillic}]")
_LINE: Final = regex.compile(r"[^\n]+")
_LETTER: Final = r"(?![\p{Latin}\p{Arabic}\p{Cyrillic}])\p{L}[\p{M}\u200c\u200d]*"
_UNREAD: Final = regex.compile(rf"(?:{_LETTER})(?:[ '’\-]?{_LETTER})*")
_MOST_WORDS, _MOST_LETTERS = 4, 40
_SCORE: Final = 0.45
_REFUSED: Final = (
    "Part of this text is in a script that cannot be checked for personal details yet, so it was "
    "not sent."
)


def with_other_scripts(
    text: str, spans: Iterable[Span], read: Callable[[str], list[Span]] | None
) -> list[Span]:
    """Add what stands in other scripts; `read` is the detector of families' languages, if any.

    Raises DetectionFailed where too much is in a script that nobody reads.
    """
    if text.isascii():
        return list(spans)
    found = [*spans, *_unread(text)]
    if read is not None:
        found = [span for span in found if not (_is_person(span) and _in_other(text, span))]
        for line in _LINE.finditer(text):
            if has_other_script(line[0]):
                read_so = (_moved(span, line.start()) for span in read(line[0]))
                found += [span for span in read_so if _in_other(text, span)]
    return _apart(found)


def _is_person(span: Span) -> bool:
    return span.label == "PERSON"


def _in_other(text: str, span: Span) -> bool:
    return has_other_script(text[span.start : span.end])


def has_other_script(text: str) -> bool:
    """Whether English text holds letters that the model of families' languages reads."""
    return _READ_BY_THE_OTHER.search(text) is not None


def _unread(text: str) -> list[Span]:
    found = []
    for run in _UNREAD.finditer(text):
        letters = sum(character.isalpha() for character in run[0])
        if len(run[0].split()) > _MOST_WORDS or letters > _MOST_LETTERS:
            raise DetectionFailed(_REFUSED)
        if letters > 1 or not regex.match(r"\p{Greek}", run[0]):  # "α" is a sign, 张 a name
            found.append(Span(*run.span(), "PERSON", _SCORE, "pattern"))
    return found


def _moved(span: Span, by: int) -> Span:
    return replace(span, start=span.start + by, end=span.end + by)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Make one of what overlaps, so that whatever any of them covers stays covered."""
    ready: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if ready and ready[-1].overlaps(span):
            ready[-1] = replace(ready[-1], end=max(ready[-1].end, span.end))
        else:
            ready.append(span)
    return ready
