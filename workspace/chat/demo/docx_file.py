"""Write a demo text as a Word document, with real headings, lists and tables."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument

from .blocks import Block, BlockKind, runs

STYLES: dict[BlockKind, str] = {
    "title": "Title",
    "heading": "Heading 1",
    "item": "List Bullet",
    "paragraph": "Normal",
}


def docx_bytes(text: str) -> bytes:
    word = Document()
    for kind, found in runs(text):
        if kind == "row":
            _table(word, found)
        else:
            for block in found:
                word.add_paragraph(block.text, style=STYLES[kind])
    word.core_properties.author = "Larkmoor County Council (fictional)"
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _table(word: WordDocument, found: list[Block]) -> None:
    table = word.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for block in found:
        for cell, value in zip(table.add_row().cells, block.cells, strict=True):
            cell.text = value
