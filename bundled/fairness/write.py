"""Write the fixed set of documents that Daylight measures its own fairness on.

    python bundled/fairness/write.py

Everything comes from passages and names that no model was trained on, and a fixed seed: the same
`people.jsonl` each time. It is written once and stays, whatever is added to the names and passages
of training: a figure of today can be compared with one of last year only on the same set.
`written.json` says from which files it was written. Nothing in production needs this script.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

HOME: Final = Path(__file__).parent
sys.path[:0] = [
    str(HOME), str(HOME.parent / "ner_xx"), str(HOME.parent / "ner_en"), str(HOME.parents[1]),
]  # fmt: skip

import tongues  # noqa: E402
from english import Writer  # noqa: E402

SEED: Final = 20264
SET: Final = HOME / "people.jsonl"


def sources() -> str:
    """The digest of everything that the set is made of."""
    found = hashlib.sha256()
    for home in (HOME, HOME.parent / "ner_en", HOME.parent / "ner_xx"):
        for path in sorted([*home.glob("*.py"), *(home / "data").rglob("*.txt")]):
            found.update(path.relative_to(HOME.parent).as_posix().encode() + b"\0")
            found.update(path.read_bytes())
    return found.hexdigest()


def lines() -> Iterator[str]:
    writer = Writer(SEED)
    for origin in writer.origins:
        yield from (paper.line() for paper in writer.papers(origin))
    yield from (paper.line() for paper in tongues.papers(SEED))


def main() -> None:
    SET.write_text("".join(lines()), "utf-8")
    digest = hashlib.sha256(SET.read_bytes()).hexdigest()
    said = {"set": digest, "sources": sources()}
    (HOME / "written.json").write_text(json.dumps(said, indent=1) + "\n", "utf-8")
    print(f"{SET.name}: {SET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
