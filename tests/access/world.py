"""Two teams, one person for each role, a case and a chat with everything in it.

Everybody is fictional. `World.addresses()` gives, for every kind of id an address can hold,
the owner's real one, so that others can try it.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.utils import timezone

from workspace.accounts.models import Role, Team, User
from workspace.cases.actions import Person, add_person, open_case
from workspace.cases.models import Case, RosterEntry
from workspace.chat.actions.composing import hide
from workspace.chat.actions.conversations import start
from workspace.chat.actions.deleting import delete
from workspace.chat.drafts import keep_draft
from workspace.chat.models import Conversation, Document, Message, Prompt
from workspace.gateway.models import Engine
from workspace.governance.models import Classification, Erasure, LegalHold, UseCase
from workspace.jobs.models import Event, Job, State
from workspace.outputs.models import Output
from workspace.oversight.actions import holding
from workspace.privacy.masking import MaskedText
from workspace.privacy.models import Suggestion
from workspace.privacy.preparing import mask_text
from workspace.privacy.suggesting import suggest
from workspace.translation import sheets
from workspace.translation.models import Translation

PASSWORD: Final = "quiet heron over the mill"
_HASHED: Final = make_password(PASSWORD)
CHILD: Final = "Zofia Brambleworth"
MOTHER: Final = "Halima Brambleworth"


def person(name: str, *teams: Team, role: str = Role.PRACTITIONER, **more: Any) -> User:
    email = f"{name.lower()}@larkmoor.example"
    user = User.objects.create_user(email, name=f"{name} Fernhill", role=role, **more)
    user.teams.set(teams)
    User.objects.filter(pk=user.pk).update(password=_HASHED)
    user.refresh_from_db()
    return user


def built_in() -> Engine:
    engine, _ = Engine.objects.get_or_create(
        name="Built-in assistant",
        kind="extractive",
        in_house=True,
        highest_classification=Classification.SENSITIVE,
    )
    return engine


@dataclass
class World:
    north: Team
    south: Team
    people: dict[str, User]
    engine: Engine
    case: Case
    entry: RosterEntry
    conversation: Conversation
    asked: Message
    answer: Message
    document: Document
    prompt: Prompt
    use_case: UseCase
    output: Output
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def owner(self) -> User:
        return self.people["owner"]


def make_world() -> World:
    cache.clear()  # nobody has signed in too often yet
    north, south = Team.objects.create(name="North"), Team.objects.create(name="South")
    people = _people(north, south)
    owner, engine = people["owner"], built_in()
    use_case = a_use(people["administrator"])
    case = open_case(reference="LK-2025-0417", team=north, by=owner)
    entry = add_person(case=case, person=Person(CHILD, "CHILD"), by=owner)
    add_person(case=case, person=Person(MOTHER, "MOTHER"), by=owner)
    conversation = start(by=owner, case=case)
    asked, answer = _exchange(conversation, owner)
    return World(
        north, south, people, engine, case, entry, conversation, asked, answer,
        _document(conversation), a_prompt(owner), use_case,
        keep_draft(answer, MaskedText(answer.text)),
    )  # fmt: skip


def _people(north: Team, south: Team) -> dict[str, User]:
    staff: dict[str, Any] = {"is_staff": True}
    return {
        "owner": person("Oona", north),
        "colleague": person("Corin", north),
        "stranger": person("Sefton", south),
        "manager": person("Mabyn", north, role=Role.MANAGER),
        "auditor": person("Aldous", role=Role.AUDITOR, **staff),
        "administrator": person(
            "Ada", role=Role.ADMINISTRATOR, is_superuser=True, **staff
        ),
        "leaver": person("Lorcan", north, is_active=False),
    }  # fmt: skip


def _exchange(conversation: Conversation, owner: User) -> tuple[Message, Message]:
    masked = mask_text(conversation.vault_id, f"How is {CHILD}?")
    asked = conversation.messages.create(
        author="user", status="sent", text=masked.text, aliases=masked.aliases
    )
    job = a_job(owner, masked.text)
    answer = conversation.messages.create(
        author="assistant", status="complete", text=masked.text, job=job, engine_name="Assistant",
        finished=timezone.now(),
    )  # fmt: skip
    conversation.title, conversation.title_aliases = masked.text, masked.aliases
    conversation.save()
    return asked, answer


def a_job(owner: User, text: str, state: str = State.DONE) -> Job:
    job = Job.objects.create(
        kind="chat.answer", queue="chat", owner=owner, subject_id="-", state=state, last_seq=1,
        finished=timezone.now() if state == State.DONE else None,
    )  # fmt: skip
    Event.objects.create(job=job, seq=1, name="delta", data={"text": text})
    return job


def _document(conversation: Conversation) -> Document:
    return a_document(conversation, f"{CHILD} went to the park.", "Note.txt")


def a_document(conversation: Conversation, text: str, name: str) -> Document:
    """A document that has been read already."""
    number = conversation.documents.count() + 1
    body, called = (mask_text(conversation.vault_id, words) for words in (text, name))
    return Document.objects.create(
        conversation=conversation, number=number, name=called.text, name_aliases=called.aliases,
        size=10, status="ready", paragraphs=[{"text": body.text, "aliases": body.aliases}],
    )  # fmt: skip


def a_prompt(owner: User, **more: Any) -> Prompt:
    fields = {
        "slug": "summarise", "title": "Summarise", "summary": "Short.", "body": "Summarise it.",
        "category": "Read", "owner": owner, "review_date": "2027-01-01",
    }  # fmt: skip
    return Prompt.objects.create(**fields | more)


def a_use(owner: User, **more: Any) -> UseCase:
    """A use of the register: allowed and open to every team unless said otherwise."""
    fields = {
        "slug": "summarise", "title": "Summarise case documents", "purpose": "Reading.",
        "owner": owner, "review_date": timezone.localdate() + timedelta(days=300), "order": 1,
    }  # fmt: skip
    found: UseCase = UseCase.objects.create(**fields | more)
    return found


def a_suggestion(world: World, text: str = "Kestrel House") -> Suggestion:
    """A word that the owner would like to be hidden for everybody."""
    return suggest(text=text, kind="hidden", label="ADDRESS", reason="", by=world.owner)


def a_hidden_place(world: World) -> str:
    """The alias of a place that was hidden by hand in the chat of the world."""
    a_document(world.conversation, "They moved to Old Mill Lodge.", "Move.txt")
    return hide(conversation=world.conversation, text="Old Mill Lodge", role="ADDRESS",
                by=world.owner)  # fmt: skip


def a_certificate(owner: User) -> Erasure:
    """The certificate of a chat that its owner deleted."""
    return delete(conversation=start(by=owner), by=owner)


def a_translation(world: World) -> Translation:
    """A translation of the owner's in the case of the world, done, with one sentence."""
    if found := Translation.objects.first():
        return found
    use = a_use(
        world.people["administrator"], slug="everyday", title="Everyday", room="translation"
    )
    masked = mask_text(world.case.vault_id, f"{CHILD} is here.")
    made = Translation.objects.create(
        owner=world.owner, case=world.case, vault=world.case.vault, use_case=use,
        source_language="en", target_language="es", state="ready",
        paragraphs=[{"text": masked.text, "aliases": masked.aliases}],
    )  # fmt: skip
    made.segments.create(
        number=1, paragraph=0, source=masked.text, source_aliases=masked.aliases,
        machine=masked.text, target=masked.text, target_aliases=masked.aliases,
    )  # fmt: skip
    made.output = sheets.keep_draft(made)
    made.save()
    return made


def a_hold(world: World) -> LegalHold:
    """The case of the world on legal hold."""
    by = world.people["administrator"]
    held = holding.find(world.case.reference)
    assert held
    found = LegalHold.objects.filter(object_id=held.on[1], lifted=None).first()
    return found or holding.place(thing=held, reason=f"Court asks about {CHILD}.", by=by)
