"""The models that find names, as the administration lists them: installed, measured, in use."""

from dataclasses import dataclass

from workspace.jobs.models import Job
from workspace.privacy import choosing, chosen
from workspace.privacy.models import FairnessRun

from .actions import measuring


@dataclass(frozen=True, slots=True)
class Finder:
    """Models in one folder."""

    fingerprint: str
    folder: str
    run: FairnessRun | None
    in_use: bool
    job: Job | None
    """They are being measured."""

    @property
    def below(self) -> int:
        """How many groups are below the floor."""
        return len(choosing.below(self.run)) if self.run else 0


def name_finders() -> list[Finder]:
    used, jobs = chosen.in_use(), measuring.under_way()
    return [
        Finder(
            print_, folder.name, choosing.latest(print_), print_ == used,
            next((job for begins, job in jobs.items() if print_.startswith(begins)), None),
        )
        for print_, folder in chosen.installed().items()
    ]  # fmt: skip


def standing(run: FairnessRun) -> str:
    if run.fingerprint not in chosen.installed():
        return "Not installed any more"
    return "In use" if run.fingerprint == chosen.in_use() else "Not in use"


def is_found() -> bool:
    """Say whether the models that were enabled are here: without them nothing can be sent."""
    return chosen.in_use() in chosen.installed()
