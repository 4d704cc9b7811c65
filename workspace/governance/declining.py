"""What is said when the decision guard declines: the council's own words, else Daylight's."""

from .guard import Reason
from .guard.wording import WORDING, Wording
from .models import GuardWording


def wording(reason: Reason) -> Wording:
    row = GuardWording.objects.filter(reason=reason.value).first()
    if row is None:
        return WORDING[reason]
    return Wording(row.title, row.explanation, row.instead)
