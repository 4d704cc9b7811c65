"""Is something denied on one side and said on the other?

Clauses are counted, not words: two negatives of one clause are one denial. What denies without a
word for "not" (unsafe, refuse, unless) may stand for a denial or for none.
"""

from typing import Final

import regex

from .flags import Flag
from .vocabulary import vocabulary

_CLAUSES: Final = regex.compile(r"[.!?;:,\n]+|\s-\s")


def turned(source: str, target: str, source_language: str, target_language: str) -> list[Flag]:
    """Compare two folded texts."""
    sources, targets = _sentences(source), _sentences(target)
    if len(sources) != len(targets):
        sources, targets = [source], [target]
    for ours, theirs in zip(sources, targets, strict=True):
        if flags := _compared(denied(ours, source_language), denied(theirs, target_language)):
            return flags
    return []


def _sentences(text: str) -> list[str]:
    return [s for s in regex.split(r"(?<=[.!?])\s+", text) if regex.search(r"\p{L}", s)]


def _compared(ours: "Denial", theirs: "Denial") -> list[Flag]:
    if ours.lowest > theirs.highest and not (theirs.asks and theirs.highest):
        return [
            Flag("negation", _words("is said in the original but not in the translation", ours))
        ]
    if theirs.lowest > ours.highest:
        return [
            Flag("negation", _words("is said in the translation but not in the original", theirs))
        ]
    return []


def _words(what: str, denial: "Denial") -> str:
    return f"“{denial.words[0].strip()}” (not, no, never or without) {what}."


class Denial:
    """How many clauses are denied, at least and at most."""

    def __init__(self) -> None:
        self.lowest = 0
        self.highest = 0
        self.asks = False
        self.words: list[str] = []


def denied(text: str, language: str) -> Denial:
    known, found = vocabulary(language), Denial()
    found.asks = "?" in text
    for clause in _CLAUSES.split(_prepared(text, language)):
        spare = known.found("void", clause)
        clause = known.without("void", clause)
        said = known.found("not", clause) + _glued(clause, language)
        maybe = known.found("maybe", clause)
        found.words += said
        certain = 1 if said and not (spare or _may_be_none(clause, language, found.asks)) else 0
        found.lowest += 1 if certain else 0
        found.highest += max(len(said), 1 if said else 0) + len(maybe) + len(spare)
    if found.lowest > 1:
        found.lowest = 1 + (found.lowest - 1) // 2
    return found


def _prepared(text: str, language: str) -> str:
    if language == "fr":
        text = regex.sub(r"\bn'", "ne ", text)
        text = regex.sub(r"\b(?:qu|d|j|m|t|s|l|c)'", r" ", text)
    if language == "ro":
        text = regex.sub(r"\bn-", "nu ", text)
    return text.replace("-", " ") if language in ("fr", "ro", "pt") else text


_BENGALI: Final = regex.compile(r"\b\w{1,9}(?:[য়েিা]নি|ননি|ইনি|য়নি)\b")
_BENGALI_NOT: Final = frozenset(
    fold for fold in "তিনি যিনি আপনি চিনি জানি মানি রানি পানি শুনি এমনি তেমনি যেমনি শনি টানি আনি হয়রানি "
    "বুনি গুনি ইনি উনি কাহিনি পেশানি কেরানি বাহিনি জননি".split()
)  # fmt: skip
_SOMALI: Final = regex.compile(
    r"\b(?:(?:i|ku|na|la|lo|ka|no|is|idin)(?:gu|ku|ga|ka|la|o|u|oo)ma|\w*(?:aanan|aadan|aanay|aysan|uusan|aynan|aydin|aanu|anan|inaan|aanad|aydaan|eysan|eynan))\b"
)
_SOMALI_HA: Final = regex.compile(r"\b(?:ha|yaan)\s+(?:\w+\s+){0,2}?\w{2,}(?:in|ina|an|nina)\b")


def _glued(clause: str, language: str) -> list[str]:
    """Negatives that are part of another word."""
    if language == "bn":
        words = (m.group() for m in _BENGALI.finditer(clause))
        return [w for w in words if w not in _BENGALI_NOT]
    if language == "so":
        said = [m.group() for m in _SOMALI.finditer(clause) if m.group() != "inaan"]
        return said + [m.group() for m in _SOMALI_HA.finditer(clause)]
    return []


def _may_be_none(clause: str, language: str, asks: bool) -> bool:
    """Somali asks with the word that denies, French says "only" with it."""
    if language == "so" and asks:
        return True
    if language == "fr":
        only = regex.search(r"\bne\b.*\bque?\b", clause)
        whole = regex.search(
            r"\b(?:pas|jamais|rien|personne|aucune?|plus|ni|sans|non|guere)\b", clause
        )
        return bool(only and not whole) or not whole
    return False
