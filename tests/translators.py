"""A translator for tests: real packs with random weights, rows and purposes; all that is needed."""

from pathlib import Path
from typing import Any

import pytest

from tests import families
from tests.argos_packs import random_pack
from workspace.accounts.models import User
from workspace.gateway.builtin import built_in_translator
from workspace.governance.models import Room, UseCase
from workspace.jobs import running
from workspace.translation.actions import asking
from workspace.translation.models import Translation
from workspace.translation.packs import bundled


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """English to Spanish and back, English to Arabic: they keep no sense, and no names."""
    folder = tmp_path_factory.mktemp("packs")
    for source, target in (("en", "es"), ("es", "en"), ("en", "ar")):
        random_pack(folder, source, target, stops=True)
    return folder


@pytest.fixture
def translator(db: None, packs: Path, tmp_path: Path, settings: Any) -> None:
    settings.PACKS = [packs, tmp_path / "packs"]
    # What a test has not committed, the heart's own connection does not see: it would call the
    # lease lost. What happens to leases is tested where they are.
    settings.JOBS = settings.JOBS | {"lease_seconds": 900, "heartbeat_seconds": 600}
    built_in_translator()
    assert bundled.settle() == []


def everyday(**fields: Any) -> UseCase:
    return families.everyday(
        **{"slug": "translate-everyday", "title": "Everyday", "room": Room.TRANSLATION} | fields
    )


def ask(text: str, *, by: User, target: str = "es", source: str = "en", **more: Any) -> Translation:
    use = more.pop("use_case", None) or everyday()
    wish = asking.Wish(text=text, target=target, source=source, use_case=use, **more)
    return asking.ask(wish=wish, by=by)


def done(text: str, *, by: User, **more: Any) -> Translation:
    """Ask, do the work as a worker would, and return what came of it."""
    made = ask(text, by=by, **more)
    assert made.job is not None
    running.run(made.job.pk)
    made.refresh_from_db()
    return made
