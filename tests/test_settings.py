"""Settings come from the environment, say what is wrong with it, and are all written down."""

import json
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.conf import global_settings
from django.utils.module_loading import import_string

from tests.deployment import production
from tests.servers import postgres
from workspace.env import database

ROOT = Path(__file__).parent.parent
SHOW = """
import json, sys
from workspace import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def load(env: dict[str, str], *names: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SHOW, *names]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


def bare(tmp_path: Path, **more: str) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("DAYLIGHT_")}
    return env | {"DAYLIGHT_VAR": str(tmp_path / "var")} | more


def values(env: dict[str, str], *names: str) -> dict[str, object]:
    done = load(env, *names)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_with_nothing_set_all_is_embedded_and_in_one_folder(tmp_path):
    names = ("DATABASES", "CELERY_BROKER_URL", "HTTPS", "DEBUG", "DEMO", "KEYRING", "ALLOWED_HOSTS")
    found = values(bare(tmp_path), *names)
    assert "sqlite3" in str(found["DATABASES"])
    assert str(found["CELERY_BROKER_URL"]).startswith("folder:")
    assert str(found["KEYRING"]).startswith(str(tmp_path / "var"))
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert not any((found["HTTPS"], found["DEBUG"], found["DEMO"]))


def test_the_secret_key_is_made_once_and_is_private(tmp_path):
    first = values(bare(tmp_path), "SECRET_KEY")
    assert first == values(bare(tmp_path), "SECRET_KEY")
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_production_is_https_with_secrets_from_files(tmp_path):
    names = ("SECRET_KEY", "HTTPS", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "REDIS_URL")
    env = production(tmp_path)
    found = values(env, *names)
    assert found["SECRET_KEY"] == Path(env["DAYLIGHT_SECRET_KEY_FILE"]).read_text()
    assert all(found[name] for name in names[1:4])
    assert "redis.example.test" in str(found["REDIS_URL"])


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DAYLIGHT_DEMO", "perhaps", "DAYLIGHT_DEMO must be 1 or 0"),
        ("DAYLIGHT_LEASE_SECONDS", "soon", "DAYLIGHT_LEASE_SECONDS must be a number"),
        ("DAYLIGHT_DATABASE_URL", "mysql://x/y", "must start with postgresql://"),
        ("DAYLIGHT_DATABASE_URL", "postgresql://x/y?options=-c", "cannot have ?options="),
        ("DAYLIGHT_SECRET_KEY_FILE", "/nowhere/at/all", "DAYLIGHT_SECRET_KEY_FILE cannot be read"),
    ],
)
def test_a_wrong_value_is_named(tmp_path, name, value, says):
    done = load(bare(tmp_path, **{name: value}))
    assert done.returncode != 0
    assert says in done.stderr


def manage(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


def test_the_deployment_check_notices_a_weaker_setting(tmp_path):
    (tmp_path / "var").mkdir()
    env = production(tmp_path) | {"DAYLIGHT_HTTPS": "0"}
    done = manage(env, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 1
    assert "SECURE_HSTS_SECONDS" in done.stderr


def used() -> set[str]:
    """Every variable that the product reads, whatever file names it."""
    found: set[str] = set()
    for path in (ROOT / "workspace").rglob("*.py"):
        found |= set(re.findall(r"DAYLIGHT_[A-Z_]+", path.read_text("utf-8")))
    return {name.removesuffix("_FILE") for name in found}


def test_every_variable_is_documented_and_no_other():
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = set(re.findall(r"^\| `(DAYLIGHT_[A-Z_]+)…?` \|", text, re.M))
    assert rows == used()


@pytest.mark.parametrize("name", ["compose.yaml", "Dockerfile", "Makefile", "README.md", "docs"])
def test_nobody_speaks_of_a_variable_that_does_nothing(name):
    place = ROOT / name
    files = place.rglob("*.md") if place.is_dir() else [place]
    text = "".join(path.read_text("utf-8") for path in files)
    named = {found.removesuffix("_FILE") for found in re.findall(r"DAYLIGHT_[A-Z_]+", text)}
    engine_keys = {found for found in named if found.startswith("DAYLIGHT_ENGINE_")}
    assert named - engine_keys <= used()


def test_passwords_are_kept_as_current_guidance_has_it():
    """OWASP's figure of 2023 for PBKDF2 with SHA-256; the suite itself uses a quick hash."""
    hasher = import_string(global_settings.PASSWORD_HASHERS[0])()
    assert "PASSWORD_HASHERS" not in (ROOT / "workspace" / "settings.py").read_text("utf-8")
    assert hasher.algorithm == "pbkdf2_sha256"
    assert hasher.iterations >= 600_000
    assert hasher.salt_entropy >= 128


def test_the_way_to_the_database_can_be_encrypted():
    """A PostgreSQL without TLS is not spoken to once TLS is asked for."""
    with postgres() as address:
        for mode, goes in (("prefer", True), ("require", False), ("verify-full", False)):
            kept = database(f"{address.rpartition('/')[0]}/postgres?sslmode={mode}", ROOT)
            options = {k: v for k, v in kept["OPTIONS"].items() if k != "pool"}
            ask = partial(
                psycopg.connect, host=kept["HOST"], port=kept["PORT"], user=kept["USER"],
                password=kept["PASSWORD"], dbname=kept["NAME"], **options,
            )  # fmt: skip
            if goes:
                ask().close()
            else:
                with pytest.raises(psycopg.OperationalError):
                    ask()
