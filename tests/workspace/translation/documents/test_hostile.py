"""Files broken or built to do harm end in a clear sentence, within bounded memory and time."""

import contextlib
import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests import documents, uploads
from tests.documents import BUILD, Vocabulary, everything
from workspace.reading.limits import Limits
from workspace.translation.documents import UnreadableFile, confined, put_together, take_apart

ROOT = Path(confined.__file__).parents[3]
START = Path(confined.__file__).with_name("start.py")
WORD = uploads.docx(uploads.paragraph("Seen."))
PDF = uploads.pdf([["Seen."]])
LAUGHS = uploads.LAUGHS
MEGABYTE = 1024 * 1024


def why(data: bytes, name: str, limits: Limits = confined.LIMITS) -> str:
    with pytest.raises(UnreadableFile) as raised:
        take_apart(data, name, limits=limits)
    error = raised.value
    assert str(error)
    assert "Attach" not in str(error)
    return f"{error.code}/{error.kind}".rstrip("/")


def changed(data: bytes, members: dict[str, bytes | str | None]) -> bytes:
    """An archive with some members replaced, added or (None) taken out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    for name, content in members.items():
        if content is None:
            found.pop(name)
        else:
            found[name] = content
    return uploads.zipped(found)


def deep(tag: str) -> bytes:
    body = f"<w:{tag}>" * 3_000 + f"</w:{tag}>" * 3_000
    return uploads.docx(body)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.docx", "empty"),
        (WORD, "a.pptx", "wrong_type/pptx/docx"),
        (WORD, "a.html", "wrong_type/html/docx"),
        (WORD, "a.odt", "wrong_type/odt/docx"),
        (b"Hello", "a.docx", "wrong_type/docx/text"),
        (b"Hello", "a.pdf", "wrong_type/pdf/text"),
        (b"Hello", "a.eml", "wrong_type/eml/text"),
        (b"Hello", "a.srt", "damaged/subtitles"),
        (b"a,b", "a.csv", "not_supported/sheet"),
        (uploads.zipped({"a.txt": "hello"}), "a.zip", "not_supported/archive"),
        (uploads.zipped({"a.txt": "hello"}), "a.pptx", "wrong_type/pptx/archive"),
        (uploads.OLE + "WordDocument".encode("utf-16-le"), "a.doc", "not_supported/old_word"),
        (uploads.OLE + "EncryptedPackage".encode("utf-16-le"), "a.pptx", "encrypted"),
        (uploads.locked_pdf(PDF, user="fern", owner="oak"), "a.pdf", "encrypted"),
        (uploads.odt("", manifest="<manifest:encryption-data/>"), "a.odt", "encrypted"),
        (WORD[: len(WORD) // 2], "a.docx", "damaged"),
        (changed(WORD, {"word/document.xml": None}), "a.docx", "damaged"),
        (changed(WORD, {"word/document.xml": "<w:p>"}), "a.docx", "damaged"),
        (uploads.docx(uploads.paragraph("&j;"), prologue=LAUGHS), "a.docx", "too_much_inside"),
        (uploads.odt("<text:p>&j;</text:p>", prologue=LAUGHS), "a.odt", "too_much_inside"),
        (changed(WORD, {"[Content_Types].xml": LAUGHS + "<a/>"}), "a.docx", "too_much_inside"),
        (
            uploads.docx("", prologue='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "a.docx", "too_much_inside",
        ),
        (
            changed(WORD, {"word/document.xml": f"{LAUGHS}<a>&j;</a>".encode("utf-16")}),
            "a.docx", "too_much_inside",
        ),
        (deep("tbl"), "a.docx", "too_much_inside"),
        (changed(WORD, {"inner.zip": WORD}), "a.docx", "too_much_inside/nested"),
        (changed(WORD, {"../../etc/cron.d/x": "x"}), "a.docx", "damaged/names"),
        (changed(WORD, {"word/zeros": b"\0" * 30_000_000}), "a.docx", "too_much_inside"),
        (uploads.overlapping_zip(20), "a.docx", "too_much_inside"),
        (uploads.nested_mail(1_000), "a.eml", "too_much_inside/mail"),
        (uploads.eml("x", kind="application/pkcs7-mime; smime-type=enveloped-data"), "a.eml",
         "encrypted/mail"),
        (uploads.pdf([["x"]] * 5_000), "a.pdf", "too_many_pages"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.html", "wrong_type/html/image"),
        (uploads.docx(uploads.paragraph("12")), "a.docx", "no_text"),
    ],
)  # fmt: skip
def test_harmful_and_broken_files_are_refused_for_the_right_reason(
    data: bytes, name: str, reason: str
) -> None:
    assert why(data, name) == reason


def test_what_cannot_be_taken_apart_cannot_be_put_together() -> None:
    with pytest.raises(UnreadableFile):
        put_together(WORD[:200], "a.docx", {}, language="pl", direction="ltr")
    with pytest.raises(ValueError, match="language"):
        put_together(WORD, "a.docx", {}, language='"><x', direction="ltr")


def test_a_part_that_claims_two_hundred_megabytes_is_refused() -> None:
    data = uploads.lying_zip(
        uploads.docx(uploads.paragraph("Seen.")), "word/document.xml", 200 * MEGABYTE
    )
    assert why(data, "a.docx") in {"too_much_inside", "damaged"}


def test_a_file_over_the_limit_starts_no_process() -> None:
    assert why(bytes(21 * MEGABYTE), "a.docx") == "too_big"


def test_too_much_text_time_or_memory_is_refused() -> None:
    assert why(b"word " * 500_000, "a.txt") == "too_long"
    assert why(b"<p>word" * 90_000, "a.html") == "too_long"
    assert why(WORD, "a.docx", Limits(seconds=0.001)) == "took_too_long"
    many = uploads.docx("".join(uploads.paragraph(f"Seen {n}") for n in range(20_500)))
    assert why(many, "a.docx") == "too_long"


def test_macros_are_left_out_and_said() -> None:
    say = Vocabulary()
    data = changed(documents.word(say), {
        "word/vbaProject.bin": b"Sub AutoOpen " + say().encode(),
        "word/_rels/document.xml.rels": _with_macros(documents.word(Vocabulary())),
    })  # fmt: skip
    assert any("macros" in note for note in take_apart(data, "a.docm").notes)
    new, name = put_together(data, "a.docm", {}, language="pl", direction="ltr")
    assert name.endswith(".docx")
    assert b"vbaProject" not in everything(new)


def _with_macros(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rels = archive.read("word/_rels/document.xml.rels")
    vba = (
        b'<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/'
        b'vbaProject" Target="vbaProject.bin"/>'
    )
    return rels.replace(b"</Relationships>", vba + b"</Relationships>")


@pytest.mark.parametrize("form", BUILD)
def test_a_document_with_flipped_bytes_is_opened_or_refused(form: str) -> None:
    data = BUILD[form](Vocabulary())
    chance = random.Random(11)
    for _ in range(6):
        broken = bytearray(data)
        for _ in range(4):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        with contextlib.suppress(UnreadableFile):  # any other exception fails the test
            take_apart(bytes(broken), f"a.{form}")


@pytest.mark.parametrize("form", ["docx", "pptx", "odt"])
def test_markup_that_makes_no_sense_is_opened_or_refused(form: str) -> None:
    """Elements moved to where no schema has them."""
    data = BUILD[form](Vocabulary())
    chance = random.Random(3)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main = next(
            n
            for n in archive.namelist()
            if n.endswith(("document.xml", "slide1.xml", "content.xml"))
        )
        xml = archive.read(main).decode()
    for _ in range(6):
        pieces = xml.split("<")
        at, to = (chance.randrange(3, len(pieces) - 3) for _ in range(2))
        pieces[at], pieces[to] = pieces[to], pieces[at]
        with contextlib.suppress(UnreadableFile):
            put_together(
                changed(data, {main: "<".join(pieces)}),
                f"a.{form}",
                {},
                language="ar",
                direction="rtl",
            )


def inside(code: str) -> str:
    """The name of the exception that `code` raises behind the walls, or "" for none."""
    program = (
        f"import sys\nsys.path.insert(0, {str(START.parent)!r})\nimport start\nstart.enter()\n"
        "from workspace.reading.confine import confine, lock_down\n"
        "from workspace.reading.limits import DEFAULT\nconfine(DEFAULT); lock_down()\n"
        f"try:\n    {code}\nexcept BaseException as e:\n    print(type(e).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], stdout=subprocess.PIPE, check=True, cwd=ROOT
    )
    return done.stdout.decode().strip()


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import django", "ModuleNotFoundError"),
        ("import workspace.settings", "ModuleNotFoundError"),
        ("import workspace.translation.models", "ModuleNotFoundError"),
        ("import docx", "ModuleNotFoundError"),
        ("open('/etc/passwd')", "PermissionError"),
        ("import socket; socket.socket()", "PermissionError"),
        ("import lxml.etree, pypdf, email.policy", ""),
    ],
)
def test_the_process_sees_neither_django_nor_us_nor_files(code: str, error: str) -> None:
    assert inside(code) == error


MEASURE = """
import json, resource, sys
sys.path.insert(0, sys.argv[1])
from workspace.translation.documents import UnreadableFile, put_together
data = sys.stdin.buffer.read()
try:
    put_together(data, sys.argv[2], {}, language="pl", direction="ltr")
    code = ""
except UnreadableFile as error:
    code = error.code
print(json.dumps([code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024]))
"""


@pytest.mark.parametrize(
    ("kind", "codes", "most"),
    [
        ("large", {""}, 400),
        ("flood", {"too_much_inside"}, 128),
        ("wide", {"no_text", "too_much_inside", "damaged"}, 300),
    ],
)
def test_memory_stays_bounded(kind: str, codes: set[str], most: int) -> None:
    build = {
        "large": lambda: uploads.docx(
            "".join(uploads.paragraph(f"Visit {n}.") for n in range(19_000))
        ),
        "flood": lambda: uploads.docx(parts={"word/zeros": bytes(150 * MEGABYTE)}),
        "wide": lambda: uploads.odt(
            f"<text:p a='{random.Random(5).randbytes(10 * MEGABYTE).hex()}'/>"
        ),
    }
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(ROOT), f"a.{'odt' if kind == 'wide' else 'docx'}"],
        input=build[kind](), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    code, peak = json.loads(done.stdout)
    assert code in codes
    assert 5 * MEGABYTE < peak <= most * MEGABYTE
