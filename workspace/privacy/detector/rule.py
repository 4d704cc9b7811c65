"""A rule: one regular expression that finds one kind of personal data.

Every pattern marks the personal part with a group named `v`; what stands around it is
context. A rule may grade a match (a checksum), but a low grade still masks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import regex

SECONDS_PER_RULE: Final = 5.0
"""A pattern slower than this on one block of text stops detection (fails closed)."""

Grade = Callable[[str], float]
Accept = Callable[["regex.Match[str]"], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """`score` is used when there is no `grade`; a grade of 0 means "not this label"."""

    label: str
    pattern: "regex.Pattern[str]"
    score: float
    grade: Grade | None = None
    accept: Accept | None = None

    def find(self, text: str) -> Iterator[tuple[int, int, float]]:
        """Yield (start, end, score). Raises TimeoutError when the pattern runs away."""
        for match in self.pattern.finditer(text, timeout=SECONDS_PER_RULE, overlapped=False):
            start, end = match.span("v")
            if start == end or (self.accept is not None and not self.accept(match)):
                continue
            score = self.grade(match["v"]) if self.grade is not None else self.score
            if score > 0:
                yield start, end, score


def rule(
    label: str,
    pattern: str,
    score: float,
    *,
    grade: Grade | None = None,
    accept: Accept | None = None,
    case: bool = False,
) -> Rule:
    """Compile a rule. Patterns ignore case unless `case` is set; `^` and `$` mean lines."""
    flags = regex.MULTILINE | (0 if case else regex.IGNORECASE)
    return Rule(label, regex.compile(pattern, flags), score, grade, accept)
