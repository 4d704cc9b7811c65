"""What the guard says of a request, and of a model's answer. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """What somebody would have had Daylight decide."""

    THRESHOLD = "threshold"
    REMOVAL = "removal"
    CONTACT = "contact"
    PLACEMENT = "placement"
    ELIGIBILITY = "eligibility"
    CREDIBILITY = "credibility"
    RISK_SCORE = "risk_score"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed where there is no reason to decline."""

    reason: Reason | None = None

    @property
    def decision(self) -> str:
        return "decline" if self.reason else "allow"
