"""A rule: one regular expression that finds one kind of personal data.

Every pattern marks the personal part with groups named `v`; what stands around it is context.
A rule may grade a match (a checksum), but a low grade still masks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Final

import regex

from .deadline import left
from .marks import Marks

SECONDS_PER_RULE: Final = 5.0
"""A pattern slower than this on one block of text stops detection (fails closed)."""

Match = regex.Match[str]
Grade = Callable[[str], float]
Accept = Callable[[Match], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """`score` is used when there is no `grade`; a grade of 0 means "not this label".

    With `at`, the pattern is tried only where one of those words begins, or one of the `reach`
    words before it; signs of `lead` right before the word belong to it. Without, wherever it fits.
    """

    label: str
    pattern: "regex.Pattern[str]"
    score: float
    grade: Grade | None = None
    accept: Accept | None = None
    at: frozenset[str] | None = None
    reach: int = 0
    lead: str = ""

    def find(self, marks: Marks) -> Iterator[tuple[int, int, float]]:
        """Yield (start, end, score). Raises TimeoutError or TooLong when the pattern runs away."""
        for match in self._matches(marks):
            for start, end in match.spans("v"):
                score = self.grade(match["v"]) if self.grade is not None else self.score
                if score > 0 and start < end:
                    yield start, end, score

    def _matches(self, marks: Marks) -> Iterator[Match]:
        seconds = left(SECONDS_PER_RULE)
        if self.at is None:
            yield from filter(self.accept, self.pattern.finditer(marks.text, timeout=seconds))
            return
        text, match_at, done, began = marks.text, self.pattern.match, 0, monotonic()
        for start, limit in marks.where(self.at, self.reach):
            while start and text[start - 1] in self.lead:
                start -= 1
            match = match_at(text, start, limit) if start >= done else None
            if match is not None and (self.accept is None or self.accept(match)):
                done = match.end()
                yield match
        if monotonic() - began > seconds:
            raise TimeoutError


class Rules:
    """Rules to be tried together: only those of which a word stands in the text are tried."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._anywhere = {at for at, rule in enumerate(self._rules) if rule.at is None}
        self._of_word: dict[str, list[int]] = {}
        for at, rule in enumerate(self._rules):
            for word in rule.at or ():
                self._of_word.setdefault(word, []).append(at)

    def find(self, marks: Marks) -> Iterator[tuple[str, int, int, float]]:
        """Yield (label, start, end, score). Raises TimeoutError or TooLong as a rule does."""
        tried = set(self._anywhere)
        for word in marks.places:
            tried.update(self._of_word.get(word, ()))
        for at in sorted(tried):
            rule = self._rules[at]
            for start, end, score in rule.find(marks):
                yield rule.label, start, end, score


def rule(
    label: str,
    pattern: str,
    score: float,
    *,
    grade: Grade | None = None,
    accept: Accept | None = None,
    case: bool = False,
    at: Iterable[str] | None = None,
    reach: int = 0,
    lead: str = "",
) -> Rule:
    """Compile a rule. Patterns ignore case unless `case` is set; `^` and `$` mean lines."""
    flags = regex.MULTILINE | (0 if case else regex.IGNORECASE)
    words = None if at is None else frozenset(at)
    return Rule(label, regex.compile(pattern, flags), score, grade, accept, words, reach, lead)
