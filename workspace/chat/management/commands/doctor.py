"""`manage.py doctor`: is everything well, and if not, what mends it?"""

import json
import sys
import time
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from workspace.chat import doctor
from workspace.chat.doctor.finding import Finding, State

_DATABASE_SECONDS = 5
_MARKS = {State.OK: "ok     ", State.WARNING: "warning", State.PROBLEM: "PROBLEM"}


class Command(BaseCommand):
    help = "Check every part of Daylight and say how to mend what is wrong. Exit 1 on a problem."
    requires_system_checks = ()  # the doctor speaks when settings are wrong, too

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="For monitoring.")
        parser.add_argument("--brief", action="store_true", help="Leave out what is well.")
        parser.add_argument(
            "--wait", type=float, default=0, help="Look again for so many seconds while ill."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _wait_less()
        findings = _examined(options["wait"])
        worst = _worst(findings)
        if options["json"]:
            told = {"state": worst, "findings": [asdict(finding) for finding in findings]}
            self.stdout.write(json.dumps(told, indent=1))
        else:
            self._tell(findings, brief=options["brief"])
        if worst == State.PROBLEM:
            sys.exit(1)

    def _tell(self, findings: list[Finding], *, brief: bool) -> None:
        for finding in findings:
            if brief and finding.state == State.OK:
                continue
            self.stdout.write(f"{_MARKS[finding.state]}  {finding.name}: {finding.says}")
            if finding.mend:
                self.stdout.write(f"         {finding.mend}")
        well = sum(finding.state == State.OK for finding in findings)
        self.stdout.write(f"Doctor: {well} of {len(findings)} checks are well.")


def _wait_less() -> None:
    """Do not wait as long for a database that is down as a person's request would."""
    pool = connection.settings_dict["OPTIONS"].get("pool")
    if isinstance(pool, dict):
        pool["timeout"] = _DATABASE_SECONDS


def _examined(patience: float) -> list[Finding]:
    end = time.monotonic() + patience
    while True:
        findings = list(doctor.examine())
        if _worst(findings) != State.PROBLEM or time.monotonic() >= end:
            return findings
        time.sleep(1)


def _worst(findings: list[Finding]) -> State:
    states = {finding.state for finding in findings}
    return next(s for s in (State.PROBLEM, State.WARNING, State.OK) if s in states or s == State.OK)
