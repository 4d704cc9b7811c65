"""Who may approve, what is recorded, and that approved text stays as it was approved."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from tests import families
from tests.workspace.outputs import work
from workspace.accounts import leaving
from workspace.accounts.models import Role
from workspace.chat.models import Conversation
from workspace.governance.models import AuditEntry, Immutable, UseCase
from workspace.governance.policy import Refused
from workspace.outputs.actions.approving import (
    CannotApprove,
    TooFast,
    approve,
    send_back,
    take_back,
)
from workspace.outputs.actions.editing import CannotSave, ChangedMeanwhile, save
from workspace.outputs.models import Approval, Output, Reading, Version
from workspace.outputs.versions import approved, current, restored
from workspace.privacy.vaults import new_vault, open_vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin(db):
    user = families.someone()
    families.member_of(user)
    return user


@pytest.fixture
def output(robin):
    return work.draft(robin)


@pytest.fixture
def shared(robin):
    """A draft whose use needs a second approval."""
    return work.draft(robin, use_case=work.use(second=True))


def approve_as_read(output, by, **more):
    work.read(output, by)
    output.refresh_from_db()
    return approve(output=output, stamp=current(output).stamp, by=by, **more)


def text_of(output):
    return restored(current(output), open_vault(output.vault_id))


def edit(output, text, by):
    return save(output=output, text=text, stamp=current(output).stamp, by=by)


def test_a_draft_is_the_models_and_masked(output):
    version = current(output)
    assert (version.number, version.by, output.state) == (1, None, "draft")
    assert "Amina" not in version.text
    assert text_of(output) == work.TEXT
    assert approved(output) is None


def test_approving_records_who_and_how(output, robin):
    edit(output, work.TEXT.replace("has moved (D1 ¶7)", "has not moved house"), robin)
    approval = approve_as_read(output, robin)
    output.refresh_from_db()
    assert output.state == "approved"
    assert approved(output) == approval.version == current(output)
    assert (approval.by, approval.role) == (robin, "practitioner")
    assert (approval.seconds_open, approval.share_seen) == (600, 100)
    assert (approval.words_added, approval.words_removed) == (2, 2)
    assert approval.unsupported == 2
    assert not approval.too_fast


def test_the_record_tells_figures_and_no_words(output, robin):
    approve_as_read(output, robin)
    entry = AuditEntry.objects.get(action="output.approved")
    assert entry.actor_id == str(robin.pk)
    assert entry.case_id == str(output.case_id)
    assert entry.purpose == "one-pair-of-eyes"
    assert entry.facts["words"] > 20
    assert entry.facts["complete"] is True
    key = open_vault(output.vault_id).key
    assert entry.facts["commitment"] == key.commitment(current(output).text)
    assert "Amina" not in str(entry.facts)
    assert "room" not in str(entry.facts)


def test_faster_than_anybody_reads_is_said_first_and_counted(output, robin):
    work.read(output, robin, seconds=3)
    stamp = current(output).stamp
    with pytest.raises(TooFast) as told:
        approve(output=output, stamp=stamp, by=robin)
    assert told.value.seconds == 3
    assert told.value.needed > 3
    assert not Approval.objects.exists()
    assert approve(output=output, stamp=stamp, by=robin, knowing=True).too_fast
    assert AuditEntry.objects.get(action="output.approved").facts["too_fast"] is True


def test_never_opened_is_too_fast(output, robin):
    with pytest.raises(TooFast):
        approve(output=output, stamp=current(output).stamp, by=robin)


def test_a_text_that_changed_since_is_not_approved_unread(output, robin):
    stamp = current(output).stamp
    edit(output, work.TEXT + "\nMore.", robin)
    with pytest.raises(CannotApprove, match="has changed"):
        approve(output=output, stamp=stamp, by=robin, knowing=True)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_practitioners_and_managers_approve(output, robin, role):
    robin.role = role
    with pytest.raises(Refused, match="Only practitioners and managers"):
        approve_as_read(output, robin)


def test_a_manager_approves_what_is_theirs(robin):
    robin.role = Role.MANAGER
    robin.save()
    assert approve_as_read(work.draft(robin), robin).role == "manager"


def test_nobody_approves_without_a_name_or_after_leaving(output, robin):
    robin.name = " "
    with pytest.raises(Refused, match="needs your name"):
        approve_as_read(output, robin)
    robin.name, robin.is_active = "Robin", False
    with pytest.raises(Refused, match="closed"):
        approve_as_read(output, robin)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"review_date": date(2026, 1, 31)}, "due for review on 31 January 2026"),
        ({"allowed": False, "reason": "A new rule."}, "A new rule."),
    ],
)
def test_a_use_that_is_out_of_force_by_now_is_not_signed_for(output, robin, change, says):
    UseCase.objects.filter(pk=output.use_case_id).update(**change)
    with pytest.raises(Refused, match=says):
        approve_as_read(Output.objects.get(pk=output.pk), robin)
    assert not Approval.objects.exists()


def test_what_was_overridden_for_a_reason_is_approved(output, robin):
    UseCase.objects.filter(pk=output.use_case_id).update(allowed=False, may_override=True)
    assert approve_as_read(Output.objects.get(pk=output.pk), robin)


@pytest.mark.parametrize("what", ["everything", "team", "use"])
def test_what_is_stopped_is_not_approved(output, robin, what):
    stopped = {"everything": None, "team": robin.teams.get(), "use": output.use_case}[what]
    families.stopped(stopped)
    with pytest.raises(Refused, match="looking into a fault"):
        approve_as_read(output, robin)


def test_nobody_approves_for_somebody_else(output, robin):
    other = work.colleague(robin)
    with pytest.raises(CannotApprove, match="Somebody else"):
        approve_as_read(output, other)


def test_the_second_approval(shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    shared.refresh_from_db()
    assert (shared.state, shared.asked) == ("waiting", wren)
    assert approved(shared) is None
    assert Output.objects.visible_to(wren).get() == shared
    assert approve_as_read(shared, wren).second
    shared.refresh_from_db()
    assert shared.state == "approved"
    assert [one.by for one in approved(shared).approvals.all()] == [robin, wren]
    first, second = AuditEntry.objects.filter(action__startswith="output.approved")
    assert (first.facts["complete"], second.facts["complete"]) == (False, True)
    assert first.facts["asked"] == str(wren.pk)


def test_the_second_approval_needs_somebody_who_may_see_it(shared, robin):
    stranger = families.someone("quill.farrow@example.test")
    gone = work.colleague(robin, "gone.away")
    gone.is_active = False
    gone.save()
    for ask in (None, robin, stranger, gone, families.administrator()):
        with pytest.raises(CannotApprove, match="Choose a colleague"):
            approve_as_read(shared, robin, ask=ask)
    assert not Approval.objects.exists()


def test_the_second_approval_is_somebody_elses(shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    Output.objects.filter(pk=shared.pk).update(asked=robin)
    with pytest.raises(Refused, match="somebody else"):
        approve_as_read(shared, robin)


def test_whoever_may_not_be_asked_any_more_does_not_approve(robin):
    use_case = work.use(second=True)
    shared = work.draft(robin, use_case=use_case, case=None, vault=new_vault())
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    wren.teams.clear()
    with pytest.raises(CannotApprove, match="cannot give the second approval"):
        approve_as_read(shared, wren)
    assert approved(shared) is None


def test_whoever_became_the_owner_does_not_approve_a_second_time(robin):
    """What a leaver approved and had asked a manager about passes to that very manager."""
    shared = work.draft(robin, use_case=work.use(second=True))
    boss = work.colleague(robin, role=Role.MANAGER)
    approve_as_read(shared, robin, ask=boss)
    leaving.leave(user=robin, to=boss, by=families.administrator())
    with pytest.raises(CannotApprove, match="cannot give the second approval"):
        approve_as_read(shared, boss)
    take_back(output=shared, by=boss)
    assert Output.objects.get().state == "draft"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_whoever_oversees_now_sees_nothing_of_their_former_work(robin, role):
    made = work.draft(robin, case=None, vault=new_vault())
    families.chat(robin)
    robin.role = role
    robin.save()
    assert made not in Output.objects.visible_to(robin)
    assert not Conversation.objects.visible_to(robin).exists()


def test_the_asked_person_sends_it_back_and_it_is_approved_anew(shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    stamp = current(shared).stamp
    with pytest.raises(CannotApprove, match="Say what"):
        send_back(output=shared, stamp=stamp, comment=" ", by=wren)
    with pytest.raises(CannotApprove, match="Only the person"):
        send_back(output=shared, stamp=stamp, comment="No.", by=robin)
    send_back(output=shared, stamp=stamp, comment="Amina is nine, not eight.", by=wren)
    shared.refresh_from_db()
    assert (shared.state, shared.asked) == ("draft", None)
    remark = shared.versions.get(number=1).remarks.get()
    assert "Amina" not in remark.text
    assert not Output.objects.visible_to(wren).exists()
    assert current(shared).number == 2
    approve_as_read(shared, robin, ask=wren)
    approve_as_read(shared, wren)
    assert approved(shared).number == 2


def test_its_owner_takes_it_back(shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    with pytest.raises(CannotSave, match="Take it back"):
        edit(shared, "Other words.", robin)
    with pytest.raises(CannotApprove):
        take_back(output=shared, by=wren)
    take_back(output=shared, by=robin)
    shared.refresh_from_db()
    assert shared.state == "draft"
    with pytest.raises(CannotApprove):
        take_back(output=shared, by=robin)
    edit(shared, "Other words.", robin)


def test_the_second_reader_is_timed_for_themselves(shared, robin):
    wren = work.colleague(robin)
    approve_as_read(shared, robin, ask=wren)
    shared.refresh_from_db()
    with pytest.raises(TooFast):
        approve(output=shared, stamp=current(shared).stamp, by=wren)


def test_approved_twice_is_told_who_was_first(output, robin):
    stamp = current(output).stamp
    approve_as_read(output, robin)
    with pytest.raises(CannotApprove, match="approved by Robin Ashgrove on"):
        approve(output=output, stamp=stamp, by=robin, knowing=True)


def test_a_later_edit_is_a_new_version_and_the_approved_one_stays(output, robin):
    approve_as_read(output, robin)
    first = approved(output)
    made = edit(output, work.TEXT + "\nLater words.", robin)
    output.refresh_from_db()
    assert (made.number, output.state) == (2, "draft")
    assert approved(output) == first
    approve_as_read(output, robin)
    assert approved(output) == made


def test_saving_the_same_words_makes_no_version(output, robin):
    assert edit(output, work.TEXT, robin).number == 1
    edit(output, "Other words.", robin)
    assert edit(output, "Other words still.", robin).number == 2
    assert AuditEntry.objects.filter(action="output.edited").count() == 1


def test_a_save_from_another_window_is_not_overwritten_unseen(output, robin):
    stamp = current(output).stamp
    edit(output, "The first window's words.", robin)
    with pytest.raises(ChangedMeanwhile, match="another window"):
        save(output=output, text="The second window's words.", stamp=stamp, by=robin)
    assert text_of(output) == "The first window's words."


def test_what_is_locked_never_changes(output, robin):
    approve_as_read(output, robin)
    version = current(output)
    version.text = "Other words."
    with pytest.raises(Immutable):
        version.save()
    with pytest.raises(Immutable):
        version.save(update_fields=["text"])
    with pytest.raises(Immutable):
        Version.objects.filter(pk=version.pk).update(text="Other words.")
    with pytest.raises(Immutable):
        Version.objects.filter(pk=version.pk).update(locked=None)
    with pytest.raises(Immutable), transaction.atomic():
        Version.objects.bulk_update([version], ["text"])
    for delete in (version.delete, Version.objects.filter(pk=version.pk).delete):
        with pytest.raises(Immutable):
            delete()
    approval = Approval.objects.get()
    with pytest.raises(Immutable):
        approval.save()
    with pytest.raises(Immutable):
        approval.delete()


def test_an_approved_text_keeps_its_approvers_account(output, robin):
    approve_as_read(output, robin)
    with pytest.raises(ProtectedError):
        robin.delete()


def test_writing_goes_on_with_the_reading(output, robin):
    """A writer does not read from the start again for mending a word."""
    work.read(output, robin, seconds=90)
    edit(output, work.TEXT.replace("tired", "very tired"), robin)
    reading = Reading.objects.get(version=current(output))
    assert reading.seconds == 90
    assert len(reading.seen) == 4
