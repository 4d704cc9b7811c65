"""What no answer may hold: characters that cannot be stored, cannot be seen, or turn words round.

Plain Python.
"""

import re
from typing import Final

_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but for \t and \n
    "\u202a-\u202e\u2066-\u2069"  # what overrides the direction of writing
    "\ud800-\udfff]"  # halves of characters, left over by themselves
)


def clean(text: str) -> str:
    """Return `text` without them; everything else is as it was."""
    return _UNFIT.sub("", text)
