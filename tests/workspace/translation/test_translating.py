"""A worker translates: through the door, with each name in its place or plainly lost, once."""

import pytest

from tests import families, translators
from tests.translators import packs, translator  # noqa: F401
from workspace.governance.models import AuditEntry
from workspace.jobs import running
from workspace.jobs.actions import cancel
from workspace.outputs.actions import approving
from workspace.outputs.versions import current
from workspace.privacy.placeholders import find_exact
from workspace.translation import sheets
from workspace.translation.actions import reviewing
from workspace.translation.models import MemoryUnit, Pack, Term, Translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("translator")]

SAID = "Amina Warsame is at school. Please ring me.\n\nShe likes it."


@pytest.fixture
def grace():
    return families.someone("grace.hollow@example.test")


@pytest.fixture
def made(grace):
    return translators.done(SAID, by=grace, case=families.case_of(grace))


def test_every_sentence_is_kept_with_its_place(made):
    assert made.state == Translation.State.READY, made.trouble
    rows = list(made.segments.all())
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.paragraph for row in rows] == [0, 0, 2]
    sources = [row.source for row in rows]
    assert sources[1:] == ["Please ring me.", "She likes it."]
    assert sources[0].endswith(" is at school.")
    assert "argos" in made.version


def test_a_name_is_there_again_or_its_sentence_is_marked_as_lost(made):
    for row in made.segments.all():
        same = sorted(f.placeholder for f in find_exact(row.source)) == sorted(
            f.placeholder for f in find_exact(row.target)
        )
        assert same != row.lost
        assert len(row.target_aliases) == len(list(find_exact(row.target)))


def test_it_is_a_draft_of_its_owner_and_on_the_record(made, grace):
    output = made.output
    assert (output.kind, output.state, output.owner) == (sheets.KIND, "draft", grace)
    assert current(output).text == sheets.sheet(made).text
    door = AuditEntry.objects.filter(action__startswith="model.").order_by("seq")
    assert [row.action for row in door] == ["model.attempted", "model.completed"]
    assert {row.object_id for row in door} == {str(made.pk)}
    assert "Amina" not in str(list(door.values()))


def test_the_same_message_five_times_changes_nothing(made):
    before = list(made.segments.values())
    for _ in range(5):
        running.run(made.job.pk)
    assert list(made.segments.values()) == before


def test_a_stop_keeps_the_text_and_nothing_else(grace):
    made = translators.ask(SAID, by=grace)
    cancel(job=made.job, by=grace)
    running.run(made.job.pk)
    assert not made.segments.exists()
    made.refresh_from_db()
    assert made.paragraphs


def test_a_kill_switch_pulled_meanwhile_stops_the_worker_with_words(grace):
    made = translators.ask(SAID, by=grace)
    families.stopped(message="The translator is being mended.")
    running.run(made.job.pk)
    made.refresh_from_db()
    assert made.state == Translation.State.FAILED
    assert made.trouble == "The translator is being mended."
    assert made.may_retry


def test_it_is_approved_only_when_every_mark_has_been_looked_at(made, grace):
    for row in made.segments.all():
        row.flags = [{"kind": "numbers", "detail": "15 became 50"}]
        row.lost = row.number == 1
        row.save()
    assert "3 sentences have to be looked at" in sheets.not_yet(made.output)
    stamp = current(made.output).stamp
    with pytest.raises(approving.CannotApprove, match="looked at"):
        approving.approve(output=made.output, stamp=stamp, by=grace, knowing=True)
    first, *rest = made.segments.all()
    with pytest.raises(reviewing.CannotSave, match="write the sentence yourself"):
        reviewing.look(segment=first, by=grace)
    for row in rest:
        reviewing.look(segment=row, by=grace)
    reviewing.edit(segment=first, text="Amina Warsame está en la escuela.", by=grace)
    assert sheets.not_yet(made.output) == ""
    version = current(made.output)
    assert version.text.startswith("[CHILD_")
    assert "está en la escuela." in version.text
    approving.approve(output=made.output, stamp=version.stamp, by=grace, knowing=True)
    made.output.refresh_from_db()
    assert made.output.state == "approved"


def test_a_sentence_written_by_a_person_is_masked(made, grace):
    row = made.segments.get(number=2)
    reviewing.edit(segment=row, text="Llame a Shabana Warsame.", by=grace)
    row.refresh_from_db()
    assert "Shabana" not in row.target
    assert row.origin == "person"
    assert row.looked_by == grace


def test_a_word_pointed_out_is_hidden_and_the_text_translated_anew(grace):
    made = translators.done("The bus stops at thrushcombe. Please ring me.", by=grace)
    first = made.job
    reviewing.hide(translation=made, text="thrushcombe", role="SCHOOL", by=grace)
    assert "thrushcombe" not in str(made.paragraphs)
    assert made.job != first
    running.run(made.job.pk)
    made.refresh_from_db()
    assert made.state == Translation.State.READY
    assert "[SCHOOL_" in made.segments.get(number=1).source
    with pytest.raises(reviewing.CannotSave, match="not in your text"):
        reviewing.hide(translation=made, text="elsewhere", role="SCHOOL", by=grace)


def test_a_sentence_is_translated_back_on_demand(made, grace):
    row = made.segments.get(number=2)
    reviewing.look_back(segment=row, by=grace)
    from workspace.jobs.models import Job

    running.run(Job.objects.get(kind="translation.back").pk)
    row.refresh_from_db()
    assert row.back


def test_what_was_approved_is_remembered_where_it_names_nobody(made, grace):
    for row in made.segments.all():
        reviewing.edit(segment=row, text=f"{row.number} Amina Warsame.", by=grace)
    words = "Por favor, llame hoy mismo."
    reviewing.edit(segment=made.segments.get(number=2), text=words, by=grace)
    version = current(made.output)
    approving.approve(output=made.output, stamp=version.stamp, by=grace, knowing=True)
    assert MemoryUnit.objects.get().source == "Please ring me."
    later = translators.done("Please ring me.", by=grace)
    row = later.segments.get()
    assert (row.target, row.origin, row.flags) == (words, "approved", [])


def test_a_word_of_the_glossary_that_is_missing_is_pointed_out(grace):
    term = Term.objects.create(english="section 47 enquiry")
    term.translations.create(language="es", text="investigación del artículo 47")
    made = translators.done("We begin a Section 47 enquiry today.", by=grace)
    row = made.segments.get()
    said = next(flag["detail"] for flag in row.flags if flag["kind"] == "glossary")
    assert said == "“Section 47 enquiry”: your council’s word is “investigación del artículo 47”."
    words = "Hoy empezamos una Investigación del artículo 47."
    reviewing.edit(segment=row, text=words, by=grace)
    row.refresh_from_db()
    assert "glossary" not in {flag["kind"] for flag in row.flags}


def test_what_stands_before_and_between_sentences_is_kept_on_both_sides(grace):
    said = "☑ I agree.\n7. Please ring me.\n(no) contact.\n***\n2*3*4 is fine."
    made = translators.done(said, by=grace)
    rows = list(made.segments.all())
    assert [row.before for row in rows][:2] == ["☑ ", "7. "]
    assert rows[2].source.startswith("(no)")
    assert rows[3].source == rows[3].target == "***"
    assert "7\\." in sheets.sheet(made).text
    assert "\\*\\*\\*" in sheets.sheet(made).text


def test_what_is_asked_for_anew_is_not_overtaken_by_what_was_running(grace):
    made = translators.ask("The bus stops at thrushcombe. Please ring me.", by=grace)
    first = made.job
    reviewing.hide(translation=made, text="thrushcombe", role="SCHOOL", by=grace)
    first.refresh_from_db()
    assert first.state == "cancelled"
    first.__class__.objects.filter(pk=first.pk).update(state="queued", finished=None)
    running.run(first.pk)  # a worker that had it already
    made.refresh_from_db()
    assert made.state == Translation.State.WAITING
    assert not made.segments.exists()
    running.run(made.job.pk)
    made.refresh_from_db()
    assert made.state == Translation.State.READY
    assert "thrushcombe" not in str(made.paragraphs)


def test_nothing_is_approved_while_it_is_translated_anew(made, grace):
    for row in made.segments.all():
        reviewing.edit(segment=row, text=f"{row.number} Listo.", by=grace)
    made.refresh_from_db()
    reviewing.hide(translation=made, text="Amina", role="CHILD", by=grace)
    made.refresh_from_db()
    assert made.output is not None, "somebody has worked on it, so it stays"
    assert "no finished translation" in sheets.not_yet(made.output)


def test_a_lost_sentence_is_not_passed_as_somebodys_own_words(made, grace):
    row = made.segments.get(number=2)
    row.lost = True
    row.save()
    with pytest.raises(reviewing.CannotSave, match="own words"):
        reviewing.edit(segment=row, text=row.target, by=grace)


def test_a_pack_that_is_switched_off_translates_nothing_more(grace):
    made = translators.ask("Please ring me.", by=grace)
    Pack.objects.update(enabled=False)
    running.run(made.job.pk)
    made.refresh_from_db()
    assert made.state == Translation.State.FAILED
    assert "switched off" in made.trouble
