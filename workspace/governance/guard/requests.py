"""Does a request ask Daylight to decide about a person? Read whole, and sentence by sentence."""

from typing import Final

import numpy as np

from .reading import sentences
from .telling import only_tells
from .verdict import Reason, Verdict
from .weights import load, logit
from .wording import without_quoted

_GENERATED_NAME: Final = 0.55  # how far the other weights' guess at the reason counts
_LONGEST: Final = 20_000  # characters: a paste beyond it is read at its start and its end


def judge(text: str) -> Verdict:
    """Judge a request, as typed or masked."""
    text = without_quoted(text)
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]}\n{text[-_LONGEST // 2 :]}"
    generated, written = load()
    read = [generated.words.mend(sentence) for sentence in sentences(text)]
    if not any(word.isalnum() for sentence in read for word in sentence.words) or only_tells(read):
        return Verdict()
    chances = generated.chances(read)
    surest = max(chances, key=logit)
    if written.says(read, text, logit(surest)) <= 0:
        return Verdict()
    fits = written.kind(read, text) + _GENERATED_NAME * np.log(surest[1:] + 1e-6)
    return Verdict(Reason(generated.labels[1 + int(fits.argmax())]))
