"""Files as strangers send them, made on the fly: ordinary ones, and ones built to do harm.

Everybody named in them is invented.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

CONTENT_TYPES = f'<Types xmlns="{_PACKAGE}/content-types"/>'
LAUGHS = (
    '<!DOCTYPE bomb [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("bcdefghi", "cdefghij", strict=True)
    )
    + "]>"
)


def zipped(members: Mapping[str, bytes | str], *, stored: Iterable[str] = ()) -> bytes:
    """A zip archive with these members; those in `stored` are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(
    body: str = "",
    *,
    relations: str = "",
    parts: Mapping[str, bytes | str] | None = None,
    prologue: str = "",
) -> bytes:
    """A Word document from the XML of its body; `relations` are (type, target) elements."""
    document = f'{prologue}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(relation("officeDocument", "word/document.xml")),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relationships(relations),
        **(parts or {}),
    })  # fmt: skip


def relation(kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def relationships(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def word_part(root: str, inner: str) -> str:
    return f'<w:{root} xmlns:w="{W}">{inner}</w:{root}>'


def odt(
    body: str, *, styles: str = "", prologue: str = "", manifest: str = "", mime: str = "text"
) -> bytes:
    """An OpenDocument text from the XML of its body."""
    spaces = " ".join(
        f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "style", "draw")
    )
    content = (
        f"{prologue}<office:document-content {spaces}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    members: dict[str, bytes | str] = {
        "mimetype": f"application/vnd.oasis.opendocument.{mime}",
        "content.xml": content,
        "styles.xml": f"<office:document-styles {spaces}>{styles}</office:document-styles>",
    }
    if manifest:
        members["META-INF/manifest.xml"] = (
            f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">{manifest}'
            "</manifest:manifest>"
        )
    return zipped(members, stored=["mimetype"])


def pdf(pages: Iterable[Iterable[str]]) -> bytes:
    """A PDF with these lines on its pages, in Helvetica."""
    return pdf_of(*(_page(lines) for lines in pages))


def _page(lines: Iterable[str]) -> bytes:
    shown = []
    for line in lines:
        text = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        shown.append(f"({text}) Tj T*")
    return ("BT /F1 11 Tf 14 TL 60 780 Td " + " ".join(shown) + " ET").encode("cp1252")


def pdf_of(*contents: bytes) -> bytes:
    """A PDF from the drawing instructions of its pages."""
    count = len(contents)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        packed = zlib.compress(content)
        length = f"<< /Length {len(packed)} /Filter /FlateDecode >>".encode()
        objects.append(length + b"\nstream\n" + packed + b"\nendstream")
    return pdf_from_objects(objects)


def pdf_from_objects(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF from its numbered objects, the first of which is the catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n" % (size, trailer, start)
    return out + b"%%EOF\n"


def locked_pdf(data: bytes, *, user: str, owner: str) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(io.BytesIO(data))
    writer.encrypt(user, owner, algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def looping_pdf() -> bytes:
    """A PDF whose tree of pages contains itself."""
    return pdf_from_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>",
        b"<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1 >>",
    ])  # fmt: skip


def overlapping_zip(copies: int) -> bytes:
    """A zip whose directory names the same compressed bytes many times over."""
    one = zipped({"a": b"0" * 500_000})
    at = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry = one[at:end]
    entries = b"".join(entry[:-1] + bytes([65 + number]) for number in range(copies))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), at, 0)
    return one[:at] + entries + tail


def lying_zip(data: bytes, name: str, claimed: int) -> bytes:
    """The same archive, whose directory claims that one member unpacks into fewer bytes."""
    at = data.rindex(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[: at + 24] + struct.pack("<I", claimed) + data[at + 28 :]


def eml(body: str, *, headers: str = "", kind: str = "text/plain; charset=utf-8") -> bytes:
    """An e-mail with one body."""
    head = (
        "From: Orla Fennimore <orla@council.example>\r\nTo: Teddy Quill <teddy@school.example>\r\n"
        "Date: Tue, 14 May 2024 09:30:00 +0100\r\nSubject: Home visit\r\n"
    )
    return f"{head}{headers}MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n{body}".encode()


def nested_mail(depth: int) -> bytes:
    """An e-mail with a multipart in a multipart in a multipart ..."""
    out = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Boxes\r\nMIME-Version: 1.0\r\n"
    for level in range(depth):
        out += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
    out += b"Content-Type: text/plain\r\n\r\nhello\r\n"
    return out + b"".join(b"--b%d--\r\n" % level for level in reversed(range(depth)))
