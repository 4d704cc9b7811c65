"""Strategies for the fuzzing of masking and restoring, and the eye of a reader.

`disguised` writes a text as people, phones, PDFs and mischief write it; `legible` folds a text
to what a reader sees. The two share no table with the product: what one invents and the other
reads is for the product to find.
"""

import unicodedata
from collections.abc import Callable

import regex
from hypothesis import strategies as st

from workspace.privacy.roles import ROLES

UNSEEN = [
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u061c",
    "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
    "\u034f", "\u115f", "\u1160", "\u3164", "\uffa0", "\u17b4", "\u180b", "\u180e", "\ufe0f",
    "\ufe00", "\U000e0061", "\U000e0101", "\u2061", "\u206a", "\ufff9", "\ufffb",
    "\x00", "\x01", "\x08", "\x0e", "\x1b", "\x7f", "\x80", "\x9f", "\U0001d173",
]  # fmt: skip
MARKS = ["\u0301", "\u0308", "\u0323", "\u0336", "\u0489", "\u20dd", "\u0338", "\u035c"]
HARAKAT = ["\u064b", "\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u0670", "\u0640"]
SPACES = ["\u00a0", "\u2003", "\u2009", "\u202f", "\u3000", "\u2007", "\u205f", "\u200a", "\n"]
HYPHENS = ["\u2010", "\u2011", "\uff0d", "\ufe63", "\u2043"]
LOOKS = {
    "a": "аαɑａ", "b": "Ьƀ", "c": "сϲｃ", "d": "ԁđ", "e": "еҽё", "g": "ɡ", "h": "һħ", "i": "іıιɩ",
    "j": "јϳ", "k": "кκƙ", "l": "ӏł", "m": "м", "o": "оοøо", "p": "рρ", "q": "ԛ", "r": "ɾ",
    "s": "ѕꜱ", "t": "тτŧ", "u": "υʋ", "v": "ν", "w": "ԝ", "x": "хχ", "y": "уγү", "z": "ᴢ",
    "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "J": "Ј", "K": "КΚ\u212a",
    "M": "МΜ", "N": "Ν", "O": "ОΟØ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "УΥ",
    "Z": "Ζ", "L": "Ł",
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "О": "O",
    "М": "M", "А": "A", "Т": "T", "С": "C",
    "ي": "ی", "ی": "ي", "ک": "ك", "ك": "ک", "ہ": "ه", "ه": "ہ",
}  # fmt: skip
_DIGITS = ("０", "٠", "۰", "𝟎", "𝟘", "𝟬", "०")
"""The noughts of some scripts and styles of digits."""


def _style(letter: str, style: int) -> str:
    """The letter in one of the mathematical alphabets, full-width, circled or as it was."""
    if not (letter.isascii() and letter.isalpha()):
        return letter
    upper, at = letter.isupper(), ord(letter.upper()) - 65
    first = (0x1D400, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D608, 0x1D63C, 0x1D670)
    if style < len(first):
        return chr(first[style] + at + (0 if upper else 26))
    if style == len(first):
        return chr((0xFF21 if upper else 0xFF41) + at)
    return chr((0x24B6 if upper else 0x24D0) + at)


def _digits(text: str, nought: str) -> str:
    return "".join(chr(ord(nought) + int(c)) if c.isascii() and c.isdigit() else c for c in text)


Way = Callable[[st.DrawFn, str], str]


def _sprinkle(letters: list[str], *, after_letters: bool = False) -> Way:
    def way(draw: st.DrawFn, text: str) -> str:
        last = len(text) - 2 + after_letters
        if last < 0:
            return text
        spots = st.tuples(st.integers(0, last), st.sampled_from(letters))
        out = list(text)
        for at, extra in draw(st.lists(spots, min_size=1, max_size=6)):
            if text[at].isalpha() or not after_letters:
                out[at] += extra
        return "".join(out)

    return way


def _look_alikes(draw: st.DrawFn, text: str) -> str:
    which, turn = draw(st.integers(1, 2 ** len(text) - 1)), draw(st.integers(0, 3))
    return "".join(
        LOOKS[letter][turn % len(LOOKS[letter])] if letter in LOOKS and which >> at & 1 else letter
        for at, letter in enumerate(text)
    )


def _styled(draw: st.DrawFn, text: str) -> str:
    style = draw(st.integers(0, 10))
    return "".join(_style(letter, style) for letter in text)


def _other_digits(draw: st.DrawFn, text: str) -> str:
    return _digits(text, draw(st.sampled_from(_DIGITS)))


def _normal_form(draw: st.DrawFn, text: str) -> str:
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), text)


def _spaced(draw: st.DrawFn, text: str) -> str:
    space, hyphen = draw(st.sampled_from(SPACES)), draw(st.sampled_from(HYPHENS))
    return text.replace(" ", space).replace("-", hyphen)


def _turned(draw: st.DrawFn, text: str) -> str:
    begin = draw(st.sampled_from(["\u202a", "\u202b", "\u202e", "\u2066", "\u2067", "\u2068"]))
    return begin + text + ("\u202c" if begin < "\u2060" else "\u2069")


FOR_NUMBERS: list[Way] = [_sprinkle(UNSEEN), _other_digits, _normal_form, _turned]
FOR_NAMES: list[Way] = [
    _sprinkle(UNSEEN), _look_alikes, _styled, _normal_form, _spaced, _turned,
    _sprinkle(MARKS, after_letters=True),
]  # fmt: skip
FOR_ARABIC: list[Way] = [
    _sprinkle(UNSEEN), _sprinkle(HARAKAT, after_letters=True), _look_alikes, _normal_form, _turned,
]  # fmt: skip


@st.composite
def disguised(draw: st.DrawFn, text: str, ways: list[Way]) -> str:
    """`text` in up to three disguises, one over the other."""
    for way in draw(st.lists(st.sampled_from(ways), min_size=1, max_size=3)):
        text = way(draw, text)
    return text


_READ = {look: plain for plain, looks in LOOKS.items() for look in looks if plain.isascii()}
_READ |= {"ی": "ي", "ک": "ك", "ہ": "ه", "ة": "ه", "ى": "ي"}
_DROPPED = regex.compile(r"[\p{DI}\p{M}\p{Cs}\u0640\ufff9-\ufffb]|(?!\s)\p{Cc}")


def legible(text: str) -> str:
    """Fold a text to what a reader takes in: no accents, no capitals, nothing unseen."""
    seen = _DROPPED.sub("", unicodedata.normalize("NFKD", _DROPPED.sub("", text)))
    seen = "".join(_READ.get(letter, letter) for letter in seen).casefold()
    seen = "".join(_READ.get(letter, letter) for letter in _DROPPED.sub("", seen))
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in seen
    )


def reads(name: str, text: str) -> bool:
    """Whether a reader of `text` sees one of the words of `name` in it, as a word."""
    seen = set(regex.findall(r"[\p{L}\p{N}]+", legible(text)))
    return bool(seen & {word for word in regex.findall(r"\p{L}+", legible(name)) if len(word) > 2})


_OPEN = ["[", r"\[", "［", "【", "&#91;", "&#x5B;", "&lbrack;", "&lsqb;", "", "(", "<"]
_CLOSE = ["]", r"\]", "］", "】", "&#93;", "&#x5d;", "&rbrack;", "&rsqb;", "", "'s]", "’s]", ")"]
_SEPARATOR = ["_", "-", r"\_", r"\-", "＿", "‐", "‑", "–", " ", "&#95;", "&lowbar;", "", "\u2212"]


@st.composite
def look_alike_placeholders(draw: st.DrawFn, codes: tuple[str, ...] = ()) -> str:
    """Something that reads as a placeholder, in any shape that the tolerant grammar knows."""
    role = draw(st.sampled_from([*ROLES, "CHILDREN", "X"]))
    made = st.from_regex(r"[BCDFGHJKLMNPQRSTVWXZ][2-9][BCDFGHJKLMNPQRSTVWXZ]", fullmatch=True)
    code = draw(st.sampled_from([*codes]) if codes and draw(st.booleans()) else made)
    text = draw(st.sampled_from(_OPEN)) + role + draw(st.sampled_from(_SEPARATOR)) + code
    text += draw(st.sampled_from(_CLOSE))
    text = draw(st.sampled_from([str, str.lower, str.title]))(text)
    return draw(disguised(text, FOR_NAMES)) if draw(st.integers(0, 3)) == 0 else text


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """`text` with one character changed, left out, put in, doubled or swapped."""
    at = draw(st.integers(0, len(text) - 1))
    other = draw(st.sampled_from("BCDFGHJKLMNPQRSTVWXZ23456789AEIOU01[]_-\\ 'sſıİK０Кас"))
    return draw(
        st.sampled_from(
            [
                text[:at] + other + text[at + 1 :],
                text[:at] + text[at + 1 :],
                text[:at] + other + text[at:],
                text[: at + 1] + text[at:],
                text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
            ]
        )
    )


SURROGATES = st.characters(categories=["Cs"])
ANYTHING = st.text(st.characters() | SURROGATES | st.sampled_from(UNSEEN + MARKS + HARAKAT))
LONG_WORDS = st.builds(
    lambda letter, times: letter * times,
    st.sampled_from(["a", "\u200b", "\u0301", "é", "م", "а\u0301", "Z\u200b", "1", "\u0640", "🙂"]),
    st.integers(500, 4000),
)
EMOJI = st.sampled_from(["👩‍👧", "👨🏿‍👩🏽‍👧‍👦", "🏳️‍🌈", "1️⃣", "🇬🇧", "🧸", "❤️"])
