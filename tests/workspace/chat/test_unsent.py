"""A draft that nobody sent leaves nothing behind that a roster or a choice shows."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from workspace.accounts.models import User
from workspace.cases.actions import Person, add_person, roster
from workspace.cases.models import Case
from workspace.chat.actions import composing
from workspace.chat.models import Conversation

pytestmark = pytest.mark.django_db
FAMILY = (Person("Arta Kelmendi", "CHILD", ("Artie",)), Person("Jack Molloy", "STEPFATHER"))
TYPED = (
    "arta, Artá Kelmendi, ARTA KELMENDI and Ar\u200bta went with Arta K.",
    "Arta’s cousin Kevin Ashgrove is coming. Jack Mulloy rang.",
    "arta goes bradford college",
)


@pytest.fixture
def grace(db: None) -> User:
    families.built_in()
    return families.someone()


@pytest.fixture
def case(grace: User) -> Case:
    return families.case_of(grace, people=FAMILY)


@pytest.fixture
def chat(grace: User, case: Case) -> Conversation:
    """A chat in which three messages were looked at, and none was sent."""
    found = families.chat(grace, case=case, engine=families.built_in())
    for text in TYPED:
        composing.compose(conversation=found, text=text, by=grace)
    return found


def who(client: Client, chat: Conversation, name: str) -> str:
    subject = families.opened(chat).identities.named(name)
    assert subject
    return client.get(reverse("chat:who", args=[chat.pk, subject.id])).content.decode()


def test_the_roster_shows_what_a_person_wrote_on_it(
    grace: User, case: Case, chat: Conversation
) -> None:
    rows = {row.name: row.other_names for row in roster(case=case, by=grace)}
    assert rows == {"Arta Kelmendi": ("Artie",), "Jack Molloy": ()}


def test_whoever_was_only_guessed_is_nobody_to_choose(
    grace: User, case: Case, chat: Conversation
) -> None:
    client = families.sign_in(Client(), grace)
    assert families.opened(case).identities.named("Kevin Ashgrove"), "known, so that he is hidden"
    assert "Kevin" not in who(client, chat, "Arta Kelmendi")
    composing.compose(conversation=chat, text=TYPED[1], by=grace)
    assert "Kevin Ashgrove (" in who(client, chat, "Arta Kelmendi"), "he stands in this draft"
    other = families.chat(grace, case=case, engine=families.built_in())
    composing.compose(conversation=other, text="Arta left.", by=grace)
    assert "Kevin" not in who(client, other, "Arta Kelmendi"), "that draft is not sent yet"
    families.ask(chat, TYPED[1], by=grace)
    assert "Kevin Ashgrove (" in who(client, other, "Arta Kelmendi")


def test_a_guess_makes_no_name_of_the_roster_doubtful(grace: User, chat: Conversation) -> None:
    draft = composing.compose(conversation=chat, text="Jack left.", by=grace)
    assert draft.text.startswith("[STEPFATHER_")
    draft = composing.compose(conversation=chat, text="Jack Mulloy met Jack.", by=grace)
    client = families.sign_in(Client(), grace)
    assert (
        "Who is meant by" in client.get(reverse("chat:preview", args=[chat.pk])).content.decode()
    ), "here it is: both stand in this draft"


def test_a_town_stays_a_town(grace: User, chat: Conversation) -> None:
    draft = composing.compose(conversation=chat, text="They live in Bradford", by=grace)
    assert draft.text == "They live in Bradford"


def test_a_first_name_in_a_draft_leaves_room_for_another_of_that_name(
    grace: User, case: Case, chat: Conversation
) -> None:
    one = composing.compose(conversation=chat, text="Jack left.", by=grace)
    assert one.text.startswith("[STEPFATHER_")
    add_person(case=case, person=Person("Jack Penrose", "UNCLE"), by=grace)
    draft = composing.compose(conversation=chat, text="Jack left again.", by=grace)
    assert draft.text.startswith("[PERSON_"), "which of the two is asked, not guessed"
    assert families.opened(case).identities.candidates(
        families.opened(case).spellings[draft.aliases[0]][0]
    )
