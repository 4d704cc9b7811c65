"""Lets an answer out sentence by sentence, and stops before one that decides about a person.

What comes out does not depend on how the pieces were cut, and a piece never ends inside a
placeholder: it ends with a sentence or a line.
"""

import re
from typing import Final

from .answers import judge_answer
from .verdict import Reason

_END: Final = re.compile(r"(?:[.?!][\"'”’)\]*_]*\s+|\n\s*)(?=[^\s(]|\([^D])")
_LONGEST: Final = 2_000  # characters that are waited for before a sentence is judged as it is


class HeldBack(Exception):
    """A sentence decided about a person. `before` is what may still be shown."""

    def __init__(self, reason: Reason, before: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.before = before


class AnswerWatch:
    """Feed it an answer's pieces; it gives back what may be shown. `told` as in judge_answer."""

    def __init__(self, told: frozenset[Reason] = frozenset()) -> None:
        self._told = told
        self._held = ""
        self._last = ""

    def feed(self, piece: str) -> str:
        """Return the sentences that are complete. Raises HeldBack."""
        self._held += piece
        out = ""
        while end := self._complete():
            sentence, self._held = self._held[:end], self._held[end:]
            out += self._judged(sentence, out)
        return out

    def flush(self) -> str:
        """Return the rest. Raises HeldBack."""
        rest, self._held = self._held, ""
        return self._judged(rest, "")

    def _complete(self) -> int:
        """How much of what is held can be judged: up to the end of a sentence."""
        end = _END.search(self._held, 0, _LONGEST)
        if end:
            return end.end()
        if len(self._held) <= _LONGEST:
            return 0
        return self._held.rfind(" ", 0, _LONGEST) + 1 or _LONGEST

    def _judged(self, sentence: str, before: str) -> str:
        """A heading's line is judged with the line under it: "Risk" and then "8"."""
        said = f"{self._last.strip()}: {sentence}" if _heads(self._last) else sentence
        reason = judge_answer(said, told=self._told).reason
        reason = reason or judge_answer(sentence, told=self._told).reason
        if reason:
            raise HeldBack(reason, before)
        self._last = sentence if sentence.strip() else self._last
        return sentence


def _heads(line: str) -> bool:
    tidy = line.strip(" \n*_#:")
    return 0 < len(tidy) < 60 and not tidy.endswith((".", "?", "!")) and "\n" in line
