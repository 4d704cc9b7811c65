"""HTML as a row of tokens that are exactly the source: what is not text is written back as it was.

No tree is built, so no page is repaired, reordered or run.
"""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from workspace.reading.refusal import Refused

_ATTRIBUTE: Final = re.compile(
    r"""(?P<blank>[\s/]+)(?P<name>[^\s=>/"'][^\s=>/]*)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"']+)))?"""
)


@dataclass(slots=True)
class Token:
    """`kind` is "text", "start", "end", or "other" (comments, declarations)."""

    kind: str
    raw: str
    name: str = ""


def tokens(source: str, most: int) -> list[Token]:
    """The tokens of a page. Raises Refused for more of them than `most`."""
    reader = _Reader(source, most)
    reader.feed(source)
    reader.close()
    return reader.tokens()


class _Reader(HTMLParser):
    """Notes where each token begins; the text between two beginnings is the token."""

    def __init__(self, source: str, most: int) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._most = most
        self._starts: list[int] = [0]
        for match in re.finditer("\n", source):
            self._starts.append(match.end())
        self._found: list[tuple[int, str, str]] = []

    def _note(self, kind: str, name: str = "") -> None:
        line, column = self.getpos()
        self._found.append((self._starts[line - 1] + column, kind, name))
        if len(self._found) > self._most:
            raise Refused("too_long")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note("start", tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note("start", tag)

    def handle_endtag(self, tag: str) -> None:
        self._note("end", tag)

    def handle_data(self, data: str) -> None:
        self._note("text")

    def handle_entityref(self, name: str) -> None:
        self._note("text")

    def handle_charref(self, name: str) -> None:
        self._note("text")

    def handle_comment(self, data: str) -> None:
        self._note("other", "comment")

    def handle_decl(self, decl: str) -> None:
        self._note("other")

    def handle_pi(self, data: str) -> None:
        self._note("other")

    def unknown_decl(self, data: str) -> None:
        self._note("other", "comment")

    def tokens(self) -> list[Token]:
        made: list[Token] = []
        ends = [start for start, _, _ in self._found[1:]] + [len(self._source)]
        if self._found and self._found[0][0]:
            made.append(Token("other", self._source[: self._found[0][0]]))
        for (start, kind, name), end in zip(self._found, ends, strict=True):
            raw = self._source[start:end]
            if kind == "text" and made and made[-1].kind == "text":
                made[-1].raw += raw
            elif raw:
                made.append(Token(kind, raw, name))
        return made


def attributes(tag: Token) -> dict[str, str]:
    """The attributes of a start tag by lower-case name; of two alike the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag.raw, len(tag.name) + 1):
        found.setdefault(match["name"].lower(), html.unescape(_value(match)))
    return found


def with_attribute(tag: Token, name: str, value: str | None) -> None:
    """Set an attribute of a start tag, or take it out (None); the others stay as written."""
    new = "" if value is None else f' {name}="{html.escape(value, quote=True)}"'
    done = False

    def change(match: re.Match[str]) -> str:
        nonlocal done
        if match["name"].lower() != name:
            return match[0]
        was_first, done = not done, True
        return new if was_first else ""

    at = len(tag.name) + 1
    tag.raw = tag.raw[:at] + _ATTRIBUTE.sub(change, tag.raw[at:])
    if new and not done:
        tag.raw = tag.raw[:at] + new + tag.raw[at:]


def _value(match: re.Match[str]) -> str:
    return match["double"] or match["single"] or match["bare"] or ""
