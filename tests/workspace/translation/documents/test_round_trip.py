"""Each format is opened again by its own library: all words translated or marked, as it was."""

import email
import email.policy
import io
import re
from email.message import EmailMessage
from html.parser import HTMLParser

import docx
import pptx
import pytest
from lxml import etree

from tests import documents
from tests.documents import BUILD, FIND, Vocabulary, everything, turned
from workspace.translation.documents import Document, put_together, take_apart


def translated(document: Document) -> dict[int, str]:
    return {segment.number: turned(segment.text) for segment in document.segments}


def round_trip(form: str, *, rtl: bool = False) -> tuple[Document, bytes, Vocabulary]:
    say = Vocabulary()
    data = BUILD[form](say)
    document = take_apart(data, f"a.{form}")
    language, direction = ("ar", "rtl") if rtl else ("pl", "ltr")
    new, name = put_together(
        data, f"a.{form}", translated(document), language=language, direction=direction
    )
    assert name == f"a.{language}.{'docx' if form == 'pdf' else form}"
    return document, new, say


def decoded(data: bytes) -> bytes:
    """What a message says, each part decoded."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part.get_payload(decode=True) or b"" for part in message.walk()]
    return str(message["Subject"]).encode() + b"\n".join(parts)


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("form", BUILD)
def test_no_word_of_the_original_is_left_anywhere_in_the_file(form: str, rtl: bool) -> None:
    document, new, _ = round_trip(form, rtl=rtl)
    inside = decoded(new) if form == "eml" else everything(new)
    assert not FIND.findall(inside)
    assert document.kind == form


@pytest.mark.parametrize("form", BUILD)
def test_every_segment_stands_in_the_result_whole_and_once_more(form: str) -> None:
    document, new, _ = round_trip(form)
    again = take_apart(new, f"a.{'docx' if form == 'pdf' else form}")
    assert [(s.text, s.kind) for s in again.segments] == [
        (turned(s.text), s.kind) for s in document.segments
    ]


@pytest.mark.parametrize("form", BUILD)
def test_what_has_no_translation_is_marked_and_kept(form: str) -> None:
    data = BUILD[form](Vocabulary())
    document = take_apart(data, f"a.{form}")
    new, name = put_together(data, f"a.{form}", {0: "  "}, language="pl", direction="ltr")
    again = take_apart(new, name)
    assert [s.text for s in again.segments] == [
        f"[Not translated] {s.text}" for s in document.segments
    ]


def test_a_word_document_keeps_its_formatting_and_structure() -> None:
    say = Vocabulary()
    before = docx.Document(io.BytesIO(documents.word(say)))
    _, new, _ = round_trip("docx")
    after = docx.Document(io.BytesIO(new))
    assert [p.style.name for p in after.paragraphs] == [p.style.name for p in before.paragraphs]
    ours, theirs = before.paragraphs[1], after.paragraphs[1]
    looks = [(run.bold, run.italic) for run in theirs.runs]
    assert looks == [(run.bold, run.italic) for run in ours.runs]
    assert [run.text for run in theirs.runs] == [turned(run.text) for run in ours.runs]
    assert after.tables[0].cell(0, 0).tables[0].cell(0, 0).text
    link = next(p for p in after.paragraphs if p.hyperlinks).hyperlinks[0]
    assert link.address == "https://example.org/a"
    assert len(link.text.split()) == 2
    assert len(after.inline_shapes) == 1
    assert any("4" in p.text and "PAGE" in p._p.xml for p in after.paragraphs)
    core = after.core_properties
    assert core.title
    assert not any((core.author, core.last_modified_by, core.subject, core.keywords, core.comments))


def test_what_a_reader_should_not_get_is_left_out_and_said() -> None:
    document, new, _ = round_trip("docx")
    assert {note.split()[0] for note in document.notes} == {"Comments", "Tracked"}
    assert b"w:del " not in everything(new)
    assert b"comments" not in everything(new)


@pytest.mark.parametrize("form", ["docx", "pptx", "odt", "html"])
def test_the_new_language_and_direction_are_said(form: str) -> None:
    _, new, _ = round_trip(form, rtl=True)
    inside = everything(new)
    wanted = {
        "docx": (b"<w:bidi/>", b"<w:rtl/>", b"<w:bidiVisual/>", b'w:bidi="ar"'),
        "pptx": (b'rtl="1"', b'lang="ar"'),
        "odt": (b'style:writing-mode="rl-tb"', b'fo:language="ar"'),
        "html": (b'dir="rtl"', b'lang="ar"'),
    }[form]  # fmt: skip
    assert all(words in inside for words in wanted)
    assert b"en-US" not in inside


def test_turning_back_takes_every_direction_out_again() -> None:
    for form in ("docx", "pptx", "odt", "html"):
        _, arabic, _ = round_trip(form, rtl=True)
        document = take_apart(arabic, f"a.{form}")
        back, _ = put_together(
            arabic, f"a.{form}", translated(document), language="en", direction="ltr"
        )
        inside = everything(back)
        for sign in (b"<w:bidi/>", b"<w:rtl/>", b'rtl="1"', b"rl-tb", b'dir="rtl"'):
            assert sign not in inside, form


def test_slides_keep_their_shapes_notes_and_hiding() -> None:
    _, new, _ = round_trip("pptx")
    show = pptx.Presentation(io.BytesIO(new))
    first, second = show.slides
    assert second._element.get("show") == "0"
    assert first.has_notes_slide
    assert len(first.notes_slide.notes_text_frame.text.split()) == 3
    runs = first.placeholders[1].text_frame.paragraphs[0].runs
    assert [run.font.bold for run in runs] == [None, True]
    assert first.placeholders[1].text_frame.paragraphs[2].runs[0].hyperlink.address
    assert [shape.has_table for shape in first.shapes].count(True) == 1
    chart = next(shape.chart for shape in first.shapes if shape.has_chart)
    assert all(str(name).startswith("dh") for name in chart.plots[0].categories)
    assert not [n for n in everything(new).split(b"\n") if n.startswith(b"ppt/embeddings")]


def test_an_open_document_is_a_valid_package_with_its_formatting() -> None:
    _, new, _ = round_trip("odt")
    assert new[30:38] == b"mimetype"
    members = everything(new)
    content = etree.fromstring(
        members[members.index(b"<office:document-content") :].split(b"\nstyles.xml\n")[0]
    )
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    assert len(content.find(f".//{text}span").text.split()) == 2
    assert content.find(f".//{text}a").get("{http://www.w3.org/1999/xlink}href")
    assert b"Basic" not in members
    assert b"Pictures/a.png" in members


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def test_a_page_keeps_its_tags_scripts_and_links() -> None:
    data = documents.page(Vocabulary())
    _, new, _ = round_trip("html")
    assert Tags(new.decode()).found == Tags(data.decode("latin-1")).found
    assert b"if (1 < 2) { run('<p>no words</p>') }" in new
    assert b"https://example.org/?a=1&amp;b=2" in new
    assert b'charset="utf-8"' in new
    assert b"7 &lt; 8" in new


def test_subtitles_keep_numbers_times_and_lines() -> None:
    _, new, _ = round_trip("srt")
    before = documents.subtitles(Vocabulary()).decode().split("\n")
    after = new.decode().split("\n")
    assert len(after) == len(before)
    assert [line for line in after if "-->" in line] == [line for line in before if "-->" in line]
    assert after[7].startswith("<i>")
    assert [line[:2] for line in after[11:13]] == ["- ", "- "]


def test_text_keeps_lines_and_bullets_and_is_written_in_utf_8() -> None:
    _, new, _ = round_trip("txt")
    lines = new.decode("utf-8-sig").split("\r\n")
    assert [re.sub(r"[a-z]+ ?", "", line) for line in lines] == [
        "", "", "- ", "- 7", "", "  1. ", "> ", "",
    ]  # fmt: skip


def test_a_message_says_nothing_of_people_unless_asked() -> None:
    data = documents.letter(Vocabulary())
    document, new, _ = round_trip("eml")
    message = email.message_from_bytes(new, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message["From"] is None
    assert b"fern" not in new.lower()
    assert [part.get_content_type() for part in message.walk() if not part.is_multipart()] == [
        "text/plain", "text/html", "image/png",
    ]  # fmt: skip
    assert document.notes == (
        "Attachments of this e-mail were not translated and are left out: 1 PDF.",
    )
    asked, _ = put_together(data, "a.eml", {}, language="pl", direction="ltr", headers=True)
    assert b"fern@example.org" in asked


def test_the_original_is_not_changed() -> None:
    data = documents.word(Vocabulary())
    copy = bytes(data)
    document = take_apart(data, "a.docx")
    put_together(data, "a.docx", translated(document), language="pl", direction="ltr")
    assert data == copy


@pytest.mark.parametrize("form", BUILD)
def test_the_same_translation_gives_the_same_bytes(form: str) -> None:
    data = BUILD[form](Vocabulary())
    name = f"a.{form}"
    twice = [put_together(data, name, {0: "x"}, language="pl", direction="ltr") for _ in (1, 2)]
    assert twice[0] == twice[1]


@pytest.mark.parametrize(
    ("form", "cleared"),
    [("docx", 13), ("pptx", 3), ("odt", 11), ("html", 2), ("txt", 0), ("srt", 0), ("eml", 1),
     ("pdf", 0)],
)  # fmt: skip
def test_only_what_the_table_says_is_cleared(form: str, cleared: int) -> None:
    """People, comments, deletions, prompts, names of pictures, attachments: nothing else goes."""
    _, new, say = round_trip(form)
    inside = (decoded(new) if form == "eml" else everything(new)).decode("utf-8", "replace")
    assert sum(turned(word) not in inside for word in say.used) == cleared


@pytest.mark.parametrize("form", ["docx", "pptx", "odt", "html", "srt"])
def test_the_search_for_words_left_would_find_them(form: str) -> None:
    assert FIND.findall(everything(BUILD[form](Vocabulary())))


def test_markdown_stays_markdown() -> None:
    new = put_together(b"# Plan\n\n- one", "a.md", {0: "Plan A"}, language="pl", direction="ltr")
    assert new == (b"# Plan A\n\n- [Not translated] one", "a.pl.md")
