"""Two people with one first name: who is meant is asked in every message, and again at will."""

from collections.abc import Sequence

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from tests.access.world import a_document
from workspace.accounts.models import User
from workspace.cases.actions import Person
from workspace.chat.actions import composing, meaning
from workspace.chat.actions.meaning import CannotSettle
from workspace.chat.models import Conversation, Message
from workspace.governance.models import AuditEntry
from workspace.privacy.identities import Known

pytestmark = pytest.mark.django_db
MOLLOY, PENROSE = Person("Jack Molloy", "STEPFATHER"), Person("Jack Penrose", "UNCLE")
KELMENDIS = (Person("Arta Kelmendi", "CHILD"), Person("Drita Kelmendi", "MOTHER"))
SAID = "Jack hit Jack. Jack ran."


@pytest.fixture
def grace(db: None) -> User:
    families.built_in()
    return families.someone()


@pytest.fixture
def chat(grace: User) -> Conversation:
    case = families.case_of(grace, people=(MOLLOY, PENROSE, *KELMENDIS))
    return families.chat(grace, case=case, engine=families.built_in())


@pytest.fixture
def client_(grace: User) -> Client:
    return families.sign_in(Client(), grace)


def known(chat: Conversation, name: str) -> Known:
    everybody = families.opened(chat).identities.subjects.values()
    return next(one for one in everybody if name in one.aliases)


def roles(draft: Message) -> list[str]:
    draft.refresh_from_db()
    opened = families.opened(draft.conversation)
    shown = opened.restore(draft.text, draft.aliases)
    assert "[" not in shown, "what was typed is still there, letter for letter"
    return [piece.placeholder.role for piece in opened.pieces(draft.text) if piece.placeholder]


def preview(client: Client, chat: Conversation) -> str:
    return client.get(reverse("chat:preview", args=[chat.pk])).content.decode()


def correct(client: Client, chat: Conversation, **said: str) -> str:
    return client.post(reverse("chat:correct", args=[chat.pk]), said, follow=True).content.decode()


def test_each_mention_may_mean_somebody_else(
    chat: Conversation, grace: User, client_: Client
) -> None:
    draft = composing.compose(conversation=chat, text=SAID, by=grace)
    page = preview(client_, chat)
    assert "It stands here 3 times." in page
    assert "They are not all the same person" in page
    jack, molloy, penrose = (known(chat, name) for name in ("Jack", *_names(MOLLOY, PENROSE)))
    page = correct(
        client_, chat, do="mean", subject=jack.id,
        **{"means:message-text.0": molloy.id, "means:message-text.1": penrose.id,
           "means:message-text.2": ""},
    )  # fmt: skip
    assert roles(draft) == ["STEPFATHER", "UNCLE", "PERSON"]
    assert "Who is meant by" in page, "one mention is open still"
    correct(client_, chat, do="mean", subject=jack.id, mention="message-text.2", into=penrose.id)
    assert roles(draft) == ["STEPFATHER", "UNCLE", "UNCLE"]
    assert "Who is meant by" not in preview(client_, chat)


def _names(*people: Person) -> Sequence[str]:
    return [person.name for person in people]


def test_one_answer_serves_all_and_its_chip_asks_again(
    chat: Conversation, grace: User, client_: Client
) -> None:
    draft = composing.compose(conversation=chat, text=SAID, by=grace)
    paper = a_document(chat, "Jack was late.", "Note.txt")
    jack, penrose = known(chat, "Jack"), known(chat, PENROSE.name)
    correct(client_, chat, do="mean", subject=jack.id, into=penrose.id)
    assert roles(draft) == ["UNCLE"] * 3
    paper.refresh_from_db()
    assert paper.paragraphs[0]["text"].startswith("[UNCLE_")
    address = reverse("chat:who", args=[chat.pk, penrose.id])
    chip = client_.get(address, {"at": "message-text", "n": "1"}).content.decode()
    assert "Ask me again" in chip
    assert "Jack hit <mark>Jack</mark>" in chip.replace("\n", "")
    assert "Ask me again" not in client_.get(address).content.decode(), "no mention, no question"
    page = correct(client_, chat, do="mean", subject=jack.id, into="")
    assert roles(draft) == ["PERSON"] * 3
    assert "Who is meant by" in page
    entries = AuditEntry.objects.filter(object_id=str(chat.pk)).exclude(action="chat.read")
    assert [one.action for one in entries][-2:] == ["chat.settled", "chat.reopened"]


def test_every_message_asks_anew_whatever_was_answered_before(
    chat: Conversation, grace: User, client_: Client
) -> None:
    text = "Jack came. Mr Kelmendi asked."
    draft = composing.compose(conversation=chat, text=text, by=grace)
    jack, family = known(chat, "Jack"), known(chat, "Kelmendi")
    assert preview(client_, chat).count('id="meant-') == 2
    correct(client_, chat, do="mean", subject=jack.id, into=known(chat, MOLLOY.name).id)
    assert 'id="meant-' not in correct(client_, chat, do="leave_open", subject=family.id)
    composing.compose(conversation=chat, text=text, by=grace)
    assert roles(draft)[0] == "STEPFATHER", "the same text, looked at twice, keeps its answers"
    assert 'id="meant-' not in preview(client_, chat)
    composing.compose(conversation=chat, text=text + " Later too.", by=grace)
    assert preview(client_, chat).count('id="meant-') == 2
    families.ask(chat, "Mr Kelmendi asked for Jack.", by=grace)
    composing.compose(conversation=chat, text=text, by=grace)
    assert preview(client_, chat).count('id="meant-') == 2


def test_what_was_left_open_is_asked_again_from_its_chip(
    chat: Conversation, grace: User, client_: Client
) -> None:
    draft = composing.compose(conversation=chat, text=SAID, by=grace)
    jack = known(chat, "Jack")
    correct(client_, chat, do="leave_open", subject=jack.id)
    correct(client_, chat, do="mean", subject=jack.id, into=known(chat, MOLLOY.name).id)
    assert 'id="meant-' in correct(client_, chat, do="mean", subject=jack.id, into="")
    assert roles(draft) == ["PERSON"] * 3


def test_nothing_is_settled_that_is_not_there(chat: Conversation, grace: User) -> None:
    draft = composing.compose(conversation=chat, text=SAID + " Kelmendi.", by=grace)
    jack, family, molloy = (known(chat, name) for name in ("Jack", "Kelmendi", MOLLOY.name))
    for word, means in (
        (molloy.id, jack.id), (jack.id, family.id), (jack.id, "nobody"), ("nobody", molloy.id),
        (jack.id, {"message-text.3": molloy.id}), (jack.id, {"D1p1.0": molloy.id}), (jack.id, {}),
    ):  # fmt: skip
        with pytest.raises(CannotSettle):
            meaning.settle(conversation=chat, word=word, means=means, by=grace)
    assert roles(draft) == ["PERSON"] * 3 + ["FAMILY"]


def test_no_chip_offers_what_would_be_refused(
    chat: Conversation, grace: User, client_: Client
) -> None:
    text = "Jack, NHS 943 476 5919, met Pyotr Ashgrove."
    draft = composing.compose(conversation=chat, text=text, by=grace)
    spelt = families.opened(chat).spellings
    for alias in draft.aliases:
        subject, said = spelt[alias]
        chip = client_.get(reverse("chat:who", args=[chat.pk, subject.id])).content.decode()
        offered = "Not personal: leave it in" in chip
        assert offered == (said == "Pyotr Ashgrove")
