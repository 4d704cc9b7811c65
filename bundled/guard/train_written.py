"""Learn from the requests in written/, on top of what train.py learnt from generated ones.

    python bundled/guard/train_written.py            writes model/written.npz and the checksums
    python bundled/guard/train_written.py --cross    each voice judged by weights of the others
    python bundled/guard/train_written.py --curve    the same, with a part of the others only

Takes about two minutes on one core (the checks longer); the same files make the same weights.
"""

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from fitting import Rows, logistic, rows, spread
from notes import notes
from train import HOME, SEED, heldout, library, ordinary, others, plain
from writing import REASONS, Writer

from workspace.governance.guard import weights
from workspace.governance.guard.grams import BUCKETS, blocks, shares
from workspace.governance.guard.reading import sentences
from workspace.governance.guard.written import GENERATED_COUNTS, SENTENCE_COUNTS, enough

GENERATED: Final = 1_500
GENERATED_WEIGH: Final = 0.1
HARMLESS: Final = 2_000
HARMLESS_WEIGH: Final = 0.5
NOTES_WEIGH: Final = 0.1
TRUST_WHOLE: Final = 25.0
TRUST_SENTENCE: Final = 15.0
ROUNDS: Final = 2
FEW: Final = 3
"""Shorter ones ("is he lying") cannot be told from a copy: only equal ones are left out."""
Found = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, slots=True)
class Request:
    """One request, taken apart once."""

    voice: str
    reason: str
    weight: float
    whole: Found
    sentences: tuple[Found, ...]
    words: Found
    generated: np.ndarray
    """What the weights of generated requests say of each sentence, as logits."""
    enough: float

    @property
    def declined(self) -> bool:
        return bool(self.reason)


def taken_apart(voice: str, text: str, reason: str, weight: float) -> Request | None:
    known = weights.load_generated()
    read = [known.words.mend(sentence) for sentence in sentences(text)]
    if not read:
        return None
    whole = blocks(read, text)
    return Request(
        voice=voice,
        reason=reason,
        weight=weight,
        whole=shares(whole),
        sentences=tuple(shares(blocks([one], one.text)) for one in read),
        words=shares(whole[:1]),
        generated=np.array([weights.logit(chance) for chance in known.chances(read)]),
        enough=enough(sum(len(one.words) for one in read), len(read)),
    )


def by_hand() -> Iterable[tuple[str, str, str, float]]:
    """Every written request but those that a bench holds, or nearly."""
    held = heldout()
    bags = [frozenset(text.split()) for text in held if text.count(" ") >= FEW]
    for file in sorted((HOME / "written").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            same = plain(row["text"])
            if same not in held and not any(near(frozenset(same.split()), bag) for bag in bags):
                yield file.stem, row["text"], row["label"], 1.0


def near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Half of the words that either has are in both."""
    shared = len(one & other)
    return 2 * shared >= len(one) + len(other) - shared


def generated() -> Iterable[tuple[str, str, str, float]]:
    """A few thousand generated requests and the library, so that plain ones are not forgotten."""
    held = heldout()
    writer = Writer(SEED + 1, others() + library(), ordinary())
    for made in (writer.request() for _ in range(GENERATED)):
        if plain(made.text) not in held:
            yield "", made.text, made.reason, GENERATED_WEIGH
    for made in (writer.harmless() for _ in range(HARMLESS)):
        yield "", made.text, "", HARMLESS_WEIGH
    for text in sorted(set(library())):
        yield "", text, "", 1.0
    for text in notes(SEED + 2):
        yield "", text, "", NOTES_WEIGH


@dataclass(frozen=True, slots=True)
class Learnt:
    whole: np.ndarray
    whole_bias: float
    sentence: np.ndarray
    sentence_bias: float

    def score(self, one: Request) -> float:
        at, share = one.whole
        whole = float(self.whole[at] @ share) + self.whole_bias
        surest = max(float(self.sentence[at] @ share) for at, share in one.sentences)
        return (
            whole
            + SENTENCE_COUNTS * (surest + self.sentence_bias)
            + GENERATED_COUNTS * float(one.generated.max())
            - one.enough
        )


def learn(some: Sequence[Request]) -> Learnt:
    data = rows([one.whole for one in some], BUCKETS)
    wanted = np.array([one.declined for one in some])
    counts = np.array([one.weight for one in some])
    whole = logistic(data, wanted, counts, TRUST_WHOLE)
    table, sentence = _sentences(some)
    return Learnt(spread(data, whole, BUCKETS), float(whole[-1]),
                  spread(table, sentence, BUCKETS), float(sentence[-1]))  # fmt: skip


def _sentences(some: Sequence[Request]) -> tuple[Rows, np.ndarray]:
    """Nobody said which sentence of a request asks: guess the surest one, learn, guess again."""
    data = rows([found for one in some for found in one.sentences], BUCKETS)
    owner = np.repeat(np.arange(len(some)), [len(one.sentences) for one in some])
    declined = np.array([one.declined for one in some])[owner]
    count = np.array([one.weight / np.sqrt(len(one.sentences)) for one in some])[owner]
    full = np.array([one.weight for one in some])[owner]
    score = np.concatenate([one.generated for one in some])
    fitted = np.zeros(0)
    for _ in range(ROUNDS):
        best = np.full(len(some), -np.inf)
        np.maximum.at(best, owner, score)
        asks = declined & (score >= best[owner])
        mass = np.where(asks, full, np.where(declined, 0.0, count))
        fitted = logistic(data, asks, mass, TRUST_SENTENCE)
        score = data.times(fitted[:-1]) + fitted[-1]
    return data, fitted


def kinds(some: Sequence[Request]) -> np.ndarray:
    """A column of weights for each reason, learnt from declined requests alone."""
    declined = [one for one in some if one.declined]
    data = rows([one.words for one in declined], BUCKETS)
    counts = np.array([max(one.weight, 0.3) for one in declined])
    columns = []
    for reason in REASONS:
        fitted = logistic(data, np.array([one.reason == reason for one in declined]), counts, 10.0)
        columns.append(spread(data, fitted, BUCKETS))
    return np.stack(columns, axis=1)


def cross(some: list[Request], share: float = 1.0) -> None:
    """Judge each voice by what is learnt from the others, and say what line would be even."""
    voices = sorted({one.voice for one in some} - {""})
    draw = random.Random(SEED)
    every: list[tuple[Request, float]] = []
    for voice in voices:
        apart = [one for one in some if one.voice != voice]
        rest = [one for one in apart if not one.voice or draw.random() < share]
        learnt = learn(rest)
        said = [(one, learnt.score(one)) for one in some if one.voice == voice]
        print(f"{voice}: {told(said, 0)} (of {len(rest)} others)", flush=True)
        every += said
    line = even(every)
    print(f"all: {told(every, 0)}; even at {line:+.2f}: {told(every, line)}", flush=True)


def told(said: Sequence[tuple[Request, float]], line: float) -> str:
    asked, right = Counter[bool](), Counter[bool]()
    for one, score in said:
        asked[one.declined] += 1
        right[one.declined] += (score > line) == one.declined
    return ", ".join(
        f"{name} {right[kind]}/{asked[kind]} ({right[kind] / max(asked[kind], 1):.1%})"
        for kind, name in ((True, "declined"), (False, "allowed"))
    )


def even(said: Sequence[tuple[Request, float]]) -> float:
    """The line at which the worse of the two kinds is best."""
    lines = np.linspace(-3, 3, 121)
    yes = np.array([score for one, score in said if one.declined])
    no = np.array([score for one, score in said if not one.declined])
    worst = [min((yes > line).mean(), (no <= line).mean()) for line in lines]
    return float(lines[int(np.argmax(worst))])


def save(learnt: Learnt, fits: np.ndarray) -> None:
    kept: dict[str, np.ndarray] = {}
    for name, table, bias in (
        ("whole", learnt.whole, learnt.whole_bias),
        ("sentence", learnt.sentence, learnt.sentence_bias),
        ("kinds", fits, 0.0),
    ):
        top = 127 if name == "kinds" else 32_767
        scale = np.float32(np.abs(table).max() / top)
        small = np.round(table / scale).astype(np.int8 if top == 127 else np.int16)
        kept |= {name: small, f"{name}_scale": scale, f"{name}_bias": np.float32(bias)}
    np.savez_compressed(HOME / "model/written.npz", **kept)
    sums = [
        f"{hashlib.sha256((HOME / name).read_bytes()).hexdigest()}  {name}"
        for name in ("model/kept.txt", "model/weights.npz", "model/words.txt", "model/written.npz")
    ]
    (HOME / "model.sha256").write_text("\n".join(sums) + "\n", "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cross", action="store_true")
    options.add_argument("--curve", action="store_true")
    chosen = options.parse_args()
    texts = [*by_hand(), *generated()]
    some = [one for one in (taken_apart(*row) for row in texts) if one]
    print(f"{sum(bool(one.voice) for one in some)} written, {len(some)} in all", flush=True)
    if chosen.cross:
        cross(some)
    elif chosen.curve:
        for share in (0.25, 0.5, 0.75, 1.0):
            print(f"{share:.0%} of the others")
            cross(some, share)
    else:
        save(learn(some), kinds(some))


if __name__ == "__main__":
    main()
