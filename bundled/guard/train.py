"""Train the guard's weights from nothing but generated text. Writes them with their checksums.

    python bundled/guard/train.py [requests]

Takes about two minutes on one core; the same seed makes the same files.
"""

import hashlib
import importlib
import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np

HOME: Final = Path(__file__).resolve().parent
ROOT: Final = HOME.parents[1]
sys.path[:0] = [str(ROOT), str(HOME)]

from writing import REASONS, Made, Writer  # noqa: E402

from workspace.chat.demo.prompts import PROMPTS  # noqa: E402
from workspace.governance.guard.features import BUCKETS, around, indices  # noqa: E402
from workspace.governance.guard.lexicon import CLASS_OF  # noqa: E402
from workspace.governance.guard.meanings import MEANING_OF  # noqa: E402
from workspace.governance.guard.reading import sentences, words  # noqa: E402
from workspace.governance.guard.weights import Words, soft, words_of  # noqa: E402

SEED: Final = 20251
COUNT: Final = 90_000
OTHERS: Final = 6_000
EPOCHS: Final = 5
LABELS: Final = ("", *REASONS)
_NAMES: Final = ("name", "surname", "ph")
Example = tuple[np.ndarray, int]


def vocabulary() -> set[str]:
    """Every word of the phrases but the names in them."""
    found: set[str] = set()
    for file in sorted((HOME / "phrases").glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if file.stem == "slots" and line.partition(" = ")[0] in _NAMES:
                continue
            found |= set(words(re.sub(r"\{\w+\}", " ", line)))
    return found


def others() -> list[str]:
    """Ordinary notes, letters and tables, from the generator of the name finder's text."""
    home = ROOT / "bundled" / "ner_en"
    sys.path.insert(0, str(home))
    module = importlib.import_module("generate")
    return [made.text for made in module.Writer(SEED, kept_back=False).documents(OTHERS)]


def ordinary() -> list[str]:
    said = (HOME / "ordinary.txt").read_text("utf-8").split()
    return sorted({w for w in said if w.isalpha() and w.islower() and w not in MEANING_OF})


def library() -> list[str]:
    """The prompts that come with Daylight, often enough to be learnt."""
    return [prompt.body for prompt in PROMPTS] * 30


def lookalikes(known: Words) -> list[str]:
    """Plain words that are no slip of a finger, though a known word is one letter away."""
    return sorted({word for word in ordinary() if known._mended(word) != word})


def heldout() -> set[str]:
    files = (ROOT / "bench" / "data").glob("guard_*.jsonl")
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return {plain(row["text"]) for row in rows}


def plain(text: str) -> str:
    return " ".join(words(text)).replace("?", "").strip()


def examples(made: Made, known: Words) -> Iterable[Example]:
    """Each sentence with its label; of several in the stretch that asks, the last one asks."""
    read = [known.mend(sentence) for sentence in sentences(made.text)]
    start, end = made.marked
    asking = [s for s in read if (made.reason and start <= s.start < end) or _covers(s, made)]
    for sentence, near in zip(read, around(read), strict=True):
        if sentence in asking and made.reason and sentence is not asking[-1]:
            continue
        label = LABELS.index(made.reason) if made.reason and sentence in asking else 0
        yield np.array(indices(sentence, near, known.known)), label


def _covers(sentence: object, made: Made) -> bool:
    start = sentence.start  # type: ignore[attr-defined]
    return bool(made.reason) and start < made.marked[0] < start + len(sentence.text)  # type: ignore[attr-defined]


def train(data: list[Example]) -> tuple[np.ndarray, np.ndarray]:
    """Logistic regression over eight labels by AdaGrad, one example at a time, averaged at last."""
    order = np.random.default_rng(SEED)
    table = np.zeros((BUCKETS, len(LABELS)), np.float32)
    past = np.full((BUCKETS, len(LABELS)), 1e-2, np.float32)
    bias = np.zeros(len(LABELS), np.float32)
    for epoch in range(EPOCHS):
        loss, started = 0.0, time.monotonic()
        for at in order.permutation(len(data)):
            index, label = data[at]
            wrong = soft(table[index].sum(axis=0) + bias).astype(np.float32)
            loss -= float(np.log(max(wrong[label], 1e-9)))
            wrong[label] -= 1
            past[index] += wrong * wrong
            table[index] -= 0.06 * (wrong / np.sqrt(past[index]) + 2e-4 * table[index])
            bias -= 0.002 * wrong
        spent = time.monotonic() - started
        print(f"epoch {epoch + 1}: loss {loss / len(data):.4f}, {spent:.0f} s", flush=True)
    return table, bias


def save(table: np.ndarray, bias: np.ndarray, known: set[str], kept: list[str]) -> None:
    scale = np.float32(np.abs(table).max() / 127)
    small = np.round(table / scale).astype(np.int8)
    np.savez_compressed(
        HOME / "model/weights.npz", table=small, scale=scale, bias=bias, labels=np.array(LABELS)
    )
    (HOME / "model/words.txt").write_text("\n".join(sorted(known - set(CLASS_OF))) + "\n", "utf-8")
    (HOME / "model/kept.txt").write_text("\n".join(kept) + "\n", "utf-8")
    sums = [
        f"{hashlib.sha256((HOME / name).read_bytes()).hexdigest()}  {name}"
        for name in ("model/kept.txt", "model/weights.npz", "model/words.txt")
    ]
    (HOME / "model.sha256").write_text("\n".join(sums) + "\n", "utf-8")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    known = vocabulary()
    kept = lookalikes(words_of(known, ()))
    fixed, writer, held = (
        words_of(known, kept),
        Writer(SEED, others() + library(), ordinary()),
        heldout(),
    )
    made = [one for one in (writer.request() for _ in range(count)) if plain(one.text) not in held]
    data = [example for one in made for example in examples(one, fixed)]
    print(f"{len(made)} requests, {len(data)} sentences, {len(known)} words", flush=True)
    table, bias = train(data)
    save(table, bias, known, kept)


if __name__ == "__main__":
    main()
