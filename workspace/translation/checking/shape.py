"""The shape of a translation: words repeated over and over, too short, too long."""

import math
from collections import Counter
from typing import Final

import regex

from .flags import Flag
from .folding import MARK

_LENGTH: Final = {
    "en": 1.0, "pl": 1.04, "ro": 1.1, "ar": 0.8, "ur": 0.92, "uk": 1.0, "es": 1.08, "pt": 1.05,
    "fr": 1.15, "bn": 0.95, "so": 1.12,
}  # fmt: skip
"""Characters for what English says in one."""
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}']+")
_SENTENCE: Final = regex.compile(r"(?<=[^\W\d_]{2}|[\d)\"'])[.!?…]+(?:\s|$)")


def looped(source: str, target: str) -> list[Flag]:
    ours, theirs = _WORD.findall(source), _WORD.findall(target)
    for size in (1, 2, 3, 4, 5, 6):
        run, phrase = _longest_run(theirs, size)
        allowed = max(1 if size > 1 else 2, _longest_run(ours, size)[0])
        if run > allowed and (size > 1 or len(phrase) > 1 or run > 3):
            return [Flag("repetition", f"“{phrase}” is repeated {run} times.")]
    if (often := _too_often(ours, theirs)) is not None:
        return [Flag("repetition", f"“{often[0]}” stands there {often[1]} times.")]
    if m := regex.search(r"(\p{L}{1,6}?)\1{4,}", target):
        return [Flag("repetition", f"“{m.group()[:30]}” repeats itself.")]
    return []


def _longest_run(words: list[str], size: int) -> tuple[int, str]:
    best, phrase = 1, ""
    for at in range(len(words) - size):
        run, piece = 1, words[at : at + size]
        while words[at + run * size : at + (run + 1) * size] == piece:
            run += 1
        if run > best:
            best, phrase = run, " ".join(piece)
    return best, phrase


def _too_often(ours: list[str], theirs: list[str]) -> tuple[str, int] | None:
    """A phrase of three words that comes back, where the original repeats nothing so often."""
    for size, least in ((3, 3), (4, 2), (5, 2)):
        said = Counter(" ".join(theirs[i : i + size]) for i in range(len(theirs) - size + 1))
        phrase, times = max(said.items(), key=lambda p: p[1], default=("", 0))
        if times >= least and times > _most(ours, max(1, size - 2)):
            return phrase, times
    return None


def _most(words: list[str], size: int) -> int:
    said = Counter(" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return max(said.values(), default=0)


def weight(text: str, language: str) -> float:
    """Return about how many characters English would need; a placeholder weighs eight."""
    plain = regex.sub(r"\s+", " ", text.replace(MARK, "xxxxxxxx")).strip()
    letters = len(regex.sub(r"(?<=\p{L})\p{Mn}", "", plain) if language == "ar" else plain)
    return letters / _LENGTH.get(language, 1.0)


def uneven(source: str, target: str, source_language: str, target_language: str) -> list[Flag]:
    ours, theirs = weight(source, source_language), weight(target, target_language)
    if not ours:
        return []
    if not regex.search(r"\w|¤", target):
        return [Flag("length", "The translation is empty.")]
    ratio, room = theirs / ours, 0.34 + 2.6 / math.sqrt(max(ours, theirs, 4.0))
    lost = sentences(source) - sentences(target)
    fewer = clauses(target) < clauses(source)
    if ratio < math.exp(-room) or (fewer and ratio < (0.9 if lost > 0 else 0.62)):
        return [
            Flag("length", "The translation is much shorter: something may have been left out.")
        ]
    if ratio > math.exp(room) or (lost < 0 and ratio > 1.5):
        return [Flag("length", "The translation is much longer: something may have been added.")]
    return []


def clauses(text: str) -> int:
    return sentences(text) + len(regex.findall(r"[,;:](?=\s)|\s-\s", text))


def sentences(text: str) -> int:
    return max(1, len(_SENTENCE.findall(text.strip().rstrip(".!?…") + ".")))
