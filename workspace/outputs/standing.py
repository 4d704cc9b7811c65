"""Where outputs stand, in a few words, for the pages of the features that they came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .models import Output

State = Output.State


@dataclass(frozen=True, slots=True)
class Standing:
    pk: UUID
    state: str
    asked: str = ""
    by: str = ""
    """All who approved the text that may be used, and when the last did; "" where nobody has."""
    at: datetime | None = None
    as_drafted: bool = False
    """What was approved is word for word what the model wrote."""

    @property
    def is_approved(self) -> bool:
        return self.state == State.APPROVED

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING


def standing(output: Output) -> Standing:
    versions = list(output.versions.all())
    done = next((one for one in reversed(versions) if one.approved), None)
    approvals = list(done.approvals.all()) if done else []
    by, at = " and ".join(one.by.name for one in approvals), approvals[-1].at if approvals else None
    asked = output.asked.name if output.asked and output.state == State.WAITING else ""
    return Standing(
        output.pk, output.state, asked, by, at, done is not None and done.number == 1
    )  # fmt: skip


def standings(kind: str, source_ids: Iterable[str]) -> dict[str, Standing]:
    """Return where each source's output stands, by source id."""
    found = Output.objects.filter(kind=kind, source_id__in=list(source_ids)).select_related("asked")
    found = found.prefetch_related("versions__approvals__by")
    return {output.source_id: standing(output) for output in found}
