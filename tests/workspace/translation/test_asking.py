"""Asking for a translation: purposes, languages, what is kept, and what is refused."""

import pytest

from tests import families, translators
from tests.translators import packs, translator  # noqa: F401
from workspace.governance import policy
from workspace.governance.models import AuditEntry
from workspace.jobs.models import Job
from workspace.privacy.models import Vault
from workspace.translation.actions.asking import CannotTranslate
from workspace.translation.models import Translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("translator")]

SAID = "Amina Warsame has an appointment on Monday.\n\nPlease bring her red book."


@pytest.fixture
def grace():
    return families.someone("grace.hollow@example.test")


def test_names_never_stand_in_what_is_kept(grace):
    made = translators.ask(SAID, by=grace, case=families.case_of(grace))
    assert [bool(row["text"]) for row in made.paragraphs] == [True, False, True]
    assert "Amina" not in str(made.paragraphs)
    assert "[CHILD_" in made.paragraphs[0]["text"]
    assert made.job is not None
    assert (made.job.queue, made.job.subject_id) == ("translate", str(made.pk))
    entry = AuditEntry.objects.get(action="translation.asked")
    assert (entry.purpose, entry.facts["tier"]) == ("translate-everyday", "green")
    assert "Amina" not in str(entry.facts)


def test_the_language_is_found_out_and_how_sure_that_is(grace):
    made = translators.ask(
        "¿Dónde vive usted ahora con sus hijos?", by=grace, source="", target="en"
    )
    assert made.source_language == "es"
    assert made.detected is not None
    assert made.detected > 50


@pytest.mark.parametrize(
    ("text", "more", "field", "said"),
    [
        ("", {}, "text", "Type or paste"),
        ("x" * 20_001, {}, "text", "in parts"),
        ("Hola", {"source": "", "target": "en"}, "source", "cannot be told"),
        ("Hello there.", {"target": "en"}, "target", "is English already"),
        ("Hello there.", {"target": "pl"}, "target", "No pack is installed"),
    ],
)
def test_what_cannot_be_translated_is_said_and_nothing_is_kept(grace, text, more, field, said):
    with pytest.raises(CannotTranslate, match=said) as caught:
        translators.ask(text, by=grace, **more)
    assert caught.value.field == field
    assert not Translation.objects.exists()
    assert not Job.objects.exists()
    assert not Vault.objects.exists()


def test_urgent_work_wants_a_reason_and_an_interpreter(grace):
    urgent = translators.everyday(slug="translate-urgent", title="Urgent", asks_why=True)
    with pytest.raises(CannotTranslate, match="Say why"):
        translators.ask("Come now.", by=grace, use_case=urgent)
    why = "Amina Warsame is waiting at the door."
    with pytest.raises(CannotTranslate, match="Book an interpreter"):
        translators.ask("Come now.", by=grace, use_case=urgent, reason=why)
    made = translators.ask(
        "Come now.", by=grace, use_case=urgent, reason=why, interpreter_booked=True
    )
    assert "Amina" not in made.reason
    assert AuditEntry.objects.get(action="translation.asked").facts["interpreter_booked"] is True


def test_what_a_machine_must_not_translate_is_refused_but_for_a_manager_with_a_reason(grace):
    red = translators.everyday(
        slug="translate-consent", title="Consent", allowed=False, reason="Not understood.",
        instead="Ring.", may_override=True,
    )  # fmt: skip
    with pytest.raises(policy.Refused):
        translators.ask("Do you agree?", by=grace, use_case=red, reason="She said it is fine.")
    manager = families.someone("mabyn.fern@example.test", role="manager")
    with pytest.raises(CannotTranslate, match="Say why"):
        translators.ask("Do you agree?", by=manager, use_case=red)
    made = translators.ask("Do you agree?", by=manager, use_case=red, reason="No line for Spanish.")
    assert made.overridden is not None
    assert AuditEntry.objects.get(action="translation.overridden").facts["tier"] == "red"


def test_a_stop_of_the_translator_stops_it_here(grace):
    families.stopped(translators.everyday())
    with pytest.raises(policy.Refused, match="fault"):
        translators.ask("Hello there.", by=grace)
    assert not Translation.objects.exists()
