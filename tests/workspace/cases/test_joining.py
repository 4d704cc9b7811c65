"""Two people of a roster who turn out to be one are one entry, and what is added to it counts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from workspace.accounts.models import User
from workspace.cases.actions import Person, change_person, roster
from workspace.cases.models import RosterEntry
from workspace.cases.several import Entered, add_people
from workspace.chat.actions import composing
from workspace.chat.models import Conversation
from workspace.governance.models import AuditEntry
from workspace.privacy.preparing import mask_text

pytestmark = pytest.mark.django_db

FAMILY = (
    Person("Zofia Brambleworth", "CHILD", ("Zosia",),
           {"DOB": "27 March 2018", "PHONE": "07700 900123"}),
    Person("Zophia Brambleworth", "SIBLING", ("Bluebell",),
           {"DOB": "28 March 2018", "SCHOOL": "Larkmoor Lane Primary School"}),
)  # fmt: skip


@pytest.fixture
def user(db: None) -> User:
    return families.someone()


@pytest.fixture
def chat(user: User) -> Conversation:
    return families.chat(user, case=families.case_of(user, people=FAMILY))


@pytest.fixture
def entries(chat: Conversation) -> list[RosterEntry]:
    """The entries of both, as they were before the second was merged into the first."""
    assert chat.case
    first, second = chat.case.roster.select_related("case")
    composing.merge(
        conversation=chat,
        subject=str(second.person_id),
        into=str(first.person_id),
        by=chat.owner,
    )
    return [first, second]


def test_the_entry_of_who_stays_takes_what_is_known_of_the_other(
    chat: Conversation, entries: Any
) -> None:
    (row,) = roster(case=chat.case, by=chat.owner)
    assert (row.entry, row.name, row.role) == (entries[0].pk, "Zofia Brambleworth", "CHILD")
    assert set(row.other_names) == {"Zosia", "Zophia Brambleworth", "Bluebell"}
    assert row.details == {
        "DOB": "27 March 2018", "PHONE": "07700 900123", "SCHOOL": "Larkmoor Lane Primary School",
    }  # fmt: skip
    told = list(AuditEntry.objects.order_by("-pk").values_list("action", flat=True)[:2])
    assert told == ["case.person_changed", "chat.merged"]


def test_what_is_saved_on_a_page_opened_before_the_merge_is_hidden(
    chat: Conversation, entries: list[RosterEntry]
) -> None:
    person = Person("Zophia Brambleworth", "SIBLING", ("smudge", "little bear"))
    gone = RosterEntry.objects.create(case=chat.case, person_id=entries[1].person_id)
    change_person(entry=gone, person=person, by=chat.owner)
    assert hidden(chat) == 2
    assert {row.name for row in roster(case=chat.case, by=chat.owner)} == {"Zophia Brambleworth"}


def test_what_is_pasted_for_somebody_merged_is_hidden(
    chat: Conversation, entries: list[RosterEntry]
) -> None:
    gone = RosterEntry.objects.create(case=chat.case, person_id=entries[1].person_id)
    person = Person("Zophia Brambleworth", "", ("smudge", "little bear"))
    (entry,) = add_people(case=chat.case, people=[Entered(person, gone.pk)], by=chat.owner)
    assert hidden(chat) == 2
    assert entry.pk == entries[0].pk


def hidden(chat: Conversation) -> int:
    masked = mask_text(chat.vault_id, "Then smudge and little bear went to the library.")
    assert "smudge" not in masked.text
    assert "bear" not in masked.text
    return len(masked.mentions)


def test_an_entry_that_is_gone_is_not_saved(
    user: User, chat: Conversation, entries: list[RosterEntry]
) -> None:
    client = families.sign_in(Client(), user)
    page = reverse("cases:person_edit", args=[chat.case.pk, entries[1].pk])
    form = {"name": "Zophia Brambleworth", "role": "SIBLING", "other_names": "smudge"}
    assert client.post(page, form).status_code == 404
    page = reverse("cases:person_edit", args=[chat.case.pk, entries[0].pk])
    form = {"name": "Zofia Brambleworth", "role": "CHILD", "other_names": "smudge\nlittle bear"}
    assert client.post(page, form).status_code == 302
    assert hidden(chat) == 2


def test_who_stays_is_listed_even_if_they_were_taken_off(chat: Conversation) -> None:
    first, second = chat.case.roster.all()
    first.delete()
    composing.merge(
        conversation=chat,
        subject=str(second.person_id),
        into=str(first.person_id),
        by=chat.owner,
    )
    (row,) = roster(case=chat.case, by=chat.owner)
    assert row.name == "Zofia Brambleworth"
    assert row.details["DOB"] == "28 March 2018"
