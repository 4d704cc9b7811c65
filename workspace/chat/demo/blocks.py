"""Read the plain form that demo texts are written in: headings, paragraphs, items and rows.

Paragraphs are parted by blank lines; `# ` and `## ` begin headings; a line `- item` is an item
and a line `label | value` a row of a table. Every word of the text is in exactly one block.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

BlockKind = Literal["title", "heading", "item", "row", "paragraph"]


@dataclass(frozen=True, slots=True)
class Block:
    """`cells` holds one text, or two (label, value) when the kind is "row"."""

    kind: BlockKind
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        return ": ".join(self.cells)


def blocks(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        if line.strip():
            yield _block(line.strip())


def runs(text: str) -> Iterator[tuple[BlockKind, list[Block]]]:
    """Neighbouring blocks of one kind together, so that rows become one table."""
    for kind, found in groupby(blocks(text), key=lambda block: block.kind):
        yield kind, list(found)


def _block(line: str) -> Block:
    if line.startswith("# "):
        return Block("title", (line[2:],))
    if line.startswith("## "):
        return Block("heading", (line[3:],))
    if line.startswith("- "):
        return Block("item", (line[2:],))
    label, bar, value = line.partition(" | ")
    return Block("row", (label, value)) if bar else Block("paragraph", (line,))
