"""Train one demonstration pack from generated text, on the processor, and export it.

    python -m bundled.mt.train en es [steps]

from the repository's root, in an environment of its own (PyTorch is no dependency of the
project): `pip install torch==2.13.0 ctranslate2 sentencepiece numpy regex`. Eight to ten minutes a
direction on two cores; the seed fixes the text, the vocabulary, the first weights and the order
of the batches. Afterwards `python -m bundled.mt.score` writes scores.json and packs.sha256.
"""

import json
import math
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

import ctranslate2
import sentencepiece
import torch
from torch import Tensor
from torch.nn import functional

from workspace.privacy.roles import ROLES

from .corpus.generate import SEED, corpus
from .exporting import export
from .network import Network, Shape

HOME: Final = Path(__file__).resolve().parent
PIECES: Final = 4000
TOKENS: Final = 1600
"""Target tokens in a batch, about."""
THREADS: Final = 2
PEAK: Final = 2e-3
WARMUP: Final = 150
STEPS: Final = 1200
COPYING: Final = 150
"""Steps at the beginning that only copy random pieces: attention learns where to look."""
SPECIAL: Final = ["<blank>", "<unk>", "<s>", "</s>"]

Sides = tuple[list[int], list[int]]


def train(source: str, target: str, steps: int = STEPS) -> None:
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    other, into_english = (source, True) if target == "en" else (target, False)
    pairs = corpus(other, into_english).training
    if into_english:
        pairs = [(b, a) for a, b in pairs]
    with tempfile.TemporaryDirectory() as place:
        model = vocabulary(pairs, Path(place))
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(model))
        named = SPECIAL + [
            piece for piece in map(pieces.id_to_piece, range(len(pieces))) if piece not in SPECIAL
        ]
        known = {piece: at for at, piece in enumerate(named)}
        sides = [(_ids(a, pieces, known), _ids(b, pieces, known)) for a, b in pairs]
        started = time.monotonic()
        network = fit(Network(Shape(len(named))), sides, steps)
        seconds = round(time.monotonic() - started)
        pack = HOME / f"translate-{source}_{target}"
        export(network, named, model, pack)
    compare(network, pack, known, [a for a, _ in pairs[:40]])
    _note(pack.name, {"seconds": seconds, "steps": steps, "pairs": len(pairs)})


def vocabulary(pairs: list[tuple[str, str]], place: Path) -> Path:
    """Train the pieces of both languages; a placeholder's frame stays whole, its code in letters.

    `[CHILD_K7M]` becomes `[CHILD_`, `K`, `7`, `M`, `]`: the frame is a symbol of its own for each
    role, digits stand alone, and so do the letters between them.
    """
    text = place / "text.txt"
    text.write_text("".join(f"{a}\n{b}\n" for a, b in pairs), "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(place / "pieces"),
        vocab_size=PIECES,
        character_coverage=1.0,
        hard_vocab_limit=False,
        split_digits=True,
        user_defined_symbols=[*(f"[{role}_" for role in ROLES), "]"],
        required_chars="".join(map(chr, range(33, 127))).replace("]", "")
        + "áéíóúüñÁÉÍÓÚÑ¿¡£€–—’‘“”",
        num_threads=2,
        minloglevel=2,
    )
    return place / "pieces.model"


def _ids(
    text: str, pieces: sentencepiece.SentencePieceProcessor, known: dict[str, int]
) -> list[int]:
    return [known.get(piece, 1) for piece in pieces.encode(text, out_type=str)]


def batches(sides: list[Sides], rng: Random) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield padded batches of like lengths without end, each pass in a new order."""
    while True:
        order = sorted(range(len(sides)), key=lambda at: len(sides[at][1]) + rng.random() * 3)
        groups: list[list[int]] = [[]]
        for at in order:
            if (len(groups[-1]) + 1) * (len(sides[at][1]) + 4) > TOKENS:
                groups.append([])
            groups[-1].append(at)
        rng.shuffle(groups)
        for group in groups:
            yield (
                _padded([sides[at][0] for at in group]),
                _padded([[2, *sides[at][1], 3] for at in group]),
            )


def _padded(rows: list[list[int]]) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows])


def _random(vocabulary: int) -> tuple[Tensor, Tensor]:
    length = int(torch.randint(4, 18, ()))
    tokens = torch.randint(4, vocabulary, (TOKENS // (length + 4), length))
    start, end = torch.full((len(tokens), 1), 2), torch.full((len(tokens), 1), 3)
    return tokens, torch.cat([start, tokens, end], dim=1)


def fit(network: Network, sides: list[Sides], steps: int) -> Network:
    optimiser = torch.optim.Adam(network.parameters(), lr=PEAK, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps))
    made = batches(sides, Random(SEED))
    started = time.monotonic()
    for step in range(steps):
        source, target = next(made) if step >= COPYING else _random(network.shape.vocabulary)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(source, target[:, :-1])
        loss = functional.cross_entropy(
            logits.float().flatten(0, 1), target[:, 1:].flatten(), ignore_index=0,
            label_smoothing=0.02,
        )  # fmt: skip
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            print(step, f"{loss.item():.3f}", f"{time.monotonic() - started:.0f}s", flush=True)
    return network.eval()


def _rate(step: int, steps: int) -> float:
    if step < WARMUP:
        return (step + 1) / WARMUP
    return 0.5 * (1 + math.cos(math.pi * (step - WARMUP) / max(1, steps - WARMUP))) + 0.002


@torch.no_grad()
def greedy(network: Network, source: list[int], longest: int = 80) -> list[int]:
    tokens, found = torch.tensor([source]), [2]
    mask = (tokens != 0)[:, None, None, :]
    memory = network.encode(tokens, mask)
    while found[-1] != 3 and len(found) < longest:
        found.append(int(network.decode(torch.tensor([found]), memory, mask)[0, -1].argmax()))
    return found[1:-1]


def compare(network: Network, pack: Path, known: dict[str, int], texts: list[str]) -> None:
    """Say how many sentences come out of the exported pack just as out of the network."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(pack / "sentencepiece.model"))
    names = {at: piece for piece, at in known.items()}
    model = ctranslate2.Translator(str(pack / "model"), device="cpu", intra_threads=2)
    tokens = [pieces.encode(text, out_type=str) for text in texts]
    exported = [found.hypotheses[0] for found in model.translate_batch(tokens, beam_size=1)]
    ours = [[names[at] for at in greedy(network, _ids(t, pieces, known))] for t in texts]
    print("same as the network:", sum(a == b for a, b in zip(exported, ours, strict=True)), "of",
          len(texts))  # fmt: skip


def _note(name: str, facts: dict[str, int]) -> None:
    path = HOME / "training.json"
    notes = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps(notes | {name: facts}, indent=2, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    torch.set_num_threads(THREADS)
    train(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else STEPS)
