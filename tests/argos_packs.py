"""Translation packs with random weights: real files, real decoding, no sense.

Written straight through CTranslate2's specification, as a trained one would be.
"""

import io
import json
import random
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import transformer_spec

WIDTH, HEADS = 64, 4
POSITIONS = 256


def random_pack(
    folder: Path, source: str, target: str, *, version: str = "1.0", layers: int = 1,
    width: int = WIDTH, vocabulary: int = 400, seed: int = 0, stops: bool = False, **more: Any,
) -> Path:  # fmt: skip
    """Write `folder/translate-SOURCE_TARGET` and return it.

    With `stops` the end grows likelier with every token: sentences come to about a score of
    tokens. Without it, decoding goes on to whatever bound it is given.
    """
    pack = folder / f"translate-{source}_{target}"
    (pack / "model").mkdir(parents=True)
    pieces = _pieces(pack / "sentencepiece.model", vocabulary)
    _model(pack / "model", pieces, layers, width, np.random.default_rng(seed), stops)
    metadata = {
        "package_version": version, "argos_version": "1.9.0", "from_code": source,
        "from_name": source, "to_code": target, "to_name": target, "type": "translate", **more,
    }  # fmt: skip
    (pack / "metadata.json").write_text(json.dumps(metadata), "utf-8")
    return pack


def _pieces(path: Path, vocabulary: int) -> list[str]:
    chance = random.Random(1)
    letters = "etaoinshrdlucmfwypvbgkxjqz"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 8))) for _ in range(3000)]
    lines = (" ".join(chance.choices(words, k=9)) + "." for _ in range(3000))
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=lines, model_writer=written, vocab_size=vocabulary, minloglevel=2,
        character_coverage=1.0, hard_vocab_limit=False,
    )  # fmt: skip
    path.write_bytes(written.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    pieces = [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
    special = ["<blank>", "<unk>", "<s>", "</s>"]
    return special + [piece for piece in pieces if piece not in special]


def _model(
    path: Path, pieces: list[str], layers: int, width: int, chance: Any, stops: bool
) -> None:
    spec = transformer_spec.TransformerSpec.from_config((layers, layers), HEADS)

    def linear(layer: Any, rows: int, columns: int) -> None:
        layer.weight = chance.normal(0, 0.05, (rows, columns)).astype("float32")
        layer.bias = np.zeros(rows, "float32")

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(width, "float32"), np.zeros(width, "float32")

    for side in (spec.encoder, spec.decoder):
        tables = side.embeddings if isinstance(side.embeddings, list) else [side.embeddings]
        for table in tables:
            table.weight = chance.normal(0, 0.05, (len(pieces), width)).astype("float32")
        side.position_encodings.encodings = np.zeros((POSITIONS, width), "float32")
        norm(side.layer_norm)
        for layer in side.layer:
            _attention(layer.self_attention, width, norm, linear, (3, 1))
            if hasattr(layer, "attention"):
                _attention(layer.attention, width, norm, linear, (1, 2, 1))
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, 4 * width, width)
            linear(layer.ffn.linear_1, width, 4 * width)
    linear(spec.decoder.projection, len(pieces), width)
    if stops:
        spec.decoder.position_encodings.encodings[:, 0] = np.arange(POSITIONS)
        spec.decoder.projection.weight[pieces.index("</s>")] = np.eye(1, width)[0]
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = "<unk>", "<s>", "</s>"
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(path))


def _attention(part: Any, width: int, norm: Any, linear: Any, sizes: tuple[int, ...]) -> None:
    norm(part.layer_norm)
    for layer, size in zip(part.linear, sizes, strict=True):
        linear(layer, size * width, width)


def openable(pack: Path) -> bool:
    """Whether CTranslate2 itself takes the pack's model."""
    return ctranslate2.contains_model(str(pack / "model"))
