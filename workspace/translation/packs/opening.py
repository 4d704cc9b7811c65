"""Could this pack be opened? Its parts are there and are what they are called. Plain Python.

Loading the model is the engine's business; this looks at files alone, so that a package which
cannot work is refused before it takes the place of one that does.
"""

import struct
from pathlib import Path
from typing import Final

from .problems import CannotInstall

_VERSIONS: Final = range(2, 17)
"""Of the binary format of CTranslate2. Each release reads all before it."""
_HEAD: Final = struct.Struct("<IH")
_LONGEST_NAME: Final = 80
_SMALLEST_TOKENS: Final = 16
_WORDS: Final = ("shared_vocabulary", "source_vocabulary", "target_vocabulary")
_INCOMPLETE: Final = "This package is not complete: it has no {}."


def check_opens(folder: Path) -> None:
    """Raises CannotInstall where a part is missing, empty or something else."""
    for name in ("metadata.json", "model/model.bin"):
        if not (folder / name).is_file():
            raise CannotInstall(_INCOMPLETE.format(name))
    _check_model(folder / "model" / "model.bin")
    _check_words(folder / "model")
    _check_tokens(folder)


def _check_model(path: Path) -> None:
    """Look at how it begins: a version, then the name of what kind of model it is."""
    with path.open("rb") as file:
        head = file.read(_HEAD.size + _LONGEST_NAME)
    if len(head) >= _HEAD.size:
        version, length = _HEAD.unpack_from(head)
        name = head[_HEAD.size : _HEAD.size + length].rstrip(b"\0")
        if version in _VERSIONS and 0 < length <= _LONGEST_NAME and name == b"TransformerSpec":
            return
    raise CannotInstall("Its model.bin is no model for translating.")


def _check_words(folder: Path) -> None:
    """There is one word list for both sides, or one for each."""
    found = {path.stem for path in folder.iterdir() if path.stat().st_size}
    if _WORDS[0] not in found and not {*_WORDS[1:]} <= found:
        raise CannotInstall(_INCOMPLETE.format("list of words in model/"))


def _check_tokens(folder: Path) -> None:
    for name in ("sentencepiece.model", "bpe.model"):
        path = folder / name
        if path.is_file() and path.stat().st_size >= _SMALLEST_TOKENS:
            return
    raise CannotInstall(_INCOMPLETE.format("sentencepiece.model"))
