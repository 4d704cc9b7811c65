"""From a correction in the preview to a word for everybody, and back to who suggested it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from workspace.accounts.models import User
from workspace.cases.actions import Person
from workspace.chat.actions import composing, suggesting
from workspace.chat.models import Conversation
from workspace.governance.models import AuditEntry
from workspace.privacy import suggesting as privately
from workspace.privacy.models import Suggestion, Word
from workspace.privacy.suggesting import CannotSuggest

pytestmark = pytest.mark.django_db
SAID = "Bronwen Larkspur met us at thrushcombe about Early Help."


@pytest.fixture
def grace(db: None) -> User:
    families.built_in()
    return families.someone()


@pytest.fixture
def client_(grace: User) -> Client:
    return families.sign_in(Client(), grace)


@pytest.fixture
def chat(grace: User) -> Conversation:
    found = families.chat(grace, case=families.case_of(grace))
    composing.compose(conversation=found, text=SAID, by=grace)
    return found


def correct(client: Client, chat: Conversation, **said: str) -> str:
    """Send one correction and return the page that follows."""
    reply = client.post(reverse("chat:correct", args=[chat.pk]), said, follow=True)
    return " ".join(reply.content.decode().split())


def subject_of(chat: Conversation, name: str) -> Any:
    return families.opened(chat).identities.named(name)


def alias_of(chat: Conversation, words: str) -> str:
    spellings = families.opened(chat).spellings
    return next(alias for alias, (_, text) in spellings.items() if text == words)


def page_of(chat: Conversation, words: str) -> str:
    return reverse("chat:suggest", args=[chat.pk, alias_of(chat, words)])


def test_a_place_that_was_hidden_by_hand_is_offered_once(
    client_: Client, chat: Conversation
) -> None:
    shown = correct(client_, chat, do="hide", text="thrushcombe", role="SCHOOL")
    assert "Suggest this for everyone" in shown
    assert page_of(chat, "thrushcombe") in shown
    again = client_.get(reverse("chat:preview", args=[chat.pk])).content.decode()
    assert 'id="offer"' not in again


def test_it_is_suggested_after_plain_words_about_who_reads_it(
    client_: Client, chat: Conversation, grace: User
) -> None:
    correct(client_, chat, do="hide", text="thrushcombe", role="SCHOOL")
    page = page_of(chat, "thrushcombe")
    shown = client_.get(page).content.decode()
    assert "An administrator will read this word." in shown
    form = {"text": "Thrushcombe", "label": "SCHOOL", "reason": "Small."}
    assert client_.post(page, form)["Location"] == reverse("chat:preview", args=[chat.pk])
    made = Suggestion.objects.get()
    assert (made.kind, made.label, privately.text_of(made)) == ("hidden", "SCHOOL", "Thrushcombe")
    told = AuditEntry.objects.get(action="word.suggested")
    assert (told.actor_id, told.facts) == (str(grace.pk), {"list": "always hidden"})
    assert "hrushcombe" not in str(list(AuditEntry.objects.values()))


def test_what_is_not_personal_is_offered_for_the_other_list(
    client_: Client, chat: Conversation
) -> None:
    correct(client_, chat, do="hide", text="Early Help", role="PLACE")
    shown = correct(client_, chat, do="unmask", alias=alias_of(chat, "Early Help"))
    assert "stays as it is in this case" in shown
    assert client_.post(page_of(chat, "Early Help"), {"text": "Early Help"}).status_code == 302
    made = Suggestion.objects.get()
    assert (made.kind, made.label) == ("spared", "")


def test_a_person_is_offered_for_the_roster_and_never_for_everybody(
    client_: Client, chat: Conversation
) -> None:
    shown = correct(client_, chat, do="hide", text="Bronwen Larkspur", role="AUNT")
    assert "Names of people are never suggested for everybody" in shown
    assert "Suggest this for everyone" not in shown
    assert client_.get(page_of(chat, "Bronwen Larkspur")).status_code == 404
    who = subject_of(chat, "Bronwen Larkspur")
    correct(client_, chat, do="roster", subject=who.id, role="AUNT")
    assert subject_of(chat, "Bronwen Larkspur").from_roster
    assert chat.case is not None
    assert chat.case.roster.filter(person_id=who.id).exists()


def test_outside_a_case_there_is_no_roster_to_offer(client_: Client, grace: User) -> None:
    alone = families.chat(grace)
    composing.compose(conversation=alone, text=SAID, by=grace)
    shown = correct(client_, alone, do="hide", text="Bronwen Larkspur", role="AUNT")
    assert 'id="offer"' not in shown


def test_whom_this_work_knows_is_not_suggested_under_another_heading(
    chat: Conversation, grace: User
) -> None:
    for text in ("Amina", "the Warsame house"):
        with pytest.raises(CannotSuggest, match="People’s names"):
            suggesting.suggest(
                conversation=chat, text=text, kind="hidden", label="PLACE", reason="", by=grace
            )
    assert not Suggestion.objects.exists()


def test_of_a_reference_only_the_beginning_is_offered(client_: Client, chat: Conversation) -> None:
    composing.compose(conversation=chat, text="See LRK-20391 for it.", by=chat.owner)
    correct(client_, chat, do="hide", text="LRK-20391", role="REF")
    shown = client_.get(page_of(chat, "LRK-20391"))
    assert b'value="LRK"' in shown.content


def test_what_is_wrong_is_said_and_nothing_is_lost(client_: Client, chat: Conversation) -> None:
    correct(client_, chat, do="hide", text="thrushcombe", role="SCHOOL")
    reply = client_.post(page_of(chat, "thrushcombe"), {"text": "ab", "label": "SCHOOL"})
    assert reply.status_code == 422
    assert "too short" in reply.content.decode()


def test_the_dialog_of_a_chip_offers_it_too(client_: Client, chat: Conversation) -> None:
    correct(client_, chat, do="hide", text="thrushcombe", role="SCHOOL")
    known = families.opened(chat).identities.subjects.values()
    place = next(one for one in known if "thrushcombe" in one.aliases)
    shown = client_.get(reverse("chat:who", args=[chat.pk, place.id])).content.decode()
    assert "Suggest this for everyone" in shown
    person = subject_of(chat, "Bronwen Larkspur")
    shown = client_.get(reverse("chat:who", args=[chat.pk, person.id])).content.decode()
    assert "Add to this case’s list of people" in shown
    assert "Suggest this for everyone" not in shown
    amina = subject_of(chat, "Amina Warsame")
    shown = client_.get(reverse("chat:who", args=[chat.pk, amina.id])).content.decode()
    assert "Add to this case’s list of people" not in shown


def suggested(chat: Conversation, by: User, text: str = "Thrushcombe") -> Suggestion:
    return suggesting.suggest(
        conversation=chat, text=text, kind="hidden", label="SCHOOL", reason="", by=by
    )


def test_who_suggested_it_sees_what_became_of_it(
    client_: Client, chat: Conversation, grace: User
) -> None:
    made, other = suggested(chat, grace), suggested(chat, grace, "Brindle")
    preview, mine = reverse("chat:preview", args=[chat.pk]), reverse("chat:suggestions")
    assert b"been decided" not in client_.get(preview).content
    privately.approve(made, by=families.administrator())
    privately.refuse(other, answer="It is a colour of cats.")
    assert b"2 words you suggested have been decided" in client_.get(preview).content
    shown = client_.get(mine).content.decode()
    assert "Approved." in shown
    assert "It is a colour of cats." in shown
    assert "Brindle" not in shown
    assert b"been decided" in client_.get(preview).content  # to look is not to have read it
    read = re.findall(r'name="read" value="([^"]+)"', shown)
    assert set(read) == {str(made.pk), str(other.pk)}
    client_.post(reverse("chat:suggestions_read"), {"read": [*read, "no id"]})
    assert b"been decided" not in client_.get(preview).content
    assert b"I have read" not in client_.get(mine).content


def test_one_takes_back_ones_own_alone(client_: Client, chat: Conversation, grace: User) -> None:
    made = suggested(chat, grace)
    other = families.sign_in(Client(), families.someone("else.where@example.test"))
    page = reverse("chat:withdraw", args=[made.pk])
    assert other.post(page).status_code == 404
    assert b"Thrushcombe" not in other.get(reverse("chat:suggestions")).content
    client_.post(page)
    assert not Suggestion.objects.exists()
    assert AuditEntry.objects.filter(action="word.suggestion_withdrawn").exists()


def test_a_reason_names_nobody_whom_the_case_knows(
    client_: Client, chat: Conversation, grace: User
) -> None:
    shy = families.case_of(
        grace, reference="LK-2025-0999", people=[Person("Amina Warsame", "CHILD", ("smudge",))]
    )
    other = families.chat(grace, case=shy)
    composing.compose(conversation=other, text="The bus stops at thrushcombe.", by=grace)
    correct(client_, other, do="hide", text="thrushcombe", role="SCHOOL")
    form = {"text": "thrushcombe", "label": "SCHOOL", "reason": "School of smudge, and near."}
    assert client_.post(page_of(other, "thrushcombe"), form).status_code == 302
    made = Suggestion.objects.get()
    assert "smudge" not in made.reason
    assert made.reason.endswith("and near.")
    privately.approve(made, by=families.administrator())
    assert Word.objects.get().note == ""


def test_a_reason_that_grows_too_long_is_sent_back(client_: Client, chat: Conversation) -> None:
    correct(client_, chat, do="hide", text="thrushcombe", role="SCHOOL")
    reason = " ".join(f"M{at} 1A{end}" for end in "ABD" for at in range(1, 10))
    form = {"text": "thrushcombe", "label": "SCHOOL", "reason": reason}
    reply = client_.post(page_of(chat, "thrushcombe"), form)
    assert reply.status_code == 422
    assert "in fewer words" in reply.content.decode()
    assert not Suggestion.objects.exists()


def test_a_name_is_suggested_under_no_heading(client_: Client, chat: Conversation) -> None:
    correct(client_, chat, do="hide", text="thrushcombe", role="SCHOOL")
    page = page_of(chat, "thrushcombe")
    for label in ("REFERENCE", "PLACE"):
        reply = client_.post(page, {"text": "Mrs Idris Vaughan.", "label": label, "reason": ""})
        assert "reads as somebody’s name" in reply.content.decode()
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize(
    ("text", "fits"),
    [("Early Help", True), ("early", True), ("EARLY-HELP", True), ("Idris Vaughan", False),
     ("Early Help Idris", False), ("Hel", False)],
)  # fmt: skip
def test_only_what_was_left_in_is_suggested_for_never_hidden(
    client_: Client, chat: Conversation, text: str, fits: bool
) -> None:
    correct(client_, chat, do="hide", text="Early Help", role="PLACE")
    correct(client_, chat, do="unmask", alias=alias_of(chat, "Early Help"))
    reply = client_.post(page_of(chat, "Early Help"), {"text": text})
    assert (reply.status_code == 302) == fits
    assert Suggestion.objects.exists() == fits


def test_nothing_is_offered_that_would_be_refused(client_: Client, chat: Conversation) -> None:
    """Larkmoor reads as somebody's name: no list takes it, whatever a person calls it."""
    composing.compose(conversation=chat, text="The family live in Larkmoor", by=chat.owner)
    shown = correct(client_, chat, do="hide", text="Larkmoor", role="PLACE")
    assert "Place" in shown
    assert "Suggest this for everyone" not in shown
    alias = alias_of(chat, "Larkmoor")
    assert client_.get(reverse("chat:suggest", args=[chat.pk, alias])).status_code == 404


def test_a_word_that_is_not_there_is_said_to_be_and_kept_in_its_field(
    client_: Client, chat: Conversation
) -> None:
    reply = client_.post(
        reverse("chat:correct", args=[chat.pk]),
        {"do": "hide", "text": "Thrashcombe", "role": "SCHOOL"},
    )
    shown = reply.content.decode()
    assert reply.status_code == 422
    assert "This is not in your text." in shown
    assert 'value="Thrashcombe"' in shown
    assert '<option value="SCHOOL" selected>' in shown
    assert "hrashcombe" not in str(families.opened(chat).spellings)


def test_who_suggested_a_refused_word_can_tell_which_from_their_own_work(
    client_: Client, chat: Conversation, grace: User
) -> None:
    correct(client_, chat, do="hide", text="thrushcombe", role="SCHOOL")
    form = {"text": "thrushcombe", "label": "SCHOOL", "reason": ""}
    client_.post(page_of(chat, "thrushcombe"), form)
    privately.refuse(Suggestion.objects.get(), answer="Too rare for everybody.")
    page = reverse("chat:suggestions")
    assert "Suggested from “thrushcombe”" in client_.get(page).content.decode()
    assert "hrushcombe" not in str(list(Suggestion.objects.values()))
    families.erase(chat.vault)
    shown = client_.get(page).content.decode()
    assert "hrushcombe" not in shown
    assert "erased now" in shown
