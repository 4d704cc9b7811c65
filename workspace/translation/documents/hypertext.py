"""Web pages: words between tags and in attributes; scripts and styles are neither read nor run.

Comments go: nobody sees them and they leave with the file.
"""

import html
import re
from collections.abc import Sequence
from typing import Final

from workspace.reading.limits import Limits
from workspace.reading.plain import decode
from workspace.reading.refusal import Refused

from .document import Slot, Units, fixed
from .formats import Opened, Wish
from .lines import pieces
from .tokens import Token, attributes, tokens, with_attribute

_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output "
    "q s samp small span strike strong sub sup time tt u var".split()
)
_VOID: Final = frozenset("br img wbr input button".split())
_SKIPPED: Final = frozenset({"script", "style", "math", "iframe"})
_KINDS: Final = {
    "li": "list", "dt": "list", "dd": "list", "td": "cell", "th": "cell", "title": "property",
    "caption": "cell", "figcaption": "alt", "option": "field", "button": "field",
} | dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading")  # fmt: skip
_SAID: Final = (
    "alt", "title", "placeholder", "aria-label", "aria-description", "aria-placeholder",
    "aria-valuetext", "aria-roledescription", "label", "summary",
)  # fmt: skip
_TITLED: Final = frozenset({
    "description", "og:title", "og:description", "og:site_name", "twitter:title", "og:image:alt",
    "twitter:description", "twitter:image:alt", "application-name", "apple-mobile-web-app-title",
})  # fmt: skip
_PERSONAL: Final = frozenset({"author", "keywords", "generator", "dc.creator", "article:author"})
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
_DECLARED: Final = re.compile(r"(<\?xml[^>]*?encoding\s*=\s*[\"'])[^\"']*", re.I)


def opened(data: bytes, limits: Limits, *, headers: bool = False) -> Opened:
    units = Units(limits.characters, limits.paragraphs)
    page = Page(letters(data), units, limits)

    def save(wish: Wish) -> bytes:
        return page.written(wish).encode("utf-8", "replace")

    return Opened(units.found, save, "html", page.title)


def letters(data: bytes) -> str:
    """A page's letters: by the character set it names, else by the rules for text files."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


class Page:
    """A page as tokens, whose text can be replaced."""

    def __init__(self, source: str, units: Units, limits: Limits) -> None:
        if len(source) > 4 * limits.characters:
            raise Refused("too_long")
        found = tokens(source, 20 * limits.paragraphs)
        self._tokens = [token for token in found if token.name != "comment"]
        self._units = units
        self.title = ""
        self._gather()

    def _gather(self) -> None:
        """Cut the tokens at blocks; what is between is a paragraph."""
        line: list[Token] = []
        blocks = [""]
        skipped = ""
        for token in self._tokens:
            if skipped:
                skipped = "" if token.kind == "end" and token.name == skipped else skipped
                continue
            if token.kind == "start" and token.name in _SKIPPED and token.raw[-2:] != "/>":
                skipped = token.name
            if token.kind == "start":
                self._say(token)
            if token.kind == "text" or token.name in _INLINE | _VOID:
                line.append(token)
            elif token.kind != "other" and token.name not in _SKIPPED:
                self._paragraph(line, blocks)
                line = []
                _enter(token, blocks)
        self._paragraph(line, blocks)

    def _paragraph(self, line: Sequence[Token], blocks: Sequence[str]) -> None:
        kind = next((_KINDS[name] for name in reversed(blocks) if name in _KINDS), "paragraph")
        lines = _slots(line, by_line=blocks[-1] in ("pre", "textarea"))
        for slots in pieces(lines):
            self._units.add(kind, slots)
        if kind == "property":
            self.title = self.title or " ".join(s.text for row in lines for s in row).strip()

    def _say(self, tag: Token) -> None:
        """The words that a start tag says in its attributes."""
        said = attributes(tag)
        for name in _SAID:
            if said.get(name):
                self._units.add("alt", [_attribute(tag, name, said[name])])
        if tag.name == "input" and said.get("type", "").lower() in ("submit", "button", "reset"):
            self._units.add("field", [_attribute(tag, "value", said.get("value", ""))])
        if tag.name == "meta":
            self._meta(tag, (said.get("name") or said.get("property") or "").lower(), said)

    def _meta(self, tag: Token, name: str, said: dict[str, str]) -> None:
        if name in _TITLED:
            self._units.add("property", [_attribute(tag, "content", said.get("content", ""))])
        elif name in _PERSONAL:
            with_attribute(tag, "content", "")

    def written(self, wish: Wish, *, whole: bool = True) -> str:
        """The page in its new language; `whole` says that it must name its character set."""
        direction = "rtl" if wish.rtl else "ltr"
        said = charset = False
        for token in self._tokens:
            if token.kind != "start":
                continue
            if token.name in ("html", "body"):
                said = said or token.name == "html" or not self._has("html")
                with_attribute(token, "lang", wish.language)
                with_attribute(token, "dir", direction)
                with_attribute(token, "xml:lang", None)
            elif token.name == "meta":
                charset |= _charset(token, wish)
            else:
                for name in ("lang", "dir", "xml:lang"):
                    with_attribute(token, name, None) if name in token.raw.lower() else None
        text = _DECLARED.sub(r"\1utf-8", "".join(token.raw for token in self._tokens), count=1)
        if not said:
            text = f'<div lang="{wish.language}" dir="{direction}">{text}</div>'
        return text if charset or not whole else _declared(text)

    def _has(self, name: str) -> bool:
        return any(token.kind == "start" and token.name == name for token in self._tokens)


def _enter(token: Token, blocks: list[str]) -> None:
    """Keep track of the blocks that are open, loosely: pages leave many unclosed."""
    if token.kind == "start" and token.raw[-2:] != "/>":
        blocks.append(token.name)
        del blocks[:-64]
    elif token.kind == "end" and token.name in blocks:
        while blocks.pop() != token.name:
            pass
    if not blocks:
        blocks.append("")


def _slots(line: Sequence[Token], *, by_line: bool) -> list[list[Slot]]:
    """Slots of each line of a paragraph; formatting is which inline elements are open."""
    lines: list[list[Slot]] = [[]]
    look = [-1]
    for number, token in enumerate(line):
        if token.kind == "text":
            rows = token.raw.split("\n") if by_line else [token.raw]
            held = [html.unescape(row) for row in rows]
            for at, row in enumerate(held):
                lines += [[]] if at else []
                lines[-1].append(
                    Slot(row if by_line else _one(row), _Text(token, held, at), look[-1])
                )
        elif token.name == "br":
            lines.append([])
        elif token.name in _INLINE:
            if token.kind == "start":
                look.append(number)
            elif len(look) > 1:
                look.pop()
        elif token.kind == "start":
            lines[-1].append(fixed())
    return lines


def _one(text: str) -> str:
    return re.sub(r"\s+", " ", text)


class _Text:
    def __init__(self, token: Token, held: list[str], at: int) -> None:
        self._token, self._held, self._at = token, held, at

    def __call__(self, text: str) -> None:
        self._held[self._at] = text
        self._token.raw = html.escape("\n".join(self._held), quote=False)


class _Attribute:
    def __init__(self, tag: Token, name: str) -> None:
        self._tag, self._name = tag, name

    def __call__(self, text: str) -> None:
        with_attribute(self._tag, self._name, text)


def _attribute(tag: Token, name: str, value: str) -> Slot:
    return Slot(value, _Attribute(tag, name))


def _charset(meta: Token, wish: Wish) -> bool:
    """Say UTF-8 and the new language where a page says such things; True if it names a set."""
    said = attributes(meta)
    about = said.get("http-equiv", "").lower()
    if "charset" in said:
        with_attribute(meta, "charset", "utf-8")
        return True
    if about == "content-type":
        with_attribute(meta, "content", "text/html; charset=utf-8")
        return True
    if about == "content-language":
        with_attribute(meta, "content", wish.language)
    return False


def _declared(text: str) -> str:
    """Name the character set at the start of the head, or of whatever there is."""
    meta = '<meta charset="utf-8">'
    head = re.search(r"<head(?:\s[^>]*)?>", text, re.I) or re.search(
        r"<html(?:\s[^>]*)?>|<!doctype[^>]*>", text, re.I
    )
    at = head.end() if head else 0
    return text[:at] + meta + text[at:]
