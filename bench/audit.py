"""What does the chain cost? The time of an act without its record, with a bare row, with an entry.

    python bench/audit.py            # SQLite
    DAYLIGHT_DATABASE_URL=postgresql://… python bench/audit.py

Prints one JSON object; times are milliseconds of one committed transaction. The rounds alternate,
so that a slow moment of the machine falls on all alike. An existing database named by
DAYLIGHT_DATABASE_URL is written to: give it a scratch one.
"""

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 1500


def act(team: Any) -> None:
    """The least that anybody does: change one row."""
    type(team).objects.filter(pk=team.pk).update(name=team.name)


def unchained(user: Any) -> None:
    """The same entry as a bare row, in no chain. Its number comes from a place of its own."""
    from django.utils import timezone

    from workspace.governance.models import AuditEntry

    AuditEntry(
        seq=10**12 + time.time_ns() % 10**12, at=timezone.now(), actor_id=str(user.pk),
        actor_role=user.role, action="bench.done", object_type="accounts.user",
        object_id=str(user.pk), facts={"count": 3}, previous="", digest="",
    ).save(force_insert=True)  # fmt: skip


def chained(user: Any) -> None:
    from workspace.governance import audit

    audit.record("bench.done", by=user, on=user, count=3)


def timed(work: Callable[[], None]) -> float:
    from django.db import transaction

    begun = time.perf_counter()
    with transaction.atomic():
        work()
    return (time.perf_counter() - begun) * 1000


def summary(values: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=20)
    return {"p50": round(statistics.median(values), 3), "p95": round(cuts[18], 3)}


def measure(team: Any, user: Any) -> dict[str, Any]:
    kinds: dict[str, Callable[[], None]] = {
        "act": lambda: act(team),
        "act_and_row": lambda: (act(team), unchained(user))[0],
        "act_and_entry": lambda: (act(team), chained(user))[0],
    }
    for work in kinds.values():
        timed(work)
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(ROUNDS):
        for name, work in kinds.items():
            taken[name].append(timed(work))
    middle = {name: statistics.median(values) for name, values in taken.items()}
    return {name: summary(values) for name, values in taken.items()} | {
        "entry_costs": round(middle["act_and_entry"] - middle["act"], 3),
        "chain_costs": round(middle["act_and_entry"] - middle["act_and_row"], 3),
        "entry_to_row": round(middle["act_and_entry"] / middle["act_and_row"], 2),
    }


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from workspace.accounts.models import Team, User

    call_command("migrate", verbosity=0)
    name = f"bench-{time.time_ns()}"
    user = User.objects.create_user(f"{name}@example.test", name="Bench")
    result: dict[str, Any] = {
        "database": settings.DATABASES["default"]["ENGINE"].rpartition(".")[2],
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "rounds": ROUNDS,
    }
    print(json.dumps(result | measure(Team.objects.create(name=name), user), indent=2))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="daylight-bench-") as var:
        os.environ |= {"DAYLIGHT_VAR": var, "DJANGO_SETTINGS_MODULE": "workspace.settings"}
        os.environ |= {"DAYLIGHT_HTTPS": "0", "DAYLIGHT_LOG_LEVEL": "ERROR"}
        main()
