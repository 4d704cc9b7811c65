"""OpenDocument texts (.odt): what a person sees on the page, in order.

Read: headers, body with tables and text boxes, footers, footnotes where they stand. Not read:
deletions, comments, hidden text, objects, anything outside the file.
"""

from .archive import Archive
from .flow import Flow
from .limits import Limits
from .markup import parse
from .refusal import Extract, Refused

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_OASIS}{name}:1.0": name
    for name in ("text", "table", "office", "draw", "style", "manifest", "svg-compatible")
}
_PARAGRAPHS = frozenset({"text:p", "text:h"})
_LETTERS = {"text:tab": "\t", "text:line-break": "\n", "text:s": " "}
_SKIPPED = frozenset({
    "text:changed-region", "text:hidden-text", "text:hidden-paragraph", "office:scripts",
    "office:forms", "text:page-number", "text:page-count", "text:ruby-text", "text:note-citation",
    "svg-compatible:title", "svg-compatible:desc",
})  # fmt: skip

TRACKED = "This document has tracked changes: deletions were left out, insertions were read."
COMMENTS = "Comments in the margin were not read."
PICTURES = "Pictures, charts and drawings in this document were not read."


def extract(data: bytes, limits: Limits) -> Extract:
    archive = Archive(data, limits)
    if "content.xml" not in archive.names:
        raise Refused("damaged")
    _refuse_locked(archive, limits)
    headers, footers = _running(archive, limits)
    flow = Flow(limits)
    body = _Body(flow)
    for text in headers:
        flow.add(text)
    parse(archive.chunks("content.xml"), body, _PREFIXES, limits)
    for text in footers:
        flow.add(text)
    if_empty = "pictures" if PICTURES in body.warnings else ""
    return Extract(flow.paragraphs, sorted(body.warnings), if_empty=if_empty)


class _Body:
    """A `markup.Handler` for content.xml, and for one header or footer of styles.xml."""

    def __init__(self, flow: Flow) -> None:
        self.warnings: set[str] = set()
        self._flow = flow
        self._in_note = False

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        if name in _PARAGRAPHS:
            if not self._in_note:
                self._flow.start_paragraph()
        elif name in _LETTERS:
            self._flow.text(_LETTERS[name])
        elif name == "text:note-body":
            self._in_note = True
            self._flow.text(" (note: ")
        elif name == "table:table-row":
            self._flow.start_row()
        elif name == "table:table-cell":
            self._flow.start_cell()
        elif name == "office:annotation":
            self.warnings.add(COMMENTS)
            return True
        elif name in _SKIPPED:
            if name == "text:changed-region":
                self.warnings.add(TRACKED)
            return True
        elif name in ("draw:image", "draw:object"):
            self.warnings.add(PICTURES)
            return True
        return False

    def end(self, name: str) -> None:
        if name in _PARAGRAPHS:
            if not self._in_note:
                self._flow.end_paragraph()
        elif name == "text:note-body":
            self._in_note = False
            self._flow.text(")")
        elif name == "table:table-cell":
            self._flow.end_cell()
        elif name == "table:table-row":
            self._flow.end_row()

    def text(self, text: str) -> None:
        self._flow.text(text.replace("\n", " "))


class _Running(_Body):
    """The headers and footers of styles.xml, each kept apart; everything else is style."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(Flow(limits))
        self.found: dict[str, dict[str, None]] = {"style:header": {}, "style:footer": {}}
        self._limits = limits
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        if not self._inside:
            if name in self.found:
                self._inside = name
            return False
        return super().start(name, attributes)

    def end(self, name: str) -> None:
        if name != self._inside:
            super().end(name)
            return
        self.found[name].update(dict.fromkeys(self._flow.paragraphs))
        self._flow = Flow(self._limits)
        self._inside = ""


def _running(archive: Archive, limits: Limits) -> tuple[list[str], list[str]]:
    if "styles.xml" not in archive.names:
        return [], []
    running = _Running(limits)
    parse(archive.chunks("styles.xml"), running, _PREFIXES, limits)
    headers, footers = (list(running.found[name]) for name in ("style:header", "style:footer"))
    return headers, footers


class _Manifest:
    def start(self, name: str, attributes: dict[str, str]) -> bool:
        if name in ("manifest:encryption-data", "manifest:encrypted-key"):
            raise Refused("encrypted")
        return False

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def _refuse_locked(archive: Archive, limits: Limits) -> None:
    name = "META-INF/manifest.xml"
    if name in archive.names:
        parse(archive.chunks(name), _Manifest(), _PREFIXES, limits)
