"""Does a word or phrase, alone as it stands, name a person? Rather once too often than not.

A name on its own is hard to tell, so what is to stay in clear is read in sentences too, and with
a capital. What is not in Latin letters cannot be told this way, and counts as a name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_SENTENCES: Final = ("{}", "I met {} today.", "Mum said {} was there.")
_WORN_TOGETHER: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
"""Where “BronwenLarkspur” and “Bronwen_Larkspur” fall into names."""
_OF_A_FAMILY: Final = re.compile(
    r"(?i)\b(?:famil(?:y|ies)|households?|siblings|brothers|sisters|twins|children|parents|kids)\W*$"
)
_INITIALS: Final = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2,5}\W*")
"""What references begin with. Nobody's name lacks every vowel."""


def may_name(text: str, *, reference: bool = False) -> bool:
    """Say whether `text` holds a person's name. Raises DetectionFailed.

    The initials that a `reference` begins with look like a name and are none.
    """
    from .detector import detect  # large, and not needed to look at a list

    if reference and _INITIALS.fullmatch(text):
        return False
    return any(span.label == "PERSON" for read in _readings(text) for span in detect(read))


def _readings(text: str) -> Iterator[str]:
    yield text
    apart = _WORN_TOGETHER.sub(" ", text)
    if apart != text:
        yield apart
    if _OF_A_FAMILY.search(text):
        yield f"We know {text} well."  # in two words alone nothing tells whose family


def reading_as_names(texts: Iterable[str]) -> list[str]:
    """Return those that do. Raises DetectionFailed."""
    return [text for text in texts if reads_as_a_name(text)]


def reads_as_a_name(text: str) -> bool:
    """Say whether any part of it is taken for a person. Raises DetectionFailed."""
    if not all(_is_latin(letter) for letter in text if letter.isalpha()):
        return True
    spelt = {text, text.title()} if text.islower() or text.isupper() else {text}
    return any(_person_in(sentence, one) for one in spelt for sentence in _SENTENCES)


def _person_in(sentence: str, text: str) -> bool:
    from .detector import detect  # large, and not needed to look at a list

    start = sentence.index("{}")
    found = detect(sentence.replace("{}", text))
    return any(
        span.label == "PERSON" and span.start < start + len(text) and start < span.end
        for span in found
    )


def _is_latin(letter: str) -> bool:
    return "LATIN" in unicodedata.name(letter, "")
