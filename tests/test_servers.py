"""The suite's own PostgreSQL and Redis: they answer, and are gone afterwards, whatever happens."""

import socket
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from tests import everything, servers

needs = pytest.mark.skipif(
    not (servers.program("initdb") and servers.program("redis-server")),
    reason="PostgreSQL or Redis is not installed here; `make test` installs it or says so",
)


def is_closed(url):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", urlsplit(url).port)) != 0


@needs
def test_postgres_answers_with_its_password_alone_and_ends_with_the_block():
    with servers.postgres() as url:
        admin = url.removesuffix("/daylight") + "/postgres"
        with psycopg.connect(admin) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        password = urlsplit(admin).password
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(admin.replace(password, "wrong"))
    assert is_closed(url)


@needs
def test_redis_ends_when_the_tests_fail():
    def broken_run():
        with servers.redis() as url:
            redis.Redis.from_url(url).set("a", 1)
            seen.append(url)
            raise KeyboardInterrupt

    seen = []
    with pytest.raises(KeyboardInterrupt):
        broken_run()
    assert is_closed(seen[0])


def test_what_is_missing_is_named_to_somebody_who_is_not_root(monkeypatch):
    monkeypatch.setattr(servers, "program", lambda name: "" if name == "chromium" else name)
    monkeypatch.setattr(everything.os, "geteuid", lambda: 1000)
    said = everything.install_missing()
    assert "sudo apt-get install --no-install-recommends chromium" in said
    assert "redis" not in said
