"""The pages of a draft: what they show to whom, and that nothing written is lost on them."""

import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import families
from tests.access.payloads import PAYLOADS, alive, look, shape
from tests.workspace.outputs import work
from tests.workspace.outputs.test_approving import approve_as_read, edit, output, robin, shared
from workspace.accounts.sessions import SEEN
from workspace.governance.models import AuditEntry
from workspace.outputs.actions.approving import send_back
from workspace.outputs.models import Approval, Output, Reading, Remark
from workspace.outputs.versions import current, restored
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.masking import MaskedText
from workspace.privacy.vaults import open_vault, shred

__all__ = ["output", "robin", "shared"]  # fixtures

pytestmark = pytest.mark.django_db
DATA = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def client(robin):
    return families.sign_in(Client(), robin)


def at(name, output, *more):
    return reverse(f"outputs:{name}", args=[output.pk, *more])


def words_of(response):
    return " ".join("".join(look(response.content.decode()).words).split())


def review(client, output):
    response = client.get(at("review", output))
    assert response.status_code == 200
    return words_of(response)


def stamp(output):
    return current(output).stamp


def test_the_draft_is_shown_with_names_and_what_to_look_at_first(client, output):
    page = review(client, output)
    assert "Draft written by Test model" in page
    assert "Amina was tired and said that she had slept badly" in page
    assert "Look at 3 statements first" in page
    assert "Compare it with D1 ¶2: Friday is not named there" in page
    assert "It gives no source." in page
    assert "It cites D1 ¶7, which does not exist." in page
    assert "Shabana Warsame said that she will call the school on Monday" in page
    assert "CHILD_" not in page


def test_opening_it_is_in_the_record_and_begins_the_reading(client, output, robin):
    review(client, output)
    assert AuditEntry.objects.get(action="output.read").object_id == str(output.pk)
    assert not Reading.objects.get(version=current(output), by=robin).measured


def test_what_the_practitioner_wrote_is_theirs_and_not_unsupported(client, output, robin):
    edit(output, work.TEXT + "\nI saw the bedroom myself on the day.", robin)
    page = review(client, output)
    assert "Added by Robin" in page
    assert "Look at 3 statements first" in page


def test_a_draft_without_sources_says_that_nothing_was_compared(client, robin):
    made = work.draft(robin, "Dear Shabana,\n\nThank you for coming. We agreed on three things.")
    page = review(client, made)
    assert "Nothing could be compared" in page
    assert "No source given" not in page


def test_sources_that_the_practitioner_added_are_compared_too(client, robin):
    made = work.draft(robin, "I do not know.")
    edit(made, "Shabana was there (D1 ¶1).\n\nThe school closed in 1987 (D1 ¶2).", robin)
    page = review(client, made)
    assert "No statement stands out" not in page
    assert "the number 1987 is not there" in page


def test_why_it_cannot_be_approved_now_is_said(client, shared):
    families.stopped(shared.use_case)
    page = review(client, shared)
    assert "It cannot be approved now" in page
    assert "We are looking into a fault." in page


def test_an_unknown_person_is_pointed_out(client, output, robin):
    assert "unknown person" not in review(client, output)
    made = work.draft(robin, text=MaskedText("[CHILD_Z9Z] was there."))
    assert "do not guess who is meant" in review(client, made)


def test_both_who_approved_are_named(client, shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    approve_as_read(shared, wren)
    assert "Approved by Robin Ashgrove and Wren Oakes on" in review(client, shared)


def test_what_was_sent_back_unchanged_is_not_called_changed(client, shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    send_back(output=shared, stamp=stamp(shared), comment="Who was there?", by=wren)
    assert "changed by" not in review(client, shared)


def test_approving_from_the_page(client, output, robin):
    work.read(output, robin)
    response = client.post(at("approve", output), {"stamp": stamp(output)}, follow=True)
    assert "It can be copied out and exported now." in words_of(response)
    assert "Approved by Robin Ashgrove on" in words_of(response)
    assert Approval.objects.get().by == robin


def test_too_fast_is_asked_about_kindly(client, output):
    review(client, output)
    response = client.post(at("approve", output), {"stamp": stamp(output)})
    assert "Have you read it?" in words_of(response)
    assert not Approval.objects.exists()
    client.post(at("approve", output), {"stamp": stamp(output), "knowing": "yes"})
    assert Approval.objects.get().too_fast


def test_without_scripts_time_runs_from_opening(client, output):
    review(client, output)
    Reading.objects.update(opened=timezone.now() - timedelta(seconds=400))
    client.post(at("approve", output), {"stamp": stamp(output)})
    approval = Approval.objects.get()
    assert approval.seconds_open >= 400
    assert approval.share_seen is None


def test_a_stale_page_is_told_and_approves_nothing(client, output, robin):
    old = stamp(output)
    edit(output, work.TEXT + "\nMore.", robin)
    work.read(output, robin)
    response = client.post(at("approve", output), {"stamp": old})
    assert response.status_code == 422
    assert "The text has changed since you opened it" in words_of(response)


def test_asking_needs_somebody_to_be_chosen(client, shared, robin):
    wren = work.colleague(robin)
    work.read(shared, robin)
    for ask in ("", "x", "999999", "9" * 400, str(families.administrator().pk)):
        response = client.post(at("approve", shared), {"stamp": stamp(shared), "ask": ask})
        assert response.status_code == 422
        assert "Choose a colleague for the second approval." in words_of(response)
    client.post(at("approve", shared), {"stamp": stamp(shared), "ask": wren.pk})
    shared.refresh_from_db()
    assert shared.asked == wren


def test_the_asked_person_sees_it_is_counted_and_may_send_it_back(client, shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    theirs = families.sign_in(Client(), wren)
    home = words_of(theirs.get(reverse("outputs:work")))
    assert "Your work 1 to approve" in home
    assert "From Robin Ashgrove" in home
    assert "Approve for Robin Ashgrove" in review(theirs, shared)
    assert theirs.get(at("edit", shared)).status_code == 404
    empty = theirs.post(at("send_back", shared), {"stamp": stamp(shared), "comment": " "})
    assert empty.status_code == 422
    theirs.post(
        at("send_back", shared), {"stamp": stamp(shared), "comment": "Is Amina nine or eight?"}
    )
    assert "Amina" not in Remark.objects.get().text
    assert theirs.get(at("review", shared)).status_code == 404
    assert "Is Amina nine or eight?" in review(client, shared)
    assert "Wren Oakes sent it back" in review(client, shared)


def test_its_owner_may_take_it_back(client, shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    assert "Wren Oakes has been asked" in review(client, shared)
    assert client.get(at("edit", shared)).status_code == 302
    client.post(at("take_back", shared))
    shared.refresh_from_db()
    assert shared.state == "draft"
    client.post(at("take_back", shared))


def test_saving_from_the_editor(client, output, robin):
    page = client.get(at("edit", output)).content.decode()
    assert "Amina was tired" in page
    response = client.post(
        at("edit", output), {"text": "# Own\r\n\r\nAmina is well.", "stamp": stamp(output)}
    )
    assert response["Location"] == at("review", output)
    version = current(output)
    assert (version.number, version.by) == (2, robin)
    assert "Amina" not in version.text
    assert restored(version, open_vault(output.vault_id)) == "# Own\n\nAmina is well."


def test_saving_in_the_background_gives_the_next_stamp(client, output):
    first = client.post(at("edit", output), {"text": "One.", "stamp": stamp(output)}, **DATA)
    again = json.loads(first.content)["stamp"]
    assert again == stamp(output)
    assert (
        client.post(at("edit", output), {"text": "Two.", "stamp": again}, **DATA).status_code == 200
    )


@pytest.mark.parametrize("background", [False, True])
def test_words_come_back_when_names_cannot_be_hidden(client, output, monkeypatch, background):
    def fail(*_, **__):
        raise DetectionFailed("Daylight could not be sure that every name is hidden.")

    monkeypatch.setattr("workspace.outputs.actions.editing.mask_text", fail)
    form = {"text": "What nobody may lose.", "stamp": stamp(output)}
    response = client.post(at("edit", output), form, **(DATA if background else {}))
    assert response.status_code == 422
    body = response.content.decode()
    assert "could not be sure" in body
    assert background or "What nobody may lose." in body
    assert current(output).number == 1


def test_words_come_back_when_another_window_was_first(client, output, robin):
    old = stamp(output)
    edit(output, "The first window.", robin)
    response = client.post(at("edit", output), {"text": "The second window.", "stamp": old})
    assert response.status_code == 422
    assert "The second window." in response.content.decode()
    given = re.search(r'name="stamp" value="([^"]+)"', response.content.decode())[1]
    client.post(at("edit", output), {"text": "The second window.", "stamp": given})
    assert restored(current(output), open_vault(output.vault_id)) == "The second window."


def test_a_nul_breaks_nothing(client, output):
    form = {"text": "One\0 word.", "stamp": stamp(output)}
    assert client.post(at("edit", output), form).status_code == 302
    assert restored(current(output), open_vault(output.vault_id)) == "One word."


def test_an_empty_text_is_not_kept(client, output):
    response = client.post(at("edit", output), {"text": " \n", "stamp": stamp(output)})
    assert response.status_code == 422
    assert "Write something first." in words_of(response)


def test_versions_show_what_was_added_and_removed_in_words_too(client, output, robin):
    edit(output, work.TEXT.replace("tired", "lively"), robin)
    page = words_of(client.get(at("versions", output)))
    assert "[removed: tired]" in page
    assert "[added: lively]" in page
    first = words_of(client.get(at("versions", output), {"version": "1"}))
    assert "word for word what the model wrote" in first
    for odd in ("²", "x", "-1", "9" * 99):
        assert client.get(at("versions", output), {"version": odd}).status_code == 200


def test_work_is_listed_by_what_is_to_be_done(client, output, robin):
    done = work.draft(robin, "The approved one is this.", source_id="2")
    approve_as_read(done, robin)
    drafts = words_of(client.get(reverse("outputs:work"), {"show": "drafts"}))
    assert "Home visit" in drafts
    assert "The approved one" not in drafts
    approved = words_of(client.get(reverse("outputs:work"), {"show": "approved"}))
    assert "The approved one is this." in approved
    assert "Approved by Robin Ashgrove on" in approved
    assert "Home visit" not in approved


def test_work_is_shown_by_case(client, output, robin):
    loose = families.chat(robin)
    work.draft(robin, "In no case at all.", case=None, vault=loose.vault, source_id="3")
    everything = words_of(client.get(reverse("outputs:work")))
    assert "In no case at all." in everything
    chosen = words_of(client.get(reverse("outputs:work"), {"case": output.case_id}))
    assert "In no case at all." not in chosen
    assert "Home visit" in chosen
    for odd in ("x", "²", "00000000-0000-0000-0000-000000000000"):
        assert client.get(reverse("outputs:work"), {"case": odd, "show": odd}).status_code == 200


def test_empty_lists_say_what_will_be_there(client):
    page = words_of(client.get(reverse("outputs:work")))
    assert "What a model writes for you appears here until you approve it." in page


def test_a_case_draft_is_lost_with_the_team(client, output, robin):
    robin.teams.set([families.team("Larkmoor South")])
    for name in ("review", "versions", "edit"):
        assert client.get(at(name, output)).status_code == 404
    assert client.post(at("copy", output)).status_code == 404


def test_beats_are_counted_by_the_server(client, output, robin):
    review(client, output)
    form = {"stamp": stamp(output), "seen": "1,2,77,x,²,-4", "resumed": "1"}
    assert client.post(at("beat", output), form).status_code == 204
    reading = Reading.objects.get()
    assert (reading.seconds, reading.seen, reading.measured) == (0, [1, 2], True)
    client.post(at("beat", output), form | {"stamp": "1.0", "seen": "3"})
    reading.refresh_from_db()
    assert reading.seen == [1, 2]


def test_an_erased_text_says_so_wherever_it_is_asked_for(client, output, robin):
    approve_as_read(output, robin)
    shred(output.vault)
    for name in ("review", "versions", "edit"):
        assert "were erased" in client.get(at(name, output)).content.decode()
    for reply in (client.post(at("copy", output)), client.get(at("export", output, "txt"))):
        assert reply.status_code == 403


def test_a_draft_left_open_does_not_keep_anybody_signed_in(client, output):
    form = {"stamp": stamp(output), "seen": "1"}
    for _ in range(2):
        session = client.session
        session[SEEN] -= settings.SESSION_IDLE_SECONDS * 0.6
        session.save()
        last = client.post(at("beat", output), form)
    assert last.status_code == 401
    assert client.get(at("review", output)).status_code == 302


def page_with(client, robin, said, number):
    made = work.draft(robin, "\n\n".join(f"{one} (D1 ¶1)" for one in said), sources=said,
                      source_id=f"x{number}")  # fmt: skip
    edit(made, "\n\n".join(said), robin)
    wren = work.colleague(robin, f"wren{number}.oakes")
    Output.objects.filter(pk=made.pk).update(use_case=work.use(second=True))
    made.refresh_from_db()
    approve_as_read(made, robin, ask=wren)
    send_back(output=made, stamp=stamp(made), comment="\n".join(said)[:4000], by=wren)
    addresses = [at("review", made), at("versions", made), at("edit", made)]
    addresses += [reverse("outputs:work")]
    return [client.get(address).content.decode() for address in addresses]


def test_whatever_is_written_stays_words(client, robin):
    harmless = [f"harmless {number}" for number in range(len(PAYLOADS))]
    page_with(client, robin, harmless, 0)
    for page in page_with(client, robin, PAYLOADS, 1):
        assert alive(page) == []


def test_a_title_adds_nothing_to_the_list(client, robin):
    pages = []
    for said in ("harmless", *PAYLOADS[:40]):
        Output.objects.all().delete()
        work.draft(robin, said, source_id="t")
        pages.append(client.get(reverse("outputs:work")).content.decode())
    for page in pages:
        assert alive(page) == []
        assert shape(page) == shape(pages[0])
