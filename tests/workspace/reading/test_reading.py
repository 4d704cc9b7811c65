"""Ordinary files of every format give their words, in order."""

import io

import docx as python_docx
import pytest

from tests import uploads
from tests.uploads import paragraph
from workspace.reading import Reading, UnreadableFile, read

NAMES = ("Amina Warsame", "Teddy Quill")


def words(reading: Reading) -> str:
    return "\n\n".join(reading.paragraphs)


def test_text_is_split_at_blank_lines_and_at_dates() -> None:
    data = b"Case note\r\nby Orla\r\n\r\n\r\n12/05/2024 Visit.\r\n13/05/2024 Call.\r\n"
    reading = read(data, "note.txt")
    assert reading.paragraphs == ("Case note\nby Orla", "12/05/2024 Visit.", "13/05/2024 Call.")
    assert (reading.media_type, reading.pages, reading.warnings) == ("text/plain", None, ())


def test_a_name_that_was_wrapped_over_two_lines_is_whole_again() -> None:
    line = "The duty worker rang the school on Monday morning and then spoke with Amina"
    second = "Warsame about the bruise that her class teacher had seen on her left arm"
    data = f"{line}\n{second}\nlast week."
    assert "Amina Warsame" in read(data.encode(), "note.txt").paragraphs[0]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom", "utf-32", "cp1252"],
)
def test_text_is_read_in_the_encodings_that_office_computers_write(encoding: str) -> None:
    text = "Zoë's “café” note – £5"
    if encoding.endswith("-bom"):
        data = ("\ufeff" + text).encode(encoding.removesuffix("-bom"))
    else:
        data = text.encode(encoding)
    reading = read(data, "note.txt")
    assert reading.paragraphs == (text,)
    assert bool(reading.warnings) == (encoding == "cp1252")


def test_markdown_keeps_its_marks() -> None:
    reading = read(b"# Plan\n\n- call *mum*\n- visit\n", "plan.md")
    assert reading.paragraphs == ("# Plan", "- call *mum*", "- visit")
    assert reading.media_type == "text/markdown"


def test_a_document_that_python_docx_wrote() -> None:
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "Hazelmere Council"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 3"
    document.add_heading("Chronology", 1)
    document.add_paragraph("Amina Warsame was seen at home.")
    table = document.add_table(2, 2)
    for at, text in enumerate(("Date", "Event", "12 May 2024", "Home visit")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("After the table.")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read(buffer.getvalue(), "note.docx").paragraphs == (
        "Hazelmere Council", "Chronology", "Amina Warsame was seen at home.", "Date | Event",
        "12 May 2024 | Home visit", "After the table.",
    )  # fmt: skip


def test_word_reads_what_is_on_the_page_and_says_what_it_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>Seen </w:t></w:r><w:del><w:r><w:delText>drunk</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>well</w:t></w:r></w:ins><w:r><w:tab/><w:t>on Monday</w:t></w:r>"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>obey me</w:t></w:r>"
        "<w:r><w:t>Seen.</w:t></w:r></w:p>"
        "<w:p><w:r><w:instrText>HYPERLINK secret</w:instrText></w:r><w:r><w:sym w:char='F0FE'/>"
        "<w:t> Consent</w:t></w:r></w:p>"
    )
    notes = uploads.word_part(
        "footnotes",
        f"<w:footnote w:id='-1' w:type='separator'>{paragraph('line')}</w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('By the health visitor.')}</w:footnote>",
    )
    comments = uploads.word_part("comments", f"<w:comment>{paragraph('really?')}</w:comment>")
    reading = read(
        uploads.docx(
            body,
            relations=uploads.relation("footnotes", "footnotes.xml")
            + uploads.relation("comments", "comments.xml"),
            parts={"word/footnotes.xml": notes, "word/comments.xml": comments},
        ),
        "note.docx",
    )
    assert reading.paragraphs == (
        "Seen well\ton Monday (footnote 2)", "Seen.", "☒ Consent",
        "Footnote 2: By the health visitor.",
    )  # fmt: skip
    said = " ".join(reading.warnings)
    assert all(word in said for word in ("tracked changes", "Hidden text", "Comments"))


def test_word_reads_a_text_box_once_and_a_narrative_cell_as_paragraphs() -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    mc = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    long = "She said that she was fine. " * 12
    body = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>Beside the box</w:t></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('What happened?')}</w:tc>"
        f"<w:tc>{paragraph(long)}{paragraph('Then she left.')}</w:tc></w:tr></w:tbl>"
    )
    assert read(uploads.docx(body), "form.docx").paragraphs == (
        "Beside the box", "In the box", f"What happened? | {long.strip()}", "Then she left.",
    )  # fmt: skip


def test_open_document_text_with_table_note_header_and_changes() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:h>Chronology</text:h>"
        "<text:p>Seen<text:s text:c='99999999'/>at <text:span>home</text:span><text:note>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>by Orla</text:p>"
        "</text:note-body></text:note>.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Mother</text:p>"
        "</table:table-cell><table:table-cell table:number-columns-repeated='999999'>"
        "<text:p>Amina</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>End<office:annotation><text:p>secret remark</text:p></office:annotation></text:p>"
    )
    styles = "<style:header><text:p>Hazelmere Council</text:p></style:header>"
    reading = read(uploads.odt(body, styles=styles), "note.odt")
    assert reading.paragraphs == (
        "Hazelmere Council", "Chronology", "Seen at home (note: by Orla).", "Mother | Amina", "End",
    )  # fmt: skip
    assert len(reading.warnings) == 2


def test_pdf_joins_wrapped_lines_and_keeps_running_headers_once() -> None:
    pages = [
        [
            "OFFICIAL-SENSITIVE",
            f"Visit {number}",
            f"On visit {number} Amina was seen at home by the social worker, who spoke with Sahra",
            f"Warsame and found flat {number} clean. There was food in the kitchen.",
            f"Amina had {number} toys.",
            f"Page {number} of 4",
        ]
        for number in range(1, 5)
    ]
    reading = read(uploads.pdf(pages), "note.pdf")
    text = words(reading)
    assert reading.pages == 4
    assert text.count("OFFICIAL-SENSITIVE") == 1
    assert "Page 2" not in text
    assert text.count("Sahra Warsame and found") == 4
    assert all(f"Visit {number}" in text for number in range(1, 5))
    assert "Amina had 3 toys." in reading.paragraphs


def test_pdf_that_is_locked_against_editing_only_can_be_read() -> None:
    data = uploads.locked_pdf(uploads.pdf([["Seen at home."]]), user="", owner="fern")
    assert read(data, "note.pdf").paragraphs == ("Seen at home.",)


def test_pdf_with_a_scanned_page_says_which() -> None:
    reading = read(uploads.pdf([["Seen at home."], []]), "note.pdf")
    assert reading.warnings == ("Page 2 of 2 has no words that could be read (a scan?).",)


def test_what_was_typed_into_a_pdf_form_is_read() -> None:
    data = uploads.pdf_from_objects([
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>",
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (Child) /V (Amina Warsame) "
        b"/Rect [0 0 9 9] /P 3 0 R >>",
    ])  # fmt: skip
    assert read(data, "form.pdf").paragraphs == ("Child: Amina Warsame",)


def test_a_pdf_form_that_only_adobe_shows_says_so() -> None:
    lines = ["Please wait...", "If this message is not eventually replaced, your viewer is old."]
    with pytest.raises(UnreadableFile) as caught:
        read(uploads.pdf([lines]), "form.pdf")
    assert (caught.value.code, caught.value.kind) == ("no_text", "form")


def test_mail_starts_with_its_headers() -> None:
    reading = read(uploads.eml("Dear Teddy,\r\n\r\nAmina was well.\r\n"), "mail.eml")
    assert reading.paragraphs[0] == (
        "From: Orla Fennimore <orla@council.example>\nTo: Teddy Quill <teddy@school.example>\n"
        "Date: Tue, 14 May 2024 09:30:00 +0100\nSubject: Home visit"
    )
    assert reading.paragraphs[1:] == ("Dear Teddy,", "Amina was well.")
    assert reading.media_type == "message/rfc822"


def test_mail_prefers_plain_text_and_lists_attachments_without_reading_them() -> None:
    inner = uploads.eml("The first message.").decode()
    body = (
        "--o\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n"
        "--i\r\nContent-Type: text/plain\r\n\r\nThe plain one.\r\n"
        "--i\r\nContent-Type: text/html\r\n\r\n<p>The rich one.</p>\r\n--i--\r\n"
        "--o\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; "
        'filename="Amina.pdf"\r\n\r\nsecret\r\n'
        f"--o\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--o--\r\n"
    )
    reading = read(uploads.eml(body, kind="multipart/mixed; boundary=o"), "mail.eml")
    assert reading.paragraphs[1] == "The plain one."
    assert reading.paragraphs[2].startswith("Forwarded message\nFrom: Orla")
    assert reading.paragraphs[3] == "The first message."
    assert reading.warnings == ("Attachments of this e-mail were not read: 1 PDF.",)
    assert "secret" not in words(reading)


def test_mail_in_html_alone_shows_only_what_a_person_would_see() -> None:
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body><script>steal()</script>"
        "<div style='display:none'>hidden <div>deep</div> order</div><p>Dear&nbsp;Teddy,</p>"
        "<p>Amina<br>was well.</p><table><tr><td>Mon</td><td>10:00</td></tr></table>"
        "<ul><li>Call</li></ul><img alt=x src='http://tracker.example/1.png'></body></html>"
    )
    reading = read(uploads.eml(html, kind="text/html"), "mail.eml")
    assert reading.paragraphs[1:] == ("Dear Teddy,", "Amina\nwas well.", "Mon | 10:00", "- Call")


def test_a_file_without_an_extension_is_read_by_its_content() -> None:
    assert read(uploads.docx(paragraph("Hello")), "note").paragraphs == ("Hello",)
    assert read(uploads.pdf([["Hello there"]]), "Letter 12.5.24").paragraphs == ("Hello there",)
    assert read(b"Hello", "README").paragraphs == ("Hello",)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "a\nb.txt",
        "C:\\x\\y.TXT",
        "a" * 2_000 + ".txt",
        "\u202etxt.txt",
        "a.txt ",
    ],
)
def test_a_strange_file_name_changes_nothing(name: str) -> None:
    assert read(b"Hello", name).paragraphs == ("Hello",)


def test_reasons_never_repeat_the_file() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(b"%PDF-1.7 Amina Warsame", "Amina Warsame.pdf")
    assert "Amina" not in f"{caught.value} {caught.value.where} {caught.value.args}"
    assert caught.value.code == "damaged"
