"""Back up, lose everything, restore: all is there again but whoever was erased."""

import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from tests import families
from tests.access.world import CHILD, World, make_world
from workspace.accounts.models import User
from workspace.backup import database, files, keysfile, rows, saving
from workspace.chat.actions.deleting import delete
from workspace.chat.actions.documents import attach
from workspace.chat.models import Conversation, Message
from workspace.governance.models import AuditEntry, ChainHead, Erasure
from workspace.jobs.models import Job, State
from workspace.privacy.models import Alias, Subject, Vault
from workspace.privacy.vaults import open_vault

SECRET = "lighthouse made of matchsticks"
GONE = "Morwenna Tregarrick"


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> Path:
    for name in ("data", "keys", "var"):
        (tmp_path / name).mkdir()
    var = tmp_path / "var"
    settings.KEYRING, settings.SIGNING_KEY = str(var / "keyring.json"), str(var / "signing.pem")
    settings.CHECKPOINTS, settings.ERASURES = str(var / "checkpoints.jsonl"), str(var / "erasures")
    settings.MEDIA_ROOT, settings.BACKUP_NOTE = var / "media", var / "backup.json"
    return tmp_path


@pytest.fixture
def world(no_worker: None) -> World:
    """Nobody works on it while it is copied, lost and brought back."""
    return make_world()


def back_up(places: Path, **more: Any) -> Path:
    call_command("backup", to=places / "data", keys=places / "keys", verbosity=0, **more)
    return max((places / "data").glob("*.backup"), key=lambda path: path.stat().st_mtime_ns)


def restore(places: Path, file: Path, **more: Any) -> None:
    call_command("restore", file=file, keys=places / "keys" / keysfile.NAME, **more)


def everything() -> dict[str, Any]:
    """Every table that is backed up, as it would be written."""
    return {
        model._meta.label_lower: list(rows.rows(model))
        for model in rows.kept_models()
        if model._meta.app_label not in {"contenttypes", "auth"}
    }


def empty() -> None:
    with transaction.atomic():
        database.clear()


def destroy() -> None:
    """Lose the database and the files beside it."""
    empty()
    if files.media().exists():
        files.media().rename(files.media().with_name("lost"))


def spoken(conversation: Conversation) -> list[str]:
    opened = open_vault(conversation.vault_id)
    return [opened.restore(m.text, m.aliases) for m in conversation.messages.all()]


def other_chat(world: World, text: str) -> Conversation:
    chat = families.chat(world.owner)
    families.composing.compose(conversation=chat, text=text, by=world.owner)
    return chat


def raw_database() -> bytes:
    """What a thief would find in the database's files."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return b"".join(path.read_bytes() for path in name.parent.glob(f"{name.name}*"))
    tables = [model._meta.db_table for model in rows.every_model()]
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT string_agg(t::text, '') FROM {table} t")  # noqa: S608
            found.append(str(cursor.fetchone()[0]))
    return "".join(found).encode()


def test_everything_is_back_and_reads_the_same(world, places, capsys):
    chat = other_chat(world, f"{GONE} has a {SECRET}.")
    attach(conversation=chat, name="note.txt", data=b"Some words.", by=world.owner)
    before, words = everything(), spoken(world.conversation) + spoken(chat)
    uploads = {name: (files.media() / name).read_bytes() for name in files.listed()}
    file = back_up(places)
    destroy()
    assert not Message.objects.exists()
    restore(places, file, without_ledger=True)
    after = everything()
    extra = {"governance.auditentry": 1, "governance.chainhead": 0, "governance.checkpoint": 1}
    for table, kept in before.items():
        if table not in {*extra, "jobs.job"}:
            assert after[table] == kept, table
    assert (
        after["governance.auditentry"][: len(before["governance.auditentry"])]
        == (before["governance.auditentry"])
    )
    assert words == spoken(world.conversation) + spoken(chat)
    assert any(CHILD in said for said in words)
    assert any(SECRET in said for said in words)
    assert {name: (files.media() / name).read_bytes() for name in files.listed()} == uploads
    assert uploads
    assert open_vault(world.case.vault_id).identities.people()
    call_command("verify_audit")
    assert AuditEntry.objects.order_by("-seq")[0].action == "backup.restored"
    assert User.objects.create_user("next@example.test").pk > world.owner.pk  # numbering goes on


def test_whoever_was_erased_after_the_backup_stays_erased(world, places):
    chat = other_chat(world, f"{GONE} has a {SECRET}.")
    vault, chat_id = chat.vault_id, chat.pk
    hidden = [bytes(h) for h in Alias.objects.filter(vault=vault).values_list("hidden", flat=True)]
    assert hidden
    assert SECRET.encode() in raw_database()
    file = back_up(places)
    certificate = delete(conversation=chat, by=world.owner)
    destroy()
    restore(places, file)
    assert not Conversation.objects.filter(pk=chat_id).exists()
    assert not Alias.objects.filter(vault=vault).exists()
    assert Vault.objects.get(pk=vault).wrapped_key is None
    raw = raw_database()
    assert SECRET.encode() not in raw
    assert GONE.encode() not in raw
    for stored in hidden:
        assert stored not in raw
        assert stored.hex().encode() not in raw
    assert Erasure.objects.get(pk=certificate.pk).signature == certificate.signature
    assert spoken(world.conversation)


def test_an_old_backup_with_the_newest_keys_shows_nobody_who_was_erased(world, places):
    chat = other_chat(world, f"{GONE} has a {SECRET}.")
    vault, chat_id = chat.vault_id, chat.pk
    old = back_up(places)
    delete(conversation=chat, by=world.owner)
    back_up(places)
    destroy()
    restore(places, old, without_ledger=True)  # somebody who wants to know after all
    assert Conversation.objects.filter(pk=chat_id).exists()
    assert Vault.objects.get(pk=vault).wrapped_key is None
    assert not Alias.objects.filter(vault=vault).exists()
    assert Vault.objects.get(pk=world.case.vault_id).wrapped_key


def test_a_backup_without_its_ledger_is_refused(world, places):
    file = back_up(places)
    empty()
    with pytest.raises(CommandError, match="ledger"):
        restore(places, file)


def test_a_ledger_somebody_else_wrote_is_refused(world, places):
    chat = other_chat(world, "Nothing much.")
    file = back_up(places)
    delete(conversation=chat, by=world.owner)
    path = Path(django_settings.ERASURES) / "ledger.jsonl"
    said = json.loads(path.read_text())
    said["object_id"] = str(world.conversation.pk)
    path.write_text(json.dumps(said) + "\n")
    empty()
    with pytest.raises(CommandError, match="did not sign"):
        restore(places, file)


def test_a_full_database_is_not_overwritten_unasked(world, places):
    file = back_up(places)
    later = other_chat(world, "Written after the backup.")
    with pytest.raises(CommandError, match="not empty"):
        restore(places, file, without_ledger=True)
    assert Conversation.objects.filter(pk=later.pk).exists()
    restore(places, file, without_ledger=True, force=True)
    assert not Conversation.objects.filter(pk=later.pk).exists()
    assert spoken(world.conversation)
    call_command("verify_audit")


@pytest.mark.parametrize("harm", ["changed", "cut", "empty", "other"])
def test_a_damaged_file_changes_nothing(world, places, harm):
    file = back_up(places)
    stored = bytearray(file.read_bytes())
    if harm == "changed":
        stored[random.Random(7).randrange(200, len(stored))] ^= 1
    harmed = {"changed": stored, "cut": stored[:-40], "empty": b"", "other": b"x" * 99}
    file.write_bytes(harmed[harm])
    before, uploads = everything(), set(files.listed())
    with pytest.raises(CommandError, match="cut short or was changed"):
        restore(places, file, without_ledger=True, force=True)
    assert everything() == before
    assert set(files.listed()) == uploads


def test_another_keyring_changes_nothing(world, places, settings):
    file = back_up(places)
    before = everything()
    ring = Path(settings.KEYRING)
    said = json.loads(ring.read_text())
    said["keys"] = dict.fromkeys(said["keys"], "A" * 43 + "=")
    settings.KEYRING = str(ring.with_name("other.json"))
    Path(settings.KEYRING).write_text(json.dumps(said))
    with pytest.raises(CommandError, match="keyring"):
        restore(places, file, without_ledger=True, force=True)
    assert everything() == before


def test_a_missing_keyring_is_asked_for_and_not_made_anew(world, places, settings):
    file = back_up(places)
    settings.KEYRING = str(places / "var" / "gone.json")
    with pytest.raises(CommandError, match="Put it back"):
        restore(places, file, without_ledger=True, force=True)
    assert not Path(settings.KEYRING).exists()


def test_a_record_that_was_changed_is_not_restored(world, places):
    from workspace.governance import triggers

    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE governance_auditentry SET action = 'chat.read' WHERE seq = 2")
    triggers.install(connection)
    file = back_up(places)
    chat = other_chat(world, "Still here.")
    with pytest.raises(CommandError, match="not whole"):
        restore(places, file, without_ledger=True, force=True)
    assert Conversation.objects.filter(pk=chat.pk).exists()


def test_data_and_keys_must_lie_apart(world, places):
    inside = places / "data" / "keys"
    inside.mkdir()
    for keys in (places / "data", inside, places):
        with pytest.raises(CommandError, match="apart"):
            call_command("backup", to=places / "data", keys=keys)
    assert not list((places / "data").glob("*.backup"))


@pytest.mark.parametrize("days", [-1, 0, 10**7])
def test_no_number_of_days_makes_a_backup_forget_itself(world, places, days):
    with pytest.raises(CommandError, match="Keep backups for"):
        back_up(places, keep_days=days)
    assert not list((places / "keys").iterdir())


def test_two_backups_at_once_do_not_lose_each_others_keys(world, places, monkeypatch):
    first, write = [], saving._write

    def while_another_begins(*args: Any) -> dict[str, int]:
        with pytest.raises(CommandError, match="Another backup is under way"):
            call_command("backup", to=places / "data", keys=places / "keys")
        first.append(True)
        return write(*args)

    monkeypatch.setattr(saving, "_write", while_another_begins)
    file = back_up(places)
    assert first
    restore(places, file, force=True, without_ledger=True)
    monkeypatch.undo()
    assert back_up(places) != file, "nor does the one that has ended stand in the way"


def test_the_data_holds_no_key_and_nothing_in_clear(world, places):
    other_chat(world, f"{GONE} has a {SECRET}.")
    file = back_up(places)
    data, keys = file.read_bytes(), (places / "keys" / keysfile.NAME).read_bytes()
    for secret in (CHILD, GONE, SECRET, world.owner.email):
        assert secret.encode() not in data
        assert secret.encode() not in keys
    for wrapped in Vault.objects.values_list("wrapped_key", flat=True):
        assert bytes(wrapped) not in data
        assert bytes(wrapped) not in keys


def test_no_vaults_key_stands_in_the_decrypted_data(world, places):
    from workspace.backup.reading import Backup
    from workspace.backup.records import Sort

    file = back_up(places)
    backup = Backup(file, keysfile.read(places / "keys" / keysfile.NAME))
    table, seen = "", 0
    for sort, said in backup.records():
        table = said["model"] if sort == Sort.TABLE else table
        if sort == Sort.ROW and table == "privacy.vault":
            assert said[rows.columns(Vault).index("wrapped_key")] is None
            seen += 1
    assert seen == Vault.objects.count() > 0


def test_old_backups_cannot_be_opened_any_more(world, places):
    old = back_up(places)
    held = places / "keys" / keysfile.NAME
    known = keysfile.read(held)
    [(pk, one)] = known.files.items()
    known.files[pk] = keysfile.DataFile(one.key, one.name, timezone.now() - timedelta(days=100))
    keysfile.write(held, known)
    copy = places / "copy.backup"
    copy.write_bytes(old.read_bytes())
    new = back_up(places, keep_days=90)
    assert not old.exists()
    with pytest.raises(CommandError, match="cannot be opened"):
        restore(places, copy, without_ledger=True, force=True)
    restore(places, new, without_ledger=True, force=True)


def test_work_under_way_starts_again_and_nobody_is_signed_in(world, places, client):
    client.force_login(world.owner)
    job = Job.objects.create(
        kind="chat.answer", queue="chat", owner=world.owner, subject_id="-", state=State.RUNNING,
        fence=3, lease_until=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    file = back_up(places)
    empty()
    restore(places, file, without_ledger=True)
    job.refresh_from_db()
    assert (job.state, job.lease_until, job.sent_at, job.fence) == (State.QUEUED, None, None, 3)
    assert client.get("/").status_code == 302


def test_the_seal_and_the_people_keep_their_ties(world, places):
    subjects = set(Subject.objects.values_list("pk", "vault_id"))
    teams = set(User.teams.through.objects.values_list("user_id", "team_id"))
    head = ChainHead.objects.values_list("seq", flat=True).get()
    file = back_up(places)
    empty()
    restore(places, file, without_ledger=True)
    assert set(Subject.objects.values_list("pk", "vault_id")) == subjects
    assert set(User.teams.through.objects.values_list("user_id", "team_id")) == teams
    assert ChainHead.objects.get().seq == head + 1  # the restore itself
