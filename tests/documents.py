"""Documents to translate, built in code. Every visible word is one of WORDS, so that any that is
left in a translated file can be found."""

# ruff: noqa: E501 - markup that is broken at every hundredth letter cannot be read

import io
import itertools
import re
import string
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage

import docx
import pptx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from tests import uploads

WORDS = [
    "qu" + "".join(letters) + "mel"
    for letters in itertools.product(string.ascii_lowercase[:12], repeat=2)
]
"""Made up, so that no format uses one of them for itself."""

FIND = re.compile(rb"qu[a-l][a-l]mel", re.I)


def turned(text: str) -> str:
    """The fake translation: every word by ROT13 between marks, the rest as it was."""
    table = str.maketrans(
        string.ascii_lowercase + string.ascii_uppercase,
        string.ascii_lowercase[13:] + string.ascii_lowercase[:13]
        + string.ascii_uppercase[13:] + string.ascii_uppercase[:13],
    )  # fmt: skip
    return re.sub(r"[^\W\d_]+", lambda match: match[0].translate(table), text)


class Vocabulary:
    """Hands out words, each once."""

    def __init__(self) -> None:
        self._left = iter(WORDS)
        self.used: list[str] = []

    def __call__(self, count: int = 1) -> str:
        words = list(itertools.islice(self._left, count))
        self.used += words
        return " ".join(words)


def picture() -> bytes:
    """A white dot as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    head = chunk(b"IHDR", bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0)))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff"))
        + chunk(b"IEND", b"")
    )


def word(say: Vocabulary) -> bytes:
    """A Word document with words in every place that python-docx or its XML reaches."""
    document = docx.Document()
    core = document.core_properties
    core.title, core.subject, core.keywords = say(2), say(), say()
    core.author, core.last_modified_by, core.comments, core.category = say(), say(), say(), say()
    document.add_heading(say(2), 1)
    mixed = document.add_paragraph(say(3) + " ")
    mixed.add_run(say(2)).bold = True
    mixed.add_run(", " + say() + " ")
    mixed.add_run(say()).italic = True
    mixed.add_run(". " + say(2) + ".")
    document.add_paragraph(say(), style="List Bullet")
    document.add_paragraph(f"{say()}\t{say()}\n{say()}")
    table = document.add_table(2, 2)
    for cell in table._cells:
        cell.text = say(2)
    inner = table.cell(0, 0).add_table(1, 1)
    inner.cell(0, 0).text = say()
    section = document.sections[0]
    section.header.paragraphs[0].text = say(2)
    section.footer.paragraphs[0].text = say(2)
    document.add_picture(io.BytesIO(picture()))
    drawing = document.element.body.xpath(".//wp:docPr")[0]
    drawing.set("descr", say(2))
    drawing.set("title", say())
    drawing.set("name", say())
    document.add_comment(mixed.runs[0], text=say(2), author=say())
    _raw_word(document, say)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _raw_word(document: "docx.document.Document", say: Vocabulary) -> None:
    """What python-docx has no words for."""
    link = document.part.relate_to("https://example.org/a", "http://schemas.openxmlformats.org/"
                                   "officeDocument/2006/relationships/hyperlink", is_external=True)  # fmt: skip
    names = nsdecls("w", "r")
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    boxed = say(2)
    raw = [
        f"<w:p {names}><w:r><w:t xml:space='preserve'>{say()} </w:t></w:r><w:hyperlink r:id='{link}' "
        f"w:tooltip='{say()}'><w:r><w:t>{say(2)}</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>",
        f"<w:p {names}><w:ins w:id='1' w:author='{say()}'><w:r><w:t>{say()}</w:t></w:r></w:ins>"
        f"<w:del w:id='2' w:author='{say()}'><w:r><w:delText>{say()}</w:delText></w:r></w:del></w:p>",
        f"<w:p {names} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
        "xmlns:v='urn:schemas-microsoft-com:vml'><w:r><mc:AlternateContent><mc:Choice "
        f"Requires='wps'><w:drawing><wps:txbx>{box.format(boxed)}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box.format(boxed)}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
        f"<w:p {names}><w:r><w:t xml:space='preserve'>{say()} </w:t></w:r><w:r><w:fldChar "
        "w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar "
        "w:fldCharType='separate'/></w:r><w:r><w:t>4</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/>"
        f"</w:r><w:r><w:t xml:space='preserve'> {say()}</w:t></w:r></w:p>",
        f"<w:sdt {names}><w:sdtPr><w:alias w:val='{say()}'/><w:dropDownList><w:listItem "
        f"w:displayText='{say()}' w:value='1'/></w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r>"
        f"<w:t>{say()}</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ]  # fmt: skip
    body = document.element.body
    for xml in raw:
        body.insert(len(body) - 1, parse_xml(xml))


def slides(say: Vocabulary) -> bytes:
    show = pptx.Presentation()
    show.core_properties.title, show.core_properties.author = say(2), say()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = say(2)
    frame = slide.placeholders[1].text_frame
    frame.text = say(2) + " "
    run = frame.paragraphs[0].add_run()
    run.text, run.font.bold = say(2), True
    frame.add_paragraph().text = say()
    run = frame.add_paragraph().add_run()
    run.text, run.hyperlink.address = say(2), "https://example.org/a"
    slide.notes_slide.notes_text_frame.text = say(3)
    table = slide.shapes.add_table(2, 2, Cm(1), Cm(1), Cm(9), Cm(3)).table
    for row in table.rows:
        for cell in row.cells:
            cell.text = say()
    image = slide.shapes.add_picture(io.BytesIO(picture()), Cm(1), Cm(5))
    image._element.nvPicPr.cNvPr.set("descr", say(2))
    image.name = say()
    data = CategoryChartData()
    data.categories = [say(), say()]
    data.add_series(say(), (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, Cm(1), Cm(6), Cm(5), Cm(5), data)
    hidden = show.slides.add_slide(show.slide_layouts[6])
    hidden._element.set("show", "0")
    group = hidden.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2)).text_frame.text = say(2)
    show.slide_layouts[1].placeholders[0].text_frame.text = say()
    buffer = io.BytesIO()
    show.save(buffer)
    return buffer.getvalue()


_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "meta": "meta", "svg": "svg-compatible", "fo": "xsl-fo-compatible", "config": "config",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def open_text(say: Vocabulary) -> bytes:
    content = (
        f"<office:document-content {_NAMES}><office:body><office:text>"
        f"<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>"
        f"{say()}</dc:creator></office:change-info><text:p>{say()}</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        f"<text:user-field-decls><text:user-field-decl office:string-value='{say()}'/></text:user-field-decls>"
        f"<text:h text:outline-level='1'>{say(2)}</text:h>"
        f"<text:p>{say(2)} <text:span text:style-name='T1'>{say(2)}</text:span>, {say()} <text:a "
        f"xlink:href='https://example.org/a' office:title='{say()}'>{say()}</text:a>.</text:p>"
        f"<text:p>{say()}<office:annotation><dc:creator>{say()}</dc:creator><text:p>{say()}</text:p>"
        f"</office:annotation><text:tab/>{say()}<text:note text:id='n'><text:note-citation>1"
        f"</text:note-citation><text:note-body><text:p>{say(2)}</text:p></text:note-body></text:note></text:p>"
        f"<text:list><text:list-item><text:p>{say()}</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row><table:table-cell><text:p>{say()}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{say()}</text:p></table:table-cell></table:table-row></table:table>"
        f"<text:p><draw:frame><draw:image xlink:href='Pictures/a.png'/><svg:title>{say()}</svg:title>"
        f"<svg:desc>{say()}</svg:desc></draw:frame><draw:frame><draw:text-box><text:p>{say()}</text:p>"
        f"</draw:text-box></draw:frame></text:p><text:p><text:user-field-get>{say()}</text:user-field-get></text:p>"
        "</office:text></office:body></office:document-content>"
    )  # fmt: skip
    styles = (
        f"<office:document-styles {_NAMES}><office:styles/><office:automatic-styles><style:page-layout "
        "style:name='L'><style:page-layout-properties style:writing-mode='lr-tb'/></style:page-layout>"
        "</office:automatic-styles><office:master-styles><style:master-page style:name='S' "
        f"style:page-layout-name='L'><style:header><text:p>{say()}</text:p></style:header><style:footer>"
        f"<text:p>{say()}</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
    )  # fmt: skip
    meta = (
        f"<office:document-meta {_NAMES}><office:meta><dc:title>{say(2)}</dc:title><dc:creator>{say()}"
        f"</dc:creator><meta:initial-creator>{say()}</meta:initial-creator><dc:subject>{say()}</dc:subject>"
        f"<meta:user-defined meta:name='{say()}'>{say()}</meta:user-defined></office:meta></office:document-meta>"
    )  # fmt: skip
    manifest = (
        "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
        "<manifest:file-entry manifest:full-path='/' manifest:media-type='application/vnd.oasis.opendocument.text'/>"
        "<manifest:file-entry manifest:full-path='content.xml' manifest:media-type='text/xml'/>"
        "<manifest:file-entry manifest:full-path='Basic/a.xml' manifest:media-type='text/xml'/>"
        "</manifest:manifest>"
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content,
        "styles.xml": styles, "meta.xml": meta, "META-INF/manifest.xml": manifest,
        "Basic/a.xml": f"<a>{say()}</a>", "Thumbnails/thumbnail.png": picture(),
        "Pictures/a.png": picture(),
    }  # fmt: skip
    return uploads.zipped(members, stored=("mimetype",))


def page(say: Vocabulary) -> bytes:
    return (
        f"<!DOCTYPE html>\n<html lang='en'><head><meta charset='iso-8859-1'><title>{say(2)}</title>"
        f"<meta name='description' content='{say(2)}'><meta name='author' content='{say()}'>"
        "<style>p { color: red }</style><script>if (1 < 2) { run('<p>no words</p>') }</script></head>"
        f"<body><!-- {say()} --><h1>{say()}&nbsp;{say()}</h1><p class='x'>{say(2)} <b>{say(2)}</b> &amp; "
        f"<a href='https://example.org/?a=1&amp;b=2' title='{say()}'>{say()}</a>.</p><p>{say()}<br>{say()}"
        f"<ul><li>{say()}<li>{say()}</ul><table><tr><th>{say()}<td>{say()} 7 &lt; 8</table>"
        f"<img src='a.png' alt='{say(2)}'><pre>{say()}\n  {say()}</pre><input type=submit value={say()}>"
        f"<svg><text x='1'>{say()}</text></svg><textarea>{say()}</textarea><select><option>{say()}</select>"
        "</body></html>\n"
    ).encode("latin-1")  # fmt: skip


def text(say: Vocabulary) -> bytes:
    return (
        f"{say(2)}\r\n\r\n- {say(2)}\r\n- {say()} 7\r\n\r\n  1. {say()}\r\n> {say(2)}\r\n"
    ).encode("utf-16")


def subtitles(say: Vocabulary) -> bytes:
    return (
        f"1\n00:00:01,000 --> 00:00:02,500\n{say(2)}\n{say(2)}\n\n2\n00:00:03,000 --> 00:00:04,000\n"
        f"<i>{say()}</i> {say()}\n\n3\n00:00:05,000 --> 00:00:06,000\n- {say()}\n- {say()}\n"
    ).encode()


def letter(say: Vocabulary) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Fern Oak <fern@example.org>", "ash@example.org"
    message["Subject"] = say(2)
    message.set_content(f"{say(2)}\n\n> {say()}\n")
    message.add_alternative(f"<p>{say(2)} <b>{say()}</b><img src='cid:dot'></p>", subtype="html")
    html = message.get_body(("html",))
    assert html is not None
    html.add_related(picture(), "image", "png", cid="<dot>")
    message.add_attachment(say().encode(), maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


def portable(say: Vocabulary) -> bytes:
    return uploads.pdf([[f"{say(2)}.", f"{say(3)}."], [f"{say(2)}."]])


BUILD: dict[str, Callable[[Vocabulary], bytes]] = {
    "docx": word, "pptx": slides, "odt": open_text, "html": page, "txt": text, "srt": subtitles,
    "eml": letter, "pdf": portable,
}  # fmt: skip


def everything(data: bytes) -> bytes:
    """All that is in a file: of an archive every member and its name, of a message every part."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inner = [name.encode() + b"\n" + archive.read(name) for name in archive.namelist()]
        return b"\n".join(
            everything(part) if b"PK\x03\x04" in part[:80] else part for part in inner
        )
    return data
