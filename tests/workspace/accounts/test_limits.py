"""Limits count every guess, whichever process it reaches: files in one case, Redis in the other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GUESS = """
import sys, django
django.setup()
from allauth.core import context, ratelimit
from django.test import RequestFactory
print("ready", flush=True)
sys.stdin.readline()
taken = 0
for number in range(6):
    request = RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{sys.argv[1]}")
    with context.request_context(request):
        taken += ratelimit.consume(request, action="login_failed", key=sys.argv[2])
print(taken)
"""
FIRST = """
import sys, django
django.setup()
from django.core.cache import cache
print("ready", flush=True)
sys.stdin.readline()
print(sum(cache.add(f"{sys.argv[2]} {number}", 1) for number in range(300)))
"""


def at_once(program: str, name: str, var: Path, *, processes: int = 4) -> list[int]:
    """Run a program in several processes that start together; return what each counted."""
    env = os.environ | {"DAYLIGHT_VAR": str(var), "DJANGO_SETTINGS_MODULE": "workspace.settings"}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(number), name],
            cwd=ROOT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for number in range(processes)
    ]  # fmt: skip
    for one in started:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in started:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    return [int(one.communicate(timeout=120)[0]) for one in started]


def test_guesses_are_counted_across_processes(tmp_path: Path) -> None:
    assert sum(at_once(GUESS, f"an account {tmp_path.name}", tmp_path)) == 5


def test_one_process_alone_is_first(tmp_path: Path) -> None:
    counted = at_once(FIRST, f"a mark {tmp_path.name}", tmp_path)
    assert sum(counted) == 300
    assert max(counted) < 300, "they did run at the same time"


@pytest.mark.parametrize("action", ["login", "login_failed", "reauthenticate", "reset_password"])
def test_each_limit_is_set(action: str) -> None:
    from allauth.account import app_settings

    assert app_settings.RATE_LIMITS[action]
