"""The last look at what is about to leave: a known name or an identifier in it stops the call.

Independent of the detector on purpose: plain patterns and the vault's own people, scanned over
the finished payload. `identifiers` is also one of the layers that mask, so that a hit here
means that something went wrong, not that detection was a little weaker.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from unicodedata import decimal

import regex

from .disguises import Undisguised, undisguised
from .masked import Masked
from .placeholders import EXACT
from .spans import Span

if TYPE_CHECKING:
    from .identities import Identities

_GAP: Final = "\u00ad\u200b-\u200f\u2010-\u2013\u2060\ufeff\\-"
_OTHER_FORMS: Final = regex.compile(r"[\p{Nd}\uff01-\uff5e]")
_LONGEST: Final = 64
SECONDS: Final = 5.0
"""A pattern slower than this on one text stops the call (fails closed)."""
_NEXT_LINE: Final = r"[^\S\n]*+\n[^\S\n]*+(?!\d(?-i:st|nd|rd|th|hr|yr))"
"""Between the halves of a postcode: the end of a line. "A1", then "4th", are none."""
_PATTERNS: Final = {
    "EMAIL": r"(?:(?<![\p{L}\p{N}._%+'-])|\G)[\p{L}\p{N}._%+'-]++@"
    r"[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+",
    "NINO": r"(?<![\p{L}\p{N}])[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D](?![\p{L}\p{N}])",
    "PHONE": r"(?<!\p{N})(?:\+44\s?\(?0?\)?|0044\s?|\(?0(?=7)|(?<!\p{L})\(?0)"
    rf"(?:[\s().{_GAP}]{{0,3}}\d){{9,10}}(?!\p{{N}})",
    "NHS_NUMBER": rf"(?<![\p{{N}}-])\d{{3}}[\s{_GAP}]?\d{{3}}[\s{_GAP}]?\d{{4}}(?![\p{{N}}])",
    "POSTCODE": r"(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?"
    rf"(?:[ \u00a0]?|{_NEXT_LINE})\d[ABD-HJLNP-UW-Z]{{2}}(?![\p{{L}}\p{{N}}])",
}
_COMPILED: Final = {
    label: regex.compile(pattern, regex.IGNORECASE) for label, pattern in _PATTERNS.items()
}


class Leak(Exception):
    """Something personal was about to leave. `kinds` says what kinds, never what."""

    def __init__(self, kinds: set[str]) -> None:
        super().__init__(
            "Daylight stopped this before it left: it still held something personal. "
            "Nothing was sent. Please look at the preview again."
        )
        self.kinds = sorted(kinds)


def identifiers(text: str) -> list[Span]:
    """Return every email, phone, NHS, National Insurance number and postcode in `text`.

    Raises DetectionFailed where a pattern takes too long.
    """
    seen = _plain(text)
    return seen.back(
        Span(match.start(), match.end(), label, source="pattern")
        for label, match in _matches(seen.text)
        if label != "NHS_NUMBER" or _is_nhs(match[0])
    )


def _matches(text: str) -> Iterator[tuple[str, "regex.Match[str]"]]:
    try:
        for label, pattern in _COMPILED.items():
            for match in pattern.finditer(text, timeout=SECONDS):
                yield label, match
    except TimeoutError:
        from .detector.errors import TOO_LONG, DetectionFailed  # with it comes the large detector

        failure = DetectionFailed(TOO_LONG)
    else:
        return
    raise failure  # raised out here so that it drags no other exception, and no text, along


def unfinished(text: str) -> int:
    """Return from where the end of `text` could still become an identifier, or its length."""
    seen = _plain(text)
    plain, first = seen.text, len(text)
    for pattern in _COMPILED.values():
        at = max(0, len(plain) - _LONGEST)
        while match := pattern.search(plain, at, partial=True):
            if match.partial or match.end() == len(plain):
                first = min(first, seen.start(match.start()))
                break
            at = match.end()
    return first


def check(masked: Masked, identities: "Identities", *, legend: str = "") -> None:
    """Raise Leak if any part of a finished payload holds what must not leave.

    That is a known alias, an identifier, or a word that the organisation always hides; in the
    `legend`, which Daylight itself wrote, such a word is none of anybody's.
    """
    kinds = {kind for part in _texts(masked) for kind in _found(part, identities)}
    ours = apart(legend)
    kinds |= {
        found.phrase.label
        for part in _texts(masked)
        if part != ours
        for found in identities.own.hidden.find(part)
    }
    if kinds:
        raise Leak(kinds)


def _texts(masked: Masked) -> Iterator[str]:
    for part in masked.parts:
        yield EXACT.sub(" ", part.name)
        for paragraph in part.paragraphs:
            yield apart(paragraph)


def apart(masked: str) -> str:
    """Return masked text with signs for its placeholders that part what stands on both sides."""
    return EXACT.sub(" §§§ ", masked)


def _found(text: str, identities: "Identities") -> Iterator[str]:
    for match in identities.find(text):
        yield identities.subjects[min(match.subjects)].label
    for span in identifiers(text):
        if not identities.is_kept(text[span.start : span.end], span.label):
            yield span.label


def _plain(text: str) -> Undisguised:
    seen = undisguised(text)
    return replace(seen, text=_OTHER_FORMS.sub(_ascii, seen.text))


def _ascii(found: "regex.Match[str]") -> str:
    """Return a digit of any script, or a full-width letter or sign, as its plain self."""
    digit = decimal(found[0], None)
    return chr(ord(found[0]) - 0xFEE0) if digit is None else str(digit)


def _is_nhs(text: str) -> bool:
    digits = [int(character) for character in text if character.isdigit()]
    check_digit = 11 - sum(d * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check_digit % 11 == digits[9]
