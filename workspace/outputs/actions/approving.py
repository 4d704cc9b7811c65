"""Approving: a named person answers for a text, and what they did with it is recorded."""

from django.db import transaction
from django.utils import timezone

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import data_key, open_vault

from ..colleagues import colleagues_for
from ..features import feature_of
from ..marking import unsupported
from ..measuring import Measured, measured
from ..models import Approval, Output, Version
from ..versions import current, written
from .reading import seconds_open, share_seen

State = Output.State


class CannotApprove(Exception):
    """Not approved. `str(error)` says why and what to do, in plain English."""


class TooFast(CannotApprove):
    """Nobody can have read it yet. The person may go on when they have been told so."""

    def __init__(self, seconds: int, figures: Measured) -> None:
        super().__init__("This was open for less time than it takes to read.")
        self.seconds = seconds
        self.needed = figures.seconds_to_read
        self.words = figures.words


def approve(
    *, output: Output, stamp: str, by: User, ask: User | None = None, knowing: bool = False
) -> Approval:
    """Approve the text that `stamp` names. Raises CannotApprove, TooFast, Refused.

    `ask` is the colleague for the second approval, where the use needs one; `knowing` says that
    the person has been told that they were faster than anybody can read.
    """
    with transaction.atomic():
        locked = Output.objects.select_for_update().get(pk=output.pk)
        version = _approvable(locked, stamp)
        second = locked.state == State.WAITING
        _check_who(locked, version, by)
        _check_ready(locked)
        if not second and needs_second(locked):
            _check_asked(locked, ask)
        approval = _measure(version, by, knowing=knowing)
        approval.second = second
        approval.save(force_insert=True)
        _move_on(locked, version, ask)
        if locked.state == State.APPROVED:
            feature_of(locked).approved(locked, by)
        _record(locked, approval)
    return approval


def needs_second(output: Output) -> bool:
    return bool(output.use_case and output.use_case.second_approver)


def send_back(*, output: Output, stamp: str, comment: str, by: User) -> None:
    """Whoever was asked gives it back with a comment, masked. Raises CannotApprove."""
    comment = comment.replace("\0", "").strip()
    if not comment:
        raise CannotApprove("Say what should be changed.")
    masked = mask_text(output.vault_id, comment)
    with transaction.atomic():
        locked = Output.objects.select_for_update().get(pk=output.pk)
        version = _approvable(locked, stamp)
        if locked.state != State.WAITING or locked.asked_id != by.pk:
            raise CannotApprove("Only the person who was asked can send it back.")
        version.remarks.create(by=by, text=masked.text, aliases=masked.aliases)
        _to_draft(locked, version)
        audit.record("output.sent_back", by=by, on=locked, version=version.number)


def take_back(*, output: Output, by: User) -> None:
    """Its owner takes it back from whoever was asked. Raises CannotApprove."""
    with transaction.atomic():
        locked = Output.objects.select_for_update().get(pk=output.pk)
        if locked.state != State.WAITING or locked.owner_id != by.pk:
            raise CannotApprove("It is not waiting for anybody any more.")
        _to_draft(locked, current(locked))
        audit.record("output.taken_back", by=by, on=locked)


def _approvable(output: Output, stamp: str) -> Version:
    version = current(output)
    if output.state == State.APPROVED:
        last = version.approvals.select_related("by").last()
        who = f"{last.by} on {written(last.at)}" if last else "somebody"
        raise CannotApprove(f"This text was approved by {who} already.")
    if version.stamp != stamp:
        raise CannotApprove("The text has changed since you opened it. Please read it again.")
    return version


def _check_ready(output: Output) -> None:
    if why_not := feature_of(output).not_yet(output):
        raise CannotApprove(why_not)


def _check_who(output: Output, version: Version, by: User) -> None:
    first = version.approvals.filter(second=False).select_related("by").first()
    policy.check_approve(by, use_case=output.use_case, first=first.by if first else None)
    wanted = output.asked_id if output.state == State.WAITING else output.owner_id
    if by.pk != wanted:
        raise CannotApprove("Somebody else has been asked to approve this.")
    if output.state == State.WAITING and not _may_be_asked(output, by):
        raise CannotApprove("You cannot give the second approval any more. Send it back.")


def _check_asked(output: Output, ask: User | None) -> None:
    if ask is None or not _may_be_asked(output, ask):
        raise CannotApprove("Choose a colleague for the second approval.")


def _may_be_asked(output: Output, user: User) -> bool:
    return colleagues_for(output).filter(pk=user.pk).exists()


def _measure(version: Version, by: User, *, knowing: bool) -> Approval:
    reading = version.readings.filter(by=by).select_related("version").first()
    opened = open_vault(version.output.vault_id)
    figures, seconds = measured(version, opened), seconds_open(reading)
    hurried = seconds < figures.seconds_to_read
    if hurried and not knowing:
        raise TooFast(seconds, figures)
    return Approval(
        version=version, by=by, role=by.role, seconds_open=seconds,
        share_seen=share_seen(reading), words=figures.words, words_added=figures.added,
        words_removed=figures.removed, unsupported=unsupported(version, opened),
        too_fast=hurried,
    )  # fmt: skip


def _move_on(output: Output, version: Version, ask: User | None) -> None:
    now = timezone.now()
    if version.locked is None:
        version.locked = now
        version.save(update_fields=["locked"])
    if output.state == State.DRAFT and needs_second(output):
        output.state, output.asked = State.WAITING, ask
    else:
        version.approved, output.state = now, State.APPROVED
        version.save(update_fields=["approved"])
    output.save()


def _to_draft(output: Output, version: Version) -> None:
    """What was approved once stays as it was: its owner goes on with a copy."""
    output.versions.create(
        number=version.number + 1, text=version.text, aliases=version.aliases, by=output.owner
    )
    output.state, output.asked = State.DRAFT, None
    output.save()


def _record(output: Output, approval: Approval) -> None:
    version = approval.version
    commitment = data_key(output.vault).commitment(version.text)
    audit.record(
        "output.approved_second" if approval.second else "output.approved",
        by=approval.by,
        on=output,
        purpose=output.use_case.slug if output.use_case else "",
        model=output.model,
        version=version.number,
        complete=output.state == State.APPROVED,
        asked=str(output.asked_id or ""),
        seconds_open=approval.seconds_open,
        share_seen=approval.share_seen,
        words=approval.words,
        words_added=approval.words_added,
        words_removed=approval.words_removed,
        unsupported=approval.unsupported,
        too_fast=approval.too_fast,
        commitment=commitment,
    )
