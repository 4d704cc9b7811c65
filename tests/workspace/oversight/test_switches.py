"""The page of the kill switches: what each sees there, may do there, and must confirm first."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from tests.access.world import World, make_world
from workspace.governance.models import AuditEntry, Stop
from workspace.governance.stops import lift

pytestmark = pytest.mark.django_db
MESSAGE = "A fault is being mended. Ask Ada."


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def signed_in(world: World, who: str) -> Client:
    return families.sign_in(Client(), world.people[who])


def shown(client: Client, address: str = "oversight:switches") -> str:
    return " ".join(client.get(reverse(address)).content.decode().split())


def targets(world: World) -> dict[str, str]:
    return {
        "everything": "all", "team": str(world.north.pk), "use_case": str(world.use_case.pk),
        "engine": str(world.engine.pk),
    }  # fmt: skip


SCOPES = ("everything", "team", "use_case", "engine")


@pytest.mark.parametrize("scope", SCOPES)
def test_an_administrator_stops_anything_after_a_step_that_confirms_and_lets_it_go_on(
    world: World, scope: str
) -> None:
    client, target = signed_in(world, "administrator"), targets(world)[scope]
    address = reverse("oversight:pull", args=[scope, target])
    assert f'href="{address}"' in shown(client)
    assert b"Stop it now" in client.get(address).content
    assert not Stop.objects.exists(), "looking stops nothing"
    client.post(address, {"message": "  A fault is\n being mended. Ask Ada "})
    stop = Stop.objects.get()
    assert (stop.scope, stop.by, stop.message) == (scope, world.people["administrator"], MESSAGE)
    page = shown(client)
    assert f"People see: “{MESSAGE}”" in page
    assert "Stopped by Ada Fernhill on" in page
    assert f'href="{address}"' not in page, "it cannot be stopped twice"
    mend = reverse("oversight:lift", args=[stop.pk])
    assert b"Let it go on" in client.get(mend).content
    stop.refresh_from_db()
    assert stop.lifted is None
    client.post(mend)
    assert "Nothing is stopped." in shown(client)
    assert client.get(mend).status_code == 302
    actions = list(AuditEntry.objects.filter(action__startswith="stop.").values_list("action"))
    assert actions == [("stop.pulled",), ("stop.lifted",)]


def test_a_manager_stops_the_own_team_alone_and_asks_an_administrator_to_lift_it(
    world: World,
) -> None:
    client, address = signed_in(world, "manager"), targets(world)
    page = shown(client)
    assert "North" in page
    assert "South" not in page
    assert page.count("Stop …") == 1
    assert "Administrators stop everything, a use or a model." in page
    assert "Built-in assistant" not in page, "what they cannot stop is not listed"
    for scope, target in address.items():
        got = client.post(reverse("oversight:pull", args=[scope, target]), {"message": MESSAGE})
        assert got.status_code == (302 if scope == "team" else 403), scope
    other = reverse("oversight:pull", args=["team", world.south.pk])
    assert client.post(other, {"message": MESSAGE}).status_code == 403
    stop = Stop.objects.get()
    assert stop.target == str(world.north.pk)
    assert "An administrator lets it go on again." in shown(client)
    assert client.post(reverse("oversight:lift", args=[stop.pk])).status_code == 403


@pytest.mark.parametrize("message", ["", "   ", "x" * 301])
def test_people_must_be_told_something(world: World, message: str) -> None:
    client = signed_in(world, "administrator")
    got = client.post(reverse("oversight:pull", args=["everything", "all"]), {"message": message})
    assert got.status_code == 422
    assert b"There is a problem" in got.content
    assert not Stop.objects.exists()


@pytest.mark.parametrize(
    ("scope", "target"),
    [("team", "999999"), ("team", "x"), ("engine", "all"), ("nothing", "1"), ("everything", "1")],
)
def test_what_is_not_there_cannot_be_stopped(world: World, scope: str, target: str) -> None:
    client = signed_in(world, "administrator")
    address = reverse("oversight:pull", args=[scope, target])
    assert client.post(address, {"message": MESSAGE}).status_code == 404
    assert client.post(reverse("oversight:lift", args=[999999])).status_code == 404


def test_who_has_not_just_confirmed_who_they_are_is_asked_to(world: World) -> None:
    client, stop = Client(), families.stopped()
    client.force_login(world.people["administrator"])
    for address in (
        reverse("oversight:pull", args=["team", world.north.pk]),
        reverse("oversight:lift", args=[stop.pk]),
    ):
        for send in (client.get, client.post):
            got = send(address, {"message": MESSAGE})
            assert (got.status_code, "next=" in got["Location"]) == (302, True)
    assert Stop.objects.get() == stop
    stop.refresh_from_db()
    assert stop.lifted is None


def test_managers_and_administrators_see_a_banner_on_every_page(world: World) -> None:
    said = "Stopped:</strong> North, Summarise case documents, Built-in assistant, Everything."
    stops = [families.stopped(work) for work in (None, world.engine, world.use_case, world.north)]
    for who in ("manager", "administrator"):
        assert said in shown(signed_in(world, who), "chat:uses"), who
    for who in ("owner", "stranger", "auditor"):
        assert "Stopped:" not in shown(signed_in(world, who), "chat:uses"), who
    for stop in stops:
        lift(stop=stop, by=families.administrator())
    assert "Stopped:" not in shown(signed_in(world, "administrator"), "chat:uses")


def test_what_was_stopped_and_removed_since_is_still_told(world: World) -> None:
    families.stopped(world.engine)
    type(world.engine).objects.all().delete()
    assert "Something that was removed" in shown(signed_in(world, "administrator"))
