"""How often the marks of support are right, on a small set made by hand.

    python -m bench.support

Prints precision and recall for each mark, and every statement on which it was wrong. The
checks were improved on "tuning"; "held_out" was written afterwards and only measured. Both are
small, English, and written by the people who wrote the checks: they show what the checks can see
and what they cannot, not how they would do on a council's own documents.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from workspace.outputs.support import check

CASES = Path(__file__).with_name("support_cases.json")
PARTS = ("tuning", "held_out")
MARKS = ("uncited", "missing", "unsupported")


def judged(part: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield (statement, mark expected, mark given, problems)."""
    told = json.loads(CASES.read_text("utf-8"))[part]
    for case in told["cases"]:
        found = check(case["text"], told["sources"])
        given = next((one.mark for one in found if one.mark), "")
        problems = [f"{p.kind} {' '.join(p.items)}" for one in found for p in one.problems]
        yield case["text"], case["mark"], given, problems


def share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "-"


def measured(part: str) -> dict[str, tuple[int, int, int]]:
    """Return, for each mark and for any mark at all, (right, given, expected)."""
    rows = list(judged(part))
    counts = {
        mark: (
            sum(want == got == mark for _, want, got, _ in rows),
            sum(got == mark for _, _, got, _ in rows),
            sum(want == mark for _, want, _, _ in rows),
        )
        for mark in MARKS
    }
    counts["any mark"] = (
        sum(bool(want) and bool(got) for _, want, got, _ in rows),
        sum(bool(got) for _, _, got, _ in rows),
        sum(bool(want) for _, want, _, _ in rows),
    )
    return counts


def main() -> None:
    for part in PARTS:
        print(part)
        for mark, (right, given, expected) in measured(part).items():
            print(f"  {mark:12} precision {share(right, given):14} recall {share(right, expected)}")
        for text, want, got, problems in judged(part):
            if want != got:
                print(f"    {text}\n      expected {want or '-'}, got {got or '-'} {problems}")


if __name__ == "__main__":
    main()
