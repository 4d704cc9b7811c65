"""Verifying on request: a job with a result in plain words, and what proves it elsewhere."""

import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import families
from workspace.governance import checkpoints, triggers
from workspace.governance.models import AuditEntry
from workspace.jobs.models import Job, State
from workspace.jobs.running import run
from workspace.oversight.actions import verifying

pytestmark = pytest.mark.django_db
PAGE = reverse("oversight:integrity")


@pytest.fixture
def client(helen) -> Client:
    return families.sign_in(Client(), helen)


def verified(client: Client) -> str:
    client.post(reverse("oversight:verify"))
    job = verifying.latest()
    assert job is not None
    run(job.pk)
    return client.get(PAGE).content.decode()


def test_a_whole_record(work, client, helen):
    checkpoints.make()
    page = verified(client)
    assert "Nothing has been altered" in page
    assert "agree with every signed checkpoint" in page
    entry = AuditEntry.objects.get(action="oversight.verified")
    assert entry.facts["outcome"] == "whole"
    assert entry.actor_id == str(helen.pk)


def test_a_record_that_somebody_changed(work, client):
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE governance_auditentry SET actor_id = '999' WHERE seq = 3")
    page = verified(client)
    assert "The record is not whole" in page
    assert "Entry 3 was changed after it was written." in page
    assert AuditEntry.objects.get(action="oversight.verified").facts["outcome"] == "not whole"


def test_two_who_ask_follow_one_verification(client, helen):
    first, second = verifying.ask(by=helen), verifying.ask(by=helen)
    assert first.pk == second.pk
    assert AuditEntry.objects.filter(action="oversight.verifying").count() == 1
    assert "Verifying now" in client.get(PAGE).content.decode()


def test_a_part_of_the_page_follows_the_work(client, helen):
    verifying.ask(by=helen)
    part = client.get(PAGE, headers={"HX-Request": "true", "HX-Target": "verification"})
    assert b"<html" not in part.content
    assert b"Verifying now" in part.content
    assert b"hx-get" in part.content


def test_a_verification_that_failed_says_why(client, helen):
    job = verifying.ask(by=helen)
    Job.objects.filter(pk=job.pk).update(state=State.QUARANTINED, reason="Tried 2 times.")
    page = client.get(PAGE).content.decode()
    assert "It could not be verified" in page
    assert "Tried 2 times." in page
    assert verifying.ask(by=helen).pk != job.pk


def test_the_proofs_are_the_checkpoints_and_the_public_key(work, client):
    checkpoints.make()
    reply = client.get(reverse("oversight:proofs"))
    with zipfile.ZipFile(io.BytesIO(b"".join(reply.streaming_content))) as file:
        names = file.namelist()
        assert names == ["daylight-record.checkpoints.jsonl", "daylight-record.public-key.pem"]
        assert len(file.read(names[0]).splitlines()) == 1
        assert b"BEGIN PUBLIC KEY" in file.read(names[1])
        assert b"PRIVATE" not in file.read(names[1])
    assert AuditEntry.objects.filter(action="oversight.proofs_exported").count() == 1
