"""Does a word or phrase, alone as it stands, name a person? Rather once too often than not."""

import re
from collections.abc import Iterator
from typing import Final

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
