"""Where a text comes from, in one line that goes wherever the text goes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from workspace.accounts.models import Role

from ..models import Approval, Output, Version
from ..versions import written


@dataclass(frozen=True, slots=True)
class Provenance:
    line: str
    file_name: str
    """Without its ending, and without anybody's name."""
    title: str
    approver: str
    approved: datetime


def provenance_of(version: Version) -> Provenance:
    """Return the provenance of an approved version."""
    output: Output = version.output
    approvals = list(version.approvals.select_related("by").order_by("at"))
    at = approvals[-1].at
    model = output.engine_name + (f" ({output.version})" if output.version else "")
    use = output.use_case.title if output.use_case else "general work"
    names = " and by ".join(_who(approval) for approval in approvals)
    line = (
        f"AI-assisted: drafted by {model} for {use}, approved by {names}. "
        f"Daylight {output.short_id}."
    )
    day = timezone.localtime(at)
    return Provenance(
        line, f"daylight-{output.short_id}-{day:%Y-%m-%d}", use, approvals[-1].by.name, at
    )


def _who(approval: Approval) -> str:
    return f"{approval.by.name}, {Role(approval.role).label.lower()}, {written(approval.at)}"
