"""Approved text leaves as a file that says where it comes from, and that does nothing else."""

import cProfile
import pstats
import re
import zipfile
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from tests import families
from tests.access.payloads import PAYLOADS
from tests.workspace.outputs import work
from tests.workspace.outputs.test_approving import approve_as_read, edit, output, robin, shared
from workspace.governance.models import AuditEntry
from workspace.outputs.actions.exporting import export as exported
from workspace.outputs.exporting import FORMATS
from workspace.outputs.exporting.plain import inert_markdown, inert_plain
from workspace.outputs.models import Approval
from workspace.outputs.versions import approved, written

__all__ = ["output", "robin", "shared"]  # fixtures

pytestmark = pytest.mark.django_db

TEXT = """# Visit to Amina

**Amina** was *tired*.

1. First
2. Second
   - inside it
3. Third

Then again:

5. Fifth

| Who | What |
|---|---|
| Shabana | called the school |

> She said so.

```
=1+1
```
"""


@pytest.fixture
def client(robin):
    return families.sign_in(Client(), robin)


@pytest.fixture
def ready(robin):
    made = work.draft(robin, TEXT)
    approve_as_read(made, robin)
    return made


def export(client, output, form):
    return client.get(reverse("outputs:export", args=[output.pk, form]))


def opened(response):
    return docx.Document(BytesIO(response.content))


def provenance(output):
    at = written(Approval.objects.filter(version__output=output).last().at)
    return (
        "AI-assisted: drafted by Test model (small-7b-q4) for Summaries, approved by Robin "
        f"Ashgrove, practitioner, {at}. Daylight {str(output.pk)[:8]}."
    )


def test_word_has_real_styles_names_and_provenance(client, ready):
    response = export(client, ready, "docx")
    document = opened(response)
    styles = [(p.style.name, p.text) for p in document.paragraphs if p.text]
    assert styles == [
        ("Heading 1", "Visit to Amina"),
        ("Normal", "Amina was tired."),
        ("List Number", "First"),
        ("List Number", "Second"),
        ("List Bullet 2", "inside it"),
        ("List Number", "Third"),
        ("Normal", "Then again:"),
        ("List Number", "Fifth"),
        ("Quote", "She said so."),
        ("Code", "=1+1"),
        ("Provenance", provenance(ready)),
    ]
    bold = [run.text for p in document.paragraphs for run in p.runs if run.bold]
    assert bold == ["Amina"]
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [["Who", "What"], ["Shabana", "called the school"]]
    assert document.core_properties.comments == provenance(ready)
    assert document.core_properties.author == "Robin Ashgrove"


def test_each_numbered_list_begins_where_it_should(client, ready):
    document = opened(export(client, ready, "docx"))
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    first, *_, last = (p._p.pPr.numPr.numId.val for p in numbered)
    assert first != last
    nums = document.part.numbering_part.element.num_lst
    starts = {n.numId: n.find(f".//{qn('w:startOverride')}").get(qn("w:val")) for n in nums[-2:]}
    assert (starts[first], starts[last]) == ("1", "5")


def test_plain_text_keeps_its_shape(client, ready):
    said = export(client, ready, "txt").content.decode()
    assert said.startswith(
        "Visit to Amina\n\nAmina was tired.\n\n1. First\n2. Second\n    • inside"
    )
    assert "Shabana | called the school" in said
    assert "\n'=1+1\n" in said
    assert said.endswith(f"\n\n{provenance(ready)}\n")


def test_markdown_stays_markdown(client, ready):
    said = export(client, ready, "md").content.decode()
    assert said.startswith("# Visit to Amina\n\n**Amina** was *tired*.")
    assert said.endswith(f"---\n\n{provenance(ready)}\n")


@pytest.mark.parametrize("form", ["docx", "md", "txt"])
def test_the_file_has_nobodys_name_and_is_kept_by_nobody(client, ready, form):
    response = export(client, ready, form)
    said = response["Content-Disposition"]
    name = rf'attachment; filename="daylight-{str(ready.pk)[:8]}-\d{{4}}-\d\d-\d\d\.{form}"'
    assert re.fullmatch(name, said)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_a_second_approver_is_named_too(client, shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    approve_as_read(shared, wren)
    said = export(client, shared, "txt").content.decode()
    assert re.search(r"by Robin Ashgrove, practitioner, .* and by Wren Oakes, practitioner,", said)


def test_who_approved_stays_who_they_were_then(client, ready, robin):
    robin.role = "manager"
    robin.save()
    assert "Robin Ashgrove, practitioner," in export(client, ready, "txt").content.decode()


def test_a_draft_is_neither_copied_nor_exported(client, output):
    for response in (
        export(client, output, "txt"),
        client.post(reverse("outputs:copy", args=[output.pk])),
    ):
        assert response.status_code == 403
        assert "Only approved text can be copied out or exported." in response.content.decode()
    assert not AuditEntry.objects.filter(action__in=["output.copied", "output.exported"]).exists()


def test_waiting_for_the_second_approval_is_not_approved(client, shared, robin):
    approve_as_read(shared, robin, ask=work.colleague(robin))
    assert export(client, shared, "docx").status_code == 403


def test_the_approved_text_stays_to_be_had_while_it_is_changed(client, ready, robin):
    edit(ready, "Nobody has approved these words.", robin)
    said = export(client, ready, "txt").content.decode()
    assert "Amina was tired." in said
    assert "Nobody has approved" not in said


def test_what_is_stopped_does_not_leave(client, ready):
    families.stopped(ready.use_case)
    assert export(client, ready, "txt").status_code == 403


def test_only_somebody_who_has_just_shown_who_they_are_exports(ready, robin):
    stale = Client()
    stale.force_login(robin)
    response = export(stale, ready, "docx")
    assert response.status_code == 302
    assert response["Location"].endswith(f"?next=/work/{ready.pk}/%3Fsave%3Ddocx")
    assert not response["Location"].startswith("/work/")
    assert not AuditEntry.objects.filter(action="output.exported").exists()


def test_whoever_confirmed_comes_back_to_a_page_that_saves_the_file(client, ready):
    address = reverse("outputs:export", args=[ready.pk, "docx"])
    leads_on = f'<meta http-equiv="refresh" content="0; url={address}">'
    page = reverse("outputs:review", args=[ready.pk])
    saving = client.get(page, {"save": "docx"}).content.decode()
    assert leads_on in saving
    assert "your browser is saving the file" in saving
    for asked in ({}, {"save": "exe"}):
        assert "http-equiv" not in client.get(page, asked).content.decode()


def test_what_is_not_approved_is_not_saved_by_coming_back(client, output):
    page = client.get(reverse("outputs:review", args=[output.pk]), {"save": "docx"})
    assert b"http-equiv" not in page.content


def test_another_persons_text_is_not_there_however_fresh(ready):
    stranger = families.sign_in(Client(), families.someone("quill.farrow@example.test"))
    assert export(stranger, ready, "docx").status_code == 404
    assert stranger.post(reverse("outputs:copy", args=[ready.pk])).status_code == 404


def test_an_unknown_format_is_not_found(client, ready):
    assert export(client, ready, "exe").status_code == 404


def test_the_record_tells_format_and_size_and_no_word(client, ready):
    sent = export(client, ready, "docx")
    client.post(reverse("outputs:copy", args=[ready.pk]))
    exported = AuditEntry.objects.get(action="output.exported")
    assert (exported.facts["form"], exported.facts["size"]) == ("docx", len(sent.content))
    assert len(exported.facts["commitment"]) == 64
    copied = AuditEntry.objects.get(action="output.copied")
    for entry in (exported, copied):
        assert entry.case_id == str(ready.case_id)
        assert "Amina" not in str(entry.facts)


def test_copying_gives_plain_text_with_its_provenance(client, ready):
    address = reverse("outputs:copy", args=[ready.pk])
    data = client.post(address, HTTP_ACCEPT="application/json").json()
    assert data["text"] == export(client, ready, "txt").content.decode()
    page = client.post(address).content.decode()
    assert "<textarea" in page
    assert "AI-assisted: drafted by" in page


def test_word_is_inert_whatever_it_says(client, robin):
    said = [
        *PAYLOADS,
        '{ INCLUDETEXT "https://evil.example" }',
        "=cmd|' /C calc'!A0",
        "\x0b\ufffex",
    ]
    made = work.draft(robin, "\n\n".join(said))
    approve_as_read(made, robin)
    response = export(client, made, "docx")
    with zipfile.ZipFile(BytesIO(response.content)) as packed:
        names = packed.namelist()
        body = packed.read("word/document.xml").decode()
        links = packed.read("word/_rels/document.xml.rels").decode()
    assert not [name for name in names if "vba" in name.lower() or "embed" in name.lower()]
    for active in ("w:fldChar", "w:instrText", "w:fldSimple", "w:hyperlink", "w:object", "w:pict"):
        assert active not in body
    assert "External" not in links
    assert "INCLUDETEXT" in body


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_holds_no_html_and_no_link(payload):
    said = inert_markdown(payload)
    assert not re.search(r"<[A-Za-z/!?]|\][(\[:]", said)


@pytest.mark.parametrize("slashes", range(4))
@pytest.mark.parametrize(
    "payload", ["<img src=x>", "![x{}](//x)", "[x{}]: //x\n\n[x{}]", "a\r=1+1"]
)
def test_no_backslash_brings_markdown_to_life(payload, slashes):
    """A backslash before an escape would escape the escape."""
    own = "\\" * slashes
    said = payload.replace("{}", own) if "{}" in payload else own + payload
    made = MarkdownIt("commonmark", {"html": True}).render(inert_markdown(said))
    assert not re.search("<(img|a)|^=", made, re.M)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("- a point (as people write them)", "- a point (as people write them)"),
        ("+44 1632 960210", "+44 1632 960210"),
        ("-5 degrees", "-5 degrees"),
        ("one\t=1+1", "one    =1+1"),
    ],
)
def test_a_line_is_no_formula(line, shown):
    assert inert_plain(line) == shown


def test_the_time_is_the_approvals_own(client, ready):
    approval = Approval.objects.get()
    Approval.objects.filter(pk=approval.pk).update(at=approval.at - timedelta(days=40))
    assert approved(ready).approvals.get().at == approval.at - timedelta(days=40)
    assert provenance(ready) in export(client, ready, "txt").content.decode()


def test_a_long_table_or_list_is_not_gone_through_again_for_each_of_its_lines(robin):
    """The work grows with the text: counted in calls, which no busy machine changes."""
    calls = []
    for lines in (200, 800):
        said = "| a | b |\n|---|---|\n" + "| c | d |\n" * lines + "\n" + "1. e\n" * lines
        made = work.draft(robin, said, source_id=f"long-{lines}")
        approve_as_read(made, robin, knowing=True)
        for form in ("docx", "txt"):
            counting = cProfile.Profile()
            counting.runcall(exported, output=made, form=FORMATS[form], by=robin)
            calls.append(pstats.Stats(counting).total_calls)  # type: ignore[attr-defined]
    assert calls[2] < calls[0] * 6
    assert calls[3] < calls[1] * 6
