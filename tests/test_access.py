"""Everybody against every address: who may open what, and that nothing is left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.table import TABLE, WHO, Row
from tests.access.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def every_address() -> Iterator[tuple[str, str]]:
    """Yield (name, pattern) of everything the resolver knows."""

    def walk(resolver: Any, path: str, space: str) -> Iterator[tuple[str, str]]:
        for found in resolver.url_patterns:
            if isinstance(found, URLResolver):
                inner = space + (f"{found.namespace}:" if found.namespace else "")
                yield from walk(found, path + str(found.pattern), inner)
            else:
                assert isinstance(found, URLPattern)
                yield space + (found.name or "-"), path + str(found.pattern)

    return walk(get_resolver(), "", "")


def signed_in(world: World, who: str, **more: Any) -> Client:
    client = Client(**more)
    if who != "anonymous":
        client.force_login(world.people[who])
    return client


def outcome(response: Any) -> Any:
    if response.status_code == 401:  # a form that came too late: it says so, and where to sign in
        return "in"
    if response.status_code not in (301, 302):
        return response.status_code
    return "in" if response["Location"].startswith(reverse("account_login")) else "on"


def test_every_address_has_its_row() -> None:
    names = {name for name, _ in every_address() if not name.startswith("admin:")}
    assert names == set(TABLE)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_each_person_gets_what_the_table_says(world: World, name: str) -> None:
    row: Row = TABLE[name]
    address = reverse(name, args=row.arguments(world))
    got = {}
    for who in WHO:
        with transaction.atomic():
            send = getattr(signed_in(world, who), row.method)
            got[who] = outcome(send(address, row.post(world)))
            transaction.set_rollback(True)  # everybody finds the same world
    assert got == dict(zip(WHO, row.expected, strict=True))


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.method == "post"])
def test_what_changes_something_cannot_be_done_by_following_a_link(world: World, name: str) -> None:
    address = reverse(name, args=TABLE[name].arguments(world))
    for who in WHO[:6]:
        assert signed_in(world, who).get(address).status_code == 405
    assert outcome(signed_in(world, "anonymous").get(address)) == "in"


def test_everything_that_can_be_posted_wants_a_token(world: World) -> None:
    posts = [name for name in TABLE if TABLE[name].method == "post"]
    posts += ["chat:delete", "cases:create", "cases:person_add", "cases:person_edit"]
    posts += ["cases:people_paste", "cases:people_several"]
    posts += ["account_login", "account_logout", "account_reset_password"]
    for name in posts:
        client = signed_in(world, "owner", enforce_csrf_checks=True)
        address = reverse(name, args=TABLE[name].arguments(world))
        assert client.post(address, {"text": "x"}).status_code == 403, name


def admin_addresses(world: World) -> Iterator[str]:
    known = {
        "<path:object_id>": str(world.case.pk), "<id>": str(world.owner.pk),
        "<path:content_type_id>": "1", "(?P<url>.*)$": "nothing-here",
    }  # fmt: skip
    for name, pattern in every_address():
        if name.startswith("admin:"):
            path = pattern.replace("^", "").split("(?P<app_label>")
            address = path[0] + ("accounts/" if len(path) > 1 else "")
            for mark, value in known.items():
                address = address.replace(mark, value)
            yield "/" + address


@pytest.mark.parametrize(
    "who", ["owner", "colleague", "stranger", "manager", "leaver", "anonymous"]
)
def test_the_administration_is_closed_to_everybody_else(world: World, who: str) -> None:
    client = signed_in(world, who)
    addresses = list(admin_addresses(world))
    assert len(addresses) > 50
    for address in addresses:
        response = client.get(address)
        elsewhere = ("/account/login/", "/admin/login/") if address != "/admin/logout/" else "/"
        sent_away = response.status_code == 302 and response["Location"].startswith(elsewhere)
        assert sent_away or response.status_code in (403, 404), (address, response.status_code)


@pytest.mark.parametrize("name", ["conversation", "preview", "delete", "document", "seen", "turn"])
def test_a_case_chat_is_lost_with_the_team(world: World, name: str) -> None:
    client = signed_in(world, "owner")
    address = reverse(f"chat:{name}", args=TABLE[f"chat:{name}"].arguments(world))
    assert client.get(address).status_code in (200, 302)
    world.owner.teams.set([world.south])
    assert client.get(address).status_code == 404
    assert b"LK-2025-0417" not in client.get(reverse("chat:home")).content


def test_a_colleague_starts_a_chat_in_the_case_but_a_stranger_does_not(world: World) -> None:
    address, form = reverse("chat:start"), {"case": world.case.pk}
    assert signed_in(world, "colleague").post(address, form).status_code == 302
    assert signed_in(world, "stranger").post(address, form).status_code == 404


def test_ids_of_others_in_a_form_find_nothing(world: World) -> None:
    """An edit, a case or a prompt may be named in a form; another's does not exist there."""
    client = signed_in(world, "stranger")
    client.post(reverse("chat:start"))
    mine = world.people["stranger"].conversations.get()
    address = reverse("chat:conversation", args=[mine.pk])
    shown = client.get(address, {"edit": world.asked.pk}).content
    assert b"You are changing an earlier message" not in shown
    assert b"Brambleworth" not in shown
    form = {"text": "Hello.", "edit": world.asked.pk}
    client.post(reverse("chat:draft", args=[mine.pk]), form)
    assert mine.messages.get(status="draft").replaces is None
    for what in ("unmask", "role", "merge"):
        form = {
            "do": what, "alias": world.asked.aliases[0], "subject": world.entry.person_id,
            "into": world.entry.person_id, "role": "FATHER",
        }  # fmt: skip
        reply = client.post(reverse("chat:correct", args=[mine.pk]), form)
        assert reply.status_code in (302, 422)
        assert b"Brambleworth" not in reply.content
    world.entry.person.refresh_from_db()
    assert world.entry.person.role == "CHILD"


def test_a_person_of_one_case_is_not_reached_through_another(world: World) -> None:
    from workspace.cases.actions import open_case

    stranger = world.people["stranger"]
    theirs = open_case(reference="LK-2025-0999", team=world.south, by=stranger)
    client = signed_in(world, "stranger")
    for name in ("person_edit", "person_remove"):
        address = reverse(f"cases:{name}", args=[theirs.pk, world.entry.pk])
        assert client.post(address, {"name": "X", "role": "CHILD"}).status_code == 404


@pytest.mark.parametrize("case", ["not-a-uuid", "1", "\x00", "'", "²"])
def test_a_wrong_id_in_a_form_is_not_found(world: World, case: str) -> None:
    client = signed_in(world, "owner")
    assert client.post(reverse("chat:start"), {"case": case}).status_code == 404


@pytest.mark.parametrize(
    "said", ["²", "9" * 5000, "-1", "\x00", "1e3", "٣", "99999999999999999999"]
)
def test_a_wrong_number_in_an_address_breaks_nothing(world: World, said: str) -> None:
    client, chat = (
        signed_in(world, "owner"),
        reverse("chat:conversation", args=[world.conversation.pk]),
    )
    assert client.get(chat, {"prompt": said, "edit": said}).status_code == 200
    assert client.get(reverse("chat:home"), {"page": said, "q": said}).status_code == 200
    assert client.post(reverse("chat:start"), {"prompt": said}).status_code == 302


def test_numbers_beyond_the_database_are_not_found(world: World) -> None:
    client = signed_in(world, "owner")
    chat, case = world.conversation.pk, world.case.pk
    for number in (0, 2**31, 2**63, 10**30):
        assert client.get(f"/chats/{chat}/D{number}/").status_code == 404
        assert client.get(f"/cases/{case}/people/{number}/").status_code == 404
