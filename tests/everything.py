"""`make test`: the whole suite, on SQLite and the folder broker, then on PostgreSQL and Redis.

As root it installs what is missing (Debian); otherwise it says what to install. What follows
on the command line goes to pytest, as in `make test ARGS="tests/workspace/jobs"`.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from tests import servers

ROOT = Path(__file__).parent.parent
PACKAGES = {"chromium": "chromium", "initdb": "postgresql", "redis-server": "redis-server"}
"""Program -> Debian package."""
PARALLEL = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""Whole files, in the order of collection: the browser's tests come last and stay last."""
NOTHING_TO_RUN = 5


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers are stopped
    if trouble := install_missing():
        print(trouble)
        return 1
    clean = {k: v for k, v in os.environ.items() if not k.startswith("DAYLIGHT_")}
    said = [run("SQLite and the folder broker", clean, arguments)]
    with ExitStack() as stack:
        stored = clean | {
            "DAYLIGHT_DATABASE_URL": stack.enter_context(servers.postgres()),
            "DAYLIGHT_REDIS_URL": stack.enter_context(servers.redis()),
        }
        name = "PostgreSQL and Redis (without the tests that touch neither)"
        said.append(run(name, stored, ["-p", "tests.stored_only", *arguments]))
    print("\nBoth runs:")
    for name, status, summary in said:
        print(f"  {name}{'' if status == 0 else f' (exit status {status})'}\n{summary}")
    return max(0 if status == NOTHING_TO_RUN else status for _, status, _ in said)


def run(name: str, env: dict[str, str], arguments: list[str]) -> tuple[str, int, str]:
    """Run pytest, show what it says as it says it, and return its last line too."""
    print(f"\n== {name}", flush=True)
    started, last = time.monotonic(), ""
    command = [sys.executable, "-m", "pytest", *PARALLEL, *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as pytest:
        assert pytest.stdout
        try:
            for line in pytest.stdout:
                print(line, end="", flush=True)
                last = line.strip() or last
        except BaseException:
            pytest.send_signal(signal.SIGINT)
            raise
    print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
    return name, pytest.returncode, last


def install_missing() -> str:
    """Install what is not there, or return what a person must install."""
    missing = sorted(
        package for program, package in PACKAGES.items() if not servers.program(program)
    )
    if not missing:
        return ""
    wish = f"The tests need: {' '.join(missing)}. Install them, for example with\n"
    wish += f"  sudo apt-get install --no-install-recommends {' '.join(missing)}"
    if os.geteuid() or not shutil.which("apt-get"):
        return wish
    print(f"Installing {' '.join(missing)} …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        done = subprocess.run(["apt-get", "-qq", *command], env=quiet, stdin=subprocess.DEVNULL)
        if done.returncode:
            return wish
    return "" if all(servers.program(name) for name in PACKAGES) else wish


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
