"""How long it will take yet: nothing before a pace is known, then in honest words."""

from datetime import UTC, datetime, timedelta

import pytest

from workspace.jobs.models import Job
from workspace.translation.models import Translation
from workspace.translation.remaining import in_words, time_left

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (20, "less than a minute"), (60, "about 1 minute"), (130, "about 2 minutes"),
        (3600, "about 1 hour"), (5400, "about 1½ hours"), (7300, "about 2 hours"),
    ],
)  # fmt: skip
def test_times_are_said_roughly(seconds, words):
    assert in_words(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("done", "taken", "said"),
    [
        (0, 60, ""), (5, 60, ""), (20, 1, ""), (200, 60, ""),
        (100, 120, "about 2 minutes left"), (40, 60, "about 4 minutes left"),
    ],
)  # fmt: skip
def test_the_pace_so_far_says_how_long(done, taken, said):
    job = Job(progress_done=done, progress_total=200)
    translation = Translation(job=job, began=BEGAN)
    assert time_left(translation, BEGAN + timedelta(seconds=taken)) == said
