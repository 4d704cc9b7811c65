"""The record: written once, never changed, and with no room for anybody's words."""

import pytest
from django.db import connection, transaction

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.governance.models import AuditEntry, Immutable

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_which_thing(user: User) -> None:
    entry = audit.record("case.opened", by=user, on=user, purpose="chat", count=3, ok=True)
    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_role) == (str(user.pk), "practitioner")
    assert (entry.object_type, entry.object_id) == ("accounts.user", str(user.pk))
    assert (entry.action, entry.purpose, entry.facts) == (
        "case.opened",
        "chat",
        {"count": 3, "ok": True},
    )
    assert audit.record("key.added", by=None, on=("keyring", "k2")).actor_id == "system"


def test_what_is_written_stays_written(user: User) -> None:
    entry = audit.record("a.b", by=user, on=user)
    entry.action = "c.d"
    for change in (
        entry.save, entry.delete, AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(action="c.d"),
        lambda: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda: AuditEntry.objects.bulk_update([entry], ["action"]),
    ):  # fmt: skip
        with pytest.raises(Immutable), transaction.atomic():
            change()
    assert AuditEntry.objects.get().action == "a.b"


def test_words_do_not_fit_into_a_fact(user: User) -> None:
    with pytest.raises(ValueError, match="too long"):
        audit.record("a.b", by=user, on=user, note="x" * 121)
    with pytest.raises(ValueError, match="too long"):
        audit.record("a.b", by=user, on=user, notes=["fine", "x" * 121])
    assert not AuditEntry.objects.exists()


def test_the_record_outlives_what_it_is_about(user: User) -> None:
    entry = audit.record("a.b", by=user, on=user)
    user.delete()
    assert AuditEntry.objects.get().pk == entry.pk
    with connection.cursor() as cursor:
        keys = connection.introspection.get_relations(cursor, AuditEntry._meta.db_table)
    assert keys == {}


def test_a_keyed_hash_proves_but_does_not_tell() -> None:
    one = audit.keyed_hash("Zofia")
    assert one == audit.keyed_hash(b"Zofia") != audit.keyed_hash("Sofia")
    import hashlib

    assert one != hashlib.sha256(b"Zofia").hexdigest()
