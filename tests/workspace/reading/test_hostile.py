"""Files built to do harm each end in a clear reason, within bounded memory and time."""

import base64
import contextlib
import io
import random
import zipfile

import pytest

from tests import uploads
from tests.uploads import LAUGHS, paragraph
from workspace.reading import DEFAULT, Limits, UnreadableFile, read
from workspace.reading.wording import CODES

TEXT = b"Amina Warsame was seen at home.\n"
WORD = uploads.docx(paragraph("Seen at home."))
PDF = uploads.pdf([["Seen at home."]])
ODT = uploads.odt("<text:p>Seen at home.</text:p>")


def why(data: bytes, name: str, limits: Limits = DEFAULT) -> str:
    """The code and kind of the refusal, "code/kind"."""
    with pytest.raises(UnreadableFile) as caught:
        read(data, name, limits=limits)
    assert caught.value.code in CODES
    assert str(caught.value).endswith(".")
    return f"{caught.value.code}/{caught.value.kind}".rstrip("/")


def with_member(name: str, content: bytes | str) -> bytes:
    return uploads.docx(paragraph("Seen."), parts={name: content})


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.docx", "empty"),
        (b" \n\r\n ", "a.txt", "no_text"),
        (uploads.docx(""), "a.docx", "no_text"),
        (uploads.pdf([[], []]), "scan.pdf", "no_text/scan"),
        (b"Amina\x00Warsame", "a.txt", "not_text"),
        (b"\x81\x8d\x8f\x90" * 9, "a.md", "not_text/letters"),
        (b"\xff\xfea\x00\x00\x00b\x00", "a.txt", "not_text"),
        (b"MZ\x90\x00" + b"\x00" * 500, "a.docx", "wrong_type/docx/program"),
        (PDF, "a.txt", "wrong_type/txt/pdf"),
        (PDF, "a.docx", "wrong_type/docx/pdf"),
        (WORD, "a.pdf", "wrong_type/pdf/docx"),
        (ODT, "a.docx", "wrong_type/docx/odt"),
        (TEXT, "a.pdf", "wrong_type/pdf/text"),
        (TEXT, "a.eml", "wrong_type/eml/text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.docx", "wrong_type/docx/image"),
        (uploads.zipped({"a.txt": "hello"}), "a.docx", "wrong_type/docx/archive"),
        (uploads.zipped({"a.txt": "hello"}), "a.zip", "not_supported/archive"),
        (b"{\\rtf1 hello}", "a.rtf", "not_supported/rtf"),
        (b"{\\rtf1 hello}", "a.docx", "wrong_type/docx/rtf"),
        (b"<html><p>Hello", "a.html", "not_supported/web_page"),
        (b"a,b", "a.csv", "not_supported/sheet"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "photo.jpg", "not_supported/image"),
        (uploads.OLE + "WordDocument".encode("utf-16-le"), "a.doc", "not_supported/old_word"),
        (uploads.OLE + "WordDocument".encode("utf-16-le"), "a.docx", "not_supported/old_word"),
        (uploads.OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (WORD[: len(WORD) // 2], "a.docx", "damaged"),
        (WORD[:-30], "a.docx", "damaged"),
        (PDF[:60], "a.pdf", "damaged"),
        (b"%PDF-1.7\n" + b"garbage " * 500, "a.pdf", "damaged"),
        (uploads.looping_pdf(), "a.pdf", "damaged"),
        (PDF + uploads.zipped({"a.txt": "hello"}), "a.pdf", "wrong_type/pdf/two_kinds"),
        (PDF + WORD, "a.docx", "wrong_type/docx/two_kinds"),
        (uploads.locked_pdf(PDF, user="fern", owner="oak"), "a.pdf", "encrypted"),
        (uploads.docx("<w:p>", prologue="<?xml version='1.0'?>"), "a.docx", "damaged"),
        (uploads.docx(paragraph("&a;"), prologue=LAUGHS), "a.docx", "too_much_inside"),
        (uploads.odt("<text:p>&j;</text:p>", prologue=LAUGHS), "a.odt", "too_much_inside"),
        (
            uploads.docx("", prologue='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "a.docx",
            "too_much_inside",
        ),
        (uploads.odt("<text:p>" * 5_000 + "</text:p>" * 5_000), "a.odt", "too_much_inside"),
        (uploads.docx("<w:tbl>" * 9_000 + "</w:tbl>" * 9_000), "a.docx", "too_much_inside"),
        (uploads.odt("", manifest="<manifest:encryption-data/>"), "a.odt", "encrypted"),
        (with_member("inner.zip", WORD), "a.docx", "too_much_inside/nested"),
        (with_member("../../etc/cron.d/x", "x"), "a.docx", "damaged/names"),
        (with_member("C:\\x", "x"), "a.docx", "damaged/names"),
        (with_member("word/zeros", b"\0" * 30_000_000), "a.docx", "too_much_inside"),
        (uploads.overlapping_zip(20), "a.docx", "too_much_inside"),
        (uploads.zipped({f"word/{n}": "" for n in range(3_000)}), "a.docx", "too_much_inside"),
        (uploads.nested_mail(1_000), "a.eml", "too_much_inside/mail"),
        (
            uploads.eml("x", kind="application/pkcs7-mime; smime-type=enveloped-data"),
            "a.eml",
            "encrypted/mail",
        ),
    ],
)  # fmt: skip
def test_harmful_and_broken_files_are_refused_for_the_right_reason(
    data: bytes, name: str, reason: str
) -> None:
    assert why(data, name) == reason


def test_a_member_larger_than_the_directory_says_is_refused() -> None:
    body = paragraph("Seen at home. " * 5_000)
    assert (
        why(uploads.lying_zip(uploads.docx(body), "word/document.xml", 100), "a.docx") == "damaged"
    )


def test_a_locked_archive_member_is_refused() -> None:
    at = WORD.index(b"PK\x01\x02")
    assert why(WORD[: at + 8] + b"\x01" + WORD[at + 9 :], "a.docx") == "encrypted"


def test_a_file_of_fifty_megabytes_is_refused_before_a_process_is_started() -> None:
    assert why(bytes(50 * 1024 * 1024), "a.docx") == "too_big"


def test_a_pdf_of_five_thousand_pages_is_refused() -> None:
    assert why(uploads.pdf([["x"]] * 5_000), "a.pdf") == "too_many_pages"


def test_a_pdf_that_lies_about_its_pages_is_counted() -> None:
    data = uploads.pdf([["x"]] * 301).replace(b"/Count 301", b"/Count 001")
    assert why(data, "a.pdf") == "too_many_pages"


def test_a_mail_of_a_thousand_flat_parts_is_refused() -> None:
    body = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 1_000 + "--b--\r\n"
    assert (
        why(uploads.eml(body, kind="multipart/mixed; boundary=b"), "a.eml")
        == "too_much_inside/mail"
    )


def test_more_text_than_a_person_would_read_is_refused() -> None:
    assert why(b"word " * 500_000, "a.txt") == "too_long"
    chance = random.Random(3)
    varied = " ".join(str(chance.random()) for _ in range(120_000))
    assert why(uploads.docx(paragraph(varied)), "a.docx") == "too_long"
    assert why(uploads.odt(f"<text:p>{varied}</text:p>"), "a.odt") == "too_long"
    assert why(b"a\n\n" * 30_000, "a.txt") == "too_long"
    short = "".join(paragraph(str(chance.random())) for _ in range(20_001))
    assert why(uploads.docx(short), "a.docx") == "too_long"


def test_a_pdf_page_that_unpacks_into_a_flood_is_stopped() -> None:
    flood = b"BT /F1 11 Tf (" + b"a" * 60_000_000 + b") Tj ET"
    assert why(uploads.pdf_of(flood), "a.pdf") in {
        "too_much_inside", "took_too_long", "too_long", "damaged"
    }  # fmt: skip


def test_a_file_that_takes_too_long_is_stopped() -> None:
    assert why(WORD, "a.docx", Limits(seconds=0.001)) == "took_too_long"


def test_a_file_that_needs_too_much_memory_is_stopped() -> None:
    data = uploads.pdf([["Seen at home. " * 5]] * 250)
    small = Limits(memory_bytes=34 * 1024 * 1024)
    assert why(data, "a.pdf", small) in {"too_much_inside", "damaged"}


def test_nothing_outside_a_document_is_fetched() -> None:
    outside = "".join(
        uploads.relation(kind, "http://127.0.0.1:9/x", outside=True)
        for kind in ("attachedTemplate", "header", "image", "footnotes", "oleObject")
    )
    reading = read(uploads.docx(paragraph("Seen."), relations=outside), "a.docx")
    assert reading.paragraphs == ("Seen.",)
    assert any("not fetched" in warning for warning in reading.warnings)


def test_relations_cannot_leave_the_archive() -> None:
    climbing = uploads.relation("header", "../../../../../etc/passwd")
    reading = read(uploads.docx(paragraph("Seen."), relations=climbing), "a.docx")
    assert reading.paragraphs == ("Seen.",)


def test_macros_are_ignored_and_said() -> None:
    reading = read(with_member("word/vbaProject.bin", b"Sub AutoOpen"), "a.docm")
    assert reading.paragraphs == ("Seen.",)
    assert any("macros" in warning for warning in reading.warnings)


def test_noise_in_place_of_every_format_never_gets_past_the_reasons() -> None:
    chance = random.Random(7)
    for opening in (b"PK\x03\x04", b"%PDF-1.4\n", b"From: a\nTo: b\n", uploads.OLE):
        data = opening + chance.randbytes(3_000)
        for name in ("a.docx", "a.odt", "a.pdf", "a.eml"):
            assert why(data, name)


@pytest.mark.parametrize("data", [WORD, ODT, PDF], ids=["docx", "odt", "pdf"])
def test_a_document_with_flipped_bytes_is_read_or_refused(data: bytes) -> None:
    chance = random.Random(11)
    for _ in range(8):
        broken = bytearray(data)
        for _ in range(5):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        with contextlib.suppress(UnreadableFile):  # any other exception fails the test
            assert read(bytes(broken), "note").paragraphs


def test_a_mail_whose_headers_and_letters_break_the_rules_is_still_read() -> None:
    data = (
        b'From: \xff\xfe <@@>\r\nTo: "unclosed <a@b\r\nSubject: =?utf-9?q?caf=E9?= =?x\r\n'
        b"Date: yesterday\r\nContent-Type: text/plain; charset=klingon\r\n\r\nSeen at home.\r\n"
    )
    assert read(data, "a.eml").paragraphs[-1] == "Seen at home."


def test_a_mail_with_encoded_body_and_a_wrong_charset_is_read() -> None:
    body = base64.b64encode("Zoë was seen.".encode()).decode()
    headers = "Content-Transfer-Encoding: base64\r\n"
    data = uploads.eml(body, headers=headers, kind="text/plain; charset=us-ascii")
    assert read(data, "a.eml").paragraphs[-1] == "Zoë was seen."


def test_a_zip_with_a_directory_twice_is_refused() -> None:
    buffer = io.BytesIO(WORD)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<other/>")
    assert why(buffer.getvalue(), "a.docx") == "damaged/names"
