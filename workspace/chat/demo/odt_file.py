"""Write a demo text as an OpenDocument text: the smallest package that office programs open."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from .blocks import Block, BlockKind, runs

MIMETYPE: Final = "application/vnd.oasis.opendocument.text"

NAMES: Final = "urn:oasis:names:tc:opendocument:xmlns"

CONTENT: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document-content xmlns:office="{NAMES}:office:1.0"'
    f' xmlns:text="{NAMES}:text:1.0" xmlns:table="{NAMES}:table:1.0" office:version="1.3">'
    "<office:body><office:text>%s</office:text></office:body></office:document-content>"
)

MANIFEST: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{NAMES}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def odt_bytes(text: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        # The standard wants `mimetype` first and not compressed.
        package.writestr("mimetype", MIMETYPE, ZIP_STORED)
        package.writestr("content.xml", CONTENT % "".join(_body(text)), ZIP_DEFLATED)
        package.writestr("META-INF/manifest.xml", MANIFEST, ZIP_DEFLATED)
    return out.getvalue()


def _body(text: str) -> Iterator[str]:
    for kind, found in runs(text):
        yield _xml(kind, found)


def _xml(kind: BlockKind, found: list[Block]) -> str:
    if kind == "row":
        return f"<table:table>{COLUMNS}{''.join(map(_row, found))}</table:table>"
    if kind == "item":
        items = "".join(f"<text:list-item>{_p(b.text)}</text:list-item>" for b in found)
        return f"<text:list>{items}</text:list>"
    if kind == "paragraph":
        return "".join(_p(block.text) for block in found)
    level = 1 if kind == "title" else 2
    return "".join(f'<text:h text:outline-level="{level}">{escape(b.text)}</text:h>' for b in found)


COLUMNS: Final = '<table:table-column table:number-columns-repeated="2"/>'


def _row(block: Block) -> str:
    cells = "".join(f"<table:table-cell>{_p(cell)}</table:table-cell>" for cell in block.cells)
    return f"<table:table-row>{cells}</table:table-row>"


def _p(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"
