"""Line breaks within a paragraph: some end a thought, some only ended the line."""

import re
from collections.abc import Sequence
from typing import Final

from .document import Slot, fixed

_DONE: Final = re.compile(r"[.!?:;؟۔。…][\"'”’)\]]*$")


def pieces(lines: Sequence[list[Slot]]) -> list[list[Slot]]:
    """Slots of the lines of a paragraph as units: a line that goes on is one with the next.

    It goes on where it stops in mid-sentence and the next begins with a small letter.
    """
    units: list[list[Slot]] = []
    before = ""
    for line in lines:
        text = _text(line)
        if text[:1].islower() and before and not _DONE.search(before[-20:]):
            units[-1] += [fixed(" "), *line]
        else:
            units.append(list(line))
        before = text
    return units


def _text(slots: Sequence[Slot]) -> str:
    return "".join(slot.text for slot in slots).strip()
