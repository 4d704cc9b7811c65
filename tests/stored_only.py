"""`-p tests.stored_only`: keep the tests that touch the database or the broker.

`make test` runs everything on SQLite and the folder broker, and then with this plugin on
PostgreSQL and Redis: a test of plain Python has nothing to gain from the second time.
"""

import pytest

TOUCHING = {"db", "transactional_db", "django_db_setup", "live_server"}
MARKS = ("django_db", "worker", "browser")


def touches(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & TOUCHING) or any(item.get_closest_marker(name) for name in MARKS)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left = [item for item in items if not touches(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if touches(item)]
