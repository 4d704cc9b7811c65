"""The gate: models are enabled only where no group falls, or with a reason that is kept.

Compared are the latest runs of both on every set that both were measured on, the one that comes
with Daylight at least. What cannot be compared needs a reason too.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from workspace.accounts.models import User
from workspace.accounts.signals import administered

from . import chosen, runs
from .fairness.judging import falls
from .models import FairnessRun, ModelChoice

LONGEST: Final = 500
SHORTEST: Final = 15
_FACT: Final = 120  # letters in one fact of the record
FIRST: Final = "These are the first models here: there is nothing to compare them with."
_NO_RUN: Final = (
    "The models in use have not been measured on this set, so nobody can say whether a group falls."
)
_IN_DEMO: Final = "This is the demonstration: everybody in it is fictional."


class CannotEnable(Exception):
    """These models may not be enabled. `str(error)` says why, in plain English."""


class NeedsReason(CannotEnable):
    """A group falls, or cannot be compared: say why they are enabled all the same."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`fell` is empty where nothing stands in the way."""

    against: FairnessRun | None
    fell: tuple[str, ...] = ()


def compare(run: FairnessRun) -> Comparison:
    """Compare the models of a run with those in use."""
    before = ModelChoice.objects.first()
    if before is None or before.fingerprint == run.fingerprint:
        return Comparison(None)
    pairs = list(_pairs(run.fingerprint, before.fingerprint))
    fell = [str(fall) for new, old in pairs for fall in falls(new.figures, old.figures)]
    shipped = [old for _, old in pairs if old.which == FairnessRun.Which.SHIPPED]
    if not shipped:
        fell.append(_NO_RUN)
    return Comparison(shipped[0] if shipped else None, tuple(fell))


def _pairs(new: str, old: str) -> Iterator[tuple[FairnessRun, FairnessRun]]:
    """Yield the latest runs of both on each set that both have."""
    latest = _latest(old)
    for digest, run in _latest(new).items():
        if digest in latest:
            yield run, latest[digest]


def _latest(fingerprint: str) -> dict[str, FairnessRun]:
    found = FairnessRun.objects.filter(fingerprint=fingerprint).order_by("made", "pk")
    return {run.set_digest: run for run in found}


def latest(fingerprint: str) -> FairnessRun | None:
    """Return the latest run of these models on the set that comes with Daylight."""
    shipped = FairnessRun.objects.filter(which=FairnessRun.Which.SHIPPED)
    return shipped.filter(fingerprint=fingerprint).first()


def enable(*, run: FairnessRun, by: User | None, reason: str = "") -> ModelChoice:
    """Enable the models of a run. Raises CannotEnable, DetectionFailed, MaskingFailed."""
    if run.fingerprint not in chosen.installed():
        raise CannotEnable("These models are not installed here any more.")
    if run.which != FairnessRun.Which.SHIPPED:
        raise CannotEnable("Measure them on the set that comes with Daylight first.")
    reason = " ".join(reason.split())
    masked = _masked(reason, run) if reason else ""
    with transaction.atomic():
        list(ModelChoice.objects.select_for_update()[:1])  # two at once are compared in turn
        compared = compare(run)
        if compared.fell and not SHORTEST <= len(reason) <= LONGEST:
            raise NeedsReason(
                f"Say why they are to be used all the same, in {SHORTEST} to {LONGEST} letters. "
                + " ".join(compared.fell)
            )
        choice = ModelChoice.objects.create(
            fingerprint=run.fingerprint, run=run, against=compared.against, reason=masked,
            fell=list(compared.fell), by=by,
        )  # fmt: skip
        _tell(choice, by)
    return choice


def _tell(choice: ModelChoice, by: User | None) -> None:
    facts: dict[str, Any] = {
        "english": choice.run.english, "families": choice.run.families,
        "fingerprint": choice.fingerprint, "fell": len(choice.fell),
        "reason": textwrap.wrap(choice.reason, _FACT),
    }  # fmt: skip
    administered.send(ModelChoice, obj=choice, by=by, how="added", fields=[], facts=facts)


def _masked(reason: str, run: FairnessRun) -> str:
    """Hide who is named in a reason: it stays for ever, in the record as well."""
    from . import layers  # with it comes the detector, which is large
    from .identities import Identities
    from .masking import mask

    found = layers.found(reason, models=chosen.installed()[run.fingerprint])
    return mask(reason, found, Identities()).text


def settle(*, demo: bool) -> str:
    """Enable the models that come with this version where nothing stands in the way.

    Part of every start of a new version. Returns what is left to do, in plain English; empty
    where names are found by models that were enabled. Models that somebody chose stay in use as
    long as they are installed.
    """
    runs.take_over()
    now = ModelChoice.objects.first()
    if now is not None and now.fingerprint in chosen.installed():
        return ""
    folder = chosen.shipped()
    run = latest(chosen.fingerprint(folder)) or runs.save(runs.measure(folder), by=None)
    try:
        enable(run=run, by=None)
    except NeedsReason as refused:
        if not demo:
            return f"Names are not looked for, and nothing can be sent. {refused}"
        enable(run=run, by=None, reason=_IN_DEMO)
    return ""
