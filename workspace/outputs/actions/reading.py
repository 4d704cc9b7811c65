"""Reading is measured: by the server's clock, and by what was on the screen."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User

from ..markdown import block_texts
from ..models import Reading, Version
from ..rendering import settled
from ..speed import LONGEST_BEAT

_LONGEST_OPEN: Final = 3600
"""Seconds: without scripts nobody can say that a page was left open over lunch."""


def opened(*, version: Version, by: User) -> Reading:
    """Somebody has the text before them: their reading begins, or goes on."""
    with transaction.atomic():
        reading, made = Reading.objects.get_or_create(version=version, by=by)
        if not made:
            Reading.objects.filter(pk=reading.pk).update(last_seen=timezone.now())
    return reading


def beat(*, version: Version, by: User, seen: Iterable[int], resumed: bool = False) -> Reading:
    """The page is still in front. `resumed` starts the clock again after it was not.

    Time counts once, however many windows say so, and never more than there was.
    """
    with transaction.atomic():
        reading, _ = Reading.objects.select_for_update().get_or_create(version=version, by=by)
        now = timezone.now()
        passed = max(0, int((now - reading.last_seen).total_seconds()))  # a clock may be put back
        if resumed or passed > LONGEST_BEAT or not reading.measured:
            reading.last_seen, passed = now, 0 if resumed else min(passed, LONGEST_BEAT)
        else:
            reading.last_seen += timedelta(seconds=passed)
        reading.seconds += passed
        there = range(1, len(block_texts(settled(version.text))) + 1)
        reading.seen = sorted({*reading.seen, *seen} & set(there))
        reading.measured = True
        reading.save()
    return reading


def seconds_open(reading: Reading | None) -> int:
    """Return how long it was open: as counted, or, without scripts, since it was opened."""
    if reading is None:
        return 0
    if reading.measured:
        return reading.seconds
    return min(int((timezone.now() - reading.opened).total_seconds()), _LONGEST_OPEN)


def share_seen(reading: Reading | None) -> int | None:
    """Return how much of the text was on screen, in per cent; None where nobody can say."""
    if reading is None or not reading.measured:
        return None
    blocks = len(block_texts(settled(reading.version.text)))
    return round(100 * len(reading.seen) / blocks) if blocks else 100


def carried_over(*, before: Version, text_before: str, after: Version, by: User) -> None:
    """A writer goes on reading where they were: what they changed themselves, they have seen."""
    old, new = block_texts(text_before), block_texts(settled(after.text))
    known = Reading.objects.filter(version=before, by=by).first()
    if known is None:
        return
    seen = {old[number - 1] for number in known.seen if number <= len(old)}
    unseen = set(old) - seen
    Reading.objects.update_or_create(
        version=after,
        by=by,
        defaults={
            "seen": [number for number, text in enumerate(new, 1) if text not in unseen],
            "seconds": known.seconds,
            "measured": known.measured,
            "last_seen": known.last_seen,
        },
    )
    Reading.objects.filter(version=after, by=by).update(opened=known.opened)
