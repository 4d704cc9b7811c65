"""The doctor notices each thing that can be wrong, says what mends it, and tells no secret."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as real
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from tests import families
from tests.model_server import MODEL, ModelServer
from tests.processes import ROOT, free_port, wait_until
from workspace.accounts.models import User
from workspace.chat import doctor
from workspace.chat.demo.council import PEOPLE
from workspace.chat.doctor import configuration, keys, models, storage, workers
from workspace.chat.doctor.finding import State
from workspace.gateway.models import Engine
from workspace.governance.models import Classification
from workspace.jobs.sweeping import sweep
from workspace.jobs.tasks import sweep as sweep_task
from workspace.privacy.keyring import add_key
from workspace.privacy.vaults import new_vault

SECRET = "a-secret-key-of-a-model-server"


def states(check):
    return {finding.name: finding.state for finding in check()}


def said(check):
    return " ".join(f"{finding.says} {finding.mend}" for finding in check())


@pytest.fixture
def ring(settings, tmp_path):
    path = tmp_path / "keys" / "keyring.json"
    settings.KEYRING = str(path)
    return path


def engine(**more):
    given = {"name": "A model", "kind": "openai", "model": MODEL, "in_house": True} | more
    return Engine.objects.create(highest_classification=Classification.SENSITIVE, **given)


@pytest.mark.django_db
def test_a_database_with_all_migrations_is_well():
    assert states(storage.database) == {"database": State.OK}


@pytest.mark.django_db
def test_a_missing_migration_is_a_problem():
    MigrationRecorder(connection).record_unapplied("chat", "0001_initial")
    assert states(storage.database) == {"database": State.PROBLEM}
    assert "manage.py migrate" in said(storage.database)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ahead", "state"), [(0, State.OK), (1.5, State.WARNING), (600, State.PROBLEM)]
)
def test_a_clock_that_is_off(settings, monkeypatch, ahead, state):
    settings.JOBS = settings.JOBS | {"heartbeat_seconds": 8}
    if ahead:  # the database's own clock cannot be moved
        there = datetime.now(UTC) + timedelta(seconds=ahead)
        monkeypatch.setattr(storage, "_database_time", lambda: there)
    assert states(storage.clock) == {"clock": state}


def test_a_folder_that_does_not_exist_yet_is_measured_by_its_parent(settings, tmp_path):
    settings.VAR = tmp_path / "not" / "yet"
    assert "GB are free" in said(storage.disk)


@pytest.mark.django_db
def test_no_vault_and_no_keyring_is_well_and_makes_none(ring):
    assert states(keys.keys) == {"keyring": State.OK}
    assert not ring.exists()


@pytest.mark.django_db
def test_a_keyring_that_opens_every_vault_is_well(ring):
    new_vault()
    assert states(keys.keys) == {"keyring": State.OK}


@pytest.mark.django_db
def test_a_keyring_others_may_read(ring):
    new_vault()
    ring.chmod(0o644)
    assert State.PROBLEM in [finding.state for finding in list(keys.keys())]
    assert "chmod 600" in said(keys.keys)


@pytest.mark.django_db
def test_a_lost_keyring_is_a_problem_and_is_not_made_anew(ring):
    new_vault()
    ring.unlink()
    assert states(keys.keys) == {"keyring": State.PROBLEM}
    assert "backup" in said(keys.keys)
    assert not ring.exists()


@pytest.mark.django_db
def test_a_keyring_of_the_same_name_with_another_key(ring):
    new_vault()
    ring.unlink()
    add_key(ring)
    assert states(keys.keys) == {"keyring": State.PROBLEM}


@pytest.mark.django_db
def test_a_damaged_keyring(ring):
    new_vault()
    ring.write_text("{}")
    assert states(keys.keys) == {"keyring": State.PROBLEM}


@pytest.mark.django_db
def test_a_rotation_that_was_not_finished(ring):
    new_vault()
    add_key(ring)
    assert states(keys.keys) == {"keyring": State.WARNING}
    assert "rotate_keys --rewrap-only" in said(keys.keys)


@pytest.mark.django_db
def test_the_bundled_models_are_whole():
    assert set(states(models.bundled).values()) == {State.OK}


@pytest.mark.django_db
def test_a_changed_byte_in_a_bundled_model(settings, tmp_path):
    shutil.copytree(real.BASE_DIR / "bundled" / "ner_en", tmp_path / "bundled" / "ner_en")
    names = tmp_path / "bundled" / "ner_en" / "model" / "daylight_entities" / "model"
    names.write_bytes(names.read_bytes() + b"zz")
    settings.BASE_DIR = tmp_path
    assert states(models.bundled)["bundled/ner_en"] == State.PROBLEM


@pytest.mark.django_db
def test_without_an_engine_nobody_is_answered():
    assert states(models.engines) == {"engines": State.PROBLEM}


@pytest.mark.django_db
def test_an_engine_that_answers_and_one_that_lacks_the_model():
    with ModelServer() as server:
        engine(name="Good", address=server.address)
        engine(name="Wrong", address=server.address, model="no-such-model")
        found = states(models.engines)
    assert found == {"engine Good": State.OK, "engine Wrong": State.PROBLEM}


@pytest.mark.django_db
def test_an_engine_that_is_down_and_one_without_its_key():
    engine(name="Down", address=f"http://127.0.0.1:{free_port()}/v1")
    engine(name="Keyless", address="http://127.0.0.1/v1", secret_source="env:DAYLIGHT_ENGINE_X")
    assert set(states(models.engines).values()) == {State.PROBLEM}


@pytest.mark.django_db
def test_an_engine_that_is_off_is_not_asked():
    with ModelServer() as server:
        engine(name="Off", address=server.address, enabled=False)
        families.stopped()
        found = states(models.engines)
        assert server.received == []
    assert found == {"engines": State.PROBLEM, "kill switch": State.WARNING}


@pytest.mark.django_db
def test_the_register_empty_late_and_in_order():
    assert states(configuration.register) == {"register": State.WARNING}
    assert "manage.py prepare" in said(configuration.register)
    today, day = timezone.localdate(), timedelta(days=1)
    use = families.everyday(review_date=today + 40 * day)
    assert states(configuration.register) == {"register": State.OK}
    for review, words in {
        today + 20 * day: "soon: summarise",
        today - day: "overdue: summarise",
    }.items():
        use.review_date = review
        use.save()
        assert states(configuration.register) == {"register": State.WARNING}
        assert words in said(configuration.register)
    assert "nobody can send" in said(configuration.register)


@pytest.mark.django_db(transaction=True)
@pytest.mark.worker
def test_workers_that_live(worker):
    sweep_task.apply()
    found = states(workers.workers)
    assert found["broker"] == found["workers"] == found["sweep"] == State.OK


@pytest.mark.django_db(transaction=True)
@pytest.mark.worker
def test_workers_that_do_not(no_worker, monkeypatch):
    monkeypatch.setattr(workers, "_SECONDS", 0.5)
    assert states(workers.workers)["workers"] == State.PROBLEM
    assert "chat" in said(workers.workers)


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"DEBUG": True}, State.PROBLEM),
        ({"DEMO": True}, State.WARNING),
        ({"SECRET_KEY": "short"}, State.PROBLEM),
        ({"ALLOWED_HOSTS": ["daylight.example.test"], "HTTPS": False}, State.PROBLEM),
        ({"ALLOWED_HOSTS": ["*"], "HTTPS": True}, State.PROBLEM),
    ],
)
@pytest.mark.django_db
def test_settings_that_are_not_for_work(settings, tmp_path, changed, state):
    settings.VAR = tmp_path / "var"
    settings.ALLOWED_HOSTS = ["localhost"]
    assert set(states(configuration.configuration).values()) == {State.OK}
    for name, value in changed.items():
        setattr(settings, name, value)
    assert state in states(configuration.configuration).values()


@pytest.mark.django_db
@pytest.mark.parametrize(("active", "warned"), [(True, True), (False, False)])
def test_people_of_the_demonstration_who_can_sign_in(settings, active, warned):
    assert not settings.DEMO
    User.objects.create_user(email=PEOPLE[0].email, name="Grace May", is_active=active)
    assert ("with a public password, can sign in" in said(configuration.configuration)) is warned


def test_a_check_that_breaks_is_a_finding_without_its_words(monkeypatch):
    def breaks():
        raise ValueError(SECRET)

    monkeypatch.setitem(doctor.CHECKS, "database", breaks)
    finding = next(doctor.examine())
    assert finding.state == State.PROBLEM
    assert "ValueError" in finding.says
    assert SECRET not in f"{finding}"


@pytest.mark.django_db(transaction=True)
def test_the_command_in_json_tells_no_secret_and_ends_with_1(no_worker, ring, monkeypatch, capsys):
    monkeypatch.setattr(workers, "_SECONDS", 0.1)
    monkeypatch.setenv("DAYLIGHT_ENGINE_A", SECRET)
    new_vault()
    with ModelServer() as server:
        engine(address=server.address, secret_source="env:DAYLIGHT_ENGINE_A", model="missing")
        with pytest.raises(SystemExit) as ended:
            call_command("doctor", "--json")
    text = capsys.readouterr().out
    told = json.loads(text)
    assert ended.value.code == 1
    assert told["state"] == "problem"
    assert {"database", "clock", "disk", "broker", "keyring"} <= {
        finding["name"] for finding in told["findings"]
    }
    assert all(f["mend"] for f in told["findings"] if f["state"] != "ok")
    kept = json.loads(ring.read_text())["keys"].values()
    for secret in (SECRET, real.SECRET_KEY, *kept):
        assert secret not in text


def test_a_database_that_is_down_is_said_and_the_rest_still_looked_at(tmp_path):
    env = {name: value for name, value in os.environ.items() if not name.startswith("DAYLIGHT_")}
    env |= {
        "DAYLIGHT_VAR": str(tmp_path),
        "DAYLIGHT_DATABASE_URL": f"postgresql://x:{SECRET}@127.0.0.1:{free_port()}/x",
    }
    command = [sys.executable, "manage.py", "doctor", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    found = {finding["name"]: finding["state"] for finding in json.loads(done.stdout)["findings"]}
    assert done.returncode == 1
    assert found["database"] == "problem"
    assert found["bundled/ner_en"] == found["disk"] == "ok"
    assert SECRET not in done.stdout + done.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.worker
def test_the_quick_question_to_one_pool(worker, capsys):
    def alive():
        sweep()
        sweep_task.apply()
        try:
            call_command("pool", "chat")
        except SystemExit:
            return False
        return True

    wait_until(alive, "the pool of chat to answer")
    assert "chat: alive" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_quick_question_unanswered():
    with pytest.raises(SystemExit):
        call_command("pool", "chat")
