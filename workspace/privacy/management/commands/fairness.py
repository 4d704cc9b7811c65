"""`manage.py fairness`: how evenly people are found, by group, with what chance may explain."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.privacy import chosen, runs
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.fairness.figures import ENOUGH, Dimension, Figures
from workspace.privacy.fairness.judging import percent, told
from workspace.privacy.fairness.papers import BadSet
from workspace.privacy.models import FairnessRun


class Command(BaseCommand):
    help = (
        "Measure how many of the people in a set of marked documents are hidden, by name origin, "
        "gender, kind of writing, letter case and script. Reads no one's work."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, help="A set of your own: docs/fairness.md")
        parser.add_argument("--models", type=Path, help="Models not in use: their folder.")
        parser.add_argument("--json", action="store_true", help="All figures, for a machine.")
        parser.add_argument("--save", action="store_true", help="Keep the figures.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            folder = options["models"] or chosen.models_if_any()
            if options["save"] and folder not in chosen.installed().values():
                raise CommandError("Name this folder in DAYLIGHT_MODELS first.")
            run = runs.measure(folder, options["file"])
        except (BadSet, DetectionFailed) as error:
            raise CommandError(str(error)) from error
        if options["save"]:
            runs.save(run, by=None)
        if options["json"]:
            self.stdout.write(json.dumps(_facts(run), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_report(run)))


def _facts(run: FairnessRun) -> dict[str, Any]:
    figures = run.figures
    return {
        "models": [run.english, run.families], "fingerprint": run.fingerprint,
        "set": run.set_digest, "documents": figures.documents, "seconds": run.seconds,
        "overall": _group(figures.overall),
        "dimensions": {
            found.key: {
                "worst": found.worst.name if found.worst else None, "gap": round(found.gap, 4),
                "groups": [_group(group) for group in found.groups],
            }
            for found in figures.dimensions
        },
    }  # fmt: skip


def _group(group: Any) -> dict[str, Any]:
    low, high = (round(end, 4) for end in group.interval)
    return {
        "name": group.name, "mentions": group.mentions, "found": group.found,
        "recall": round(group.share, 4), "low": low, "high": high, "compared": group.is_compared,
    }  # fmt: skip


def _report(run: FairnessRun) -> Iterator[str]:
    figures = run.figures
    yield f"{run.english}\n{run.families}"
    yield f"{figures.documents} documents in {run.seconds:.0f} s; set {run.set_digest[:12]}"
    yield f"\n{told(figures.overall)}"
    for dimension in figures.dimensions:
        if dimension.groups:
            yield from _dimension(dimension)
    yield from _summary(figures)


def _dimension(dimension: Dimension) -> Iterator[str]:
    yield f"\n{dimension.called:36} mentions  found   likely"
    for group in dimension.groups:
        low, high = group.interval
        few = "" if group.is_compared else "  not compared"
        yield (
            f"  {group.called:34} {group.mentions:8}  {percent(group.share):7}"
            f" {100 * low:.0f} to {100 * high:.0f}{few}"
        )
    if dimension.worst:
        yield f"  worst: {dimension.worst.called}; gap {100 * dimension.gap:.1f} points"


def _summary(figures: Figures) -> Iterator[str]:
    if worst := figures.worst():
        widest = figures.widest()
        yield f"\nWorst group of all: {told(worst[1])}"
        yield f"Largest gap: {widest.called.lower()}, {100 * widest.gap:.1f} points"
    yield f"“Likely” holds 19 times in 20. Groups of fewer than {ENOUGH} are not compared."
