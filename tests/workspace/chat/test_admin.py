"""The administrator's prompts and engines: what may be entered, and what is recorded."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.world import World, make_world
from workspace.chat.models import Prompt
from workspace.gateway.models import Engine
from workspace.governance.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def admin(world: World) -> Client:
    client = Client()
    client.force_login(world.people["administrator"])
    return client


def test_a_prompt_is_added_with_its_owner_and_review_date(world: World, admin: Client) -> None:
    form = {
        "slug": "agenda", "title": "Agenda", "summary": "For supervision.", "body": "Draw it up.",
        "category": "Plan", "task": "answer", "owner": world.owner.pk, "review_date": "2027-05-01",
        "enabled": "on",
    }  # fmt: skip
    assert admin.post(reverse("admin:chat_prompt_add"), form).status_code == 302
    assert Prompt.objects.get(slug="agenda").owner == world.owner
    for missing in ("owner", "review_date", "body"):
        refused = admin.post(reverse("admin:chat_prompt_add"), form | {"slug": "b", missing: ""})
        assert refused.status_code == 200
    assert not Prompt.objects.filter(slug="b").exists()


def test_a_prompt_is_taken_out_of_use(world: World, admin: Client) -> None:
    reader = Client()
    reader.force_login(world.owner)
    assert b"Summarise it." in reader.get(reverse("chat:prompts")).content
    Prompt.objects.update(enabled=False)
    assert b"Summarise it." not in reader.get(reverse("chat:prompts")).content


ENGINE: dict[str, Any] = {
    "name": "Model", "kind": "openai", "order": 5, "address": "https://model.example/v1",
    "model": "m", "secret_source": "", "highest_classification": 1, "context_size": 8192,
    "connect_timeout": 5, "read_timeout": 60, "total_timeout": 300, "price_in": 0, "price_out": 0,
    "enabled": "on",
}  # fmt: skip
REFUSED = [
    ({"address": "http://model.example/v1"}, "https://"),
    ({"address": "HTTP://model.example/v1"}, "https://"),
    ({"address": "ftp://model.example/v1"}, "https://"),
    ({"address": "file:///etc/passwd"}, ""),
    ({"address": ""}, "needs an address"),
    ({"secret_source": "sk-1234567890"}, "env:DAYLIGHT_ENGINE_"),
    ({"secret_source": "env:DAYLIGHT_SECRET_KEY"}, "env:DAYLIGHT_ENGINE_"),
    ({"secret_source": "env:PATH"}, "env:DAYLIGHT_ENGINE_"),
    ({"secret_source": "file:/etc/passwd"}, "env:DAYLIGHT_ENGINE_"),
    ({"secret_source": "file:../secret_key"}, "env:DAYLIGHT_ENGINE_"),
    ({"secret_source": "file:.."}, "env:DAYLIGHT_ENGINE_"),
    ({"secret_source": "file:a/b"}, "env:DAYLIGHT_ENGINE_"),
    ({"secret_source": "env:DAYLIGHT_ENGINE_A\nX"}, "env:DAYLIGHT_ENGINE_"),
    ({"kind": "no-such-kind"}, ""),
    ({"highest_classification": 7}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), REFUSED)
def test_an_engine_that_would_not_be_safe_is_refused(
    world: World, admin: Client, change: dict[str, Any], said: str
) -> None:
    reply = admin.post(reverse("admin:gateway_engine_add"), ENGINE | change)
    assert reply.status_code == 200
    assert said in reply.content.decode()
    assert not Engine.objects.filter(name="Model").exists()


@pytest.mark.parametrize(
    "change",
    [{}, {"address": "http://127.0.0.1:8000/v1", "in_house": "on"},
     {"secret_source": "env:DAYLIGHT_ENGINE_KEY"}, {"secret_source": "file:model.key"},
     {"kind": "extractive", "address": ""}],
)  # fmt: skip
def test_an_engine_that_is_safe_is_taken_and_recorded(
    world: World, admin: Client, change: dict[str, Any]
) -> None:
    reply = admin.post(reverse("admin:gateway_engine_add"), ENGINE | change)
    assert reply.status_code == 302, reply.context["adminform"].form.errors
    entry = AuditEntry.objects.latest("id")
    assert entry.action == "engine.added"
    assert entry.object_id == str(Engine.objects.get(name="Model").pk)
    assert "model.example" not in str(entry.facts)


def test_the_kill_switch_in_the_list_works_and_is_recorded(world: World, admin: Client) -> None:
    form = {
        "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": world.engine.pk,
        "form-0-enabled": "on", "form-0-killed": "on", "_save": "Save",
    }  # fmt: skip
    admin.post(reverse("admin:gateway_engine_changelist"), form)
    world.engine.refresh_from_db()
    assert world.engine.killed
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.facts["killed"]) == ("engine.changed", True)
