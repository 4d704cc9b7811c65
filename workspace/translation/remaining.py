"""How long a translation will take yet: an estimate from its own pace, once there is one."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from .models import Translation

_FEWEST: Final = 10  # sentences before a pace is worth anything
_SHORTEST: Final = timedelta(seconds=3)


def time_left(translation: Translation, now: datetime | None = None) -> str:
    """Return "about 2 minutes left"; "" while nothing is known."""
    job, began = translation.job, translation.began
    if job is None or began is None or not _FEWEST <= job.progress_done < job.progress_total:
        return ""
    taken = (now or timezone.now()) - began
    if taken < _SHORTEST:
        return ""
    left = taken * (job.progress_total - job.progress_done) / job.progress_done
    return f"{in_words(left)} left"


def in_words(left: timedelta) -> str:
    """Return a time as nobody would take it for exact: "about 2 minutes", "about 1 hour"."""
    minutes = round(left.total_seconds() / 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return f"about {minutes} minute{'' if minutes == 1 else 's'}"
    halves = round(minutes / 30)
    hours = f"{halves // 2}{'½' if halves % 2 else ''}"
    return f"about {hours} hour{'' if halves == 2 else 's'}"
