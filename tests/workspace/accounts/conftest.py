"""Each test counts guesses in a cache of its own, of the kind that has no server."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache

if TYPE_CHECKING:
    from workspace.accounts.models import User


@pytest.fixture(autouse=True)
def own_cache(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # for speed
    backend = "workspace.accounts.counting.SharedFiles"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path / "cache")}}
    yield
    cache.clear()


@pytest.fixture
def nell(db: None) -> "User":
    from .entering import person

    return person()


@pytest.fixture
def required(settings: Any) -> None:
    """The policy of every installation that is not the demonstration."""
    settings.MFA_REQUIRED = True
