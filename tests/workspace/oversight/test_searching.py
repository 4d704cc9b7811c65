"""Finding entries by everything that stands in them, a page at a time, in plain English."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import families
from workspace.chat.actions.conversations import start
from workspace.governance import audit, triggers
from workspace.governance.models import AuditEntry
from workspace.oversight.actions import searching
from workspace.oversight.actions.searching import Filters, entries
from workspace.oversight.telling import tell

pytestmark = pytest.mark.django_db
RECORD = reverse("oversight:record")


def actions(**filters) -> set[str]:
    return set(entries(Filters(**filters)).values_list("action", flat=True))


def test_by_person_also_what_was_done_to_them(work, helen):
    with transaction.atomic():
        audit.record("person.changed", by=helen, on=work.ruth)
    found = entries(Filters(people=(str(work.ruth.pk),)))
    assert {"chat.sent", "case.opened", "person.changed"} <= set(
        found.values_list("action", flat=True)
    )
    assert all(e.actor_id == str(work.ruth.pk) or e.action == "person.changed" for e in found)


def test_by_case(work):
    other = families.case_of(work.ruth, reference="LK-2025-0500")
    assert {"case.opened", "chat.started", "chat.sent"} <= actions(case=str(work.case.pk))
    assert "chat.sent" not in actions(case=str(other.pk))


def test_by_purpose_model_and_action(work):
    with transaction.atomic():
        audit.record("model.completed", by=work.ruth, on=work.answer, purpose="x", model="m-7b")
    assert actions(purpose="x") == {"model.completed"} == actions(model="m-7b")
    assert actions(action="chat.sent") == {"chat.sent"}
    assert all(action.startswith("chat.") for action in actions(action="chat."))
    assert actions(action="chat.sent", purpose="x") == set()


def test_by_time_in_local_days(work):
    today = timezone.localdate()
    assert "chat.sent" in actions(since=today, until=today)
    assert actions(until=today - timedelta(days=1)) == set()
    assert actions(since=today + timedelta(days=1)) == set()


def test_a_chats_history_holds_its_messages_and_what_became_of_them(work):
    with transaction.atomic():
        audit.record("model.completed", by=work.ruth, on=work.answer)
    stranger = start(by=work.ruth, use_case=work.chat.use_case)
    found = entries(Filters(thing=str(work.chat.pk)))
    assert {"chat.started", "chat.sent", "model.completed"} <= {e.action for e in found}
    assert str(stranger.pk) not in {e.object_id for e in found}


def test_the_history_survives_the_chat(work, auditor):
    pk, messages = str(work.chat.pk), work.chat.messages.count()
    work.chat.messages.all().delete()
    assert messages
    assert "chat.sent" in actions(thing=pk)


def test_a_search_is_posted_and_its_address_names_nobody(work, auditor):
    form = {"person": "ruth AMBER", "case": "LK-2025-0417", "action": "chat.sent"}
    there = auditor.post(RECORD, form)["Location"]
    query = parse_qs(urlsplit(there).query)
    assert query == {
        "people": [str(work.ruth.pk)], "case": [str(work.case.pk)], "action": ["chat.sent"],
    }  # fmt: skip
    page = auditor.get(there).content.decode()
    assert "<strong>Ruth Amber</strong> sent a message in chat" in page
    assert "(case LK-2025-0417)" in page
    assert 'value="ruth.amber@example.test"' in page


def test_a_leaver_is_found(work, auditor):
    work.ruth.is_active = False
    work.ruth.save()
    there = auditor.post(RECORD, {"person": "Amber"})["Location"]
    assert b"Ruth Amber" in auditor.get(there).content


@pytest.mark.parametrize(
    ("form", "field"),
    [({"person": "Nobody Atall"}, "person"), ({"case": "XX-1"}, "case"),
     ({"since": "2026-02-01", "until": "2026-01-01"}, "until"), ({"since": "soon"}, "since"),
     ({"action": "no.such"}, "action")],
)  # fmt: skip
def test_what_cannot_be_found_is_said(work, auditor, form, field):
    page = auditor.post(RECORD, form)
    assert page.status_code == 422
    assert field in page.context["form"].errors


def test_each_search_is_in_the_record_without_what_was_looked_for(work, auditor, look):
    auditor.get(RECORD, {"people": str(work.ruth.pk), "case": str(work.case.pk)})
    entry = AuditEntry.objects.get(action="oversight.searched")
    assert entry.object_id == str(look.pk)
    assert entry.facts["filters"] == ["case", "people"]
    assert (
        entry.facts["rows"]
        == entries(Filters(people=(str(work.ruth.pk),), case=str(work.case.pk))).count()
    )
    assert set(entry.facts) == {"filters", "first_page", "or_more", "rows"}


@pytest.mark.parametrize(
    "said", ["²", "9" * 5000, "-1", "\x00", "1e3", "٣", "99999999999999999999", "'; DROP", "%"]
)
def test_a_wrong_word_in_an_address_breaks_nothing(auditor, said):
    for name in ("people", "case", "purpose", "model", "action", "thing", "since", "before"):
        assert auditor.get(RECORD, {name: said}).status_code == 200, name


def test_pages_follow_one_another_without_a_gap(work, auditor, helen):
    with transaction.atomic():
        for _ in range(2 * searching.A_PAGE):
            audit.record("case.read", by=work.ruth, on=work.case)
    address, seen = f"{RECORD}?action=case.read", []
    while address:
        page = auditor.get(address)
        seen += [told.seq for told in page.context["told"]]
        address = page.context["older"]
    wanted = AuditEntry.objects.filter(action="case.read").order_by("-seq")
    assert seen == list(wanted.values_list("seq", flat=True))
    assert len(seen) == 2 * searching.A_PAGE


def test_the_number_of_questions_does_not_grow_with_the_rows(work, auditor):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert auditor.get(RECORD, {"action": "case."}).status_code == 200
        return len(queries)

    few = asked()
    with transaction.atomic():
        for _ in range(40):
            audit.record("case.read", by=work.ruth, on=work.case)
    assert asked() == few


def test_one_entry_with_its_facts_and_digests(work, auditor):
    entry = AuditEntry.objects.get(action="chat.sent")
    page = auditor.get(reverse("oversight:entry", args=[entry.seq])).content.decode()
    for said in (entry.digest, entry.previous, entry.object_id, "Ruth Amber", "LK-2025-0417"):
        assert said in page
    assert "has been altered" not in page
    read = AuditEntry.objects.get(action="oversight.entry.read")
    assert read.object_id == str(entry.seq)


def test_an_altered_entry_says_so(work, auditor):
    entry = AuditEntry.objects.get(action="chat.sent")
    triggers.remove(connection)
    with connection.cursor() as cursor:
        statement = "UPDATE governance_auditentry SET actor_id = '999' WHERE seq = %s"
        cursor.execute(statement, [entry.seq])
    page = auditor.get(reverse("oversight:entry", args=[entry.seq]))
    assert "This entry has been altered" in page.content.decode()


@pytest.mark.parametrize("seq", [0, 2**31, 2**63, 10**30])
def test_entries_that_are_not_there_are_not_found(auditor, seq):
    assert auditor.get(f"/oversight/record/{seq}/").status_code == 404


def test_no_name_of_a_family_comes_out(work, auditor):
    page = auditor.get(RECORD).content.decode()
    for name in ("Amina", "Warsame", "Shabana", "[CHILD"):
        assert name not in page


def test_a_sentence_says_it_all(work):
    with transaction.atomic():
        audit.record(
            "chat.sent", by=work.ruth, on=work.answer, purpose="summarise", model="built-in",
            characters=2310,
        )  # fmt: skip
    [told] = tell(list(AuditEntry.objects.order_by("-seq")[:1]))
    chat = f"{str(work.chat.pk)[:8]}…"
    assert told.sentence == (
        f"Ruth Amber sent a message in chat {chat} (case LK-2025-0417) for ‘Summarise case "
        "documents’; model built-in, 2,310 characters"
    )


def test_an_entry_of_an_action_nobody_knows_is_told_as_it_is(work):
    with transaction.atomic():
        audit.record("odd.thing", by=None, on=("odd", "7"))
        audit.record("person.invited", by=work.ruth, on=("odd", ""))
    told = [one.sentence for one in tell(list(AuditEntry.objects.order_by("-seq")[:2]))]
    assert told == [
        "Ruth Amber invited somebody as not recorded", "Daylight itself did “odd.thing” to odd 7",
    ]  # fmt: skip
