"""Measurements that are kept: made here, or come along with a version of Daylight."""

import json
import time
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User
from workspace.accounts.signals import administered

from . import chosen
from .fairness import papers
from .fairness.figures import Figures
from .models import FairnessRun

CAME_ALONG: Final = papers.SHIPPED.with_name("runs.json")
_ROW: Final = ("fingerprint", "english", "families", "set_digest", "counts", "seconds")


def measure(folder: Path, own_set: Path | None = None, tell: Any = None) -> FairnessRun:
    """Measure the models in `folder`; the run is not saved. Raises BadSet, DetectionFailed."""
    from . import detector  # large
    from .fairness.measuring import measure as count

    found = papers.read(own_set or papers.SHIPPED)
    started = time.monotonic()
    figures: Figures = count(found, models=folder, **({"tell": tell} if tell else {}))
    return FairnessRun(
        fingerprint=chosen.fingerprint(folder),
        english=detector.version(folder), families=detector.version(folder, language="fr"),
        which=FairnessRun.Which.OWN if own_set else FairnessRun.Which.SHIPPED,
        set_digest=found.digest, counts=figures.as_json(),
        seconds=round(time.monotonic() - started, 1), made=timezone.now(),
    )  # fmt: skip


def save(run: FairnessRun, *, by: User | None) -> FairnessRun:
    with transaction.atomic():
        run.save()
        overall = run.figures.overall
        facts = {
            "english": run.english, "families": run.families, "fingerprint": run.fingerprint,
            "set": run.set_digest, "found": overall.found, "mentions": overall.mentions,
        }  # fmt: skip
        administered.send(FairnessRun, obj=run, by=by, how="added", fields=[], facts=facts)
    return run


def take_over() -> int:
    """Keep the runs that come with this version and are not kept yet; say how many."""
    count = 0
    for row in came_along():
        known = FairnessRun.objects.filter(came_along=True, made=row.made)
        if not known.filter(fingerprint=row.fingerprint, set_digest=row.set_digest).exists():
            save(row, by=None)
            count += 1
    return count


def came_along() -> list[FairnessRun]:
    try:
        rows = json.loads(CAME_ALONG.read_text("utf-8"))
    except FileNotFoundError:
        return []
    return [
        FairnessRun(
            **{name: row[name] for name in _ROW}, came_along=True,
            which=FairnessRun.Which.SHIPPED, made=datetime.fromisoformat(row["made"]),
        )
        for row in rows
    ]  # fmt: skip


def as_row(run: FairnessRun) -> dict[str, Any]:
    """Return a run as `runs.json` holds it."""
    return {"made": run.made.isoformat()} | {name: getattr(run, name) for name in _ROW}


def before(run: FairnessRun) -> FairnessRun | None:
    """Return the run before this one, of whichever models, on the same set."""
    earlier = FairnessRun.objects.filter(set_digest=run.set_digest, made__lt=run.made)
    return earlier.first()
