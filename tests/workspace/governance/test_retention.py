"""Kept as long as the rules say, shown, warned of, erased at night; never what is on hold."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import families
from tests.access.world import CHILD, World, make_world
from workspace.accounts.models import User
from workspace.cases import keeping as cases
from workspace.cases.models import Case
from workspace.chat.actions.deleting import delete
from workspace.chat.models import Conversation
from workspace.governance import erasures, holds, ledger, retention
from workspace.governance.models import AuditEntry, Erasure, LegalHold, RetentionRule
from workspace.governance.policy import Refused
from workspace.governance.tasks import enforce_retention
from workspace.jobs.models import Event, Job
from workspace.outputs.models import Output
from workspace.oversight.actions import holding
from workspace.privacy.models import Alias, Vault
from workspace.privacy.vaults import VaultGone, new_vault, open_vault, shred_unless_used

CHAT = "chat.conversation"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def alone(world: World) -> Conversation:
    """A chat of the owner's outside any case, with somebody in it."""
    chat = families.chat(world.owner)
    families.composing.compose(conversation=chat, text="Tamsin Vellacott rang.", by=world.owner)
    return chat


def unused_for(chat: Conversation, days: float) -> None:
    Conversation.objects.filter(pk=chat.pk).update(changed=timezone.now() - timedelta(days=days))
    chat.refresh_from_db()


def rule(kind: str, days: int, team: Any = None) -> None:
    RetentionRule.objects.create(kind=kind, team=team, days=days)


def days_left(thing: Any) -> int | None:
    until = retention.kept_until(thing).until
    return None if until is None else round((until - timezone.now()).total_seconds() / 86400)


def hold(world: World, thing: Any) -> LegalHold:
    found = holding.find(str(thing.pk))
    assert found
    return holding.place(
        thing=found, reason=f"The court asks about {CHILD}.", by=world.people["manager"]
    )


def test_kinds_have_defaults_of_their_own(world, alone):
    assert days_left(alone) == 90
    assert days_left(world.conversation) == 365
    assert days_left(world.case) is None


def test_a_rule_outranks_the_default_and_a_teams_rule_the_general_one(world, alone):
    rule("chat", 30)
    assert days_left(alone) == 30
    rule("chat", 10, world.north)
    assert days_left(alone) == 10
    rule("chat", 5, world.south)
    assert days_left(alone) == 10


def test_of_several_teams_the_most_generous_rule_counts(world, alone):
    world.owner.teams.add(world.south)
    rule("chat", 10, world.north)
    rule("chat", 20, world.south)
    assert days_left(alone) == 20
    RetentionRule.objects.filter(team=world.south).update(days=0)
    assert days_left(alone) is None


def test_what_is_due_goes_and_nothing_else(world, alone):
    fresh = families.chat(world.owner)
    unused_for(alone, 91)
    unused_for(world.conversation, 91)
    retention.enforce()
    left = set(Conversation.objects.values_list("pk", flat=True))
    assert left == {fresh.pk, world.conversation.pk}


def test_a_chat_used_again_is_kept(world, alone):
    unused_for(alone, 91)
    alone.save()
    retention.enforce()
    assert Conversation.objects.filter(pk=alone.pk).exists()


def test_nothing_goes_where_the_rule_says_for_ever(world, alone):
    rule("chat", 0)
    unused_for(alone, 9999)
    retention.enforce()
    assert Conversation.objects.filter(pk=alone.pk).exists()


def test_another_teams_short_rule_does_not_take_mine(world, alone):
    rule("chat", 2, world.south)
    unused_for(alone, 30)
    retention.enforce()
    assert Conversation.objects.filter(pk=alone.pk).exists()


def test_one_that_cannot_go_keeps_none_of_the_others(world, alone, monkeypatch, caplog):
    other = families.chat(world.owner)
    unused_for(alone, 95)
    unused_for(other, 91)
    kind, tried = retention.KINDS["chat"], []

    def stumbling(pk: str, by: User | None, reason: str) -> Erasure | None:
        tried.append(pk)
        if pk == str(alone.pk):
            raise OSError("Tamsin Vellacott")
        return kind.erase(pk, by, reason)

    fields = {name: getattr(kind, name) for name in kind.__slots__}
    monkeypatch.setitem(retention.KINDS, "chat", retention.Kind(**fields | {"erase": stumbling}))
    assert retention.enforce()["chat"] == 1
    assert tried == [str(alone.pk), str(other.pk)]
    assert set(Conversation.objects.filter(case=None)) == {alone}
    assert "OSError" in caplog.text
    assert "Tamsin" not in caplog.text


def test_a_limited_round_leaves_the_rest_for_the_next(world):
    chats = [families.chat(world.owner) for _ in range(3)]
    for chat in chats:
        unused_for(chat, 91)
    assert [retention.enforce(at_most=2)["chat"] for _ in range(3)] == [2, 1, 0]


def test_the_owner_is_warned_a_fortnight_before(world, alone, client):
    client.force_login(world.owner)
    unused_for(alone, 60)
    assert "Soon to be erased" not in client.get("/").content.decode()
    unused_for(alone, 80)
    page = client.get("/").content.decode()
    assert "Soon to be erased" in page
    client.force_login(world.people["colleague"])
    assert "Soon to be erased" not in client.get("/").content.decode()


def test_the_day_stands_on_the_chat_and_the_case(world, alone, client):
    client.force_login(world.owner)
    day = timezone.localtime() + timedelta(days=90)
    assert f"Erased on {day:%-d %B}" in client.get(f"/chats/{alone.pk}/").content.decode()
    assert "Kept until somebody" in client.get(f"/cases/{world.case.pk}/").content.decode()


def test_old_logs_of_jobs_go_and_the_jobs_stay(world):
    job = Job.objects.get(pk=world.answer.job_id)
    assert Event.objects.filter(job=job).exists()
    retention.enforce()
    assert Event.objects.filter(job=job).exists()
    Job.objects.filter(pk=job.pk).update(finished=timezone.now() - timedelta(days=31))
    retention.enforce()
    assert not Event.objects.filter(job=job).exists()
    assert Job.objects.filter(pk=job.pk).exists()


def test_the_certificate_says_what_went_and_can_be_verified(world, alone):
    vault = alone.vault_id
    found = delete(conversation=alone, by=world.owner)
    said = erasures.certificate(found)
    assert (found.object_type, found.reason, found.by_id) == (
        CHAT, "request", str(world.owner.pk)
    )  # fmt: skip
    assert found.counts == {"messages": 1, "documents": 0, "drafts": 0}
    assert found.vault_id == str(vault)
    assert Vault.objects.get(pk=vault).wrapped_key is None
    assert "Tamsin" not in json.dumps(said)
    assert erasures.is_genuine(said)
    assert erasures.is_genuine(json.loads(json.dumps(said)))
    for name in (*erasures.COVERED, "signature"):
        assert not erasures.is_genuine(said | {name: "0"}), name
    entry = AuditEntry.objects.get(action="chat.deleted")
    assert entry.facts["certificate"] == str(found.pk)
    assert entry.facts["key_destroyed"] is True


def test_a_chat_of_a_case_leaves_the_key_and_says_so(world):
    found = delete(conversation=world.conversation, by=world.owner)
    assert found.vault_id == ""
    assert Vault.objects.get(pk=world.case.vault_id).wrapped_key


def test_the_ledger_has_every_certificate_that_was_committed(
    world, alone, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.ERASURES = str(tmp_path / "erasures")
    with django_capture_on_commit_callbacks(execute=True):
        found = delete(conversation=alone, by=world.owner)
    assert list(ledger.read(ledger.path())) == [erasures.certificate(found)]
    lost = delete(conversation=families.chat(world.owner), by=world.owner)  # died before the ledger
    with ledger.path().open("ab") as file:
        file.write(b'{"id": "torn')
    enforce_retention()
    enforce_retention()
    read = [said["id"] for said in ledger.read(ledger.path())]
    assert read == [str(found.pk), str(lost.pk)]


def test_an_erasure_that_was_rolled_back_leaves_no_line(
    world, alone, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.ERASURES, chat = str(tmp_path / "erasures"), alone.pk

    def erase_and_fail() -> None:
        with transaction.atomic():
            delete(conversation=alone, by=world.owner)
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        erase_and_fail()
    assert not ledger.path().exists()
    assert Conversation.objects.filter(pk=chat).exists()


def test_a_chat_on_hold_goes_by_nobodys_hand(world, alone, client):
    placed = hold(world, alone)
    assert CHILD not in placed.reason
    unused_for(alone, 9999)
    retention.enforce()
    with pytest.raises(Refused, match="legal hold"):
        delete(conversation=alone, by=world.owner)
    client.force_login(world.owner)
    page = client.get(f"/chats/{alone.pk}/delete/").content.decode()
    assert "on legal hold" in page
    assert "court asks" not in page
    assert client.post(f"/chats/{alone.pk}/delete/").status_code == 403
    assert Conversation.objects.filter(pk=alone.pk).exists()


def test_a_document_of_what_is_on_hold_is_not_taken_out(world, client):
    hold(world, world.case)
    client.force_login(world.owner)
    address = f"/chats/{world.conversation.pk}/D{world.document.number}/detach/"
    assert client.post(address).status_code == 403
    assert world.conversation.documents.exists()


def test_a_hold_on_a_case_holds_everything_in_it(world):
    hold(world, world.case)
    with pytest.raises(Refused):
        delete(conversation=world.conversation, by=world.owner)
    with pytest.raises(Refused):
        cases.erase(world.case, by=world.people["manager"])
    assert retention.kept_until(world.conversation).on_hold
    assert Conversation.objects.filter(pk=world.conversation.pk).exists()


def test_the_page_of_a_case_on_hold_offers_no_way_to_erase_it(world):
    client = families.sign_in(Client(), world.people["manager"])
    address, erase = (reverse(f"cases:{name}", args=[world.case.pk]) for name in ("case", "erase"))
    assert erase in client.get(address).content.decode()
    hold(world, world.case)
    page = client.get(address).content.decode()
    assert erase not in page
    assert reverse("oversight:holds") in page


def test_a_hold_on_one_chat_keeps_the_case_whole(world):
    other = families.chat(world.owner, case=world.case)
    hold(world, world.conversation)
    with pytest.raises(Refused):
        cases.erase(world.case, by=world.people["manager"])
    assert Conversation.objects.filter(pk=other.pk).exists()
    assert open_vault(world.case.vault_id).identities.people()


def test_a_lifted_hold_holds_no_more(world, alone):
    hold(world, alone)
    [held] = holding.all_held(world.people["manager"])
    assert CHILD in held.reason
    [seen] = holding.all_held(world.people["auditor"])
    assert CHILD not in seen.reason
    assert not seen.may_lift
    holding.lift(held=held, by=world.people["manager"])
    delete(conversation=alone, by=world.owner)
    recorded = AuditEntry.objects.filter(action__startswith="hold")
    assert list(recorded.values_list("action", flat=True)) == ["hold.placed", "hold.lifted"]


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger", "auditor", "leaver"])
def test_only_a_manager_of_the_team_or_an_administrator_holds(world, alone, who):
    found = holding.find(str(alone.pk))
    assert found
    with pytest.raises(Refused):
        holding.place(thing=found, reason="Because I say so.", by=world.people[who])
    world.people["manager"].teams.set([world.south])
    with pytest.raises(Refused):
        holding.place(thing=found, reason="Because I say so.", by=world.people["manager"])
    assert holding.place(thing=found, reason="The court.", by=world.people["administrator"])


def test_erasing_a_case_takes_all_of_it_and_everybody_in_it(world):
    vault, case_id = world.case.vault_id, world.case.pk
    families.chat(world.people["colleague"], case=world.case)
    parts = 2 + Output.objects.filter(case=world.case).count()
    found = cases.erase(world.case, by=world.people["manager"])
    assert not Case.objects.filter(pk=case_id).exists()
    assert not Conversation.objects.filter(vault=vault).exists()
    assert not Alias.objects.filter(vault=vault).exists()
    with pytest.raises(VaultGone):
        open_vault(vault)
    assert (found.vault_id, found.counts["chat_case"], found.counts["people"]) == (str(vault), 2, 2)
    assert Erasure.objects.count() == parts + 1


@pytest.mark.parametrize("who", ["owner", "colleague", "auditor", "administrator"])
def test_only_a_manager_erases_a_case(world, who):
    with pytest.raises(Refused):
        cases.erase(world.case, by=world.people[who])


def test_a_case_goes_by_its_rule_after_its_last_use(world):
    rule("case", 100)
    Case.objects.update(created=timezone.now() - timedelta(days=200))
    retention.enforce()
    assert Case.objects.exists()  # its chat was used today
    unused_for(world.conversation, 101)
    retention.enforce()
    assert Case.objects.exists()  # and so was a text that came of it
    Output.objects.update(changed=timezone.now() - timedelta(days=101))
    assert retention.enforce()["case"] == 1
    assert not Case.objects.exists()


def test_a_vault_is_shredded_only_when_no_work_belongs_to_it(world):
    assert not shred_unless_used(world.case.vault)
    assert open_vault(world.case.vault_id).identities.people()
    assert shred_unless_used(new_vault())


def test_uploads_go_after_the_commit(world, alone, django_capture_on_commit_callbacks):
    from workspace.chat.actions.documents import attach

    attach(conversation=alone, name="note.txt", data=b"Words.", by=world.owner)
    folder = Path(settings.MEDIA_ROOT) / "uploads"
    pk = str(alone.documents.get().pk)
    assert (folder / pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        delete(conversation=alone, by=world.owner)
    assert not (folder / pk).exists()


def test_holds_hold_what_is_tied_and_nothing_else(world, alone):
    hold(world, world.case)
    assert holds.on_hold((CHAT, str(world.conversation.pk)))
    assert not holds.on_hold((CHAT, str(alone.pk)))
