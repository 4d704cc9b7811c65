"""Approved text without Markdown, and Markdown without anything that could come alive."""

from collections.abc import Iterator
from typing import Final

import regex
from markdown_it.token import Token

from workspace.privacy.vaults import OpenVault

from ..models import Version
from .flow import Flow, flow_of

_CELL: Final = ("td_open", "th_open")
_LINE: Final = regex.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What other programs begin a new line at."""
_TAG: Final = regex.compile(r"<(?=[A-Za-z/!?])")
_LINK: Final = regex.compile(r"\](?=[(\[:])")
_FORMULA: Final = regex.compile(r"^(?=\s*(?:[=@]|[+\-](?=\S)[^\n]*[|(!]))", regex.M)


def inert_markdown(text: str) -> str:
    """Escape what other programs would take for HTML, a link, a picture or a formula.

    By character references: a backslash of the text's own could undo an escape by backslash.
    """
    text = _LINK.sub("&#93;", _TAG.sub("&lt;", _LINE.sub("\n", text)))
    return _FORMULA.sub("'", text)


def inert_plain(text: str) -> str:
    """Keep a spreadsheet from taking a line, or what follows a tab, for a formula."""
    return _FORMULA.sub("'", _LINE.sub("\n", text).replace("\t", "    "))


def written(version: Version, opened: OpenVault) -> str:
    flow = flow_of(version, opened)
    return inert_plain("".join(_lines(flow))).strip("\n")


def _lines(flow: Flow) -> Iterator[str]:
    lists: list[int | None] = []
    cells: list[str] = []
    mark, in_cell = "", False
    for token in flow.tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type == "ordered_list_open"
            lists.append(int(token.attrGet("start") or 1) if ordered else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
            yield "" if lists else "\n"
        elif token.type == "list_item_open":
            mark, lists[-1] = _mark(lists)
        elif token.type in _CELL or token.type == "tr_open":
            in_cell = token.type in _CELL
            cells = cells if in_cell else []
        elif token.type == "tr_close":
            yield " | ".join(cells) + "\n"
        elif token.type == "inline" and in_cell:
            cells.append(flow.text(token))
            in_cell = False
        elif token.type == "inline":
            yield mark + flow.text(token) + "\n"
            mark = ""
        elif token.type in ("fence", "code_block"):
            yield flow.words(token.content) + "\n"
        elif token.type in ("heading_close", "table_close", "hr") or _ends(token):
            yield "\n"


def _ends(token: Token) -> bool:
    return token.type == "paragraph_close" and not token.hidden


def _mark(lists: list[int | None]) -> tuple[str, int | None]:
    number = lists[-1]
    indent = "    " * (len(lists) - 1)
    if number is None:
        return f"{indent}• ", None
    return f"{indent}{number}. ", number + 1
