"""Keys: made once, never lost by ours doing, and useless for anything but their own row."""

import json
import multiprocessing
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from workspace.privacy import vaults
from workspace.privacy.keyring import DataKey, KeyUnusable, add_key, keyring
from workspace.privacy.models import Vault

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ring(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "keys" / "keyring.json"
    settings.KEYRING = str(path)
    return path


def kept(ring: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ring.read_text())
    return found


def test_the_first_use_makes_a_keyring_for_this_user_alone(ring: Path) -> None:
    assert keyring().current == "k1"
    add_key(ring)
    for file in ring.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    assert sorted(kept(ring)["keys"]) == ["k1", "k2"]
    assert keyring().current == "k2"


def test_no_key_ever_takes_the_id_of_another(ring: Path) -> None:
    """An old key may be removed once nothing is wrapped with it; the others stay what they are."""
    keyring()
    add_key(ring)
    add_key(ring)
    rest = kept(ring)
    del rest["keys"]["k1"]
    ring.write_text(json.dumps(rest))
    before = kept(ring)["keys"]
    assert add_key(ring) == "k4"
    assert kept(ring)["keys"].items() > before.items()


def _add(path: str) -> str:
    return add_key(Path(path))


def test_keys_made_at_once_are_all_kept(ring: Path) -> None:
    keyring()
    with multiprocessing.get_context("fork").Pool(4) as pool:
        made = pool.map(_add, [str(ring)] * 12)
    assert sorted(kept(ring)["keys"]) == sorted({"k1", *made})
    assert len(set(made)) == 12


def test_a_lost_keyring_is_not_replaced_by_a_new_one(ring: Path) -> None:
    vault = vaults.new_vault()
    ring.unlink()
    for act in (keyring, vaults.new_vault, lambda: vaults.open_vault(vault.pk)):
        with pytest.raises(KeyUnusable, match="missing"):
            act()
    assert not ring.exists()


def test_a_keyring_may_begin_anew_when_everybody_has_been_erased(ring: Path) -> None:
    vaults.shred(vaults.new_vault())
    ring.unlink()
    assert keyring().current == "k1"


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"{", b"[]", b"null", b'{"keys": []}', b'{"keys": {}, "current": "k1"}', b"\xff\xfe",
        b'{"keys": {"k1": "AAAA"}, "current": "k1"}', b'{"keys": {"k1": 5}, "current": "k1"}',
        b'{"keys": {"k1": "!"}, "current": "k1"}',
    ],
)  # fmt: skip
def test_a_damaged_keyring_opens_nothing_and_is_left_alone(ring: Path, damage: bytes) -> None:
    vault = vaults.new_vault()
    ring.write_bytes(damage)
    for act in (keyring, vaults.new_vault, lambda: vaults.open_vault(vault.pk)):
        with pytest.raises(KeyUnusable):
            act()
    assert ring.read_bytes() == damage
    assert Vault.objects.count() == 1


def test_a_key_that_is_not_in_the_ring_is_named_by_its_id_alone(ring: Path) -> None:
    vault = vaults.new_vault()
    secret = kept(ring)["keys"]["k1"]
    other = {"keys": {"k9": secret}, "current": "k9"}
    ring.write_text(json.dumps(other))
    with pytest.raises(KeyUnusable, match="'k1'") as trouble:
        vaults.open_vault(vault.pk)
    assert secret not in str(trouble.value)


def test_neither_keys_nor_rings_show_themselves() -> None:
    key = keyring().new_data_key()
    for shown in (repr(key), str(key), repr(keyring())):
        assert "raw" not in shown
        assert "b'" not in shown


def test_hidden_text_belongs_to_one_key_and_one_row() -> None:
    key = keyring().new_data_key()
    hidden = key.hide("Zofia", bound_to="alias:1:2:3")
    assert key.show(hidden, bound_to="alias:1:2:3") == "Zofia"
    assert b"Zofia" not in hidden
    assert key.hide("Zofia", bound_to="alias:1:2:3") != hidden
    with pytest.raises(KeyUnusable):
        key.show(hidden, bound_to="alias:1:2:4")
    with pytest.raises(KeyUnusable):
        keyring().new_data_key().show(hidden, bound_to="alias:1:2:3")
    for cut in (*range(13), len(hidden) - 1):
        with pytest.raises(KeyUnusable):
            key.show(hidden[:cut], bound_to="alias:1:2:3")
    turned = bytes([*hidden[:-1], hidden[-1] ^ 1])
    with pytest.raises(KeyUnusable):
        key.show(turned, bound_to="alias:1:2:3")


def test_a_wrapped_key_opens_no_other_vault(ring: Path) -> None:
    one, two = vaults.new_vault(), vaults.new_vault()
    Vault.objects.filter(pk=two.pk).update(wrapped_key=one.wrapped_key)
    with pytest.raises(KeyUnusable):
        vaults.open_vault(two.pk)


def test_a_blind_index_meets_within_a_vault_and_nowhere_else() -> None:
    one, two = DataKey(os.urandom(32)), DataKey(os.urandom(32))
    assert one.blind("Zofia") == one.blind("Zofia") != two.blind("Zofia")
    assert one.blind("Zofia") != one.blind("zofia")
