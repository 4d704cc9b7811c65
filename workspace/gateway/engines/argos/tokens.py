"""From text to a pack's tokens and back, without losing an underscore on the way."""

from pathlib import Path
from typing import Protocol

import sentencepiece

from .errors import BrokenPack


class Tokens(Protocol):
    def encode(self, text: str) -> list[str]: ...

    def decode(self, tokens: list[str]) -> str: ...


class SentencePieceTokens:
    """Satisfies `Tokens`. Raises OSError or RuntimeError for a file that is no such model."""

    def __init__(self, path: Path) -> None:
        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> list[str]:
        return list(self._processor.encode(text, out_type=str))

    def decode(self, tokens: list[str]) -> str:
        # Whatever was copied for an unknown token keeps its mark of a word's beginning.
        return str(self._processor.decode_pieces(tokens)).replace("\u2581", " ").strip()


def tokens_of(folder: Path, source: str, target: str) -> Tokens:
    """The tokens of the pack in `folder`. Raises BrokenPack where it has none that we read."""
    path = folder / "sentencepiece.model"
    if path.exists():
        return SentencePieceTokens(path)
    raise BrokenPack(
        "A translation pack has no SentencePiece model. Ask an administrator to install another."
    )
