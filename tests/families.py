"""Builders that tests share: people at work, a case with its roster, engines.

Everybody is invented. Nothing here mocks anything: it calls the actions that pages call.
"""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client
from django.utils import timezone

from tests.model_server import MODEL, ModelServer
from workspace.accounts.models import Role, Team, User
from workspace.cases import actions as cases
from workspace.cases.actions import Person
from workspace.cases.models import Case
from workspace.chat.actions import composing, conversations, sending
from workspace.chat.models import Conversation, Message
from workspace.gateway.models import Engine
from workspace.governance import stops
from workspace.governance.models import Classification, Stop, UseCase
from workspace.privacy.models import Vault
from workspace.privacy.vaults import OpenVault, open_vault, shred

PASSWORD = "plainly fictional words"

AMINA = Person("Amina Warsame", "CHILD", ("Mina",), {"DOB": "27 March 2018"})
SHABANA = Person("Shabana Warsame", "MOTHER", (), {"PHONE": "07700 900123"})
TOMOS = Person("Tomos Pritchard", "WORKER")
FAMILY = (AMINA, SHABANA, TOMOS)


def someone(
    email: str = "robin.ashgrove@example.test",
    *,
    role: str = Role.PRACTITIONER,
    teams: Iterable[Team] = (),
) -> User:
    """Return a person with one role who can sign in with `PASSWORD`."""
    staff = role == Role.ADMINISTRATOR
    name = email.partition("@")[0].replace(".", " ").title()
    user = User.objects.create_user(
        email, PASSWORD, name=name, role=role, is_staff=staff, is_superuser=staff
    )
    user.teams.set(teams)
    return user


def sign_in(client: Client, user: User) -> Client:
    """Sign in as somebody who has just shown who they are."""
    client.force_login(user)
    session = client.session
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = user_id_to_str(user)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time(), "email": user.email}
    ]
    session.save()
    return client


def team(name: str = "Larkmoor North") -> Team:
    return Team.objects.get_or_create(name=name)[0]


def member_of(user: User, name: str = "Larkmoor North") -> Team:
    found = team(name)
    user.teams.add(found)
    return found


def everyday(**fields: object) -> UseCase:
    """The use that chats are for unless a test says otherwise: allowed, and open to everybody."""
    given: dict[str, object] = {
        "title": "Summarise case documents",
        "purpose": "Read case documents and say what is in them.",
        "owner": administrator(),
        "review_date": timezone.localdate() + timedelta(days=300),
        "order": 1,
    }
    slug = fields.pop("slug", "summarise")
    found: UseCase = UseCase.objects.get_or_create(slug=slug, defaults=given | fields)[0]
    return found


def administrator() -> User:
    """Who answers for the register and pulls its switches."""
    found = User.objects.filter(email="una.register@example.test").first()
    return found or someone("una.register@example.test", role=Role.ADMINISTRATOR)


def stopped(
    work: Engine | UseCase | Team | None = None, message: str = "We are looking into a fault."
) -> Stop:
    """Pull the kill switch of this, or of everything."""
    scopes = {Engine: Stop.Scope.ENGINE, UseCase: Stop.Scope.USE_CASE, Team: Stop.Scope.TEAM}
    scope = scopes[type(work)] if work else Stop.Scope.EVERYTHING
    target = str(work.pk) if work else ""
    return stops.stop(scope=scope, target=target, message=message, by=administrator())


def built_in() -> Engine:
    everyday()
    return Engine.objects.get_or_create(
        kind="extractive",
        defaults={
            "name": "Built-in assistant",
            "in_house": True,
            "highest_classification": Classification.SENSITIVE,
        },
    )[0]


def server_engine(server: ModelServer, **fields: object) -> Engine:
    """The row of an OpenAI-compatible server that may read case work."""
    return server_engine_at(server.address, **fields)


def server_engine_at(address: str, **fields: object) -> Engine:
    everyday()
    given: dict[str, object] = {
        "name": "Test model",
        "kind": "openai",
        "address": address,
        "model": MODEL,
        "in_house": True,
        "highest_classification": Classification.SENSITIVE,
        "context_size": 32_000,
        "order": 1,
    }
    return Engine.objects.create(**(given | fields))


def case_of(
    by: User, *, reference: str = "LK-2025-0417", people: Iterable[Person] = FAMILY
) -> Case:
    """Open a case and put people on its roster."""
    found = cases.open_case(reference=reference, team=member_of(by), by=by)
    for person in people:
        cases.add_person(case=found, person=person, by=by)
    return found


def chat(by: User, *, case: Case | None = None, engine: Engine | None = None) -> Conversation:
    everyday()
    conversation = conversations.start(by=by, case=case)
    if engine is not None:
        conversations.choose_engine(conversation=conversation, engine=engine, by=by)
    return conversation


def opened(work: Case | Conversation) -> OpenVault:
    return open_vault(work.vault_id)


def erase(vault: Vault) -> None:
    shred(vault)


def ask(conversation: Conversation, text: str, *, by: User) -> Message:
    """Write and send a message; return the answer to come."""
    conversation.refresh_from_db()
    draft = composing.compose(conversation=conversation, text=text, by=by)
    return sending.send(draft=draft, by=by)


def seen_in(preview: str) -> dict[str, str]:
    """What “Send” on this page posts: the stamp of what the page shows."""
    found = re.search(r'name="seen" value="(\w+)" form="send-form"', preview)
    return {"seen": found[1]} if found else {}


@contextmanager
def asked(text: str, behaviour: object, *, by: User) -> Iterator[tuple[ModelServer, Message]]:
    """A case chat with one question put to a server that behaves like this."""
    with ModelServer(behaviour) as server:  # type: ignore[arg-type]
        conversation = chat(by, case=case_of(by), engine=server_engine(server))
        yield server, ask(conversation, text, by=by)
