"""Somebody whom a chat has met goes on the roster of its case, as they are."""

import pytest

from tests import families
from workspace.cases.models import Case
from workspace.cases.promoting import CannotPromote, promote
from workspace.chat.actions import composing
from workspace.governance.models import AuditEntry
from workspace.governance.policy import Refused
from workspace.privacy.identities import Known
from workspace.privacy.preparing import mask_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db: None) -> Case:
    return families.case_of(families.someone())


def met(case: Case, name: str) -> Known:
    found = families.opened(case).identities.named(name)
    assert found
    return found


def test_who_was_met_is_on_the_list_with_their_role(case: Case) -> None:
    by = case.team.people.get()
    mask_text(case.vault_id, "Bronwen Larkspur came along.")
    who = met(case, "Bronwen Larkspur")
    entry = promote(case=case, subject=who.id, role="AUNT", by=by)
    after = met(case, "Bronwen Larkspur")
    assert (after.id, after.role, after.from_roster) == (who.id, "AUNT", True)
    assert case.roster.filter(pk=entry.pk, person_id=who.id).exists()
    told = AuditEntry.objects.filter(action="case.person_added").last()
    assert told is not None
    assert "Larkspur" not in str(told.facts)
    assert promote(case=case, subject=who.id, role="AUNT", by=by) == entry


def test_only_one_certain_person_is_listed(case: Case) -> None:
    by = case.team.people.get()
    mask_text(case.vault_id, "The Warsames live at 4 Mill Lane, Oldham.")
    known = families.opened(case).identities.subjects.values()
    thing = next(one for one in known if one.label == "ADDRESS")
    for subject, role in (("nobody", "AUNT"), (thing.id, "AUNT"), (thing.id, "ADDRESS")):
        with pytest.raises(CannotPromote):
            promote(case=case, subject=subject, role=role, by=by)
    unclear = next(one for one in known if one.ambiguous)
    with pytest.raises(CannotPromote, match="more than one person"):
        promote(case=case, subject=unclear.id, role="AUNT", by=by)


def test_only_who_keeps_cases_does_it(case: Case) -> None:
    who = met(case, "Amina Warsame")
    with pytest.raises(Refused):
        promote(case=case, subject=who.id, role="CHILD", by=families.administrator())


def test_the_chat_follows(case: Case) -> None:
    by = case.team.people.get()
    chat = families.chat(by, case=case)
    composing.compose(conversation=chat, text="Bronwen Larkspur came.", by=by)
    who = met(case, "Bronwen Larkspur")
    composing.put_on_roster(conversation=chat, subject=who.id, role="AUNT", by=by)
    assert chat.messages.get().text.startswith("[AUNT_")
    alone = families.chat(by)
    with pytest.raises(composing.CannotCorrect, match="no case"):
        composing.put_on_roster(conversation=alone, subject=who.id, role="AUNT", by=by)
