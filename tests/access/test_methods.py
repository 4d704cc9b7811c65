"""Nothing answers a method that no page is made for, and no folder shows what is in it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.table import TABLE
from tests.access.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_no_page_answers_another_method(world: World) -> None:
    client = Client()
    client.force_login(world.owner)
    for name, row in TABLE.items():
        for method in ("TRACE", "TRACK", "PUT", "DELETE", "OPTIONS"):
            reply = client.generic(method, reverse(name, args=row.arguments(world)))
            assert reply.status_code == 405, (name, method)
            assert not reply.content


@pytest.mark.parametrize(
    "path", ["/static/", "/static/js/", "/media/", "/.git/config", "/.env", "/static/../manage.py"]
)
def test_no_folder_is_listed_and_nothing_beside_it_is_reached(world: World, path: str) -> None:
    client = Client()
    client.force_login(world.owner)
    assert client.get(path).status_code == 404
