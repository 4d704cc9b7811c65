"""The server's own secrets are kept apart from those that an engine may name."""

import pytest

from workspace.gateway.checks import secrets_are_apart


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_a_secret_of_the_server_among_those_of_engines(settings, tmp_path, monkeypatch, name):
    settings.SECRETS = str(tmp_path / "engines")
    monkeypatch.setenv(f"DAYLIGHT_{name}_FILE", str(tmp_path / name))
    assert secrets_are_apart() == []
    settings.SECRETS = str(tmp_path)
    (found,) = secrets_are_apart()
    assert f"DAYLIGHT_{name}_FILE" in found.msg


def test_a_link_into_the_folder_is_noticed(settings, tmp_path, monkeypatch):
    settings.SECRETS = str(tmp_path / "engines")
    (tmp_path / "engines").mkdir()
    (tmp_path / "secret_key").symlink_to(tmp_path / "engines" / "secret_key")
    monkeypatch.setenv("DAYLIGHT_SECRET_KEY_FILE", str(tmp_path / "secret_key"))
    assert len(secrets_are_apart()) == 1
