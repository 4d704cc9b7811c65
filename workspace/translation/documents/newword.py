"""A plain new Word document: paragraphs of one style, in one language and direction."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from .formats import Wish

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS: Final = "http://schemas.openxmlformats.org"
_W: Final = f'xmlns:w="{_FORMATS}/wordprocessingml/2006/main"'
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_FORMATS}/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>'
)
_RELS: Final = (
    f'{_HEAD}<Relationships xmlns="{_FORMATS}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_FORMATS}/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>'
)


@dataclass
class Paragraph:
    text: str

    def write(self, text: str) -> None:
        self.text = text


def new_word(paragraphs: Sequence[Paragraph], wish: Wish) -> bytes:
    """The bytes of a .docx."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS % ("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _RELS % ("styles", "styles.xml"),
        "word/document.xml": _body(paragraphs, wish),
        "word/styles.xml": _styles(wish),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content.encode())
    return buffer.getvalue()


def _body(paragraphs: Sequence[Paragraph], wish: Wish) -> str:
    turned, run = ("<w:pPr><w:bidi/></w:pPr>", "<w:rPr><w:rtl/></w:rPr>") if wish.rtl else ("", "")
    words = "".join(
        f'<w:p>{turned}<w:r>{run}<w:t xml:space="preserve">{escape(each.text)}</w:t></w:r></w:p>'
        for each in paragraphs
    )
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
        'w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/>'
        f"{'<w:bidi/>' if wish.rtl else ''}</w:sectPr>"
    )
    return f"{_HEAD}<w:document {_W}><w:body>{words}{page}</w:body></w:document>"


def _styles(wish: Wish) -> str:
    bidi = f' w:bidi="{wish.language}"' if wish.rtl else ""
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    return (
        f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{wish.language}"{bidi}/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" '
        'w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
    )
