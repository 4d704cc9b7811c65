"""Changing the organisation's key: killed anywhere, it goes on, and nobody is lost."""

import json
import os
import random
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.processes import PATIENCE, ROOT
from workspace.governance.models import AuditEntry
from workspace.privacy.keyring import add_key, keyring
from workspace.privacy.models import Vault
from workspace.privacy.rotation import rewrap_all, waiting
from workspace.privacy.vaults import change, data_key, new_vault, open_vault, shred

MANY = 3000
NAME = "Zofia Brambleworth"


@pytest.fixture(autouse=True)
def ring(settings: Any, tmp_path: Path) -> Path:
    settings.KEYRING = str(tmp_path / "keyring.json")
    return tmp_path / "keyring.json"


def many_vaults(count: int) -> None:
    keys, rows = keyring(), []
    for _ in range(count):
        vault = Vault()
        vault.key_id, vault.wrapped_key = keys.wrap(keys.new_data_key(), vault=str(vault.pk))
        rows.append(vault)
    Vault.objects.bulk_create(rows, batch_size=500)


def rotate(ring: Path) -> "subprocess.Popen[bytes]":
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.child_settings",
        "DAYLIGHT_TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "DAYLIGHT_KEYRING": str(ring),
    }
    arguments = [sys.executable, "manage.py", "rotate_keys"]
    return subprocess.Popen(
        arguments, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_it_goes_on_where_it_stopped(ring: Path) -> None:
    named = new_vault()
    change(named.pk, lambda known: known.new("PERSON", NAME, role="CHILD"))
    many_vaults(MANY)
    unwrapped = {vault.pk: data_key(vault).raw for vault in Vault.objects.all()}
    left = [MANY + 1]
    for _ in range(3):
        process, goal = rotate(ring), left[-1] - random.randint(20, MANY // 5)
        end = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < end:
            if len(json.loads(ring.read_text())["keys"]) > 1 and waiting().count() < goal:
                break
        process.kill()
        process.wait()
        left.append(waiting().count())
    assert left == sorted(set(left), reverse=True), "each kill came in the middle"
    assert left[-1] > 0, "the last kill came too late to show anything"
    finished = rotate(ring)
    said = finished.communicate(timeout=PATIENCE)[0].decode()
    assert finished.returncode == 0, said
    assert "0 left" in said
    kept = json.loads(ring.read_text())
    assert sorted(kept["keys"]) == ["k1", "k2"], "one rotation makes one key, however often killed"
    del kept["keys"]["k1"]
    ring.write_text(json.dumps(kept))
    for vault in Vault.objects.all():
        assert data_key(vault).raw == unwrapped[vault.pk]
    assert [next(iter(p.aliases)) for p in open_vault(named.pk).identities.people()] == [NAME]


@pytest.mark.django_db
def test_a_vault_changed_or_erased_meanwhile_is_left_alone(ring: Path) -> None:
    first, second = sorted((new_vault(), new_vault()), key=lambda vault: vault.pk)
    add_key(ring)
    steps = rewrap_all()
    assert next(steps).pk == first.pk
    shred(second)
    assert [vault.pk for vault in steps] in ([], [second.pk])
    second.refresh_from_db()
    assert second.wrapped_key is None


@pytest.mark.django_db
def test_a_second_rotation_makes_a_second_key(ring: Path) -> None:
    vault = new_vault()
    for expected in ("k2", "k3"):
        call_command("rotate_keys", verbosity=0, stdout=StringIO())
        vault.refresh_from_db()
        assert vault.key_id == expected
    assert data_key(vault)
    actions = list(AuditEntry.objects.values_list("action", flat=True))
    assert actions == ["key.added", "key.rotated"] * 2


@pytest.mark.django_db
def test_no_key_is_made_while_one_is_missing(ring: Path) -> None:
    """Half-way through, the old key is still needed: without it nothing is pretended."""
    vault = new_vault()
    add_key(ring)
    kept = json.loads(ring.read_text())
    del kept["keys"]["k1"]
    ring.write_text(json.dumps(kept))
    with pytest.raises(CommandError, match="k1"):
        call_command("rotate_keys")
    assert json.loads(ring.read_text()) == kept
    vault.refresh_from_db()
    assert vault.key_id == "k1"


@pytest.mark.django_db
@pytest.mark.parametrize("damage", [None, b"{", b""])
def test_a_lost_or_damaged_keyring_is_reported_and_not_written_over(
    ring: Path, damage: bytes | None
) -> None:
    new_vault()
    ring.unlink() if damage is None else ring.write_bytes(damage)
    with pytest.raises(CommandError, match="backup"):
        call_command("rotate_keys")
    assert ring.exists() == (damage is not None)
    if damage is not None:
        assert ring.read_bytes() == damage
