"""Does a request ask Daylight to decide about a person? Read sentence by sentence."""

from typing import Final

from .lexicon import CLASS_OF
from .meanings import MEANING_OF
from .reading import Sentence, sentences
from .verdict import Reason, Verdict
from .weights import load
from .wording import without_quoted

_ENOUGH: Final = 0.5
_ENOUGH_OF_QUESTIONS: Final = 0.4  # where it asks in a few words: "is Kai lying?"
_ENOUGH_OF_NOTHING: Final = 0.93  # where no word speaks of a decision: "does he use cannabis"
_ENOUGH_OF_REPORTS: Final = 0.85  # where it begins as an order to report: "set out side by side"
_FEW: Final = 8
_POINTING: Final = frozenset("it that this you your yours so do done # happen happens".split())
_LONGEST: Final = 20_000  # characters: a paste beyond it is read at its start and its end


def judge(text: str) -> Verdict:
    """Judge a request, as typed or masked. Declined if any sentence asks for a decision."""
    text = without_quoted(text)
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]}\n{text[-_LONGEST // 2 :]}"
    weights, worst, reason = load(), 0.0, ""
    read = [weights.words.mend(sentence) for sentence in sentences(text)]
    for sentence, chances in zip(read, weights.chances(read), strict=True):
        asked = 1 - float(chances[0])
        if asked > max(worst, _enough(sentence)):
            worst = asked
            reason = weights.labels[1 + int(chances[1:].argmax())]
    return Verdict(Reason(reason)) if reason else Verdict()


def _enough(sentence: Sentence) -> float:
    """How sure the weights must be, by what the sentence is made of."""
    said = sentence.words
    if CLASS_OF.get(said[0]) == "REPORT" or said[:2] in {("set", "out"), ("according", "to")}:
        return _ENOUGH_OF_REPORTS
    tells = len(said) < 4 or any(word in MEANING_OF or word in _POINTING for word in said)
    if not tells:
        return _ENOUGH_OF_NOTHING
    return _ENOUGH_OF_QUESTIONS if sentence.asks or len(said) < _FEW else _ENOUGH
