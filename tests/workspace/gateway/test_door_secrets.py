"""The key of a model server comes from the environment or a file, and is shown nowhere."""

import pytest
from django.contrib.admin.sites import site
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from tests import families
from tests.model_server import ModelServer
from workspace.gateway.door import Request, Stopped, call
from workspace.gateway.models import Engine
from workspace.governance.models import AuditEntry
from workspace.privacy.preparing import Draft

pytestmark = pytest.mark.django_db

KEY = "sk-plainly-invented-0417"


@pytest.fixture
def server():
    with ModelServer("All is well.", key=KEY) as server:
        yield server


def ask(engine, user):
    drafts = [Draft("user", ("How are they?",))]
    return call(
        families.everyday(), Request(drafts, engine), by=user, vault=families.chat(user).vault_id
    )


def test_from_the_environment(server, user, monkeypatch):
    monkeypatch.setenv("DAYLIGHT_ENGINE_KEY", KEY)
    engine = families.server_engine(server, secret_source="env:DAYLIGHT_ENGINE_KEY")
    assert ask(engine, user).answer.text == "All is well."
    assert f"Bearer {KEY}".encode() in server.received[0]


def test_from_a_file_in_the_secrets_folder(server, user, settings, tmp_path):
    settings.SECRETS = str(tmp_path)
    (tmp_path / "model-key").write_text(f"{KEY}\n")
    engine = families.server_engine(server, secret_source="file:model-key")
    assert ask(engine, user).answer.text == "All is well."


@pytest.mark.parametrize("source", ["env:DAYLIGHT_ENGINE_GONE", "file:gone"])
def test_a_missing_key_is_a_message_and_nothing_is_sent(server, user, settings, tmp_path, source):
    settings.SECRETS = str(tmp_path)
    with pytest.raises(Stopped) as stopped:
        ask(families.server_engine(server, secret_source=source), user)
    assert "administrator" in str(stopped.value)
    assert not server.received


@pytest.mark.parametrize(
    "source",
    [
        "env:DAYLIGHT_SECRET_KEY",
        "env:PATH",
        "file:../secret_key",
        "file:/etc/passwd",
        "file:.key",
        KEY,
    ],
)
def test_an_engine_row_cannot_reach_any_other_secret(server, user, source):
    engine = families.server_engine(server)
    engine.secret_source = source
    with pytest.raises(ValidationError):
        engine.full_clean()
    engine.save()
    with pytest.raises(Stopped):
        ask(engine, user)
    assert not server.received


def test_a_wrong_key_is_the_administrators_to_mend(server, user, monkeypatch):
    monkeypatch.setenv("DAYLIGHT_ENGINE_KEY", "another")
    with pytest.raises(Stopped) as stopped:
        ask(families.server_engine(server, secret_source="env:DAYLIGHT_ENGINE_KEY"), user)
    assert (stopped.value.code, stopped.value.may_retry) == ("engine_refused_request", False)


def test_the_key_is_in_no_row_form_or_record(server, user, monkeypatch, client, admin_page):
    monkeypatch.setenv("DAYLIGHT_ENGINE_KEY", KEY)
    engine = families.server_engine(server, secret_source="env:DAYLIGHT_ENGINE_KEY")
    ask(engine, user)
    seen = [str(model_to_dict(Engine.objects.get())), str(list(AuditEntry.objects.values()))]
    assert KEY not in "".join([*seen, admin_page(engine)])


@pytest.fixture
def admin_page(client):
    boss = families.someone("alex.marlowe@example.test", role="administrator")

    def page(engine):
        families.sign_in(client, boss)
        assert Engine in site._registry
        answer = client.get(f"/admin/gateway/engine/{engine.pk}/change/")
        assert answer.status_code == 200
        return answer.content.decode()

    return page
