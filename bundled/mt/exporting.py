"""A trained network as an Argos package: CTranslate2 int8, SentencePiece, metadata."""

import json
import shutil
from pathlib import Path
from typing import Any, Final

from ctranslate2.specs import transformer_spec
from torch import nn

from .network import Attention, Network

NAMES: Final = {"en": "English", "es": "Spanish", "ar": "Arabic"}
README: Final = """# Demonstration pack: {source} to {target}

A small model trained on sentences that we wrote, so that the translator runs before a real pack is
installed. It knows everyday sentences of children's services and invents freely outside them. It
is not for families. See ../MODEL_CARD.md. Licence: Apache-2.0.
"""


def export(network: Network, vocabulary: list[str], sentencepiece: Path, pack: Path) -> None:
    """Write the pack's folder anew; its name says the direction: `translate-en_es`."""
    shutil.rmtree(pack, ignore_errors=True)
    (pack / "model").mkdir(parents=True)
    spec = _spec(network)
    for name, piece in (("unk", "<unk>"), ("bos", "<s>"), ("eos", "</s>")):
        setattr(spec.config, f"{name}_token", piece)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(pack / "model"))
    shutil.copy(sentencepiece, pack / "sentencepiece.model")
    _describe(pack)


def _describe(pack: Path) -> None:
    source, target = pack.name.removeprefix("translate-").split("_")
    metadata = {
        "package_version": "0.1",
        "argos_version": "1.9.0",
        "from_code": source,
        "from_name": NAMES[source],
        "to_code": target,
        "to_name": NAMES[target],
        "type": "translate",
        "code": pack.name,
        "demonstration": True,
        "licence": "Apache-2.0",
    }
    (pack / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", "utf-8")
    readme = README.format(source=NAMES[source], target=NAMES[target])
    (pack / "README.md").write_text(readme, "utf-8")


def _spec(network: Network) -> Any:
    shape = network.shape
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads
    )
    table = network.embedding.weight.detach().float().numpy().copy()
    for side, layers, norm in (
        (spec.encoder, network.encoder, network.encoder_norm),
        (spec.decoder, network.decoder, network.decoder_norm),
    ):
        embeddings = side.embeddings
        for one in embeddings if isinstance(embeddings, list) else [embeddings]:
            one.weight = table
        side.position_encodings.encodings = network.table.numpy().copy()
        _norm(side.layer_norm, norm)
        for into, layer in zip(side.layer, layers, strict=True):
            _attention(into.self_attention, layer.own)
            if layer.other is not None:
                _attention(into.attention, layer.other)
            _norm(into.ffn.layer_norm, layer.feed.norm)
            _linear(into.ffn.linear_0, layer.feed.up)
            _linear(into.ffn.linear_1, layer.feed.down)
    spec.decoder.projection.weight = table
    return spec


def _attention(into: Any, attention: Attention) -> None:
    _norm(into.layer_norm, attention.norm)
    linears = [attention.into, *([attention.memory] if attention.across else []), attention.out]
    for one, linear in zip(into.linear, linears, strict=True):
        _linear(one, linear)


def _linear(into: Any, linear: nn.Linear) -> None:
    into.weight = linear.weight.detach().float().numpy().copy()
    into.bias = linear.bias.detach().float().numpy().copy()


def _norm(into: Any, norm: nn.LayerNorm) -> None:
    into.gamma = norm.weight.detach().float().numpy().copy()
    into.beta = norm.bias.detach().float().numpy().copy()
