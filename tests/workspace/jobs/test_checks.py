"""Times that would hand running work to a second worker are refused at the start."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks

from tests.processes import ROOT
from workspace.jobs import checks


@pytest.mark.parametrize(("heartbeat", "refused"), [(15, True), (20, True), (0, True), (14, False)])
def test_a_heartbeat_of_half_a_lease_is_refused(settings, heartbeat, refused):
    settings.JOBS = settings.JOBS | {"lease_seconds": 30, "heartbeat_seconds": heartbeat}
    assert (checks.LATE_HEARTBEAT in run_checks()) is refused


def test_a_visibility_timeout_below_the_lease_is_refused(settings):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 4}
    assert checks.SHORT_VISIBILITY in checks.times_fit()


def test_a_worker_does_not_start_with_it():
    env = os.environ | {"DAYLIGHT_HEARTBEAT_SECONDS": "3", "DAYLIGHT_LEASE_SECONDS": "4"}
    command = (sys.executable, "-m", "celery", "-A", "workspace.celery", "worker", "-P", "solo")
    worker = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=30)
    assert worker.returncode != 0
    assert "DAYLIGHT_HEARTBEAT_SECONDS must be less" in worker.stderr + worker.stdout
