"""The record: written once, never changed, and with no room for anybody's words."""

import hashlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import override_settings

from workspace.accounts.models import User
from workspace.governance import audit
from workspace.governance.inspecting import Inspection
from workspace.governance.models import AuditEntry, Immutable
from workspace.privacy.vaults import VaultGone, commitment, new_vault, shred

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
    assert audit.record("a.b", by=AnonymousUser(), on=("x", "")).actor_role == "anonymous"


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


@pytest.mark.parametrize(
    "facts",
    [
        {"note": "x" * 121},
        {"notes": ["fine", "x" * 121]},
        {"note": "a\0b"},
        {"share": float("nan")},
        {"share": 1e16},
    ],
)
def test_neither_words_nor_odd_numbers_fit_into_a_fact(user: User, facts: dict) -> None:
    with pytest.raises(ValueError, match="audit fact"):
        audit.record("a.b", by=user, on=user, **facts)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("said", [{"purpose": "x" * 61}, {"model": "x" * 121}, {"case": "x" * 41}])
def test_nor_into_a_field_on_any_database(user: User, said: dict) -> None:
    with pytest.raises(ValueError, match="may have"):
        audit.record("a.b", by=user, on=user, **said)


@pytest.mark.parametrize(
    "value",
    [0.1, 1e-7, -0.0, 123456789012.5, 2**60, True, None, "Ōruã 🜚", ["é", "b"], [3, 1]],
)
def test_facts_come_back_from_the_database_as_they_were_signed(user: User, value: object) -> None:
    audit.record("a.b", by=user, on=user, value=value)
    assert AuditEntry.objects.get().facts["value"] == value
    assert list(Inspection()) == []


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
    assert one != hashlib.sha256(b"Zofia").hexdigest()
    with override_settings(SECRET_KEY="another"):
        assert audit.keyed_hash("Zofia") != one


def test_an_entry_is_undone_with_its_act(user: User) -> None:
    audit.record("first.act", by=user, on=user)
    with transaction.atomic():
        audit.record("second.act", by=user, on=user)
        transaction.set_rollback(True)  # the act fails after all
    audit.record("third.act", by=user, on=user)
    written = list(AuditEntry.objects.values_list("seq", "action"))
    assert written == [(1, "first.act"), (2, "third.act")]
    assert list(Inspection()) == []


def test_erasing_a_vault_leaves_the_record_whole_and_its_commitments_mute(user: User) -> None:
    vault = new_vault()
    kept = commitment(vault.pk, "Zofia rang.")
    assert kept == commitment(vault.pk, "Zofia rang.") != commitment(vault.pk, "Zofia rang")
    audit.record("model.completed", by=user, on=("chat.message", "m"), payload=kept)
    shred(vault)
    assert list(Inspection()) == []
    with pytest.raises(VaultGone):
        commitment(vault.pk, "Zofia rang.")


def test_two_vaults_commit_to_the_same_words_differently() -> None:
    one, other = new_vault().pk, new_vault().pk
    assert commitment(one, "the same") != commitment(other, "the same")
    assert commitment(one, "the same") != audit.keyed_hash("the same")
