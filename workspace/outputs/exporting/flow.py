"""A text as the writers of files need it: pieces of words with their emphasis, names restored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from secrets import token_hex

import regex
from markdown_it.token import Token

from workspace.privacy.restoring import Piece
from workspace.privacy.vaults import OpenVault

from ..markdown import parse
from ..models import Version
from ..rendering import settled

_OPEN, _CLOSE = "\ue000", "\ue001"
_UNFIT = regex.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_STYLES = {"strong": "bold", "em": "italic", "s": "strike", "code_inline": "code"}


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    styles: frozenset[str] = frozenset()


@dataclass
class Flow:
    """The tokens of a text whose names were hidden from the Markdown, and those names."""

    tokens: list[Token]
    pieces: Sequence[Piece]
    mark: str
    """Cannot be forged by the text, not even as character references."""

    def words(self, text: str) -> str:
        """Put names back into a piece of the text, and leave out what no file can hold."""
        names = f"{_OPEN}{self.mark}x([0-9]+){_CLOSE}"
        shown = regex.sub(names, lambda match: self.pieces[int(match[1])].text, text)
        return _UNFIT.sub("", shown)

    def runs(self, inline: Token) -> Iterator[Run]:
        styles: list[str] = []
        for token in inline.children or ():
            kind = token.type.removesuffix("_open").removesuffix("_close")
            if token.type.endswith("_open") and kind in _STYLES:
                styles.append(_STYLES[kind])
            elif token.type.endswith("_close") and kind in _STYLES:
                styles.remove(_STYLES[kind])
            elif token.type in ("softbreak", "hardbreak"):
                yield Run("\n", frozenset(styles))
            elif token.content:
                own = [_STYLES[kind]] if kind in _STYLES else []
                yield Run(self.words(token.content), frozenset([*styles, *own]))

    def text(self, inline: Token) -> str:
        return "".join(run.text for run in self.runs(inline))


def flow_of(version: Version, opened: OpenVault) -> Flow:
    pieces = list(opened.pieces(settled(version.text), version.aliases))
    mark = token_hex(8)
    marked = "".join(
        piece.text if piece.placeholder is None else f"{_OPEN}{mark}x{index}{_CLOSE}"
        for index, piece in enumerate(pieces)
    )
    return Flow(parse(marked), pieces, mark)
