"""From masked Markdown to safe HTML with the names back in place.

Raw HTML, links and images are off in the Markdown; what is left is sanitised; names and
citations are put in last, escaped, as the only markup of our own. Nothing that a model or a
document says can add an element, an attribute or an address to a page.
"""

from collections.abc import Iterable, Sequence
from secrets import token_hex
from typing import Final
from uuid import UUID

import nh3
import regex
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from workspace.privacy.placeholders import canonical
from workspace.privacy.restoring import Piece
from workspace.privacy.vaults import OpenVault

_OPEN, _CLOSE = "\ue000", "\ue001"
_OURS: Final = regex.compile("[\ue000\ue001]")
_CITATION: Final = regex.compile(r"\(?\b([DM])(\d{1,3})\s?¶\s?(\d{1,5})\)?")
_TAGS: Final = {
    "p", "ul", "ol", "li", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre", "blockquote",
    "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "s",
}  # fmt: skip

_MARKDOWN: Final = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .enable(["table", "strikethrough"])
    .disable(["link", "image", "autolink", "reference", "html_block", "html_inline"])
)


def render(
    text: str,
    opened: OpenVault,
    aliases: Sequence[str] = (),
    *,
    conversation: UUID | None = None,
    documents: Iterable[int] = (),
) -> SafeString:
    """Return one answer as HTML. `documents` are the numbers a citation may point to."""
    pieces = list(opened.pieces(_OURS.sub("", canonical(text)), aliases))
    token = token_hex(8)  # marks that the text cannot forge, not even as character references
    marked = "".join(
        piece.text if piece.placeholder is None else f"{_OPEN}{token}x{index}{_CLOSE}"
        for index, piece in enumerate(pieces)
    )
    html = nh3.clean(_html(marked), tags=_TAGS, attributes={})
    html = _cited(html, conversation, set(documents))
    ours = regex.compile(f"{_OPEN}{token}x([0-9]+){_CLOSE}")
    return mark_safe(ours.sub(lambda match: name(pieces[int(match[1])]), html))  # noqa: S308


def name(piece: Piece) -> SafeString:
    """Return a restored name as HTML; one that stands for nobody says so."""
    kind = "name" if piece.known else "name name-unknown"
    role = piece.placeholder.role if piece.placeholder else ""
    return format_html('<span class="{}" data-role="{}">{}</span>', kind, role, piece.text)


def _html(marked: str) -> str:
    tokens = _MARKDOWN.parse(marked)
    level = 2  # the turn's own heading
    for token in tokens:
        if token.type == "heading_open":
            level = max(3, min(int(token.tag[1]) + 1, level + 1))  # none is left out going down
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(level, 6)}"
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def _cited(html: str, conversation: UUID | None, documents: set[int]) -> str:
    def link(match: "regex.Match[str]") -> str:
        kind, number, paragraph = match[1], int(match[2]), int(match[3])
        label = f"{kind}{number} ¶{paragraph}"
        if kind == "M" or conversation is None or number not in documents:
            return f'<span class="citation">{label}</span>'
        address = reverse("chat:document", args=[conversation, number])
        return f'<a class="citation" href="{address}#p{paragraph}">{label}</a>'

    return _CITATION.sub(link, html)
