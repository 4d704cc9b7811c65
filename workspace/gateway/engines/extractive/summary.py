"""Picks the most informative sentences: much about the whole, little said twice."""

import math
import re
from collections.abc import Sequence
from typing import Final

from .context import merged, with_antecedents
from .reading import Document, Sentence
from .weight import BACKGROUND, THEMES, has_theme, inverse_frequency, theme, worth
from .words import placeholders

_NUMBERS: Final = (
    str.split("zero one two three four five six seven eight nine ten eleven twelve")
)  # fmt: skip
_SIZE: Final = re.compile(
    r"(?i)\b(\d{1,2}|" + "|".join(_NUMBERS) + r")\s+(?:\w+\s+){0,2}(sentences?|bullets?|points?"
    r"|lines?|facts?)\b"
)
_SHORT: Final = re.compile(r"(?i)\b(brief|briefly|short|shorter|quick|one paragraph|tl;?dr)\b")
HEADINGS: Final = (BACKGROUND, *THEMES)
_ONLY: Final = {
    "What the child says": re.compile(r"(?i)\b(child's (views?|voice)|wishes|voice of the child)"),
    "Decisions and next steps": re.compile(r"(?i)\b(actions?|decisions?|next steps|outcomes?)\b"),
    "Risks and worries": re.compile(r"(?i)\b(risks?|worries|concerns?|dangers?|harm)\b"),
    "What is going well": re.compile(r"(?i)\b(strengths?|going well|positives?|protective)\b"),
}


def summarise(documents: Sequence[Document], request: str = "") -> list[tuple[str, list[Sentence]]]:
    """Chosen sentences under their headings ("" when too few to group), in document order."""
    sentences = with_antecedents(documents)
    scores = worth(sentences)
    _prefer(scores, request)
    chosen = select(scores, _size(sentences, request))
    order = {sentence: index for index, sentence in enumerate(sentences)}
    chosen.sort(key=order.__getitem__)
    grouped = [(name, [s for s in chosen if theme(s) == name]) for name in HEADINGS]
    grouped = [(name, merged(found)) for name, found in grouped if found]
    return grouped if len(chosen) >= 5 and len(grouped) > 1 else [("", merged(chosen))]


def _prefer(scores: dict[Sentence, float], request: str) -> None:
    """Favour what a short request names: a person, or a theme such as risks."""
    people = placeholders(request)
    wanted = [name for name, pattern in _ONLY.items() if pattern.search(request)]
    for sentence in scores:
        if people and people & sentence.placeholders:
            scores[sentence] *= 2.5
        if 0 < len(wanted) < 3 and any(has_theme(sentence, name) for name in wanted):
            scores[sentence] *= 2.5


def _size(sentences: Sequence[Sentence], request: str) -> int:
    stated = _SIZE.search(request)
    if stated:
        word = stated.group(1).lower()
        return max(1, int(word) if word.isdigit() else _NUMBERS.index(word))
    statements = sum(1 for s in sentences if not (s.is_heading or s.is_label))
    if _SHORT.search(request):
        return min(5, max(3, statements // 10))
    return min(statements, max(5, min(18, round(2 + 1.6 * math.sqrt(statements)))))


def select(scores: dict[Sentence, float], size: int) -> list[Sentence]:
    """Maximal marginal relevance over the best candidates."""
    ranked = [s for s in sorted(scores, key=lambda s: -scores[s]) if scores[s] > 0]
    candidates = ranked[: size * 5 + 10]
    if not candidates:
        return []
    rarity = inverse_frequency(list(scores))
    top = scores[candidates[0]]
    likeness = dict.fromkeys(candidates, 0.0)
    chosen: list[Sentence] = []
    while candidates and len(chosen) < size:
        best = max(candidates, key=lambda s: 0.65 * scores[s] / top - 0.35 * likeness[s])
        candidates.remove(best)
        if likeness[best] > 0.75:
            continue  # already said, in nearly the same words
        if any(best.text in other.text for other in chosen):
            continue
        chosen = [other for other in chosen if other.text not in best.text]
        chosen.append(best)
        for other in candidates:
            likeness[other] = max(likeness[other], similarity(best, other, rarity))
    return chosen


def similarity(left: Sentence, right: Sentence, rarity: dict[str, float]) -> float:
    """Weighted overlap of terms, 0 to 1; different people make different statements."""
    shared = sum(rarity[term] for term in left.term_set & right.term_set)
    smaller = min(sum(rarity[t] for t in s.term_set) for s in (left, right))
    if not smaller:
        return 0.0
    people = left.placeholders == right.placeholders
    return shared / smaller * (1.0 if people else 0.7)
