"""Nobody looks without a reason; the reason is masked, ends, and is itself in the record."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import families
from workspace.governance.models import AuditEntry
from workspace.governance.policy import Refused
from workspace.oversight.actions import looking
from workspace.oversight.models import Look
from workspace.privacy.models import Vault
from workspace.privacy.vaults import shred

pytestmark = pytest.mark.django_db
RECORD = "/oversight/record/"
WORDS = "Mrs Shabana Warsame asks who has read the chats about her daughter."


def give(client: Client, **more: str):
    form = {"kind": "complaint", "reason": WORDS, "next": RECORD} | more
    return client.post(reverse("oversight:reason"), form)


@pytest.fixture
def signed_in(helen) -> Client:
    return families.sign_in(Client(), helen)


@pytest.mark.parametrize("name", ["record", "export"])
def test_without_a_reason_one_is_asked_for_it_and_comes_back(signed_in, name):
    there = f"{reverse(f'oversight:{name}')}?purpose=summarise"
    sent = signed_in.get(there)
    assert sent.status_code == 302
    page = signed_in.get(sent["Location"])
    assert b"Before you look" in page.content
    assert give(signed_in, next=page.context["next"])["Location"] == there
    assert signed_in.get(there).status_code == 200


def test_the_reason_is_masked_at_rest_and_whole_for_other_auditors(signed_in, helen):
    give(signed_in)
    look = Look.objects.get(by=helen)
    assert "Warsame" not in look.reason
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason, reason_aliases FROM oversight_look")
        assert "Warsame" not in str(cursor.fetchall())
    other = families.someone("idris.vale@example.test", role="administrator")
    page = families.sign_in(Client(), other).get(reverse("oversight:looks"))
    assert WORDS in page.content.decode()
    assert b"Helen Strand" in page.content
    shred(Vault.objects.get(pk=look.vault_id))
    assert looking.reason_of(look) == looking.ERASED


def test_the_record_holds_the_look_and_never_its_words(signed_in, helen):
    give(signed_in, reference="C-2026/118")
    entry = AuditEntry.objects.get(action="oversight.opened")
    look = Look.objects.get(by=helen)
    assert (entry.actor_id, entry.object_id) == (str(helen.pk), str(look.pk))
    assert entry.facts == {"kind": "complaint"}


def test_a_look_ends_by_itself(signed_in, helen):
    give(signed_in)
    assert signed_in.get(RECORD).status_code == 200
    Look.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert signed_in.get(RECORD).status_code == 302
    assert signed_in.get("/oversight/record/1/").status_code == 302


def test_it_is_good_for_half_an_hour(signed_in):
    give(signed_in)
    look = Look.objects.get()
    assert timedelta(minutes=29) < look.until - timezone.now() <= timedelta(minutes=30)


def test_finishing_ends_it(signed_in):
    give(signed_in)
    signed_in.post(reverse("oversight:finish"))
    assert signed_in.get(RECORD).status_code == 302
    assert AuditEntry.objects.filter(action="oversight.closed").count() == 1
    signed_in.post(reverse("oversight:finish"))
    assert AuditEntry.objects.filter(action="oversight.closed").count() == 1


def test_a_new_reason_takes_the_place_of_the_old(signed_in, helen):
    give(signed_in)
    give(signed_in, kind="routine")
    assert [look.kind for look in Look.objects.filter(until__gt=timezone.now())] == ["routine"]


def test_somebody_elses_reason_opens_nothing(signed_in):
    give(signed_in)
    other = families.someone("idris.vale@example.test", role="auditor")
    assert families.sign_in(Client(), other).get(RECORD).status_code == 302


@pytest.mark.parametrize(
    ("field", "said"),
    [("reason", ""), ("reason", "because"), ("kind", "curiosity"), ("kind", ""),
     ("reference", "Shabana Warsame"), ("reference", "Warsame"), ("case", "LK-1999-0001")],
)  # fmt: skip
def test_what_is_no_reason_is_sent_back(signed_in, field, said):
    page = give(signed_in, **{field: said})
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Look.objects.exists()


def test_a_case_is_named_by_its_reference(signed_in, work):
    give(signed_in, case="lk-2025-0417")
    assert Look.objects.get().case_id == str(work.case.pk)
    assert AuditEntry.objects.get(action="oversight.opened").case_id == str(work.case.pk)


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example", "/admin/", "javascript:alert(1)",
              "/oversight/../admin/", "\\\\evil.example", "https:/evil.example"],
)  # fmt: skip
def test_it_leads_to_no_other_place(signed_in, next_):
    there = give(signed_in, next=next_)["Location"]
    assert there.startswith("/oversight/")
    assert ".." not in there


@pytest.mark.parametrize("role", ["practitioner", "manager"])
def test_workers_with_families_have_no_business_here(role):
    user = families.someone(f"{role}@example.test", role=role)
    with pytest.raises(Refused):
        looking.open_look(by=user, kind="routine", reason="I should like to see.")
    client = families.sign_in(Client(), user)
    assert client.get("/oversight/").status_code == 403
    assert give(client).status_code == 403
    assert not Look.objects.exists()
    assert b"Oversight" not in client.get(reverse("chat:home")).content


def test_an_auditor_arrives_here(signed_in):
    page = signed_in.get("/", follow=True)
    assert page.redirect_chain == [("/oversight/", 302)]
    text = page.content.decode()
    assert "Look at the record" in text
    assert ">Chats<" not in text
    assert ">Cases<" not in text
