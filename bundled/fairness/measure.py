"""Measure the models that come with Daylight, and write down what was found in `runs.json`.

    python bundled/fairness/measure.py

Part of every release that changes a model or a rule. The run of the same models on the same set is
replaced; those of other models stay, as long as they were made on this set.
"""

import json
import os
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")

import django  # noqa: E402

django.setup()

from workspace.privacy import chosen, runs  # noqa: E402
from workspace.privacy.fairness.judging import told  # noqa: E402


def main() -> None:
    run = runs.measure(chosen.shipped())
    kept = [
        runs.as_row(other)
        for other in runs.came_along()
        if other.set_digest == run.set_digest and other.fingerprint != run.fingerprint
    ]
    rows = [*kept, runs.as_row(run)]
    runs.CAME_ALONG.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(told(run.figures.overall))


if __name__ == "__main__":
    main()
