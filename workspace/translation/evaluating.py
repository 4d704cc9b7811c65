"""How well one direction translates the organisation's own test set, and which tier that makes.

A test set has lines of a sentence and a person's translation of it. Two figures compare what
comes out with that: chrF, which counts shared letters, and BLEU, which counts shared words, both
as sacrebleu computes them, 0 to 100. The third is the share of sentences that the checks flag.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit

from .models import Direction, Pack
from .models.packs import versions

Translate = Callable[[Sequence[str], str, str], list[str]]
"""(sentences, source, target) -> their translations, in the same order."""
Check = Callable[..., Sequence[object]]
"""check(source, target, *, source_language, target_language) -> flags."""

ENOUGH: Final = 40
"""Sentences: with fewer, chance decides, and there is no tier."""
_MOST: Final = 5000
_MOST_BYTES: Final = 8 * 2**20
_LONGEST: Final = 2000
_BY_LETTER: Final = ("zh", "zt", "ja", "th", "km", "lo", "my")
"""Written without spaces between words: BLEU counts letters."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a direction must reach at least, and the share of flags it may have at most."""

    chrf: float
    bleu: float
    flagged: float


THRESHOLDS: Final = {
    Direction.Tier.GOOD: Threshold(chrf=60.0, bleu=35.0, flagged=0.02),
    Direction.Tier.BASIC: Threshold(chrf=45.0, bleu=18.0, flagged=0.10),
}
"""From the best tier down. All three must be met. They are no promise about any one sentence."""


class BadTestSet(Exception):
    """It cannot be read. `str(error)` says where and why."""


class CannotEvaluate(Exception):
    """Nothing was measured. `str(error)` says why."""


@dataclass(frozen=True, slots=True)
class TestSet:
    name: str
    sources: tuple[str, ...]
    references: tuple[str, ...]

    __test__ = False


@dataclass(frozen=True, slots=True)
class Scores:
    """chrF and BLEU from 0 to 100; `flagged` from 0 to 1."""

    chrf: float
    bleu: float
    flagged: float
    sentences: int

    def tier(self, *, demonstration: bool) -> Direction.Tier:
        """Return the best tier whose threshold is met; demonstration packs are basic at most."""
        if self.sentences < ENOUGH:
            return Direction.Tier.NONE
        for tier, least in THRESHOLDS.items():
            if demonstration and tier == Direction.Tier.GOOD:
                continue
            enough = self.chrf >= least.chrf and self.bleu >= least.bleu
            if enough and self.flagged <= least.flagged:
                return tier
        return Direction.Tier.NONE


def read_test_set(path: Path) -> TestSet:
    """Read a .tsv, .csv or .jsonl of (source, reference). Raises BadTestSet."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise BadTestSet("A test set is a .tsv, .csv or .jsonl file.")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadTestSet("This test set is too large.")
        pairs = list(_sentences(reader(path.read_text("utf-8-sig"))))
    except OSError as error:
        raise BadTestSet(f"It cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadTestSet("It is not in UTF-8.") from None
    except csv.Error as error:
        raise BadTestSet(f"It cannot be read: {error}.") from None
    if not 0 < len(pairs) <= _MOST:
        raise BadTestSet(f"A test set has 1 to {_MOST:,} sentences. This one has {len(pairs):,}.")
    sources, references = zip(*pairs, strict=True)
    return TestSet(path.stem[:80], sources, references)


def evaluate(
    source: str, target: str, test_set: TestSet, *, translate: Translate, check: Check | None = None
) -> Scores:
    """Translate a test set and score it. Raises CannotEvaluate, and what `translate` raises."""
    check = check or _checks()
    made = translate(test_set.sources, source, target)
    if len(made) != len(test_set.sources):
        raise CannotEvaluate("The engine gave back another number of sentences than it was given.")
    flagged = sum(
        bool(check(text, came, source_language=source, target_language=target))
        for text, came in zip(test_set.sources, made, strict=True)
    )
    chrf, bleu = _compared(made, test_set.references, target)
    return Scores(chrf, bleu, flagged / len(made), len(made))


def save(
    source: str, target: str, scores: Scores, *, test_set: str, packs: Sequence[Pack],
    by: User | None,
) -> Direction:  # fmt: skip
    """Write down how a direction did with these packs, and record it."""
    tier = scores.tier(demonstration=any(pack.demonstration for pack in packs))
    with transaction.atomic():
        row, _ = Direction.objects.update_or_create(
            source=source, target=target,
            defaults={
                "tier": tier, "chrf": scores.chrf, "bleu": scores.bleu,
                "flagged": scores.flagged, "sentences": scores.sentences,
                "test_set": test_set, "packs": versions(packs), "evaluated_by": by,
            },
        )  # fmt: skip
        audit.record(
            "direction.evaluated", by=by, on=row, direction=f"{source}_{target}", tier=str(tier),
            chrf=round(scores.chrf, 1), bleu=round(scores.bleu, 1),
            flagged=round(scores.flagged, 3), sentences=scores.sentences,
        )  # fmt: skip
    return row


def _compared(made: Sequence[str], references: Sequence[str], target: str) -> tuple[float, float]:
    from sacrebleu.metrics.bleu import BLEU  # large, and only for this
    from sacrebleu.metrics.chrf import CHRF

    words = "zh" if target in ("zh", "zt") else "char" if target in _BY_LETTER else "13a"
    streams = [list(references)]
    chrf = CHRF().corpus_score(list(made), streams).score
    return float(chrf), float(BLEU(tokenize=words).corpus_score(list(made), streams).score)


def _checks() -> Check:
    found: Check | None = getattr(import_module("workspace.translation.checking"), "check", None)
    if found is None:
        raise CannotEvaluate("The checks of translations are not installed.")
    return found


def _sentences(rows: Iterator[tuple[int, Sequence[Any]]]) -> Iterator[tuple[str, str]]:
    for number, row in rows:
        if len(row) < 2 or not all(isinstance(cell, str) and cell.strip() for cell in row[:2]):
            raise BadTestSet(f"Line {number} is no sentence with its translation.")
        if max(map(len, row[:2])) > _LONGEST:
            raise BadTestSet(f"Line {number} is too long. One sentence a line.")
        source, reference = (" ".join(cell.split()) for cell in row[:2])
        if (number, source.lower(), reference.lower()) != (1, "source", "reference"):
            yield source, reference


def _tabs(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


def _commas(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    for row in rows:
        if row:
            yield rows.line_num, row


def _lines(text: str) -> Iterator[tuple[int, Sequence[Any]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            raise BadTestSet(f"Line {number} is no JSON.") from None
        pair = (said.get("source"), said.get("reference")) if isinstance(said, dict) else ()
        yield number, pair


_READERS: Final = {".tsv": _tabs, ".csv": _commas, ".jsonl": _lines}
