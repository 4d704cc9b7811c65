"""Whoever tries what is not theirs is in the record, and nothing that they typed is."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from tests.access.world import World, make_world
from workspace.governance.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_trying_the_id_of_anothers_chat(world: World) -> None:
    stranger = world.people["stranger"]
    client = families.sign_in(Client(), stranger)
    address = reverse("chat:conversation", args=[world.conversation.pk])
    assert client.get(f"{address}?name=Zofia").status_code == 404
    entry = AuditEntry.objects.get(action="access.not_found")
    assert (entry.actor_id, entry.object_id) == (str(stranger.pk), str(world.conversation.pk))
    assert entry.facts == {"page": "chat:conversation"}


def test_an_id_that_never_was_is_recorded_alike(world: World) -> None:
    client, made_up = families.sign_in(Client(), world.owner), uuid4()
    assert client.get(reverse("cases:case", args=[made_up])).status_code == 404
    entry = AuditEntry.objects.get(action="access.not_found")
    assert entry.object_id == str(made_up)


def test_an_address_that_does_not_exist_is_no_attempt(world: World) -> None:
    families.sign_in(Client(), world.owner).get("/zofia-brambleworth/")
    Client().get(reverse("cases:case", args=[uuid4()]))
    assert not AuditEntry.objects.filter(action__startswith="access.").exists()


def test_a_refusal_by_a_rule(world: World) -> None:
    auditor = world.people["auditor"]
    reply = families.sign_in(Client(), auditor).post(reverse("chat:start"))
    assert reply.status_code == 403
    entry = AuditEntry.objects.get(action="access.refused")
    assert entry.actor_id == str(auditor.pk)
    assert entry.facts == {"code": "role", "page": "chat:start"}
