"""How good the built-in assistant is at answering, and at saying that nothing answers.

    python -m bench.extractive            prints the figures for each set
    python -m bench.extractive --misses   also prints every question it got wrong

All notes and people are invented. "tuning" is the set the threshold was chosen on; the misses
of the "checked" sets were looked at while improving; those of "held_out" never were, so that
is the honest figure. Improve on it only together with a new held-out set.
"""

import argparse
import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from workspace.gateway.engines.extractive import ExtractiveEngine
from workspace.gateway.engines.extractive.writing import NOT_FOUND
from workspace.privacy.masked import Part, sealed

QUESTIONS = Path(__file__).with_name("extractive_questions.json")


@dataclass
class Figures:
    """Counts over one set of questions."""

    said_not_found: int = 0
    rightly_not_found: int = 0
    unanswerable: int = 0
    answerable: int = 0
    first_hit: int = 0
    any_hit: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.rightly_not_found / max(1, self.said_not_found)

    @property
    def recall(self) -> float:
        return self.rightly_not_found / max(1, self.unanswerable)

    @property
    def hit_rate(self) -> float:
        """Share of answerable questions with the right paragraph among those cited."""
        return self.any_hit / max(1, self.answerable)

    def count(self, question: str, expected: list[str], said: str) -> None:
        not_found = NOT_FOUND in said
        cited = [] if not_found else re.findall(r"\(([DM]\d+ ¶\d+)\)$", said, re.MULTILINE)
        self.said_not_found += not_found
        if expected:
            self.answerable += 1
            self.first_hit += bool(cited and cited[0] in expected)
            self.any_hit += bool(set(cited) & set(expected))
            right = bool(set(cited) & set(expected))
        else:
            self.unanswerable += 1
            self.rightly_not_found += not_found
            right = not_found
        if not right:
            self.misses.append(f"{question}  expected {expected or 'not found'}, cited {cited}")


def measure(name: str) -> Figures:
    """Ask every question of one set of `extractive_questions.json`."""
    data = json.loads(QUESTIONS.read_text(encoding="utf-8"))[name]
    documents = [
        Part("document", tuple(paragraphs), title, f"D{number}")
        for number, (title, paragraphs) in enumerate(data["documents"], 1)
    ]
    figures, engine = Figures(), ExtractiveEngine()
    for question, expected in data["questions"]:
        masked = sealed([*documents, Part("user", (question,))])
        figures.count(question, expected, "".join(engine.stream(masked)))
    return figures


def speed() -> dict[str, float]:
    """Milliseconds for each task over about 30 pages (15,000 words)."""
    data = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    source = [text for part in data.values() for _, paragraphs in part["documents"]
              for text in paragraphs]  # fmt: skip
    paragraphs: list[str] = []
    while sum(len(text.split()) for text in paragraphs) < 15_000:
        paragraphs.extend(f"{text} Entry {len(paragraphs)}." for text in source)
    timings = {}
    for task in ("summarise", "chronology", "people", "answer"):
        masked = sealed(
            [Part("document", tuple(paragraphs), "Long file", "D1"),
             Part("user", ("Where did [CHILD_K7M] get the bruise?",))], task
        )  # fmt: skip
        start = time.perf_counter()
        list(ExtractiveEngine().stream(masked))
        timings[task] = (time.perf_counter() - start) * 1000
    return timings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    wanted = parser.parse_args()
    for name in ("tuning", "checked", "checked_too", "held_out"):
        figures = measure(name)
        print(
            f"{name}: {figures.answerable} answerable, {figures.unanswerable} not; "
            f"'not found' precision {figures.precision:.2f}, recall {figures.recall:.2f}; "
            f"right paragraph cited {figures.hit_rate:.2f} "
            f"(first {figures.first_hit / figures.answerable:.2f})"
        )
        for miss in figures.misses if wanted.misses else ():
            print("  ", miss)
    for task, milliseconds in speed().items():
        print(f"{task}: {milliseconds:.0f} ms for 15,000 words")


if __name__ == "__main__":
    main()
