"""Write a demo text as a PDF: A4 pages, two built-in fonts, text that can be selected.

Characters outside Windows code page 1252 raise UnicodeEncodeError rather than vanish.
"""

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from .blocks import blocks

WIDTH: Final = 84  # characters: fits an A4 line of 11 point Helvetica between the margins
LINES: Final = 48  # lines a page

FONTS: Final = tuple(
    f"<< /Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding /WinAnsiEncoding >>".encode()
    for face in ("Helvetica", "Helvetica-Bold")
)

Line = tuple[str, str]
"""(font resource name, text)"""


def pdf_bytes(text: str) -> bytes:
    lines = list(_lines(text))
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    return _file([_page_content(page) for page in pages])


def _lines(text: str) -> Iterator[Line]:
    for block in blocks(text):
        font = "F2" if block.kind in ("title", "heading") else "F1"
        mark = "- " if block.kind == "item" else ""
        for line in wrap(mark + block.text, WIDTH):
            yield font, line
        yield "F1", ""


def _page_content(lines: list[Line]) -> bytes:
    shown = b"".join(_shown(font, line) for font, line in lines)
    return b"BT\n15 TL\n56 780 Td\n" + shown + b"ET\n"


def _shown(font: str, line: str) -> bytes:
    literal = line.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        literal = literal.replace(special, b"\\" + special)
    return f"/{font} 11 Tf\n".encode() + b"(" + literal + b") Tj\nT*\n"


def _file(contents: list[bytes]) -> bytes:
    """Objects 1 and 2 are catalogue and page tree, 3 and 4 fonts, then page, content, ..."""
    numbers = range(5, 5 + 2 * len(contents), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        *FONTS,
    ]
    for number, content in zip(numbers, contents, strict=True):
        objects.append(_page(number + 1))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _assembled(objects)


def _page(content: int) -> bytes:
    return (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> "
        f"/Contents {content} 0 R >>"
    ).encode()


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
