"""The doctor notices what endangers the record of what happened."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.tampering import unguarded
from workspace.chat.doctor import record
from workspace.chat.doctor.finding import State
from workspace.governance import audit, checkpoints, signing
from workspace.governance.models import ChainHead

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "signing_key.pem"
    settings.SIGNING_KEY = str(path)
    return path


def found() -> tuple[State, str]:
    [finding] = record.record()
    return finding.state, f"{finding.says} {finding.mend}"


def act() -> None:
    audit.record("case.read", by=None, on=("cases.case", "7"))


def test_before_anything_happened_no_key_is_made(key: Path) -> None:
    assert found()[0] == State.OK
    assert not key.exists()


def test_a_record_that_is_well(key: Path) -> None:
    act()
    checkpoints.make()
    assert found() == (State.OK, "1 entries, sealed; signed for up to entry 1. ")


def test_an_end_that_somebody_else_set(key: Path) -> None:
    act()
    ChainHead.objects.update(seq=7)
    state, said = found()
    assert (state, "verify_audit" in said) == (State.PROBLEM, True)


def test_a_lost_key(key: Path) -> None:
    act()
    key.unlink()
    state, said = found()
    assert (state, "backup" in said) == (State.PROBLEM, True)
    assert not key.exists()


def test_a_key_that_others_may_read(key: Path) -> None:
    signing.key_id()
    act()
    key.chmod(0o644)
    first, _ = record.record()
    assert (first.state, first.mend) == (State.PROBLEM, f"chmod 600 {key}")


def test_triggers_that_are_gone(key: Path) -> None:
    act()
    with unguarded(connection):
        state, said = found()
    assert (state, "prepare" in said) == (State.PROBLEM, True)


def test_nobody_signs(key: Path, monkeypatch: Any) -> None:
    act()
    monkeypatch.setattr(record, "_LATE", timedelta(0))
    state, said = found()
    assert (state, "beat" in said) == (State.WARNING, True)
