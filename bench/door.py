"""What does the door add to asking the same local model server directly?

    python bench/door.py

Prints one JSON object: milliseconds for 30, 300 and 3,000 words, through the door and straight
with the `openai` client, taken in turns within one run, whole answers and first shown words.
The server answers at once, so that what differs is the door: policy, records, masking of the
whole payload, tripwire, masking of the answer, restoring. One process on SQLite.
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
SIZES = {30: 40, 300: 30, 3000: 12}
"""Words -> how often it is measured."""
NOTE = (
    "Home visit to Amina Warsame at 14 Tamarisk Row with her mother Shabana. Amina was calm and "
    "showed me her drawings; the house was warm and clean. Shabana said that nights are hard and "
    "that Tomos Pritchard from school had rung on 07700 900123 about attendance. "
)
REPLY = "The visit to {} went well. The child was calm and the home was warm. {} asked for help. "


def words(count: int) -> str:
    return " ".join((NOTE * (count // 40 + 1)).split()[:count])


def timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """(first words, whole answer) in milliseconds."""
    begun = time.perf_counter()
    first = 0.0
    for _ in ask():
        first = first or time.perf_counter() - begun
    return first * 1000, (time.perf_counter() - begun) * 1000


def spread(values: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=20)
    return {"p50": round(statistics.median(values), 1), "p95": round(cuts[18], 1)}


def compared(door: Callable[[], Any], straight: Callable[[], Any], times: int) -> dict[str, Any]:
    for ask in (door, straight):
        timed(ask)
    pairs = [(timed(door), timed(straight)) for _ in range(times)]
    report: dict[str, Any] = {}
    for at, what in enumerate(("first_words_ms", "whole_answer_ms")):
        through = [pair[0][at] for pair in pairs]
        direct = [pair[1][at] for pair in pairs]
        report[what] = {
            "door": spread(through),
            "straight": spread(direct),
            "added": spread([a - b for a, b in zip(through, direct, strict=True)]),
            "ratio_p50": round(statistics.median(through) / statistics.median(direct), 2),
        }
    return report


def prepared() -> None:
    os.environ["DAYLIGHT_VAR"] = tempfile.mkdtemp(prefix="daylight-bench-")
    os.environ.pop("DAYLIGHT_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "workspace.settings"
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def main() -> None:
    prepared()
    import openai

    from tests import families
    from tests.model_server import MODEL, ModelServer
    from workspace.gateway.door import Request, stream
    from workspace.privacy import detector
    from workspace.privacy.preparing import Draft
    from workspace.privacy.vaults import open_vault

    detector.detect("Amina Warsame rang.")
    user = families.someone()
    case = families.case_of(user)
    names = [str(s.placeholder) for s in open_vault(case.vault_id).identities.people()]
    report: dict[str, Any] = {"python": platform.python_version(), "cpus": os.cpu_count()}
    with ModelServer(REPLY.format(*names[:2]) * 4) as server:
        engine = families.server_engine(server, context_size=100_000)
        client = openai.OpenAI(base_url=server.address, api_key="none", max_retries=0)
        for size, times in SIZES.items():
            text = words(size)

            def door(text: str = text) -> Any:
                opened = open_vault(case.vault_id)
                request = Request([Draft("user", (text,))], engine)
                for piece in stream(families.everyday(), request, by=user, vault=case.vault_id):
                    yield opened.restore(piece)

            def straight(text: str = text) -> Any:
                asked = client.chat.completions.create(
                    model=MODEL, messages=[{"role": "user", "content": text}], stream=True
                )
                return (chunk for chunk in asked if chunk.choices[0].delta.content)

            report[f"{size}_words"] = compared(door, straight, times)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
