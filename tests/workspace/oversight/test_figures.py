"""Counts week by week, from the record alone."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import families
from workspace.governance import audit
from workspace.oversight.actions.counting import WEEKS, count, weeks

pytestmark = pytest.mark.django_db


@pytest.fixture
def approvals(work) -> None:
    with transaction.atomic():
        for fast in (False, True):
            audit.record(
                "output.approved", by=work.ruth, on=work.answer, purpose="summarise", too_fast=fast
            )


def totals(**filters: str) -> dict[str, int]:
    return {line.measure.title: line.total for line in count(**filters)}


def test_the_weeks_are_mondays_with_this_one_last():
    assert len(weeks()) == WEEKS
    assert all(monday.weekday() == 0 for monday in weeks())


def test_approvals_and_those_that_were_too_fast(approvals):
    found = totals()
    assert (found["Drafts approved"], found["Approved too fast"]) == (2, 1)
    assert found["Messages sent"] == 1
    this_week = [line.counts[-1] for line in count() if line.measure.title == "Drafts approved"]
    assert this_week == [2]


def test_of_a_team_and_of_a_purpose(approvals, work):
    other = families.team("Larkmoor South")
    assert totals(team=str(work.ruth.teams.get().pk))["Drafts approved"] == 2
    assert totals(team=str(other.pk))["Drafts approved"] == 0
    assert totals(purpose="summarise")["Drafts approved"] == 2
    assert totals(purpose="other")["Drafts approved"] == 0


@pytest.mark.parametrize("said", ["", "x", "999999", "\x00", "²"])
def test_the_page_takes_any_address(approvals, helen, said):
    client = families.sign_in(Client(), helen)
    page = client.get(reverse("oversight:figures"), {"team": said, "purpose": said})
    assert page.status_code == 200
    assert page.context["team"] == page.context["purpose"] == ""
