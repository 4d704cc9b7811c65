"""The administrator's prompts and engines: what may be entered, and what is recorded."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.world import World, a_prompt, make_world
from tests.freshly import signed_in
from workspace.chat.models import Prompt
from workspace.gateway.models import Engine
from workspace.governance.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def admin(world: World) -> Client:
    return signed_in(world.people["administrator"])


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
    assert "/v1" not in str(entry.facts)
    assert "model.key" not in str(entry.facts)


def test_where_an_engine_is_goes_on_the_record_but_no_key(world: World, admin: Client) -> None:
    admin.post(reverse("admin:gateway_engine_add"), ENGINE)
    engine = Engine.objects.get(name="Model")
    page = reverse("admin:gateway_engine_change", args=[engine.pk])
    moved = "https://user:s3cret@other.example:8443/v1?key=s3cret"
    change = {"address": moved, "secret_source": "env:DAYLIGHT_ENGINE_KEY"}
    assert admin.post(page, ENGINE | change).status_code == 302
    entry = AuditEntry.objects.latest("id")
    assert entry.action == "engine.changed"
    assert entry.facts["fields"] == ["address", "secret_source"]
    assert (entry.facts["host_before"], entry.facts["host"]) == (
        "model.example", "other.example:8443",
    )  # fmt: skip
    assert "s3cret" not in str(entry.facts)
    assert "DAYLIGHT_ENGINE_KEY" not in str(entry.facts)


def test_an_engine_is_switched_off(world: World, admin: Client) -> None:
    admin.post(reverse("admin:gateway_engine_add"), ENGINE)
    engine = Engine.objects.get(name="Model")
    off = {name: value for name, value in ENGINE.items() if name != "enabled"}
    admin.post(reverse("admin:gateway_engine_change", args=[engine.pk]), off)
    engine.refresh_from_db()
    assert not engine.enabled
    assert AuditEntry.objects.latest("id").facts["enabled"] is False


def test_a_new_engine_may_read_nothing_but_public_text(world: World, admin: Client) -> None:
    page = admin.get(reverse("admin:gateway_engine_add"))
    assert page.context["adminform"].form["highest_classification"].value() == 0
    assert "public text only" in page.content.decode()


def test_the_list_says_which_uses_name_an_engine(world: World, admin: Client) -> None:
    page = reverse("admin:gateway_engine_changelist")
    assert "None by name" in admin.get(page).content.decode()
    world.engine.use_cases.add(world.use_case)
    assert world.use_case.title in admin.get(page).content.decode()


def test_what_a_prompt_says_never_goes_on_the_record(world: World, admin: Client) -> None:
    page = reverse("admin:chat_prompt_change", args=[world.prompt.pk])
    form = {
        "slug": "summarise", "title": "Zzcanary", "summary": "Zzcanary", "body": "Zzcanary",
        "category": "Read", "task": "answer", "owner": world.owner.pk, "review_date": "2027-01-01",
        "enabled": "on",
    }  # fmt: skip
    assert admin.post(page, form).status_code == 302
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.object_id) == ("prompt.changed", str(world.prompt.pk))
    assert sorted(entry.facts["fields"]) == ["body", "summary", "title"]
    assert "Zzcanary" not in str(list(AuditEntry.objects.values()))


def test_many_prompts_at_once_are_on_the_record_one_by_one(world: World, admin: Client) -> None:
    other = a_prompt(world.owner, slug="other", title="Other")
    a_prompt(world.owner, slug="off", title="Off", enabled=False)
    form = {"action": "switch_off", "_selected_action": list(pks(Prompt))}
    admin.post(reverse("admin:chat_prompt_changelist"), form)
    assert not Prompt.objects.filter(enabled=True).exists()
    told = AuditEntry.objects.filter(action="prompt.changed").values_list("object_id", flat=True)
    assert sorted(told) == sorted([str(world.prompt.pk), str(other.pk)])


def test_a_prompt_that_is_deleted_is_on_the_record(world: World, admin: Client) -> None:
    pk = str(world.prompt.pk)
    admin.post(reverse("admin:chat_prompt_delete", args=[pk]), {"post": "yes"})
    assert not Prompt.objects.exists()
    assert AuditEntry.objects.get(action="prompt.deleted").object_id == pk


def pks(model: Any) -> Any:
    return model.objects.values_list("pk", flat=True)
