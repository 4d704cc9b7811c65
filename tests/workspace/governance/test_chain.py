"""One chain, whoever writes and from wherever; and an end that nobody else can set."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.processes import Child
from tests.tampering import unguarded
from workspace.accounts.models import User
from workspace.governance import audit, checkpoints, heads, links, signing, triggers
from workspace.governance.inspecting import Inspection
from workspace.governance.models import AuditEntry, ChainHead, Checkpoint
from workspace.governance.verifying import Kind

VALUES = {
    "seq": 7, "at": timezone.now(), "actor_id": "1", "actor_role": "manager", "action": "a.b",
    "object_type": "x", "object_id": "2", "within": "w", "case_id": "c", "purpose": "p",
    "model": "m", "facts": {"count": 1}, "previous": "0" * 64,
}  # fmt: skip
CHANGED: dict[str, Any] = {
    "seq": 8, "at": VALUES["at"] + timedelta(microseconds=1), "facts": {"count": 2}
}  # fmt: skip
WRITER = """
import django; django.setup()
from workspace.governance import audit
print("ready.", flush=True)
for number in range(40):
    audit.record("process.wrote", by=None, on=("process", {name!r}), number=number)
print("finished.", flush=True)
"""


@pytest.mark.parametrize(
    "name", [field.name for field in AuditEntry._meta.fields if field.name not in ("id", "digest")]
)
def test_the_digest_speaks_for_every_field(name: str) -> None:
    """A field that is added to an entry and not to the digest fails here."""
    changed = VALUES | {name: CHANGED.get(name, "other")}
    assert links.digest_of(changed) != links.digest_of(VALUES)


def test_the_digest_is_the_one_that_is_documented() -> None:
    """Pinned: a record written by one version is verified by the next."""
    at = timezone.datetime.fromisoformat("2026-01-31T09:00:00+00:00")
    assert (
        links.canonical(links.said_by(VALUES | {"at": at, "facts": {"n": 0.5, "a": "é"}}))
        == (
            '{"action":"a.b","actor_id":"1","actor_role":"manager",'
            '"at":"2026-01-31T09:00:00.000000+00:00","case_id":"c","facts":{"a":"é","n":0.5},'
            '"model":"m","object_id":"2","object_type":"x","previous":"' + "0" * 64 + '",'
            '"purpose":"p","seq":7,"within":"w"}'
        ).encode()
    )


@pytest.mark.django_db
def test_each_entry_names_the_one_before(user: User) -> None:
    made = [audit.record("a.b", by=user, on=user) for _ in range(3)]
    assert [entry.seq for entry in made] == [1, 2, 3]
    assert [entry.previous for entry in made] == [links.GENESIS, made[0].digest, made[1].digest]
    head, sealed = heads.end()
    assert head == (3, made[2].digest)
    assert sealed


@pytest.mark.django_db(transaction=True)
def test_threads_that_write_at_once_keep_one_chain() -> None:
    def write(name: int) -> None:
        try:
            for number in range(15):
                with transaction.atomic():
                    audit.record("thread.wrote", by=None, on=("thread", str(name)), number=number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert list(AuditEntry.objects.values_list("seq", flat=True)) == list(range(1, 121))
    assert list(Inspection()) == []


@pytest.mark.django_db(transaction=True)
def test_processes_that_write_at_once_keep_one_chain() -> None:
    writers = [Child("-c", WRITER.format(name=str(number))) for number in range(3)]
    try:
        for writer in writers:
            writer.process.wait(60)
            assert "finished." in writer.said(), writer.said()
    finally:
        for writer in writers:
            writer.stop()
    assert list(AuditEntry.objects.values_list("seq", flat=True)) == list(range(1, 121))
    assert list(Inspection()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", triggers.TABLES)
@pytest.mark.parametrize("act", ["UPDATE {} SET seq = seq - 1", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_the_record(user: User, act: str, table: str) -> None:
    if act.startswith("TRUNCATE") and connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    audit.record("a.b", by=user, on=user)
    checkpoints.make()
    refused = pytest.raises(IntegrityError, match="only ever added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))
    assert list(Inspection()) == []


@pytest.mark.django_db
def test_it_is_noticed_when_the_database_would_not_refuse_any_more(user: User) -> None:
    audit.record("a.b", by=user, on=user)
    with unguarded(connection):
        [fault] = Inspection()
    assert (fault.kind, triggers.missing(connection)) == (Kind.UNGUARDED, [])


@pytest.mark.django_db
def test_an_end_that_somebody_else_set_is_not_written_on(user: User) -> None:
    first = audit.record("a.b", by=user, on=user)
    audit.record("c.d", by=user, on=user)
    with unguarded(connection):
        AuditEntry.objects.filter(seq=2)._raw_delete(using="default")
        ChainHead.objects.update(seq=1, digest=first.digest)
    with pytest.raises(heads.ChainBroken, match="verify_audit"), transaction.atomic():
        audit.record("e.f", by=user, on=user)
    assert AuditEntry.objects.count() == 1

    call_command("reseal_audit")
    assert AuditEntry.objects.last().action == "audit.resealed"
    audit.record("e.f", by=user, on=user)
    assert heads.end()[1]
    with pytest.raises(CommandError, match="nothing to do"):
        call_command("reseal_audit")


@pytest.mark.django_db
def test_sealing_anew_leaves_a_gap_where_entries_were_cut_off(user: User) -> None:
    for _ in range(3):
        audit.record("a.b", by=user, on=user)
    with unguarded(connection):
        AuditEntry.objects.filter(seq__gte=2)._raw_delete(using="default")
        ChainHead.objects.update(seal="")
    call_command("reseal_audit")
    [fault] = Inspection()
    assert (fault.kind, fault.seq) == (Kind.MISSING, 2)


@pytest.mark.django_db
def test_without_the_signing_key_nothing_is_written_and_none_is_made_anew(
    user: User, settings: Any, tmp_path: Any
) -> None:
    audit.record("a.b", by=user, on=user)
    settings.SIGNING_KEY = str(tmp_path / "lost.pem")
    with pytest.raises(signing.SigningKeyUnusable, match="backup"), transaction.atomic():
        audit.record("c.d", by=user, on=user)
    assert not (tmp_path / "lost.pem").exists()
    assert AuditEntry.objects.count() == 1
    call_command("reseal_audit")  # the deliberate way on, which says so in the record
    assert AuditEntry.objects.last().action == "audit.resealed"


def test_nothing_but_the_chain_writes_entries() -> None:
    """A row written past the chain would break it: no code of the product makes one."""
    made = re.compile(r"AuditEntry\(|AuditEntry\.objects\.(?:create|bulk_create|get_or_create)")
    found = {
        path.name
        for path in (settings.BASE_DIR / "workspace").rglob("*.py")
        if made.search(path.read_text("utf-8").replace("class AuditEntry(", ""))
    }
    assert found == {"audit.py"}


@pytest.mark.django_db(transaction=True)
def test_a_checkpoint_is_made_every_so_many_entries(user: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(checkpoints, "EVERY", 5)
    for _ in range(11):
        audit.record("a.b", by=user, on=user)
    assert list(Checkpoint.objects.values_list("seq", flat=True)) == [5, 10]
