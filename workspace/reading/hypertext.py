"""HTML to paragraphs, for e-mails that hold nothing else: words that would be seen, no more."""

import re
from html.parser import HTMLParser

_VOID = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr",
)
_UNSEEN = re.compile("script|style|head|title|template|noscript|svg|math|object|iframe")
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|"
    "header|hr|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul"
)
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
_SPACE = re.compile(r"\s+")


def from_html(html: str) -> list[str]:
    """The visible text in paragraphs; the cells of a row become "cell | cell"."""
    words = _Words()
    words.feed(html)
    words.close()
    return words.done()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self._line: list[str] = []
        self._unseen = ""  # the element that hides what is inside, and how often it is open
        self._times = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            self._times += tag == self._unseen
            return
        if not _VOID.fullmatch(tag) and (_UNSEEN.fullmatch(tag) or _hidden(dict(attrs))):
            self._unseen, self._times = tag, 1
        elif tag == "br":
            self._line.append("\n")
        elif tag in ("td", "th"):
            self._line.append("\t")
        elif _BLOCKS.fullmatch(tag):
            self._break()
            if tag == "li":
                self._line.append("- ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _VOID.fullmatch(tag):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._times -= tag == self._unseen
            # Everything ends with the body, even an element that was never closed.
            if not self._times or tag in ("body", "html"):
                self._unseen = ""
        elif _BLOCKS.fullmatch(tag):
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._line.append(_SPACE.sub(" ", data))

    def _break(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        cells = [cell.strip() for cell in text.split("\t")]
        text = " | ".join(cell for cell in cells if cell)
        if text.strip("- \n"):
            self.paragraphs.append(text)

    def done(self) -> list[str]:
        self._break()
        return self.paragraphs


def _hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDES.search(attributes.get("style") or ""))
