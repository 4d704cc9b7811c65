"""The hand-written passages that training text is made from, register by register.

A file of `data/passages/` holds one register; its passages are separated by a line "%%". What is
personal in a passage is a slot in braces: "{f1}" is the given name of person 1, and so on.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import regex

DATA: Final = Path(__file__).parent / "data"
BETWEEN: Final = regex.compile(r"(?m)^%%[ \t]*$")
_SLOT: Final = regex.compile(r"\{([a-z]+?)([1-9]?)(?::([a-z]+))?\}")
_KEPT_BACK: Final = 12
"""One passage in so many is never trained on."""


class Piece(NamedTuple):
    """Literal text, or a slot: its kind ("f", "school"), whose it is (0: nobody's), its case.

    Cases are those of languages that inflect names: "{f1:gen}".
    """

    text: str
    kind: str = ""
    who: int = 0
    case: str = "nom"


Passage = tuple[Piece, ...]


def parse(text: str) -> Passage:
    """Cut a passage into literal text and slots."""
    pieces, end = [], 0
    for slot in _SLOT.finditer(text):
        if slot.start() > end:
            pieces.append(Piece(text[end : slot.start()]))
        pieces.append(Piece(slot[0], slot[1], int(slot[2] or 0), slot[3] or "nom"))
        end = slot.end()
    if end < len(text):
        pieces.append(Piece(text[end:]))
    return tuple(pieces)


def is_kept_back(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % _KEPT_BACK == 0


def read(*, kept_back: bool) -> dict[str, list[Passage]]:
    """Register -> its passages, of one side of the split."""
    registers = {}
    for path in sorted((DATA / "passages").glob("*.txt")):
        texts = (part.strip("\n") for part in BETWEEN.split(path.read_text("utf-8")))
        kept = [parse(text) for text in texts if text.strip() and is_kept_back(text) == kept_back]
        if kept:
            registers[path.stem] = kept
    return registers


def literal_words() -> Iterator[set[str]]:
    """The words of every passage outside its slots, in lower case, passage by passage."""
    for kept_back in (False, True):
        for passages in read(kept_back=kept_back).values():
            for passage in passages:
                literal = " ".join(piece.text for piece in passage if not piece.kind)
                yield {word.lower() for word in regex.findall(r"\p{L}[\p{L}\p{M}]+", literal)}
