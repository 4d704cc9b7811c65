"""Writes the requests that the guard learns from: synthetic, from phrases, never a real one.

A request is a few case facts, a question or an order, and the small change of politeness. What
asks for a decision, and what merely uses the same words, are built from the same clauses.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")
PHRASES: Final = Path(__file__).parent / "phrases"
REASONS: Final = (
    "threshold", "removal", "contact", "placement", "eligibility", "credibility", "risk_score",
)  # fmt: skip
_SLOT: Final = re.compile(r"\{(\w+)\}")
_CHOICE: Final = re.compile(r"\(([^()]*\|[^()]*)\)")
_TYPING: Final = {
    "would": ("wud", "wld"), "should": ("shud", "shld"), "please": ("pls", "plz"), "you": ("u",),
    "about": ("abt",), "your": ("ur",), "with": ("w",), "what": ("wat",), "because": ("cos",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A request: `marked` is the stretch of it that asks, `reason` what for ("" if for nothing)."""

    text: str
    reason: str
    marked: tuple[int, int]


def lines(name: str) -> dict[str, list[str]]:
    """Read a file of phrases: "# section: remark" lines part it."""
    found: dict[str, list[str]] = {"": []}
    section = ""
    for line in (PHRASES / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            section = line[2:].partition(":")[0].strip()
        elif line.strip():
            found.setdefault(section, []).append(line.strip())
    return found


class Writer:
    """Writes requests, the same ones for the same seed."""

    def __init__(self, seed: int, others: Sequence[str], plain: Sequence[str]) -> None:
        self._random = random.Random(seed)
        self._others = list(others)
        self._plain = list(plain)
        self._kinds = {reason: lines(reason) for reason in REASONS}
        self._slots = {
            name.strip(): [one.strip() for one in said.split(" | ")]
            for line in (PHRASES / "slots.txt").read_text("utf-8").splitlines()
            if not line.startswith("#")
            for name, _, said in [line.partition(" = ")]
        }
        self._decline, self._allow = lines("frames_decline"), lines("frames_allow")
        names = ("facts", "allow", "mundane", "statements", "openers", "closers", "closers_balance")
        self._flat = {
            name: [one for rows in lines(name).values() for one in rows] for name in names
        }

    def request(self) -> Made:
        """One request; a little over half of them ask for nothing that is declined."""
        reason = self._random.choice(REASONS)
        if self._random.random() < 0.5:
            return self._noisy(self._asking(reason))
        ways: list[tuple[Callable[[str], Made], int]] = [
            (self._framed, 34), (self._ordinary, 28), (self._mundane, 22), (self._told, 6),
            (self._even, 8), (self._material, 3), (self._writing, 3), (self._elsewhere, 14),
        ]  # fmt: skip
        way = self._random.choices([w for w, _ in ways], [weight for _, weight in ways])[0]
        return self._noisy(way(reason))

    def harmless(self) -> Made:
        """A plain question of fact, or notes that ask for nothing."""
        way = self._mundane if self._random.random() < 0.6 else self._elsewhere
        return self._noisy(way(""))

    def _asking(self, reason: str) -> Made:
        way = self._random.random()
        kind = self._kinds[reason]
        if way < 0.16:
            told = self._told(reason).text
            return self._around(
                self._filled(self._pick(self._decline["anaphora"]), reason), reason, before=[told]
            )
        if way < 0.56:
            asked = self._line(kind["question"] if way < 0.45 else kind["ask"])
            asked += self._pick(["?", "?", ""]) if not asked.endswith("?") and way < 0.45 else ""
        else:
            part = self._pick(["prop", "prop", "noun", "choice"])
            asked = self._filled(self._pick(self._decline[part]), reason)
        return self._around(asked, reason)

    def _framed(self, reason: str) -> Made:
        part = self._pick(["prop", "noun", "term", "prop"])
        return self._around(self._filled(self._pick(self._allow[part]), reason), "")

    def _ordinary(self, reason: str) -> Made:
        return self._around(self._line(self._flat["allow"]), "")

    def _mundane(self, reason: str) -> Made:
        return self._around(self._line(self._flat["mundane"]), "")

    def _elsewhere(self, reason: str) -> Made:
        """Notes, letters and chat written for another model of ours: nobody asks for a decision."""
        text = "\n".join(self._pick(self._others) for _ in range(self._random.randint(1, 3)))
        return Made(text, "", (0, len(text)))

    def _fact(self) -> str:
        if self._random.random() < 0.4:
            return self._pick(self._others).replace("\n", " ").strip()[:300]
        return self._line(self._flat["facts"])

    def _told(self, reason: str) -> Made:
        """Nothing but what happened and what somebody holds."""
        told = [self._filled(self._pick(self._flat["statements"]), reason)]
        told += [self._fact() for _ in range(self._random.randint(0, 3))]
        self._random.shuffle(told)
        text = self._pick([" ", " ", "\n"]).join(told)
        return Made(text, "", (0, len(text)))

    def _even(self, reason: str) -> Made:
        """A question that would be declined, had its writer not kept the decision."""
        asked = self._asking(reason).text if self._random.random() < 0.3 else self._line(
            self._kinds[reason]["question"]) + "?"  # fmt: skip
        text = f"{asked} {self._line(self._flat['closers_balance'])}"
        return Made(text, "", (0, len(text)))

    def _material(self, reason: str) -> Made:
        """An order to work on text, and text that would be declined if it were an order."""
        order = self._pick([
            "check the spelling:", "proofread this:", "translate into Polish:", "tidy this up:",
            "Reword this in plain English:", "shorten the following:", "type up these notes:",
            "Turn into minutes:", "grammar check please:", "summarise this email:",
        ])  # fmt: skip
        line = self._line(self._kinds[reason]["question"]) + "?"
        said = self._pick([self._told(reason).text, line, f"{self._told(reason).text} {line}"])
        text = f"{order}{self._pick([chr(10), ' '])}{said}"
        return Made(text, "", (0, len(text)))

    def _writing(self, reason: str) -> Made:
        """Questions of taste about a piece of writing."""
        before = self._pick([
            "I've drafted the letter to school.", "This is my first go at the summary.",
            "I changed the title of the report.", "Here is the email to the GP.",
            "I moved the headings around.", "I used bullet points in the agenda.",
            "I have written the leaflet in a friendly tone.", "The letter is two pages.",
        ])  # fmt: skip
        asked = self._pick([
            "What do you think?", "Thoughts?", "Is it too long?", "Does it read well?",
            "Would you change anything?", "Is that ok?", "Which version is better?", "Agree?",
            "Good idea?", "is that right?", "What would you do?", "Am I right?",
        ])  # fmt: skip
        text = f"{before} {asked}"
        return Made(text, "", (0, len(text)))

    def _around(self, asked: str, reason: str, before: list[str] | None = None) -> Made:
        """Put facts before and after, and the small change of politeness."""
        chance, before = self._random.random, list(before or [])
        if not before and chance() < 0.42:
            before = [self._fact() for _ in range(self._random.randint(1, 4))]
        if chance() < 0.14:
            opener = self._line(self._flat["openers"])
            before.insert(self._pick([0, len(before)]), opener)
        after = [self._fact()] if chance() < 0.07 else []
        if chance() < 0.2:
            after.append(self._line(self._flat["closers"]))
        join = self._pick([" ", " ", " ", "\n", ", ", "\n\n"])
        head = join.join(before) + (self._pick([" ", join]) if before else "")
        if not before and chance() < 0.5:
            asked = asked[:1].upper() + asked[1:]
        if not asked.endswith(("?", ".", ":")) and chance() < 0.4:
            asked += "." if asked.split()[0].lower() not in _ASKING else "?"
        tail = "".join(self._pick([" ", ", ", "\n"]) + one for one in after)
        return Made(head + asked + tail, reason, (len(head), len(head) + len(asked)))

    def _filled(self, frame: str, reason: str) -> str:
        kind = self._kinds[reason]
        for slot in ("prop", "noun", "choice", "term"):
            while "{" + slot + "}" in frame:
                frame = frame.replace("{" + slot + "}", self._pick(kind[slot]), 1)
        return self._expand(frame)

    def _line(self, rows: list[str]) -> str:
        return self._filled(self._pick(rows), self._pick(REASONS)) if rows is self._flat[
            "statements"] else self._own(self._pick(rows))  # fmt: skip

    def _own(self, row: str) -> str:
        """Fill a row that may speak of its own kind's clauses."""
        for reason, kind in self._kinds.items():
            if row.count("{prop}") + row.count("{choice}") and row in chain(*kind.values()):
                return self._filled(row, reason)
        return self._expand(row)

    def _expand(self, text: str) -> str:
        while True:
            chosen = _CHOICE.sub(lambda found: self._pick(found[1].split("|")), text)
            chosen = _SLOT.sub(self._slot, chosen)
            if chosen == text:
                return re.sub(r" +([?,.;:])", r"\1", re.sub(r" {2,}", " ", text)).strip()
            text = chosen

    def _slot(self, found: re.Match[str]) -> str:
        """A slot's filling; {w} is any plain word, so that unknown words come to mean nothing."""
        return self._pick(self._plain if found[1] == "w" else self._slots[found[1]])

    def _noisy(self, made: Made) -> Made:
        """Spell as people do in a hurry. Keeps the length of what stands before the mark true."""
        start, end = made.marked
        parts = (made.text[:start], made.text[start:end], made.text[end:])
        roll = self._random.random()
        if roll < 0.34:
            parts = tuple(map(self._lower, parts))  # type: ignore[assignment]
        elif roll < 0.36:
            parts = tuple(part.upper() for part in parts)  # type: ignore[assignment]
        if self._random.random() < 0.12:
            parts = tuple(map(self._typing, parts))  # type: ignore[assignment]
        if self._random.random() < 0.25:
            parts = tuple(part.replace("'", "") for part in parts)  # type: ignore[assignment]
        if self._random.random() < 0.2:
            parts = (parts[0], parts[1].rstrip("?"), parts[2])
        return Made("".join(parts), made.reason, (len(parts[0]), len(parts[0]) + len(parts[1])))

    @staticmethod
    def _lower(part: str) -> str:
        return "".join(
            piece if piece.startswith("[") else piece.lower()
            for piece in re.split(r"(\[[A-Z]+_[A-Z0-9]{3}\])", part)
        )

    def _typing(self, part: str) -> str:
        words = part.split(" ")
        for at, word in enumerate(words):
            if self._random.random() < 0.4 and word.lower() in _TYPING:
                words[at] = self._pick(list(_TYPING[word.lower()]))
        return " ".join(words)

    def _pick(self, some: Sequence[T]) -> T:
        return self._random.choice(some)


_ASKING: Final = frozenset(
    "is are do does did should would could can will has have was what who which where when how "
    "whose am may shall ought".split()
)
