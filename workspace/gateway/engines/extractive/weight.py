"""How much a sentence matters in a case note, from its words and its place."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from .reading import Sentence

THEMES: Final = {
    "What the child says": re.compile(
        r"\[(?:CHILD|SIBLING)_\w+\](?:'s)?[^.;]{0,40}\b(said|says|told|tells|wants|wanted|wishes"
        r"|would like|feels|felt|disclosed|asked (?:for|if|to|me|whether)|described|likes|loves"
        r"|hopes|does not (?:want|like)|misses|is (?:scared|afraid|worried|happy|sad)|views?"
        r"|wish(?:es)?|drew)\b|\bvoice of the child\b"
        r"|\[(?:CHILD|SIBLING)_\w+\][^?!\[]*?[.…] (?:… )?(?:S?[Hh]e|They) (?:said|told|says|feels"
        r"|would like|wants|wishes|likes|loves|misses|does not (?:want|like))\b"
        r"|\b(?:child|young person)(?:'s)? (?:views?|wishes|said|told|wants)\b"
    ),
    "Decisions and next steps": re.compile(
        r"(?i)^\[[A-Z]+_\w+\] to [a-z]|\b(agreed|decid\w+|decision|outcome|action|next steps?"
        r"|will (?!not be able)|to be (?:completed|arranged|reviewed|referred)|recommend\w*"
        r"|refer(?:red|ral)|strategy"
        r" (?:discussion|meeting)|plan (?:is|was|to)|must|review date|section 47|s\.?47|closed"
        r"|step(?:ped)? (?:up|down)|convened|threshold)\b"
    ),
    "Risks and worries": re.compile(
        r"(?i)\b(risk\w*|concern\w*|worr\w+|bruis\w*|injur\w+|hit|hits|slapp\w+|punch\w*|kick\w*"
        r"|burn\w*|fractur\w*|hospital|a&e|unsafe|danger\w*|neglect\w*|abus\w+|violen\w+|police"
        r"|arrest\w*|drunk|alcohol|intoxicated|cannabis|drug\w*|cocaine|self[- ]harm\w*|suicid\w+"
        r"|missing|exploit\w+|scared|frighten\w+|afraid|shout\w*|argu\w+|hungry|dirty|no food"
        r"|absen\w+|overdose|threat\w*|weapon|knife|unkempt|mould|evict\w+|arrears|disclos\w+"
        r"|alone|unsupervised|underweight|marks?|smelt|crying|tearful|lost weight)\b"
    ),
    "What is going well": re.compile(
        r"(?i)\b(positive\w*|warm|good (?:relationship|progress|attendance|start)|well (?:cared|fed"
        r"|presented|kept)|improv\w+|engag\w+|support\w* (?:from|by|network)|strengths?|protective"
        r"|proud|settled|happy|praised|clean and tidy|affection\w*|enjoy\w*|thriving|on time)\b"
    ),
}
SECTIONS: Final = {
    "What the child says": re.compile(r"(?i)\b(wishes and feelings|voice of|child's views?)\b"),
    "Decisions and next steps": re.compile(r"(?i)\b(decisions?|actions?|next steps|agreed)\b"),
    "Risks and worries": re.compile(r"(?i)\b(risks?|worries|worried about|concerns|dangers?)\b"),
    "What is going well": re.compile(r"(?i)\b(going|working) well\b|\bstrengths\b"),
}
"""Headings that practitioners write over such passages."""

_VALUE: Final = {
    "What the child says": 1.6,
    "Decisions and next steps": 1.4,
    "Risks and worries": 1.5,
    "What is going well": 1.15,
}
_ENTRY: Final = re.compile(
    r"(?i)^\d{1,2}(/\d{1,2}/\d{2,4}|(st|nd|rd|th)? [a-z]{3,9}( \d{4})?)[^.!?;]{0,60}$"
)
"""The line over an entry, such as "22 April 2025, 09:15 (duty, N Okoro)": no statement."""
BACKGROUND: Final = "Background and events"


def has_theme(sentence: Sentence, name: str) -> bool:
    """Whether its own words, or the heading it stands under, put a sentence in a theme."""
    section = SECTIONS.get(name)
    if section and section.search(sentence.section):
        return True
    return bool(THEMES[name].search(sentence.text))


def theme(sentence: Sentence) -> str:
    """The heading a sentence belongs under."""
    return next((name for name in THEMES if has_theme(sentence, name)), BACKGROUND)


def inverse_frequency(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Rarity of each term over sentences; never below a small positive number."""
    seen = Counter(term for sentence in sentences for term in sentence.term_set)
    total = len(sentences) or 1
    return {term: math.log(1 + total / count) for term, count in seen.items()}


def worth(sentences: Sequence[Sentence]) -> dict[Sentence, float]:
    """A score for each sentence: central words, field cues, position, sensible length."""
    rarity = inverse_frequency(sentences)
    centre: defaultdict[str, float] = defaultdict(float)
    for sentence in sentences:
        for term in sentence.term_set:
            centre[term] += rarity[term] / math.sqrt(len(sentence.term_set))
    last = {sentence.ref: sentence.number for sentence in sentences}
    return {sentence: _score(sentence, rarity, centre, last) for sentence in sentences}


def _score(
    sentence: Sentence, rarity: dict[str, float], centre: dict[str, float], last: dict[str, int]
) -> float:
    if sentence.is_heading or sentence.is_label or len(sentence.term_set) < 2:
        return 0.0
    if _ENTRY.match(sentence.text):
        return 0.0
    length = len(sentence.term_set)
    central: float = sum(rarity[term] * math.log1p(centre[term]) for term in sentence.term_set)
    score: float = central / length**0.75
    score *= sum(_VALUE[name] - 1 for name in THEMES if has_theme(sentence, name)) + 1
    if sentence.placeholders:
        score *= 1.15
    if re.search(r"\d", sentence.text):
        score *= 1.08
    if sentence.number <= 2 or sentence.number == last[sentence.ref]:
        score *= 1.1
    if sentence.text.endswith("?") or length > 45:
        score *= 0.6
    return score * (0.7 if length < 4 else 1.0)
