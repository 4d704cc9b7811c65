"""Documents end to end: read and masked by a worker, checked, approved, and only then given out."""

import io
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import families, translators
from tests.translators import packs, translator  # noqa: F401
from workspace.gateway.engines.argos import ArgosEngine
from workspace.governance.models import AuditEntry
from workspace.governance.policy import Refused
from workspace.jobs import running
from workspace.jobs.leases import Lease, LeaseLost, claim
from workspace.jobs.models import Job
from workspace.outputs.actions import approving
from workspace.outputs.versions import current
from workspace.translation import sheets
from workspace.translation.actions import asking, deleting, documents, reviewing, translating
from workspace.translation.models import Segment, Translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("translator")]

CANARY = ("Amina", "Warsame", "Shabana", "07700 900123")
SUBTITLES = b"""1
00:00:01,000 --> 00:00:03,000
Amina Warsame is at school.

2
00:00:04,000 --> 00:00:06,500
Please ring her mother Shabana
on 07700 900123.
"""


def word() -> bytes:
    made = docx.Document()
    made.add_heading("Amina Warsame", 1)
    line = made.add_paragraph("Amina is at school. ")
    line.add_run("Please ring her mother Shabana Warsame.").bold = True
    made.add_table(1, 1).cell(0, 0).text = "The number is 07700 900123."
    made.core_properties.author = "Shabana Warsame"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


FILES = {"Letter about Amina Warsame.docx": word, "Amina Warsame.srt": lambda: SUBTITLES}


@pytest.fixture
def grace():
    return families.someone("grace.hollow@example.test")


def ask(name, data, *, by, source="en", target="es", **more) -> Translation:
    more = {"use_case": translators.everyday()} | more
    wish = asking.Wish(text="", source=source, target=target, **more)
    return documents.ask(wish=wish, name=name, data=data, by=by)


def worked(made) -> Translation:
    running.run(made.job.pk)
    made.refresh_from_db()
    return made


@pytest.fixture(params=FILES)
def made(request, grace):
    data = FILES[request.param]()
    return worked(ask(request.param, data, by=grace, case=families.case_of(grace)))


def approve(made, by):
    for row in made.segments.all():
        reviewing.edit(segment=row, text=f"Número {row.number}: Amina Warsame.", by=by)
    made.refresh_from_db()
    stamp = current(made.output).stamp
    approving.approve(output=made.output, stamp=stamp, by=by, knowing=True)
    made.refresh_from_db()


def stored(made) -> Path:
    return Path(settings.MEDIA_ROOT) / "uploads" / str(made.pk)


def download(client, made):
    return client.get(reverse("translation:download", args=[made.pk]))


def test_a_document_becomes_sentences_that_know_their_place(made):
    assert made.state == Translation.State.READY, made.trouble
    assert all(set(row) == {"text", "aliases", "kind"} for row in made.paragraphs)
    places = {row.paragraph for row in made.segments.all()}
    assert places == set(range(len(made.paragraphs)))
    assert made.output.state == "draft"


def test_no_personal_byte_is_at_rest_or_reaches_the_engine(grace, monkeypatch):
    seen: list[str] = []
    really = ArgosEngine.translate

    def listening(self, masked, **more):
        seen.append(repr(masked))
        return really(self, masked, **more)

    monkeypatch.setattr(ArgosEngine, "translate", listening)
    for name, build in FILES.items():
        made = worked(ask(name, build(), by=grace, case=None))
        rows = [Translation.objects.filter(pk=made.pk).values(), made.segments.values()]
        rows += [Job.objects.values(), AuditEntry.objects.values(), made.output.versions.values()]
        at_rest = "".join(str(list(row)) for row in rows)
        hidden = stored(made).read_bytes()
        assert "at school" in seen[-1]
        for word_ in CANARY:
            assert word_ not in at_rest
            assert word_ not in seen[-1]
            assert word_.encode() not in hidden
        assert documents.real_name(made) == name
    assert len(seen) == len(FILES)


def test_it_leaves_only_when_it_is_approved_with_its_names_and_its_form(made, grace, client):
    families.sign_in(client, grace)
    original = stored(made).read_bytes()
    refused = download(client, made)
    assert refused.status_code == 403
    assert "Approve it first" in refused.content.decode()
    page = client.get(reverse("translation:show", args=[made.pk])).content.decode()
    assert reverse("translation:download", args=[made.pk]) not in page
    approve(made, grace)
    reply = download(client, made)
    assert reply.status_code == 200
    assert reply["X-Content-Type-Options"] == "nosniff"
    stem, _, ending = documents.real_name(made).rpartition(".")
    assert reply["Content-Disposition"] == f'attachment; filename="{stem}.es.{ending}"'
    assert "Amina Warsame." in text_of(reply.content, ending)
    assert "is at school" not in text_of(reply.content, ending)
    entry = AuditEntry.objects.get(action="translation.exported")
    assert entry.facts["form"] == ending
    assert "Amina" not in str(entry.facts)
    assert stored(made).read_bytes() == original


def text_of(data: bytes, ending: str) -> str:
    if ending == "srt":
        return data.decode()
    opened = docx.Document(io.BytesIO(data))
    assert opened.paragraphs[0].style.name == "Heading 1"
    assert opened.core_properties.author == ""
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in opened.paragraphs), *cells])


def test_subtitles_keep_their_times(grace):
    made = worked(ask("a.srt", SUBTITLES, by=grace))
    approve(made, grace)
    data = documents.download(translation=made, by=grace).data.decode()
    assert data.count(" --> ") == 2
    assert "00:00:04,000 --> 00:00:06,500" in data


def test_what_is_changed_after_its_approval_is_approved_anew_before_it_leaves(grace):
    made = worked(ask("a.srt", SUBTITLES, by=grace))
    approve(made, grace)
    reviewing.edit(segment=made.segments.first(), text="Otra cosa.", by=grace)
    with pytest.raises(Refused, match="changed after it was approved"):
        documents.download(translation=made, by=grace)


def test_a_stranger_finds_nothing(made, client):
    families.sign_in(client, families.someone("holt.stranger@example.test"))
    for name in ("show", "download", "state", "print", "delete"):
        assert client.get(reverse(f"translation:{name}", args=[made.pk])).status_code == 404
    page = client.get(reverse("translation:for_human"))
    assert "No sentence waits" in page.content.decode()


def test_a_file_that_cannot_be_read_says_why_and_is_not_kept(grace, client):
    families.sign_in(client, grace)
    made = worked(ask("Plan.docx", b"PK\x03\x04 no document", by=grace))
    assert made.state == Translation.State.FAILED
    assert "damaged" in made.trouble
    assert not stored(made).exists()
    page = client.get(reverse("translation:show", args=[made.pk])).content.decode()
    assert made.trouble.replace("'", "&#x27;") in page
    assert "Choose another document" in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("Costs.csv", b"rent,heating\n1,2\n", "spreadsheets"),
        ("Empty.docx", b"", "empty"),
        ("Big.txt", b"x " * 11 * 2**20, "larger than 20 MB"),
    ],
)
def test_other_files_are_refused_in_plain_english(grace, name, data, said):
    try:
        trouble = worked(ask(name, data, by=grace)).trouble
    except asking.CannotTranslate as problem:
        trouble = str(problem)
        assert not Translation.objects.exists()
    assert said in trouble


def test_the_language_of_a_document_is_found_out_by_the_worker(grace):
    spanish = "¿Dónde vive usted ahora con sus hijos? La reunión es el lunes."
    made = worked(ask("Carta.txt", spanish.encode(), by=grace, source="", target="en"))
    assert (made.source_language, made.state) == ("es", Translation.State.READY)
    assert made.detected
    short = worked(ask("a.txt", b"Hola", by=grace, source="", target="en"))
    assert "cannot be told" in short.trouble


def test_the_same_message_five_times_makes_one_translation(made):
    before = list(made.segments.values())
    for _ in range(5):
        running.run(made.job.pk)
    assert list(made.segments.values()) == before


def test_a_worker_that_lost_its_lease_changes_nothing_and_the_result_is_the_same(grace):
    data = word()
    straight = worked(ask("a.docx", data, by=grace, case=families.case_of(grace)))
    made = ask("a.docx", data, by=grace, case=straight.case)
    first = claim(made.job.pk, max_attempts=3)
    assert isinstance(first, Lease)
    documents.read(Translation.objects.get(pk=made.pk), first)  # and then it is killed
    Job.objects.filter(pk=made.job.pk).update(lease_until="2020-01-01T00:00:00Z")
    worked(made)
    names = ("number", "paragraph", "source", "target", "lost", "flags")
    once = list(made.segments.values(*names))
    assert once == list(straight.segments.values(*names))
    Translation.objects.filter(pk=made.pk).update(state=Translation.State.WAITING)
    with pytest.raises(LeaseLost):  # it was not dead after all
        translating.translate(lease=first)
    assert list(made.segments.values(*names)) == once


def test_a_sentence_for_a_human_translator_stays_open_until_somebody_writes_it(grace, client):
    families.sign_in(client, grace)
    made = worked(ask("a.srt", SUBTITLES, by=grace))
    made.segments.update(flags=[], lost=False)
    row = made.segments.get(number=1)
    address = reverse("translation:segment", args=[made.pk, 1])
    assert client.post(address, {"do": "human"}).status_code == 302
    assert "1 sentence has to be looked at" in sheets.not_yet(made.output)
    assert "Amina Warsame" in client.get(reverse("translation:for_human")).content.decode()
    with pytest.raises(reviewing.CannotSave, match="human translator"):
        reviewing.look(segment=made.segments.get(number=1), by=grace)
    client.post(address, {"do": "take_back", "from": "human"})
    assert sheets.not_yet(made.output) == ""
    reviewing.send_to_human(segment=row, by=grace)
    row.refresh_from_db()
    reviewing.edit(segment=row, text="Amina Warsame está en la escuela.", by=grace)
    row.refresh_from_db()
    assert row.for_human is None
    assert not row.is_open


def test_what_waits_is_found_by_the_database_as_by_the_row(grace):
    made = worked(ask("a.docx", word(), by=grace))
    first, second, *_ = made.segments.all()
    first.flags, first.lost = [], False
    first.save()
    reviewing.send_to_human(segment=second, by=grace)
    rows = Segment.objects.filter(translation=made)
    assert list(rows.open()) == [row for row in rows if row.is_open]
    assert first not in rows.open()


def test_long_documents_stand_on_pages_and_what_is_marked_on_its_own(grace, client):
    families.sign_in(client, grace)
    text = "\n\n".join(f"The bus stops here on line {n}." for n in range(1, 121))
    made = worked(ask("Lines.txt", text.encode(), by=grace))
    made.segments.update(flags=[], lost=False)
    made.segments.filter(number=77).update(flags=[{"kind": "numbers", "detail": "7 became 1"}])
    address = reverse("translation:show", args=[made.pk])
    first = client.get(address).content.decode()
    assert 'id="s50"' in first
    assert 'id="s51"' not in first
    assert f"{address}?page=2#s77" in first
    marked = client.get(address, {"only": "marked"}).content.decode()
    assert 'id="s77"' in marked
    assert marked.count('class="pair open"') == 1
    sentence = reverse("translation:segment", args=[made.pk, 77])
    seen = made.segments.get(number=77).stamp
    reply = client.post(sentence + "?only=marked&page=1", {"do": "look", "seen": seen})
    assert reply["Location"].startswith(f"{address}?only=marked&page=1")


def test_hiding_a_word_keeps_the_places_of_a_document(grace):
    made = worked(ask("thrushcombe.txt", b"The bus stops at thrushcombe.", by=grace))
    reviewing.hide(translation=made, text="thrushcombe", role="SCHOOL", by=grace)
    assert made.paragraphs[0]["kind"]
    assert "thrushcombe" not in made.file_name
    assert worked(made).state == Translation.State.READY
    assert documents.real_name(made) == "thrushcombe.txt"


def test_with_the_translation_its_bytes_are_gone(grace, django_capture_on_commit_callbacks):
    made = worked(ask("a.docx", word(), by=grace))
    path = stored(made)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        deleting.delete(translation=made, by=grace)
    assert not path.exists()


def test_nothing_stays_behind_where_it_may_not_be_asked_for(grace):
    before = set((Path(settings.MEDIA_ROOT) / "uploads").glob("*"))
    with pytest.raises(asking.CannotTranslate, match="No pack"):
        ask("a.docx", word(), by=grace, target="pl")
    assert set((Path(settings.MEDIA_ROOT) / "uploads").glob("*")) == before
    assert not Translation.objects.exists()


def test_the_page_takes_a_document(grace, client: Client):
    families.sign_in(client, grace)
    use = translators.everyday()
    address = reverse("translation:document")
    assert "PowerPoint" in client.get(address).content.decode()
    assert client.post(address, {"target": "es", "use_case": use.slug}).status_code == 422
    file = SimpleUploadedFile("Amina Warsame.docx", word())
    said = {"target": "es", "source": "en", "use_case": use.slug, "file": file}
    reply = client.post(address, said)
    made = Translation.objects.get()
    assert reply["Location"] == reverse("translation:show", args=[made.pk])
    waiting = client.get(reverse("translation:show", args=[made.pk])).content.decode()
    assert "Amina Warsame.docx" in waiting
    assert "Reading the document" in waiting


def test_what_was_stopped_or_set_aside_can_be_tried_again(grace, client):
    families.sign_in(client, grace)
    made = ask("a.srt", SUBTITLES, by=grace)
    asking.stop(translation=made, by=grace)
    running.run(made.job.pk)
    made.refresh_from_db()
    assert (made.state, made.paragraphs) == (Translation.State.STOPPED, [])
    for state in ("stopped", "quarantined"):
        if state == "quarantined":
            Job.objects.filter(pk=made.job.pk).update(state=state, reason="Tried 3 times.")
        page = client.get(reverse("translation:show", args=[made.pk])).content.decode()
        assert "Try again" in page
        client.post(reverse("translation:again", args=[made.pk]))
        made.refresh_from_db()
        assert made.is_waiting
    assert worked(made).state == Translation.State.READY


def test_a_paragraph_left_empty_is_marked_in_the_document(grace):
    made = worked(ask("a.srt", SUBTITLES, by=grace))
    made.segments.update(flags=[], lost=False)
    made.segments.filter(paragraph=0).update(target="", target_aliases=[])
    sheets.keep_draft(made)
    stamp = current(made.output).stamp
    approving.approve(output=made.output, stamp=stamp, by=grace, knowing=True)
    data = documents.download(translation=made, by=grace).data.decode()
    assert "[Not translated] Amina Warsame is at school." in " ".join(data.split())
