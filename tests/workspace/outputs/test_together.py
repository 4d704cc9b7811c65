"""Several at the same moment: one wins, the others are told, and nothing comes twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections

from tests import families
from tests.workspace.outputs import work
from workspace.outputs.actions.approving import CannotApprove, approve
from workspace.outputs.actions.editing import CannotSave, save
from workspace.outputs.models import Approval, Output, Version
from workspace.outputs.versions import current

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 4


@pytest.fixture
def robin(transactional_db):
    user = families.someone()
    families.member_of(user)
    return user


def at_once(act):
    """Run `act` in several threads that start together; return what each got or raised."""
    barrier = Barrier(MANY)

    def run(number):
        try:
            barrier.wait(30)
            return act(number)
        except (CannotApprove, CannotSave) as told:
            return told
        finally:
            close_old_connections()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))


def test_one_approval_wins_and_the_others_are_told(robin):
    output = work.draft(robin)
    work.read(output, robin)
    stamp = current(output).stamp
    got = at_once(lambda _: approve(output=output, stamp=stamp, by=robin))
    told = [one for one in got if isinstance(one, CannotApprove)]
    assert len(told) == MANY - 1
    assert all("was approved by Robin Ashgrove" in str(one) for one in told)
    assert Approval.objects.count() == 1


def test_one_save_makes_the_version_and_the_others_are_told(robin):
    output = work.draft(robin)
    stamp = current(output).stamp
    got = at_once(lambda n: save(output=output, text=f"Text {n}.", stamp=stamp, by=robin))
    assert sum(isinstance(one, CannotSave) for one in got) == MANY - 1
    assert Version.objects.count() == 2


def test_approving_and_changing_do_not_pass_each_other(robin):
    """Whichever comes first, nothing is approved that was not the text at that moment."""
    output = work.draft(robin)
    work.read(output, robin)
    stamp = current(output).stamp

    def act(number):
        if number % 2:
            return approve(output=output, stamp=stamp, by=robin)
        return save(output=output, text=f"Text {number}.", stamp=stamp, by=robin)

    at_once(act)
    state = Output.objects.get(pk=output.pk).state
    latest = current(output)
    assert (state == "approved") == (latest.approved is not None)
    for approval in Approval.objects.select_related("version"):
        assert approval.version.number == 1
