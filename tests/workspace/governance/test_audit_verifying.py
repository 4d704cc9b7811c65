"""What verifying finds, whoever owns the database: each attack, alone and with traces mended."""

import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests.tampering import mend_head, rechain, unguarded
from workspace.governance import audit, checkpoints, heads, links
from workspace.governance.inspecting import Inspection
from workspace.governance.models import AuditEntry, ChainHead, Checkpoint
from workspace.governance.publickeys import key_id_of
from workspace.governance.verifying import Kind

pytestmark = pytest.mark.django_db

rows = AuditEntry._base_manager
"""The table without the model's own refusals."""


@pytest.fixture(autouse=True)
def _record(db: None) -> None:
    """Ten entries, with checkpoints of the fifth and the ninth."""
    for number in range(1, 11):
        audit.record("case.read", by=None, on=("cases.case", "7"), number=number)
        if number in (5, 9):
            checkpoints.make()


def edit() -> None:
    rows.filter(seq=4).update(actor_id="somebody else")


def edit_with_its_digest() -> None:
    edit()
    [entry] = rows.filter(seq=4).values(*links.COVERED)
    rows.filter(seq=4).update(digest=links.digest_of(entry))


def edit_and_rechain() -> None:
    edit()
    rechain(4)


def edit_rechain_and_mend() -> None:
    edit_and_rechain()
    mend_head()


def delete() -> None:
    rows.filter(seq=4).delete()


def delete_and_close_the_gap() -> None:
    delete()
    for seq in range(5, 11):
        rows.filter(seq=seq).update(seq=seq - 1)
    rechain(4)
    mend_head()


def reorder() -> None:
    rows.filter(seq=6).update(seq=99)
    rows.filter(seq=7).update(seq=6)
    rows.filter(seq=99).update(seq=7)


def truncate() -> None:
    rows.filter(seq__gt=7).delete()


def truncate_and_mend() -> None:
    truncate()
    mend_head()


def add() -> None:
    rows.bulk_create([AuditEntry(seq=11, at=timezone.now(), action="a.b", previous="", digest="")])


def rewrite() -> None:
    rows.update(actor_id="somebody else")
    rechain()
    mend_head()


def rewrite_and_forget_checkpoints() -> None:
    rewrite()
    Checkpoint.objects.all().delete()


def rewrite_and_sign_oneself() -> None:
    rewrite()
    Checkpoint.objects.all().delete()
    key = Ed25519PrivateKey.generate()
    entry = rows.get(seq=10)
    mark = links.Mark(10, entry.digest, timezone.now())
    Checkpoint.objects.create(
        **mark._asdict(),
        key_id=key_id_of(key.public_key().public_bytes_raw()),
        signature=key.sign(links.checkpoint_payload(mark)).hex(),
    )


ATTACKS: list[tuple[Callable[[], None], list[tuple[Kind, int]]]] = [
    (edit, [(Kind.CHANGED, 4)]),
    (edit_with_its_digest, [(Kind.REPLACED, 5)]),
    (edit_and_rechain, [(Kind.REWRITTEN, 1), (Kind.REPLACED, 10)]),
    (edit_rechain_and_mend, [(Kind.REWRITTEN, 1), (Kind.UNSEALED, 10)]),
    (delete, [(Kind.MISSING, 4)]),
    (delete_and_close_the_gap, [(Kind.REWRITTEN, 1), (Kind.UNSEALED, 9)]),
    (reorder, [(Kind.MOVED, 6), (Kind.MOVED, 7), (Kind.REPLACED, 8)]),
    (truncate, [(Kind.CUT, 8)]),
    (truncate_and_mend, [(Kind.CUT, 8), (Kind.UNSEALED, 7)]),
    (add, [(Kind.ADDED, 11)]),
    (rewrite, [(Kind.REWRITTEN, 1), (Kind.UNSEALED, 10)]),
    (rewrite_and_forget_checkpoints, [(Kind.REWRITTEN, 1), (Kind.UNSEALED, 10)]),
    (rewrite_and_sign_oneself, [(Kind.FORGED, 10), (Kind.REWRITTEN, 1), (Kind.UNSEALED, 10)]),
]


@pytest.mark.parametrize(
    ("attack", "faults"), ATTACKS, ids=lambda value: getattr(value, "__name__", "")
)
def test_each_attack_is_found_where_it_happened(
    attack: Callable[[], None], faults: list[tuple[Kind, int]], capsys: Any
) -> None:
    with unguarded(connection):
        attack()
    found = list(Inspection())
    assert [(fault.kind, fault.seq) for fault in found] == faults
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit")
    said = capsys.readouterr().out
    assert all(fault.message in said for fault in found)


def test_a_whole_record_is_said_to_be_whole(capsys: Any) -> None:
    call_command("verify_audit")
    said = capsys.readouterr().out
    assert "All 10 entries are whole." in said
    assert "held against them: 4." in said  # two in the database, the same two in the file
    assert "the last 1 of them yet" in said


def test_an_empty_record_is_whole(capsys: Any) -> None:
    with unguarded(connection):
        for table in (rows, Checkpoint.objects, ChainHead.objects):
            table.all().delete()
    Path(str(checkpoints.set_aside(datetime.now(UTC)))).unlink()
    call_command("verify_audit")
    assert "All 0 entries are whole." in capsys.readouterr().out


def test_going_back_to_an_earlier_state_is_found_by_what_was_kept_elsewhere() -> None:
    """A seal that was genuine once is genuine again; only the file knows better."""
    old = ChainHead.objects.values("seq", "digest", "seal").get()
    for _ in range(3):
        audit.record("case.read", by=None, on=("cases.case", "7"))
    checkpoints.make()
    with unguarded(connection):
        rows.filter(seq__gt=10).delete()
        Checkpoint.objects.filter(seq__gt=10).delete()
        ChainHead.objects.update(**old)
    assert heads.end()[1]
    [fault] = Inspection()
    assert (fault.kind, fault.seq) == (Kind.CUT, 11)
    assert "saw entry 13" in fault.message


def test_a_rewrite_is_found_by_checkpoints_that_were_copied_away(
    tmp_path: Path, settings: Any
) -> None:
    copy = tmp_path / "copied-away.jsonl"
    copy.write_bytes(Path(settings.CHECKPOINTS).read_bytes())
    with unguarded(connection):
        rewrite_and_forget_checkpoints()
        ChainHead.objects.update(seq=0)
        heads.move(heads.Head(10, rows.get(seq=10).digest))  # they have the key of the seal too
    Path(settings.CHECKPOINTS).unlink()
    assert list(Inspection()) == []
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit", checkpoints=copy)


def test_people_may_go_on_working_meanwhile() -> None:
    inspection = Inspection()
    for _ in range(3):
        audit.record("case.read", by=None, on=("cases.case", "7"))
    checkpoints.make()
    assert list(inspection) == []
    assert inspection.walk.count == 10


def test_facts_that_a_database_can_hold_but_no_entry_has_are_a_fault() -> None:
    with unguarded(connection):
        rows.filter(seq=3).update(facts=["not", "a", "mapping"])
    assert [fault.kind for fault in Inspection()] == [Kind.CHANGED]


def test_a_long_record_is_verified_in_little_memory() -> None:
    _grow_to(100_000)
    tracemalloc.start()
    try:
        inspection = Inspection()
        assert list(inspection) == []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (inspection.walk.count, inspection.walk.seq) == (100_000, 100_000)
    assert peak < 16 * 2**20  # all of them at once take more than ten times that


def _grow_to(size: int) -> None:
    """Write properly chained entries in bulk, as nothing but a test does."""
    (head, _), moment, batch = heads.end(), timezone.now(), []
    said: dict[str, Any] = dict.fromkeys(links.COVERED, "x") | {"at": moment, "facts": {"n": 1}}
    before = head.digest
    for seq in range(head.seq + 1, size + 1):
        said |= {"seq": seq, "previous": before}
        before = links.digest_of(said)
        batch.append(AuditEntry(**said, digest=before))
        if len(batch) == 5000 or seq == size:
            AuditEntry.objects.bulk_create(batch)
            batch.clear()
    heads.lock()
    heads.move(heads.Head(size, before))


def test_a_file_is_verified_without_the_database(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "record.jsonl"
    call_command("verify_audit", export=file)
    assert "All 11 entries are whole." in capsys.readouterr().out  # the export is in it too
    assert json.loads(file.read_text().splitlines()[-1])["action"] == "audit.exported"
    with connection.execute_wrapper(_refuse):
        call_command("verify_audit", from_export=file)
    said = capsys.readouterr().out
    assert "All 11 entries are whole." in said
    assert "yet" not in said  # a checkpoint speaks for its end


def _refuse(*_: Any) -> None:
    raise AssertionError("the database was asked")


def _edited(lines: list[str]) -> list[str]:
    lines[3] = lines[3].replace('"number":4', '"number":5')
    return lines


def _rewritten(lines: list[str]) -> list[str]:
    before, fresh = links.GENESIS, []
    for line in lines:
        said = json.loads(line) | {"actor_id": "somebody else", "previous": before}
        said["at"] = datetime.fromisoformat(said["at"])
        before = links.digest_of(said)
        fresh.append(links.canonical(links.said_by(said) | {"digest": before}).decode())
    return fresh


@pytest.mark.parametrize(
    ("attack", "words"),
    [
        (_edited, "Entry 4 was changed after it was written."),
        (lambda lines: lines[:3] + lines[4:], "Entry 4 is missing."),
        (
            lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
            "Entry 4 stands after entry 5",
        ),
        (lambda lines: lines[:7], "Entries 8 to 11 are cut off"),
        (_rewritten, "Entries 1 to 11 are not what was signed for"),
    ],
)
def test_a_file_that_was_altered_is_not_whole(
    attack: Callable[[list[str]], list[str]], words: str, tmp_path: Path, capsys: Any
) -> None:
    file = tmp_path / "record.jsonl"
    call_command("verify_audit", export=file)
    file.write_text("\n".join(attack(file.read_text().splitlines())) + "\n")
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit", from_export=file)
    assert words in capsys.readouterr().out


def test_checkpoints_newer_than_the_file_are_named_as_what_they_are(
    tmp_path: Path, capsys: Any
) -> None:
    file, later = tmp_path / "record.jsonl", tmp_path / "later.jsonl"
    call_command("verify_audit", export=file)
    call_command("verify_audit", export=later)
    newer, hint = tmp_path / "later.checkpoints.jsonl", "they were downloaded after it was exported"
    capsys.readouterr()
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit", from_export=file, checkpoints=newer)
    assert hint in " ".join(capsys.readouterr().out.split())
    file.write_text("\n".join(_edited(file.read_text().splitlines())) + "\n")
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit", from_export=file)
    assert hint not in capsys.readouterr().out


def test_without_a_key_it_says_where_to_get_one(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    call_command("verify_audit", export=file)
    (tmp_path / "record.public-key.pem").unlink()
    with pytest.raises(CommandError, match=r"There is no public key at .* Integrity of the record"):
        call_command("verify_audit", from_export=file)


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"seq": 1}', "nonsense"])
def test_a_file_that_is_no_record_is_not_said_to_be_whole(line: str, tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    call_command("verify_audit", export=file)
    file.write_text(line + "\n" + file.read_text())
    with pytest.raises(CommandError, match="Line 1 is not an entry"):
        call_command("verify_audit", from_export=file)


def test_a_key_of_ones_own_decides_what_is_genuine(tmp_path: Path, capsys: Any) -> None:
    from workspace.governance.publickeys import pem_of

    other = tmp_path / "other.pem"
    other.write_text(pem_of(Ed25519PrivateKey.generate().public_key().public_bytes_raw()))
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit", public_key=other)
    assert "is not signed with a key known here" in capsys.readouterr().out
