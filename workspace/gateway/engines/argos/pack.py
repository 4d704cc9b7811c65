"""One installed Argos package, opened: its tokens and its model."""

from pathlib import Path

import ctranslate2
import sentencepiece


class Pack:
    """`folder` is an unpacked `.argosmodel`: `model/`, `sentencepiece.model`, `metadata.json`."""

    def __init__(self, folder: Path) -> None:
        self._tokens = sentencepiece.SentencePieceProcessor(
            model_file=str(folder / "sentencepiece.model")
        )
        self._model = ctranslate2.Translator(str(folder / "model"), device="cpu")
