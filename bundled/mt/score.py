"""Score the packs on what training never saw; write scores.json and the checksums.

    python -m bundled.mt.score [show]

`show` prints what each pack made of the sentences written by hand. Two tests a direction: patterns
kept out of training, and sentences of another style written by hand.
"""

import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Final

import ctranslate2
import sacrebleu
import sentencepiece

from workspace.privacy.placeholders import find_exact

from .corpus.generate import Pair, corpus

HOME: Final = Path(__file__).resolve().parent


def packs() -> list[Path]:
    return sorted(HOME.glob("translate-*_*"))


def translate(pack: Path, texts: list[str]) -> list[str]:
    """Translate sentence by sentence, four beams, length bounded by the source's."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(pack / "sentencepiece.model"))
    model = ctranslate2.Translator(str(pack / "model"), device="cpu", intra_threads=1)
    tokens = [pieces.encode(text, out_type=str) for text in texts]
    longest = 3 * max(map(len, tokens)) + 10
    made = model.translate_batch(
        tokens, beam_size=4, max_decoding_length=longest, max_batch_size=1024, batch_type="tokens"
    )
    return [pieces.decode(one.hypotheses[0]) for one in made]


def scores(pack: Path, show: bool = False) -> dict[str, object]:
    source, target = pack.name.removeprefix("translate-").split("_")
    into_english = target == "en"
    text = corpus(source if into_english else target, into_english)
    tests = {"held_out_patterns": text.held_out, "by_hand": text.by_hand}
    return {name: _scored(pack, pairs, into_english, show) for name, pairs in tests.items()}


def _scored(pack: Path, pairs: list[Pair], into_english: bool, show: bool) -> dict[str, object]:
    sources = [pair[into_english] for pair in pairs]
    references = [pair[not into_english] for pair in pairs]
    made = translate(pack, sources)
    if show:
        print(pack.name, *map(" => ".join, zip(sources, made, strict=True)), sep="\n")
    wanted, kept = Counter[bool](), 0
    for source, got in zip(sources, made, strict=True):
        names = _placeholders(source)
        wanted[bool(names)] += 1
        kept += bool(names) and names == _placeholders(got)
    return {
        "sentences": len(pairs),
        "chrF": round(sacrebleu.corpus_chrf(made, [references]).score, 1),
        "BLEU": round(sacrebleu.corpus_bleu(made, [references]).score, 1),
        "exact": sum(a == b for a, b in zip(made, references, strict=True)),
        "with_placeholders": wanted[True],
        "placeholders_all_kept": kept,
    }


def _placeholders(text: str) -> Counter[str]:
    return Counter(str(found.placeholder) for found in find_exact(text))


def checksums() -> str:
    """One line a file, as sha256sum writes them, paths from this folder."""
    files = [path for pack in packs() for path in sorted(pack.rglob("*")) if path.is_file()]
    return "".join(
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(HOME).as_posix()}\n"
        for path in files
    )


if __name__ == "__main__":
    found = {pack.name: scores(pack, "show" in sys.argv) for pack in packs()}
    (HOME / "scores.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    (HOME / "packs.sha256").write_text(checksums(), "utf-8")
    print(json.dumps(found, indent=2))
