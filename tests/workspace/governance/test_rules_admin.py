"""A rule that no calendar can hold is refused: one such row would keep the night from erasing."""

import pytest
from django.urls import reverse

from tests.access.world import World, make_world
from tests.freshly import signed_in
from workspace.governance import retention
from workspace.governance.models import RetentionRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.mark.parametrize(("days", "kept"), [(0, True), (36_500, True), (36_501, False)])
def test_how_long_a_rule_may_keep(world: World, days: int, kept: bool) -> None:
    ada = signed_in(world.people["administrator"])
    form = {"kind": "chat", "team": "", "days": days}
    reply = ada.post(reverse("admin:governance_retentionrule_add"), form)
    assert (reply.status_code == 302) == kept
    assert RetentionRule.objects.filter(days=days).exists() == kept
    retention.enforce()
    assert signed_in(world.owner).get(reverse("chat:home")).status_code == 200
