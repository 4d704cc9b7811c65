"""The glossary's rows: filled once, taken in as shown, and asked for by direction."""

import pytest

from workspace.accounts.models import User
from workspace.governance.models import AuditEntry
from workspace.translation.actions import glossary
from workspace.translation.glossary import Entry
from workspace.translation.glossary.enforcing import hide_terms, put_terms
from workspace.translation.glossary.tbx import read_tbx, write_tbx
from workspace.translation.models import Term, TermTranslation

pytestmark = pytest.mark.django_db


def take_in(entries: list[Entry], by: User) -> list[glossary.Change]:
    return glossary.take_in(entries, seen=glossary.digest(glossary.changes(entries)), by=by)


def test_an_empty_glossary_is_filled_with_drafts(user: User) -> None:
    count = glossary.put_in_glossary(by=user)
    assert Term.objects.count() == count >= 60
    assert not TermTranslation.objects.exclude(by=None).exists()
    assert glossary.put_in_glossary(by=user) == 0
    assert AuditEntry.objects.get(action="glossary.filled").facts == {"terms": count}


def test_one_that_holds_anything_is_left_alone(user: User) -> None:
    Term.objects.create(english="Our own term")
    assert glossary.put_in_glossary(by=user) == 0
    assert Term.objects.count() == 1


def test_a_file_changes_what_it_says_and_nothing_else(user: User) -> None:
    take_in([Entry("Core group", "A group.", None, {"pl": "grupa", "es": "grupo"})], user)
    (change,) = take_in([Entry("core  GROUP", None, True, {"pl": "zespół"})], user)
    assert change.english == "Core group"
    assert change.what == (("Leave it in English", "no", "yes"), ("Polish", "grupa", "zespół"))
    assert glossary.entries() == [
        Entry("Core group", "A group.", True, {"es": "grupo", "pl": "zespół"})
    ]
    facts = AuditEntry.objects.filter(action="glossary.imported").order_by("seq").last().facts
    assert facts == {"added": 0, "changed": 1}


def test_who_changed_a_text_stands_beside_that_text_alone(user: User, other_user: User) -> None:
    take_in([Entry("core group", None, None, {"pl": "grupa", "es": "grupo"})], user)
    take_in([Entry("core group", None, None, {"pl": "grupa", "es": "grupo básico"})], other_user)
    by = dict(TermTranslation.objects.values_list("language", "by__name"))
    assert by == {"pl": user.name, "es": other_user.name}


def test_nothing_is_taken_in_that_was_not_shown(user: User) -> None:
    entries = [Entry("core group", None, None, {"pl": "grupa"})]
    seen = glossary.digest(glossary.changes(entries))
    take_in([Entry("core group", "Written meanwhile.")], user)
    with pytest.raises(glossary.Outdated):
        glossary.take_in(entries, seen=seen, by=user)
    assert not TermTranslation.objects.exists()


def test_an_export_taken_in_again_changes_nothing(user: User) -> None:
    glossary.put_in_glossary(by=None)
    assert glossary.changes(read_tbx(write_tbx(glossary.entries())).entries) == []


def test_a_direction_has_what_has_both_sides(user: User) -> None:
    take_in(
        [Entry("core group", None, None, {"pl": "grupa", "es": "grupo"}),
         Entry("threshold", None, None, {"pl": "próg"}), Entry("Ofsted", None, True)],
        user,
    )  # fmt: skip
    found = {(pair.source, pair.target) for pair in glossary.pairs("en", "es")}
    assert found == {("core group", "grupo"), ("Ofsted", "Ofsted")}
    assert ("próg", "threshold") in {(p.source, p.target) for p in glossary.pairs("pl", "en")}
    between = {(pair.source, pair.target) for pair in glossary.pairs("pl", "es")}
    assert between == {("grupa", "grupo"), ("Ofsted", "Ofsted")}


def test_the_starter_can_be_forced_into_every_language(user: User) -> None:
    glossary.put_in_glossary(by=None)
    text = "The social worker asked the IRO about the care order. Ofsted came."
    for code in ("pl", "ar", "bn", "so"):
        masked, hidden = hide_terms(text, glossary.pairs("en", code))
        assert len(hidden) == 4
        said, put = put_terms(masked, hidden)
        assert "Ofsted" in said
        assert "social worker" not in said
        assert len(put) == 4
