"""A destroyed key is gone from the disk, not only from the row."""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests import families
from workspace.chat.actions.deleting import delete
from workspace.governance import tasks, wiping
from workspace.privacy.models import Vault

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL vacuums by itself"),
]


@pytest.fixture
def robin(transactional_db):
    return families.someone()


def on_disk() -> bytes:
    name = Path(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in name.parent.glob(f"{name.name}*"))


def chat_and_key(robin):
    chat = families.chat(robin)
    return chat, bytes(Vault.objects.get(pk=chat.vault_id).wrapped_key)


def test_deleting_a_chat_leaves_nothing_of_its_key_on_the_disk(robin):
    chat, key = chat_and_key(robin)
    assert key in on_disk()
    delete(conversation=chat, by=robin)
    assert key not in on_disk()
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] >= 10_000, "as it was"


def test_what_a_long_reading_kept_is_wiped_by_the_clock(robin):
    chat, key = chat_and_key(robin)
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM privacy_vault").fetchone()
    try:
        delete(conversation=chat, by=robin)
        assert key in on_disk(), "somebody still reads it"
        assert not wiping.wipe()
    finally:
        reader.close()
    tasks.checkpoint()
    assert key not in on_disk()


def test_inside_a_transaction_it_waits_for_its_end(robin):
    with transaction.atomic():
        assert not wiping.wipe()
    assert wiping.wipe()
