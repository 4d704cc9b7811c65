"""Who opened what is in the record: once for each sitting, and never for a part of a page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import families
from tests.access.world import World, make_world
from workspace.governance import reading
from workspace.governance.heads import ChainBroken
from workspace.governance.models import AuditEntry, ChainHead

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def reads() -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(action__contains="read").order_by("seq")
    return list(rows.values_list("action", "object_id"))


def client_of(world: World, who: str = "owner") -> Client:
    return families.sign_in(Client(), world.people[who])


def test_opening_each_thing_is_a_reading(world):
    client, chat = client_of(world), world.conversation
    addresses = {
        ("chat.read", chat.pk): reverse("chat:conversation", args=[chat.pk]),
        ("chat.document.read", world.document.pk): f"/chats/{chat.pk}/D1/",
        ("chat.sent.read", world.asked.pk): reverse("chat:seen", args=[world.asked.pk]),
        ("case.read", world.case.pk): reverse("cases:case", args=[world.case.pk]),
    }
    for address in addresses.values():
        assert client.get(address).status_code == 200
    assert reads() == [(action, str(pk)) for action, pk in addresses]
    entries = AuditEntry.objects.filter(action__contains="read")
    assert {entry.case_id for entry in entries} == {str(world.case.pk)}
    assert {entry.actor_id for entry in entries} == {str(world.owner.pk)}


@pytest.mark.parametrize("name", ["turn", "who", "person_edit"])
def test_side_doors_to_names_are_readings_too(world, name):
    chat = world.conversation.pk
    address = {
        "turn": reverse("chat:turn", args=[world.answer.pk]),
        "who": reverse("chat:who", args=[chat, world.entry.person_id]),
        "person_edit": reverse("cases:person_edit", args=[world.case.pk, world.entry.pk]),
    }[name]
    assert client_of(world).get(address).status_code == 200
    assert len(reads()) == 1


def test_opening_it_again_soon_is_the_same_reading(world):
    client, address = client_of(world), reverse("chat:conversation", args=[world.conversation.pk])
    for _ in range(3):
        client.get(address)
    assert len(reads()) == 1


def test_opening_it_later_is_another(world, monkeypatch):
    client, address = client_of(world), reverse("chat:conversation", args=[world.conversation.pk])
    client.get(address)
    monkeypatch.setattr(reading, "SAME_READING", timedelta(0))
    client.get(address)
    assert len(reads()) == 2


def test_another_person_and_another_page_are_readings_of_their_own(world):
    address = reverse("cases:case", args=[world.case.pk])
    for who in ("owner", "colleague", "owner"):
        client_of(world, who).get(address)
    assert len(reads()) == 2
    client_of(world).get(reverse("chat:conversation", args=[world.conversation.pk]))
    assert len(reads()) == 3


def test_parts_that_a_page_fetches_are_none(world):
    client, chat = client_of(world), world.conversation.pk
    asked_by_htmx = {"HX-Request": "true", "HX-Target": "part"}
    client.get(reverse("chat:turn", args=[world.answer.pk]), headers=asked_by_htmx)
    client.get(reverse("chat:document_state", args=[chat, 1]), headers=asked_by_htmx)
    dialog = {"HX-Request": "true", "HX-Target": "who-body"}
    client.get(reverse("chat:who", args=[chat, world.entry.person_id]), headers=dialog)
    assert reads() == []


def test_what_one_may_not_see_is_no_reading(world):
    client = client_of(world, "stranger")
    assert client.get(f"/chats/{world.conversation.pk}/").status_code == 404
    assert client.get(f"/cases/{world.case.pk}/").status_code == 404
    assert reads() == []


def test_a_search_says_that_it_was_and_not_for_whom(world):
    client_of(world).post(reverse("chat:search"), {"q": "Zofia Brambleworth"})
    entry = AuditEntry.objects.get(action="chat.searched")
    assert entry.facts == {"words": 2, "found": 1}
    assert "Zofia" not in str(entry.__dict__)


def test_what_cannot_be_recorded_is_not_shown(world):
    """A record whose end somebody else set takes no entry, and takes the page along."""
    client = client_of(world)
    ChainHead.objects.update(seal="0" * 64)
    with pytest.raises(ChainBroken):
        client.get(f"/chats/{world.conversation.pk}/")


def test_a_known_reading_costs_one_question(world):
    reading.read("chat.read", by=world.owner, on=world.conversation)
    with CaptureQueriesContext(connection) as queries:
        assert reading.read("chat.read", by=world.owner, on=world.conversation) is None
    assert len(queries) == 1
