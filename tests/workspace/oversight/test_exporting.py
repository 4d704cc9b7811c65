"""What is taken away: whole, verifiable without Daylight, safe in a spreadsheet, and recorded."""

import csv
import io
import json
import tracemalloc
import zipfile
from urllib.parse import urlsplit

import pytest
from asgiref.sync import async_to_sync
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import AsyncClient, Client
from django.urls import reverse

from tests import families
from tests.workspace.oversight.arriving import signed_in_auditor
from workspace.governance import audit, checkpoints
from workspace.governance.models import AuditEntry
from workspace.oversight.actions.exporting import COLUMNS, FORMS, _written, export
from workspace.oversight.actions.searching import Filters, entries

pytestmark = pytest.mark.django_db
EXPORT = reverse("oversight:export")


def taken(client: Client, form: str, **query: str) -> bytes:
    reply = client.post(EXPORT, {"form": form}, query_params=query)
    assert reply.status_code == 200
    assert reply["Content-Disposition"].startswith("attachment; filename=")
    return b"".join(reply.streaming_content)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_csv_has_its_columns_and_says_it_in_english(work, auditor):
    data = taken(auditor, "csv", action="chat.sent")
    [row] = rows(data)
    entry = AuditEntry.objects.get(action="chat.sent")
    assert tuple(row) == COLUMNS
    assert row["digest"] == entry.digest
    assert json.loads(row["facts"]) == entry.facts
    assert (row["who"], row["case_reference"]) == ("Ruth Amber", "LK-2025-0417")
    assert row["what"].startswith("Ruth Amber sent a message in chat")


def test_the_search_decides_what_is_taken(work, auditor):
    told = [row["action"] for row in rows(taken(auditor, "csv", case=str(work.case.pk)))]
    wanted = entries(Filters(case=str(work.case.pk))).order_by("seq")
    assert told == list(wanted.values_list("action", flat=True))


def test_an_export_is_in_the_record_before_anything_is_sent(work, auditor, look):
    reply = auditor.post(EXPORT, {"form": "jsonl"}, query_params={"case": str(work.case.pk)})
    entry = AuditEntry.objects.get(action="oversight.exported")
    assert entry.object_id == str(look.pk)
    sent = b"".join(reply.streaming_content).splitlines()
    assert entry.facts == {"form": "jsonl", "filters": ["case"], "rows": len(sent)}


def test_the_whole_record_verifies_without_daylight(work, auditor, tmp_path):
    checkpoints.make()
    kept = tmp_path / "record.jsonl"
    kept.write_bytes(taken(auditor, "jsonl"))
    with zipfile.ZipFile(io.BytesIO(b"".join(auditor.get(reverse("oversight:proofs"))))) as proofs:
        proofs.extractall(tmp_path)
    options = {
        "from_export": kept,
        "checkpoints": tmp_path / "daylight-record.checkpoints.jsonl",
        "public_key": tmp_path / "daylight-record.public-key.pem",
    }
    call_command("verify_audit", **options)
    lines = kept.read_text("utf-8").splitlines(keepends=True)
    kept.write_text("".join([*lines[:3], lines[3].replace("person_added", "opened"), *lines[4:]]))
    with pytest.raises(CommandError):
        call_command("verify_audit", **options)


@pytest.mark.parametrize("said", ["=1+1", "+44", "-1", "@cf/meta/llama-3", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(work, auditor, said):
    with transaction.atomic():
        audit.record("model.completed", by=work.ruth, on=work.answer, model=said)
    [row] = rows(taken(auditor, "csv", action="model.completed"))
    assert row["model"] == f"'{said}"
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_a_name_of_a_person_that_is_a_formula(work, auditor):
    work.ruth.name = '=HYPERLINK("https://evil.example")'
    work.ruth.save()
    [row] = rows(taken(auditor, "csv", action="chat.sent"))
    assert row["who"].startswith("'=")
    assert row["what"].startswith("'=")


def test_no_name_of_a_family_is_taken(work, auditor):
    for form in FORMS:
        data = taken(auditor, form).decode()
        assert not any(name in data for name in ("Amina", "Warsame", "Shabana"))


def test_it_wants_fresh_proof_of_who_one_is(work, helen, look):
    client = Client()
    client.force_login(helen)  # a session from long ago
    for reply in (client.get(EXPORT), client.post(EXPORT, {"form": "csv"})):
        assert reply.status_code == 302
        assert urlsplit(reply["Location"]).path.startswith("/account/")
    assert not AuditEntry.objects.filter(action="oversight.exported").exists()


def test_it_wants_a_reason(work, helen):
    reply = families.sign_in(Client(), helen).post(EXPORT, {"form": "csv"})
    assert reply["Location"].startswith(reverse("oversight:reason"))
    assert not AuditEntry.objects.filter(action="oversight.exported").exists()


def test_there_is_no_other_format(auditor):
    assert auditor.post(EXPORT, {"form": "xml"}).status_code == 400


@pytest.mark.parametrize("form", list(FORMS))
def test_memory_does_not_grow_with_the_record(work, helen, look, form):
    def peak(count: int) -> int:
        with transaction.atomic():
            for _ in range(count):
                audit.record("case.read", by=work.ruth, on=work.case)
        chunks = _written(AuditEntry.objects.order_by("seq"), *FORMS[form])
        tracemalloc.start()
        for _ in chunks:
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(500)  # what is loaded once is loaded
    first = peak(500)
    assert peak(3000) < 1.5 * first


def test_entries_of_the_export_itself_are_not_in_it(work, helen, look):
    chunks = export(filters=Filters(), form="jsonl", by=helen, look=look)
    with transaction.atomic():
        audit.record("case.read", by=work.ruth, on=work.case)
    sent = [json.loads(line)["action"] for line in b"".join(chunks).splitlines()]
    assert "oversight.exported" not in sent
    assert sent[-1] == "oversight.opened"


@pytest.mark.django_db(transaction=True)
def test_under_an_asynchronous_server_it_comes_in_pieces():
    cookies = signed_in_auditor()

    async def fetch() -> list[bytes]:
        client = AsyncClient()
        client.cookies = cookies
        reply = await client.post(EXPORT, {"form": "jsonl"})
        assert reply.is_async
        return [chunk async for chunk in reply.streaming_content]

    lines = b"".join(async_to_sync(fetch)()).splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, len(lines) + 1))
