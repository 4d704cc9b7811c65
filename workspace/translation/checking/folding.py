"""One spelling for what people write in many: case, accents, vowel marks, digits of any script."""

import unicodedata
from functools import lru_cache
from typing import Final

import regex

PLACEHOLDER: Final = regex.compile(r"\[[A-Z][A-Z_]*_[A-Z0-9]{3,7}\]")
MARK: Final = "¤"
"""Stands where a placeholder stood."""

_ALIKE: Final = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"',
        "ł": "l", "đ": "d", "ø": "o", "ı": "i", "œ": "oe", "æ": "ae", "ß": "ss",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
        "ک": "ك", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ة": "ه", "ۂ": "ه", "ؤ": "و", "ے": "ي", "ۓ": "ي",
        "٫": ".", "٬": ",", "،": ",", "؛": ";", "؟": "?", "۔": ".", "।": ".",
        "–": "-", "—": " - ", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
        "ё": "е", "ґ": "г", "₤": "£",
    }
)  # fmt: skip
_UNSEEN: Final = regex.compile(r"[\u0640\u064b-\u065f\u0670\u06d4\p{Cf}]")
_LATIN_MARKED: Final = regex.compile(r"(?<=\p{Latin})\p{Mn}+")


def fold(text: str) -> str:
    """Lower case, one form of each letter, digits 0-9, placeholders as `MARK`."""
    text = PLACEHOLDER.sub(f" {MARK} ", text)
    return fold_words(text)


@lru_cache(maxsize=4096)
def fold_words(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.replace("۔", ".").replace("½", " 1/2"))
    text = _UNSEEN.sub("", text).lower().translate(_ALIKE)
    text = _LATIN_MARKED.sub("", unicodedata.normalize("NFD", text))
    text = unicodedata.normalize("NFC", text)
    return "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in text)
