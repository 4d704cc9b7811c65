"""Time is the server's own, counts once, and never more than has passed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.workspace.outputs import work
from tests.workspace.outputs.test_approving import edit, output, robin
from workspace.outputs.actions.reading import beat, opened, seconds_open, share_seen
from workspace.outputs.models import Reading
from workspace.outputs.speed import LONGEST_BEAT
from workspace.outputs.versions import current

__all__ = ["output", "robin"]  # fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(output):
    return current(output)


def passed(reading, seconds):
    """Let so many seconds have gone by since the last sign of life."""
    at = timezone.now() - timedelta(seconds=seconds)
    Reading.objects.filter(pk=reading.pk).update(last_seen=at)


def test_seconds_between_beats_count(version, robin):
    reading = beat(version=version, by=robin, seen=[], resumed=True)
    for _ in range(3):
        passed(reading, 5)
        reading = beat(version=version, by=robin, seen=[])
    assert 15 <= reading.seconds <= 16


def test_beats_of_two_windows_count_once(version, robin):
    reading = beat(version=version, by=robin, seen=[], resumed=True)
    passed(reading, 5)
    beat(version=version, by=robin, seen=[])
    assert beat(version=version, by=robin, seen=[]).seconds == 5


def test_a_clock_that_was_put_back_takes_nothing_away(version, robin):
    reading = beat(version=version, by=robin, seen=[], resumed=True)
    passed(reading, -3600)
    assert beat(version=version, by=robin, seen=[1]).seconds == 0


def test_a_silence_counts_for_little(version, robin):
    reading = beat(version=version, by=robin, seen=[], resumed=True)
    passed(reading, 3600)
    assert beat(version=version, by=robin, seen=[]).seconds == LONGEST_BEAT


def test_coming_back_starts_the_clock_again(version, robin):
    reading = beat(version=version, by=robin, seen=[], resumed=True)
    passed(reading, 3600)
    reading = beat(version=version, by=robin, seen=[], resumed=True)
    assert reading.seconds == 0
    passed(reading, 4)
    assert beat(version=version, by=robin, seen=[]).seconds == 4


def test_only_paragraphs_that_exist_are_seen(version, robin):
    reading = beat(version=version, by=robin, seen=[1, 3, 99, 0, -2], resumed=True)
    assert reading.seen == [1, 3]
    assert share_seen(reading) == 50
    assert share_seen(beat(version=version, by=robin, seen=[2, 4])) == 100


def test_without_scripts_the_share_is_unknown_and_time_has_a_limit(version, robin):
    reading = opened(version=version, by=robin)
    assert share_seen(reading) is None
    reading.opened = timezone.now() - timedelta(days=2)
    assert seconds_open(reading) == 3600
    assert (seconds_open(None), share_seen(None)) == (0, None)


def test_what_was_not_seen_stays_unseen_when_something_else_is_changed(output, version, robin):
    beat(version=version, by=robin, seen=[1], resumed=True)
    edit(output, work.TEXT.replace("has moved", "has not moved"), robin)
    reading = Reading.objects.get(version=current(output))
    assert reading.seen == [1, 4]
