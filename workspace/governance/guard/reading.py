"""A request taken apart: sentences, and words as people in a hurry spell them. Plain Python."""

import re
from dataclasses import dataclass
from typing import Final

_BREAK: Final = re.compile(
    r"(?<=[.?!])[\"”')\]]*\s+(?=\S)|\s*[\r\n]+\s*|(?<=[?!])(?=[A-Z])|\s[•▪‣]\s"
)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|approx|re|e\.g|i\.e|vs|s|para)\.)$", re.I
)
_WORD: Final = re.compile(
    r"\[(?P<role>[A-Z]+)_[A-Z0-9]{3}\]|(?P<section>\bs\.?\s?\d{1,3}[a-z]?\b|\bsection\s\d{1,3}\b)"
    r"|(?P<doc>\bD\d{1,3}\b)|(?P<number>\d+(?:[.,:]\d+)*)|(?P<word>[^\W\d_]+(?:['’`][^\W\d_]+)*)"
    r"|(?P<mark>[?/:\"“”])",
    re.I,
)
_ZERO_WIDTH: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LONGEST: Final = 400  # words of one sentence that are looked at

SHORT: Final = {
    "u": "you", "ur": "your", "r": "are", "wud": "would", "wld": "would", "shud": "should",
    "shld": "should", "cud": "could", "cld": "could", "pls": "please", "plz": "please",
    "abt": "about", "bc": "because", "w": "with", "wat": "what", "wot": "what", "wether": "whether",
    "weather": "whether", "thats": "that", "its": "it", "whats": "what", "whos": "who",
    "wheres": "where", "hows": "how", "wasnt": "was", "d": "do", "dyou": "you", "youd": "you",
    "youre": "you", "theyre": "they", "hes": "he", "shes": "she", "im": "i", "ive": "i",
    "id": "i", "ill": "i", "were": "were", "mam": "mum", "mom": "mum", "y": "yes", "n": "no",
    "tmrw": "tomorrow", "gonna": "going", "wanna": "want", "rec": "recommend", "thx": "thanks",
    "sw": "worker", "cos": "because", "opinon": "opinion", "reckons": "reckons",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    words: tuple[str, ...]
    asks: bool
    """It ends with a question mark."""
    start: int
    """Where it starts in the text it was read from."""


def sentences(text: str) -> list[Sentence]:
    """Cut at full stops and line breaks, never inside "Mr. Hughes" or "s. 47"."""
    found, start = [], 0
    for cut in [*_BREAK.finditer(text), None]:
        end = cut.start() if cut else len(text)
        piece = text[start:end]
        if cut and "\n" not in cut[0] and _ABBREVIATION.search(piece):
            continue
        read = _sentence(piece, start)
        if read.words:
            found.append(read)
        start = cut.end() if cut else end
    return found


def _sentence(piece: str, start: int) -> Sentence:
    tidy = _ZERO_WIDTH.sub("", piece).strip()
    return Sentence(tidy, tuple(words(tidy)), tidy.rstrip("\"”') ").endswith("?"), start)


def words(text: str) -> list[str]:
    """Words in lower case; people's placeholders as "[mother]", numbers as "#"."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        kind, said = match.lastgroup, match[0]
        if kind == "role":
            found.append(f"[{match['role'].lower()}]")
        elif kind == "section":
            found.append("s" + re.sub(r"\D", "", said))
        elif kind == "doc":
            found.append("[document]")
        elif kind == "number":
            found.append("#")
        elif kind == "mark":
            found.append('"' if said in "“”" else said)
        else:
            plain = re.sub("['’`]", "", said.lower())
            found.append(SHORT.get(plain, plain))
        if len(found) >= _LONGEST:
            break
    return found
