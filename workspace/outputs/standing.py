"""Where outputs stand, in a few words, for the pages of the features that they came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .models import Approval, Output, Version

State = Output.State


@dataclass(frozen=True, slots=True)
class Standing:
    pk: UUID
    state: str
    asked: str = ""
    by: str = ""
    """Who approved the text that may be used, and when; "" where nobody has."""
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
    last = _last_approval(done)
    asked = output.asked.name if output.asked and output.state == State.WAITING else ""
    return Standing(
        output.pk, output.state, asked, last.by.name if last else "", last.at if last else None,
        done is not None and done.number == 1,
    )  # fmt: skip


def standings(kind: str, source_ids: Iterable[str]) -> dict[str, Standing]:
    """Return where each source's output stands, by source id."""
    found = Output.objects.filter(kind=kind, source_id__in=list(source_ids)).select_related("asked")
    found = found.prefetch_related("versions__approvals__by")
    return {output.source_id: standing(output) for output in found}


def _last_approval(version: Version | None) -> Approval | None:
    approvals = list(version.approvals.all()) if version else []
    return approvals[-1] if approvals else None
