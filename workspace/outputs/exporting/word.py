"""Approved text as a Word document: real styles for headings, lists and tables, nothing active."""

from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from markdown_it.token import Token

from workspace.privacy.vaults import OpenVault

from ..models import Version
from .flow import Flow, flow_of
from .provenance import Provenance

_LONGEST_PROPERTY: Final = 255
_DEEPEST: Final = 3
"""Word's own styles know lists in lists up to here."""


def write(version: Version, opened: OpenVault, provenance: Provenance) -> bytes:
    document = Document()
    _styles(document)
    _Writer(document, flow_of(version, opened)).write()
    document.add_paragraph(provenance.line, style="Provenance")
    _properties(document, provenance)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _styles(document: Any) -> None:
    for name, base, size in (("Provenance", "Normal", 9), ("Code", "Normal", 9)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        style.font.size = Pt(size)
    document.styles["Code"].font.name = "Courier New"
    document.styles["Provenance"].font.italic = True
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-GB")


def _properties(document: Any, provenance: Provenance) -> None:
    properties = document.core_properties
    properties.title = provenance.title[:_LONGEST_PROPERTY]
    properties.author = provenance.approver[:_LONGEST_PROPERTY]
    properties.last_modified_by = properties.author
    properties.subject = "AI-assisted draft, approved by a named person"
    properties.keywords = "AI-assisted; Daylight"
    properties.comments = provenance.line[:_LONGEST_PROPERTY]
    properties.language = "en-GB"
    properties.created = properties.modified = provenance.approved.replace(tzinfo=None)
    properties.revision = 1


class _Writer:
    """Walks the tokens once and puts down what they say."""

    def __init__(self, document: Any, flow: Flow) -> None:
        self.document, self.flow = document, flow
        self._lists: list[tuple[str, Any]] = []
        self._points: list[bool] = []
        """For each list item that is open: whether its mark has been written."""
        self._quotes = 0
        self._rows: list[list[Token]] = []
        self._heading = 0
        self._in_table = False
        # Asked of the document for each paragraph, its styles would be gone through every time.
        self._style_ids = {style.name: style.style_id for style in document.styles}

    def write(self) -> None:
        for token in self.flow.tokens:
            act = getattr(self, f"_{token.type}", None)
            if act:
                act(token)

    def _heading_open(self, token: Token) -> None:
        self._heading = int(token.tag[1])

    def _heading_close(self, token: Token) -> None:
        self._heading = 0

    def _bullet_list_open(self, token: Token) -> None:
        self._lists.append(("List Bullet", None))

    def _ordered_list_open(self, token: Token) -> None:
        start = int(token.attrGet("start") or 1)
        self._lists.append(("List Number", _fresh_numbering(self.document, self._depth(1), start)))

    def _bullet_list_close(self, token: Token) -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        self._points.append(False)

    def _list_item_close(self, token: Token) -> None:
        self._points.pop()

    def _blockquote_open(self, token: Token) -> None:
        self._quotes += 1

    def _blockquote_close(self, token: Token) -> None:
        self._quotes -= 1

    def _table_open(self, token: Token) -> None:
        self._rows, self._in_table = [], True

    def _tr_open(self, token: Token) -> None:
        self._rows.append([])

    def _table_close(self, token: Token) -> None:
        self._in_table = False
        _table(self.document, self.flow, self._rows)

    def _fence(self, token: Token) -> None:
        self.document.add_paragraph(self.flow.words(token.content.rstrip("\n")), style="Code")

    _code_block = _fence

    def _inline(self, token: Token) -> None:
        if self._in_table:
            self._rows[-1].append(token)
            return
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self._style_ids[self._style()]
        if self._points and not self._points[-1]:
            self._points[-1] = True
            if (numbering := self._lists[-1][1]) is not None:
                _number(paragraph, numbering)
        _fill(paragraph, self.flow, token)

    def _depth(self, more: int = 0) -> int:
        return min(len(self._lists) + more, _DEEPEST)

    def _style(self) -> str:
        if self._heading:
            return f"Heading {min(self._heading, 6)}"
        depth = f" {self._depth()}" if self._depth() > 1 else ""
        if self._points and not self._points[-1]:
            return self._lists[-1][0] + depth
        if self._points:
            return "List Continue" + depth
        return "Quote" if self._quotes else "Normal"


def _fill(paragraph: Paragraph, flow: Flow, inline: Token) -> None:
    for run in flow.runs(inline):
        made = paragraph.add_run(run.text)
        made.bold, made.italic = "bold" in run.styles or None, "italic" in run.styles or None
        made.font.strike = "strike" in run.styles or None
        if "code" in run.styles:
            made.font.name = "Courier New"


def _table(document: Any, flow: Flow, rows: list[list[Token]]) -> None:
    table = document.add_table(rows=0, cols=max((len(row) for row in rows), default=1))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, inline in zip(cells, row, strict=False):
            _fill(cell.paragraphs[0], flow, inline)
            for run in cell.paragraphs[0].runs if number == 0 else ():
                run.bold = True
    if rows:
        header = table.rows[0]._tr.get_or_add_trPr()
        header.append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _fresh_numbering(document: Any, depth: int, start: int) -> Any:
    """Make a numbering that begins at `start`: Word's own would go on from the last list."""
    style = document.styles["List Number" + (f" {depth}" if depth > 1 else "")]
    numbering = document.part.numbering_part.element
    used = style.element.pPr.numPr.numId.val
    abstract = next(n for n in numbering.num_lst if n.numId == used).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return made.numId


def _number(paragraph: Paragraph, numbering: Any) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering
