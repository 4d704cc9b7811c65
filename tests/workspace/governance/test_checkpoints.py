"""Signing: the key's file, what is signed with it, and the file of checkpoints."""

import json
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from workspace.governance import audit, checkpoints, heads, signing
from workspace.governance.inspecting import Inspection
from workspace.governance.models import Checkpoint
from workspace.governance.publickeys import BadKeys, genuine, read_public
from workspace.governance.tasks import checkpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "keys" / "signing_key.pem"
    settings.SIGNING_KEY = str(path)
    return path


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "audit" / "checkpoints.jsonl"
    settings.CHECKPOINTS = str(path)
    return path


def act() -> None:
    audit.record("case.read", by=None, on=("cases.case", "7"))


def fresh_pem() -> str:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def test_the_first_use_makes_a_key_that_only_this_user_can_read(key: Path) -> None:
    signed = signing.sign(b"this is a test")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in key.parent.iterdir()] == [key.name]
    assert signed.key_id == signing.key_id()
    assert signing.verify(b"this is a test", signed.signature, key_id=signed.key_id)
    assert not signing.verify(b"this is a tesT", signed.signature, key_id=signed.key_id)
    assert not signing.verify(b"this is a test", signed.signature, key_id="another")
    assert not signing.verify(b"this is a test", "no hex", key_id=signed.key_id)


def test_all_who_come_first_at_once_get_one_key(key: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(signing.make, [key] * 8))
    assert [path.name for path in key.parent.iterdir()] == [key.name]
    signing.key_id()


def test_what_an_earlier_key_signed_stays_genuine_and_its_seal_too(key: Path) -> None:
    act()
    old = signing.sign(b"this is a test")
    key.write_text(fresh_pem() + key.read_text())
    new = signing.sign(b"this is a test")
    assert new.key_id != old.key_id
    assert signing.verify(b"this is a test", old.signature, key_id=old.key_id)
    assert set(read_public(signing.public_key_pem())) == {old.key_id, new.key_id}
    assert heads.end()[1]
    act()
    assert list(Inspection()) == []


@pytest.mark.parametrize("damage", ["", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_damaged_key_is_not_replaced(key: Path, damage: str) -> None:
    key.parent.mkdir()
    key.write_text(damage)
    with pytest.raises(signing.SigningKeyUnusable):
        signing.sign(b"this is a test")
    assert key.read_text() == damage


def test_public_keys_alone_verify(key: Path) -> None:
    signed = signing.sign(b"this is a test")
    keys = read_public(signing.public_key_pem())
    assert genuine(keys, b"this is a test", key_id=signed.key_id, signature=signed.signature)
    assert "PRIVATE" not in signing.public_key_pem()
    with pytest.raises(BadKeys):
        read_public("no key")


def test_openssl_says_the_same(key: Path, tmp_path: Path) -> None:
    """The signature is plain Ed25519: nobody needs Daylight to check it."""
    signed = signing.sign(b"this is a test")
    (tmp_path / "payload").write_bytes(b"this is a test")
    (tmp_path / "signature").write_bytes(bytes.fromhex(signed.signature))
    (tmp_path / "public.pem").write_text(signing.public_key_pem())
    command = "openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in payload -sigfile"
    done = subprocess.run([*command.split(), "signature"], cwd=tmp_path, capture_output=True)
    assert b"Verified Successfully" in done.stdout, done.stderr


def test_a_checkpoint_says_how_far_the_record_had_come_in_two_places(file: Path) -> None:
    act()
    checkpoint()
    row = Checkpoint.objects.get()
    assert (row.seq, row.digest) == heads.end()[0]
    said = json.loads(file.read_text())
    assert said == {
        "seq": 1, "digest": row.digest, "at": row.at.isoformat(timespec="microseconds"),
        "key_id": row.key_id, "signature": row.signature,
    }  # fmt: skip
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_is_signed_when_nothing_is_new(file: Path) -> None:
    checkpoint()
    act()
    checkpoint()
    checkpoint()
    assert Checkpoint.objects.count() == 1
    assert len(file.read_text().splitlines()) == 1


def test_the_file_is_only_added_to_and_made_complete_again(file: Path) -> None:
    act()
    checkpoint()
    first = file.read_bytes()
    act()
    checkpoint()
    assert file.read_bytes().startswith(first)
    file.write_bytes(first + b'{"seq": 2, "dig')  # the power went
    act()
    checkpoint()
    assert [one.mark.seq for one in checkpoints.filed()] == [1, 2, 3]
    assert file.read_bytes().startswith(first)
    assert list(Inspection()) == []


def test_an_end_that_is_not_sealed_is_not_signed_for(file: Path) -> None:
    from workspace.governance.models import ChainHead

    act()
    ChainHead.objects.update(digest="f" * 64)
    checkpoint()
    assert not Checkpoint.objects.exists()


def test_a_row_that_nobody_signed_does_not_get_into_the_file(file: Path) -> None:
    act()
    Checkpoint.objects.create(
        seq=1, digest="f" * 64, at=datetime.now(UTC), key_id=signing.key_id(), signature="00" * 64
    )
    checkpoints.write_out()
    assert file.read_text() == ""


def test_a_restored_backup_sets_the_file_aside_and_begins_another(file: Path) -> None:
    act()
    checkpoint()
    aside = checkpoints.set_aside(datetime(2026, 1, 31, 9, tzinfo=UTC))
    assert aside
    assert aside.name == "checkpoints.until-20260131T090000.jsonl"
    checkpoint()
    assert file.read_text() == aside.read_text()
