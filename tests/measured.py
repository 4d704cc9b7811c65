"""Runs of the fairness measurement with whatever figures a test needs, and other models."""

import shutil
from pathlib import Path
from typing import Any

from django.utils import timezone

from workspace.privacy import chosen
from workspace.privacy.fairness.figures import Figures
from workspace.privacy.models import FairnessRun

EVEN = {"Somali": (95, 100), "Welsh": (97, 100)}


def figures(origins: dict[str, tuple[int, int]]) -> Figures:
    """Origin -> (found, mentions)."""
    made = Figures(documents=10)
    for origin, (found, mentions) in origins.items():
        for number in range(mentions):
            made.add({"origin": origin}, number < found)
    return made


def a_run(origins: dict[str, tuple[int, int]] | None = None, **more: Any) -> FairnessRun:
    fields = {
        "fingerprint": chosen.fingerprint(chosen.shipped()), "which": FairnessRun.Which.SHIPPED,
        "english": "en_daylight_ner 9.0.0 abcdef123456",
        "families": "xx_daylight_ner 9.0.0 abcdef123456", "set_digest": "5" * 64,
        "counts": figures(origins or EVEN).as_json(), "seconds": 2.0, "made": timezone.now(),
    }  # fmt: skip
    return FairnessRun.objects.create(**fields | more)


def other_models(place: Path) -> Path:
    """Models that work, and are others to whoever compares checksums."""
    for part in chosen.PARTS:
        shutil.copytree(chosen.shipped() / part / "model", place / part / "model")
        listed = (chosen.shipped() / part / "model.sha256").read_text("utf-8")
        (place / part / "model.sha256").write_text(listed + "\n", "utf-8")
    return place


def own_set(place: Path, *lines: str) -> Path:
    path = place / "own.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path
