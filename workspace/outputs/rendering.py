"""From masked Markdown to safe HTML with the names back in place.

Raw HTML, links and images are off in the Markdown; what is left is sanitised; names, citations
and notes are put in last, escaped, as the only markup of our own. Nothing that a model or a
document says can add an element, an attribute or an address to a page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from secrets import token_hex
from typing import Final

import nh3
import regex
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from workspace.privacy.placeholders import canonical
from workspace.privacy.restoring import Piece
from workspace.privacy.vaults import OpenVault

from .markdown import MARKDOWN, blocks, parse

_OPEN, _CLOSE = "\ue000", "\ue001"
_OURS: Final = regex.compile("[\ue000\ue001]")
_CITATION: Final = regex.compile(r"\(?\b([DM])(\d{1,3})\s?¶\s?(\d{1,5})\)?")
_TAGS: Final = {
    "p", "ul", "ol", "li", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre", "blockquote",
    "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "s",
}  # fmt: skip
_NUMBERED: Final = {tag: {"data-block"} for tag in _TAGS}

Cite = Callable[[str, int], str]
"""Gives the address that a citation (mark, paragraph) leads to; "" for none."""


def settled(text: str) -> str:
    """Return masked text in the one form that offsets refer to."""
    return _OURS.sub("", canonical(text))


def render(
    text: str,
    opened: OpenVault,
    aliases: Sequence[str] = (),
    *,
    cite: Cite = lambda mark, paragraph: "",
    notes: Mapping[int, SafeString] | None = None,
    numbered: bool = False,
) -> SafeString:
    """Return masked Markdown as HTML. `notes` go in at offsets of the settled text.

    `numbered` marks each block with its number, so that a page can tell which have been seen.
    """
    pieces = list(opened.pieces(settled(text), aliases))
    token = token_hex(8)  # marks that the text cannot forge, not even as character references
    notes = notes or {}
    html = nh3.clean(
        _html("".join(_marked(pieces, token, sorted(notes))), numbered=numbered),
        tags=_TAGS,
        attributes=_NUMBERED if numbered else {},
    )
    html = _cited(html, cite)

    def ours(match: "regex.Match[str]") -> str:
        return notes[int(match[2])] if match[1] == "n" else name(pieces[int(match[2])])

    return mark_safe(regex.sub(f"{_OPEN}{token}([xn])([0-9]+){_CLOSE}", ours, html))  # noqa: S308


def name(piece: Piece) -> SafeString:
    """Return a restored name as HTML; one that stands for nobody says so."""
    kind = "name" if piece.known else "name name-unknown"
    role = piece.placeholder.role if piece.placeholder else ""
    return format_html('<span class="{}" data-role="{}">{}</span>', kind, role, piece.text)


def _marked(pieces: Sequence[Piece], token: str, notes: Sequence[int]) -> Iterator[str]:
    """Put a mark where each name and each note belongs; a space keeps Markdown undisturbed."""
    at, waiting = 0, list(notes)
    for index, piece in enumerate(pieces):
        words = piece.text if piece.placeholder is None else ""
        end, done = at + len(words or str(piece.placeholder or "")), at
        if piece.placeholder is not None:
            yield f"{_OPEN}{token}x{index}{_CLOSE}"
        while waiting and waiting[0] <= end:
            yield words[done - at : waiting[0] - at]
            done = waiting.pop(0)
            yield f" {_OPEN}{token}n{done}{_CLOSE}"
        yield words[done - at :]
        at = end


def _html(marked: str, *, numbered: bool) -> str:
    tokens = parse(marked)
    level = 2  # the heading that the text stands under
    for token in tokens:
        if token.type == "heading_open":
            level = max(3, min(int(token.tag[1]) + 1, level + 1))  # none is left out going down
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(level, 6)}"
    if numbered:
        for number, block in enumerate(blocks(tokens), 1):
            block.token.attrSet("data-block", str(number))
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def _cited(html: str, cite: Cite) -> str:
    def link(match: "regex.Match[str]") -> str:
        mark, paragraph = f"{match[1]}{match[2]}", int(match[3])
        label = f"{mark} ¶{paragraph}"
        address = cite(mark, paragraph)
        if not address:
            return f'<span class="citation">{label}</span>'
        return format_html('<a class="citation" href="{}">{}</a>', address, label)

    return _CITATION.sub(link, html)
