"""What may be left in clear, and the numbers that never are, whatever anybody called them.

A number that identifies one person stays hidden even if somebody hid it as a place, said that it
is the same as an address, or asks for it: what is written decides, beside what it is called.
"""

from typing import Final

from .spellings import words
from .tripwire import identifiers

NEVER_IN_CLEAR: Final = frozenset(
    {"LITERAL", "NHS_NUMBER", "NINO", "UPN", "PASSPORT", "DRIVING_LICENCE", "BANK"}
)
ALWAYS_HIDDEN: Final = "A number that identifies somebody always stays hidden."


class CannotKeep(Exception):
    """This may not be left as it is. `str(error)` says why, in plain English."""


def identifies(text: str) -> bool:
    """Say whether a number that is never left in clear stands in `text`, however parted."""
    plain = " ".join(word.plain for word in words(text))
    return any(span.label in NEVER_IN_CLEAR for said in (text, plain) for span in identifiers(said))
