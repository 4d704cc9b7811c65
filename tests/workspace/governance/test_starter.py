"""The register as it comes: whole, honest in its words, put in once, owned by somebody."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests import families
from workspace.chat.demo.prompts import PROMPTS
from workspace.governance import policy, starter
from workspace.governance.models import AuditEntry, Room, UseCase

pytestmark = pytest.mark.django_db


def test_an_empty_register_is_filled_once() -> None:
    owner = families.someone("ada@example.test", role="administrator")
    every = (
        starter.ALLOWED, starter.PROHIBITED, starter.MAY_BE_TRANSLATED, starter.NEVER_TRANSLATED,
    )  # fmt: skip
    assert starter.put_in(owner=owner) == sum(map(len, every))
    assert starter.put_in(owner=owner) == 0
    assert set(UseCase.objects.values_list("owner", flat=True)) == {owner.pk}
    wait = UseCase.objects.earliest("review_date").review_date - timezone.localdate()
    assert timedelta(days=360) < wait <= timedelta(days=366)
    assert AuditEntry.objects.get(action="register.filled").facts == {
        "rows": UseCase.objects.count()
    }


def test_a_register_with_anything_in_it_is_left_alone() -> None:
    families.everyday()
    assert starter.put_in(owner=families.administrator()) == 0
    assert UseCase.objects.count() == 1


def test_the_owner_is_the_administrator_who_was_first_and_is_still_here() -> None:
    assert starter.first_owner() is None
    gone = families.someone("gone@example.test", role="administrator")
    stays = families.someone("stays@example.test", role="administrator")
    families.someone("late@example.test", role="administrator")
    assert starter.first_owner() == gone
    gone.is_active = False
    gone.save()
    assert starter.first_owner() == stays


def test_every_row_can_be_shown_and_is_well_formed() -> None:
    starter.put_in(owner=families.administrator())
    for row in UseCase.objects.all():
        row.full_clean()
        assert row.purpose.endswith(".")
        assert bool(row.reason) == bool(row.instead) == (not row.allowed)
        assert row.allowed or (row.reason.endswith(".") and row.instead.endswith("."))
        assert not re.search(r"(?i)\bAI\b|hallucinat|prompt", row.purpose + row.reason)


def test_only_evidence_for_court_may_be_gone_on_with_and_then_two_approve() -> None:
    starter.put_in(owner=families.administrator())
    row = UseCase.objects.get(may_override=True, room=Room.CHAT)
    assert (row.slug, row.allowed, row.second_approver) == ("court-evidence", False, True)


def test_what_a_machine_must_not_translate_only_a_manager_goes_on_with() -> None:
    starter.put_in(owner=families.administrator())
    rows = UseCase.objects.filter(room=Room.TRANSLATION)
    tiers = [row.tier for row in rows]
    assert tiers.index("amber") > tiers.index("green")
    assert {"green", "amber", "red"} == set(tiers)
    worker, manager = families.someone(), families.someone("m@example.test", role="manager")
    for row in rows:
        assert policy.can_use(worker, row) == row.allowed
        if row.tier == "red":
            with pytest.raises(policy.Refused, match="Only a manager"):
                policy.check_override(worker, row)
            policy.check_override(manager, row)


def test_the_first_use_is_open_to_a_practitioner_and_prompts_name_uses_that_are_allowed() -> None:
    starter.put_in(owner=families.administrator())
    first = UseCase.objects.first()
    assert first is not None
    assert first.slug == "case-summary"
    assert policy.can_use(families.someone(), first)
    assert {prompt.use for prompt in PROMPTS} <= {use.slug for use in starter.ALLOWED}
