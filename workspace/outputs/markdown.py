"""The Markdown that a model may write, taken apart: raw HTML, links and images are off.

A block is what a reader takes in at one look: a paragraph, a point of a list, a row of a table.
Blocks are numbered from 1 in the order of reading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKDOWN: Final = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .enable(["table", "strikethrough"])
    .disable(["link", "image", "autolink", "reference", "html_block", "html_inline"])
)
_CODE: Final = ("fence", "code_block")


@dataclass(frozen=True, slots=True)
class Block:
    """Where a block opens among the tokens, and its Markdown."""

    token: Token
    text: str


def parse(text: str) -> list[Token]:
    return MARKDOWN.parse(text)


def blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    for index, token in enumerate(tokens):
        if token.type in _CODE:
            yield Block(token, token.content)
        elif token.type == "tr_open":
            yield Block(token, " | ".join(_cells(tokens, index)))
        elif token.type in ("paragraph_open", "heading_open") and not token.hidden:
            yield Block(token, tokens[index + 1].content)
        elif token.type == "paragraph_open":  # a point of a tight list
            yield Block(_around(tokens, index), tokens[index + 1].content)


def block_texts(text: str) -> list[str]:
    return [block.text for block in blocks(parse(text))]


def _cells(tokens: Sequence[Token], at: int) -> Iterator[str]:
    for token in tokens[at:]:
        if token.type == "tr_close":
            return
        if token.type == "inline":
            yield token.content


def _around(tokens: Sequence[Token], at: int) -> Token:
    """Find the list item that a hidden paragraph is in."""
    return next(tokens[i] for i in range(at, -1, -1) if tokens[i].type == "list_item_open")
