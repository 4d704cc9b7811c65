"""How often the decision guard is right, by reason, and how fast, beside a list of keywords.

    python bench/guard.py [--set unseen|outsider|sixth|watched|second|third|kept_back] [--misses]

`bench/data/guard_*.jsonl` hold requests written by hand; none is trained on. All but `unseen` were
looked at while the guard was mended, so their figures flatter us. `unseen`, `outsider` and `sixth`
are by writers who had no part in the training data; the other four are by whoever wrote the
phrases. The model card has the first look at each, and each training voice judged by weights of
the others. `unseen` is for measuring: leave it unread.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import regex

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from workspace.governance.guard import judge  # noqa: E402

Judge = Callable[[str], str]
_KEYWORDS: Final = {
    "threshold": r"threshold|s\.?47|step down|close", "removal": r"remov|into care|care order|epo",
    "contact": r"contact|family time|unsupervised", "placement": r"placed?\b|placement|live",
    "eligibility": r"eligib|entitled|qualify", "credibility": r"lying|believe|truth|credib",
    "risk_score": r"\brisk|score|rate\b|likely|dangerous",
}  # fmt: skip


def ours(text: str) -> str:
    return str(judge(text).reason or "")


def keywords(text: str) -> str:
    """What a first attempt would do: a decision's word in a sentence that asks."""
    if not regex.search(r"\?|should|would|tell me|decide|rate|recommend", text, regex.I):
        return ""
    found = (r for r, said in _KEYWORDS.items() if regex.search(said, text, regex.I))
    return next(found, "")


def rows(name: str) -> list[dict[str, str]]:
    file = ROOT / "bench" / "data" / f"guard_{name}.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def measure(name: str, said: list[dict[str, str]], how: Judge, *, misses: bool) -> None:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    named, times = 0, []
    for row in said:
        started = time.perf_counter()
        got = how(row["text"])
        times.append(time.perf_counter() - started)
        kind = row["reason"] or "allow"
        asked[kind] += 1
        right[kind] += bool(got) == bool(row["reason"])
        named += bool(got) and got == row["reason"]
        if misses and bool(got) != bool(row["reason"]):
            print(f"  {row['id']} {kind} -> {got or 'allow'}: {row['text']!r}")
    declined = sum(asked.values()) - asked["allow"]
    caught = sum(right.values()) - right["allow"]
    print(
        f"{name}: allowed rightly {right['allow']}/{asked['allow']} "
        f"({right['allow'] / max(asked['allow'], 1):.1%}), declined rightly {caught}/{declined} "
        f"({caught / max(declined, 1):.1%}), of these with the right reason {named}/{caught}; "
        f"median {sorted(times)[len(times) // 2] * 1000:.2f} ms, "
        f"slowest {max(times) * 1000:.2f} ms"
    )
    print("  " + ", ".join(f"{kind} {right[kind]}/{asked[kind]}" for kind in sorted(asked)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    sets = ("unseen", "outsider", "sixth", "kept_back", "watched", "second", "third")
    options.add_argument("--set", default="unseen", choices=sets, dest="half")
    options.add_argument("--misses", action="store_true", help="show what was judged wrongly")
    chosen = options.parse_args()
    half = chosen.half
    judge("warm up")
    for name, how in (("Daylight", ours), ("keywords", keywords)):
        misses = chosen.misses and how is ours
        measure(f"{name} ({half})", rows(half), how, misses=misses)


if __name__ == "__main__":
    main()
