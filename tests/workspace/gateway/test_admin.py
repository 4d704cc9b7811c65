"""Taking an engine away does not open a use to others."""

import pytest
from django.urls import reverse

from tests.access.world import World, make_world
from tests.freshly import signed_in
from workspace.gateway.models import Engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_an_engine_that_a_use_names_is_not_deleted(world: World) -> None:
    """The use would name none any more, and so take every engine."""
    ada = signed_in(world.people["administrator"])
    spare = Engine.objects.create(name="Spare", kind="extractive")
    spare.use_cases.add(world.use_case)
    away = reverse("admin:gateway_engine_delete", args=[spare.pk])
    assert ada.post(away, {"post": "yes"}).status_code == 403
    assert list(world.use_case.engines.all()) == [spare]
    spare.use_cases.clear()
    assert ada.post(away, {"post": "yes"}).status_code == 302
    assert not Engine.objects.filter(pk=spare.pk).exists()
