"""The gate: models are enabled only where no group falls or is below the floor, or with a reason.

Compared are the latest runs of both on every set that both were measured on, the one that comes
with Daylight at least. What cannot be compared needs a reason too. The floor is a setting; for
models that come with Daylight nobody was there to give a reason, and their page says so.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from workspace.accounts.models import User
from workspace.accounts.signals import administered

from . import chosen, runs
from .fairness import judging
from .fairness.judging import falls
from .models import FairnessRun, ModelChoice

LONGEST: Final = 500
SHORTEST: Final = 15
_FACT: Final = 120  # letters in one fact of the record
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
    """`fell` and `below` are empty where nothing stands in the way."""

    against: FairnessRun | None
    fell: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    """Groups below the floor, whatever they were before."""

    @property
    def objections(self) -> tuple[str, ...]:
        return self.fell + self.below


def compare(run: FairnessRun) -> Comparison:
    """Compare the models of a run with those in use, and with the floor."""
    before, low = ModelChoice.objects.first(), below(run)
    if before is None or before.fingerprint == run.fingerprint:
        return Comparison(None, below=low)
    pairs = list(_pairs(run.fingerprint, before.fingerprint))
    fell = [str(fall) for new, old in pairs for fall in falls(new.figures, old.figures)]
    shipped = [old for _, old in pairs if old.which == FairnessRun.Which.SHIPPED]
    if not shipped:
        fell.append(_NO_RUN)
    return Comparison(shipped[0] if shipped else None, tuple(fell), low)


def below(run: FairnessRun) -> tuple[str, ...]:
    """Say which groups of a run are below the floor that is set now."""
    floor, mentions = settings.FAIRNESS["floor"], settings.FAIRNESS["mentions"]
    return tuple(judging.below(run.figures, floor=floor, mentions=mentions))


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


def enable(
    *, run: FairnessRun, by: User | None, reason: str = "", came_along: bool = False
) -> ModelChoice:
    """Enable the models of a run. Raises CannotEnable, DetectionFailed, MaskingFailed.

    Those that `came_along` with Daylight need no reason for the floor, only for a fall.
    """
    if run.fingerprint not in chosen.installed():
        raise CannotEnable("These models are not installed here any more.")
    if run.which != FairnessRun.Which.SHIPPED:
        raise CannotEnable("Measure them on the set that comes with Daylight first.")
    reason = " ".join(reason.split())
    masked = _masked(reason, run) if reason else ""
    with transaction.atomic():
        list(ModelChoice.objects.select_for_update()[:1])  # two at once are compared in turn
        compared = compare(run)
        objections = compared.fell if came_along else compared.objections
        if objections and not SHORTEST <= len(reason) <= LONGEST:
            raise NeedsReason(
                f"Say why they are to be used all the same, in {SHORTEST} to {LONGEST} letters. "
                + " ".join(objections)
            )
        choice = ModelChoice.objects.create(
            fingerprint=run.fingerprint, run=run, against=compared.against, reason=masked,
            fell=list(compared.fell), below=list(compared.below), by=by, came_along=came_along,
        )  # fmt: skip
        _tell(choice, by)
    return choice


def _tell(choice: ModelChoice, by: User | None) -> None:
    facts: dict[str, Any] = {
        "english": choice.run.english, "families": choice.run.families,
        "fingerprint": choice.fingerprint, "fell": len(choice.fell),
        "below": len(choice.below), "came_along": choice.came_along,
    }  # fmt: skip
    if choice.reason:
        facts["reason"] = textwrap.wrap(choice.reason, _FACT)
    administered.send(ModelChoice, obj=choice, by=by, how="added", fields=[], facts=facts)


def _masked(reason: str, run: FairnessRun) -> str:
    """Hide who is named in a reason: it stays for ever, in the record as well."""
    from . import layers  # with it comes the detector, which is large
    from .identities import Identities
    from .masking import mask

    found = layers.found(reason, models=chosen.installed()[run.fingerprint])
    return mask(reason, found, Identities()).text


def settle(*, demo: bool) -> str:
    """Enable the models that come with this version where no group falls.

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
        enable(run=run, by=None, came_along=True)
    except NeedsReason as refused:
        if not demo:
            return f"Names are not looked for, and nothing can be sent. {refused}"
        enable(run=run, by=None, reason=_IN_DEMO)
    return ""
