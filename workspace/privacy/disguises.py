"""What a reader sees, whatever characters it was written with.

"Zo\\u200bfia", "Ｚｏｆｉａ" and "Zоfia" with a Cyrillic о all read as Zofia. `plain_letters` folds
a word so far that such spellings are equal; `undisguised` gives a whole text as patterns and
models know text, and the way back to where each character stood. Plain Python over Unicode.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import regex

from .look_alikes import CYRILLIC, GREEK, GREEK_AMONG_LATIN, OTHERS, to_cyrillic, to_latin
from .spans import Span

UNSEEN: Final = r"\p{DI}\ufff9-\ufffb\ufffd\ud800-\udfff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""For a character class: what no reader sees. Joiners, marks of direction, soft hyphens,
controls, halves of characters."""
APOSTROPHES: Final = "'’‘‛`´ʼʻʹ′＇"
_ON_BLACK: Final = r"\U0001f150-\U0001f169\U0001f170-\U0001f189"
_CIRCLED: Final = rf"\u24b6-\u24e9\U0001f130-\U0001f149{_ON_BLACK}"
_RAISED: Final = (
    r"\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf\u2071\u207f\u2090-\u209c"
)
_ON: Final = r"\u0640\u06e5\u06e6\u3005\u30fc\uff70"
_SMALL_DIGITS: Final = (
    r"[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea]{3,}"
)
"""Three or more are a number; one behind a name is a footnote."""
_FLAGS: Final = r"\U0001f1e6-\U0001f1ff"
_IN_BRACKETS: Final = r"\u249c-\u24b5\U0001f110-\U0001f129"
_SPELT: Final = rf"[{_FLAGS}{_IN_BRACKETS}]{{3,}}"
"""Three or more are a word; fewer are a flag, or the letter of a paragraph."""
_LETTER: Final = rf"\p{{Lu}}\p{{Ll}}\p{{Lt}}\p{{Lo}}\p{{Nd}}\p{{Nl}}{_CIRCLED}{_RAISED}"
WORD: Final = rf"(?!\p{{DI}})[{_LETTER}][{_LETTER}{_ON}\p{{M}}{UNSEEN}]*|{_SMALL_DIGITS}|{_SPELT}"

_NO_PART: Final = regex.compile(
    rf"[^\p{{Lu}}\p{{Ll}}\p{{Lt}}\p{{Lo}}\p{{N}}\u3005\u30fc\uff70{_ON_BLACK}{_FLAGS}]|[{UNSEEN}]"
)
_LATIN: Final = regex.compile(r"\p{Latin}")
_OF_GREEK: Final = regex.compile(r"\p{Greek}")
_FOLDED: Final = str.maketrans(
    {chr(c): str(unicodedata.decimal(chr(c))) for c in range(0x660, 0x10000)
     if unicodedata.decimal(chr(c), None) is not None and not 0xD800 <= c < 0xE000}
    | OTHERS | CYRILLIC
)  # fmt: skip


def plain_letters(word: str) -> str:
    """Fold case, accents, compatibility forms, look-alikes and what is unseen away."""
    if word.isascii() and word.isalnum():
        return word.lower()
    letters = _NO_PART.sub("", unicodedata.normalize("NFKD", word))
    if _OF_GREEK.search(letters):
        letters = letters.translate(GREEK_AMONG_LATIN if _LATIN.search(letters) else GREEK)
    letters = letters.casefold()
    return (letters if letters.isascii() else letters.translate(_FOLDED)) or word.casefold()


@dataclass(frozen=True, slots=True)
class Undisguised:
    """`text` as a reader sees it. `_cuts` pairs places in it with places in what was written."""

    text: str
    _cuts: tuple[tuple[int, int, int], ...] = ((0, 0, 0),)
    """(from here on in `text`, the same in the original, end of the original's piece or 0)."""

    def back(self, spans: Iterable[Span]) -> list[Span]:
        """Move spans of `text` to where they stand in what was written."""
        return [replace(s, start=self.start(s.start), end=self.end(s.end)) for s in spans]

    def start(self, at: int) -> int:
        """Where the character at `at` begins in the original."""
        here, there, end = self._cuts[bisect_right(self._cuts, at, key=_here) - 1]
        return there if end else there + at - here

    def end(self, at: int) -> int:
        """Where the character before `at` ends in the original."""
        here, there, end = self._cuts[bisect_right(self._cuts, at - 1, key=_here) - 1]
        return end or there + at - here


def undisguised(text: str) -> Undisguised:
    """Take out what is unseen, put accents on their letters, use plain letters and signs."""
    if text.isascii() and not _CONTROL.search(text):
        return Undisguised(text)
    if not _ODD.search(text):
        return Undisguised(_of_one_script(text))
    pieces: list[str] = []
    cuts: list[tuple[int, int, int]] = [(0, 0, 0)]
    length = at = 0
    for odd in _ODD.finditer(text):
        seen = _seen(odd)
        if seen == odd[0]:
            continue
        pieces += [text[at : odd.start()], seen]
        length += odd.start() - at
        if seen:
            cuts.append((length, odd.start(), odd.end()))
            length += len(seen)
        cuts.append((length, odd.end(), 0))
        at = odd.end()
    return Undisguised(_of_one_script("".join(pieces) + text[at:]), tuple(_latest(cuts)))


_FORM: Final = (
    rf"[\uff01-\uff5e\U0001d400-\U0001d7ff\ufb00-\ufb06\ufb50-\ufdcf\ufe50-\ufe62\ufe64-\ufe6b"
    rf"\ufe70-\ufefc\u017f\u212a{_CIRCLED}]|{_SMALL_DIGITS}|[{_IN_BRACKETS}]{{3,}}|[{_FLAGS}]{{5,}}"
)
_ODD: Final = regex.compile(
    rf"(?P<marked>[\p{{L}}\p{{N}}][\p{{M}}{UNSEEN}]*\p{{M}})"
    rf"|(?P<unseen>(?:[{UNSEEN}\u0640]|(?<=[\p{{L}}\p{{N}}][{UNSEEN}]*)\p{{M}})+)"
    r"|(?P<space>[\u00a0\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<hyphen>[\u2010\u2011\u2043\ufe63])"
    rf"|(?P<form>{_FORM})"
)
_CONTROL: Final = regex.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_OF_A_FORM: Final = regex.compile(_FORM)
_FROM_BLACK: Final = str.maketrans(
    {look: letter.upper() for look, letter in OTHERS.items() if look > "\U0001f000"}
)
_BRACKETS: Final = regex.compile(rf"[{_IN_BRACKETS}]")
_HIDDEN: Final = regex.compile(rf"[{UNSEEN}]")
_BARE: Final = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{N}]")
_MIXED: Final = regex.compile(r"\w+")
_OTHER_SCRIPTS: Final = regex.compile(r"[\p{Cyrillic}\p{Greek}]")


def _seen(odd: "regex.Match[str]") -> str:
    kind = odd.lastgroup
    if kind == "unseen":
        return ""
    if kind == "space":
        return " "
    if kind == "hyphen":
        return "-"
    if kind == "form":
        return _in_plain_form(odd[0])
    whole = unicodedata.normalize("NFC", _in_plain_form(_HIDDEN.sub("", odd[0])))
    return whole[0] if _BARE.match(whole) else whole


def _in_plain_form(written: str) -> str:
    if not _OF_A_FORM.match(written):
        return written
    plain = unicodedata.normalize("NFKD", _BRACKETS.sub(_inside, written)).translate(_FROM_BLACK)
    return unicodedata.normalize("NFC", plain.replace("\u0640", ""))


def _inside(bracketed: "regex.Match[str]") -> str:
    return unicodedata.normalize("NFKD", bracketed[0]).strip("()")


def _of_one_script(text: str) -> str:
    """Write each word in one script that has letters of two; as many characters as before."""
    if text.isascii() or not (_OTHER_SCRIPTS.search(text) and _LATIN.search(text)):
        return text
    return _MIXED.sub(_in_one, text)


def _in_one(found: "regex.Match[str]") -> str:
    word: str = found[0]
    others, latin = len(_OTHER_SCRIPTS.findall(word)), len(_LATIN.findall(word))
    if not (others and latin):
        return word
    return to_latin(word) if latin >= others or _OF_GREEK.search(word) else to_cyrillic(word)


def _latest(cuts: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Keep of several cuts at one place the last: the others stand before nothing."""
    held: tuple[int, int, int] | None = None
    for cut in cuts:
        if held is not None and held[0] != cut[0]:
            yield held
        held = cut
    if held is not None:
        yield held


def _here(cut: tuple[int, int, int]) -> int:
    return cut[0]
