"""Pulling and lifting: once each, by whoever may, on the record, with one in force at a time."""

import pytest

from tests import families
from workspace.accounts.models import Role
from workspace.governance import stops
from workspace.governance.models import AuditEntry, Stop
from workspace.governance.policy import Refused

pytestmark = pytest.mark.django_db


def recorded() -> list[tuple[str, str, str]]:
    rows = AuditEntry.objects.filter(action__startswith="stop.").order_by("seq")
    return [(row.action, row.actor_id, row.object_id) for row in rows]


def test_a_switch_is_pulled_and_lifted_once_each_and_recorded() -> None:
    admin, other = families.administrator(), families.someone("o@x.test", role="administrator")
    first = stops.stop(scope="everything", message="  A fault.  ", by=admin)
    again = stops.stop(scope="everything", message="Another fault.", by=other)
    assert again == first
    assert (again.message, again.by) == ("A fault.", admin)
    stops.lift(stop=first, by=other)
    when = first.lifted
    stops.lift(stop=first, by=admin)
    assert (first.lifted, first.lifted_by) == (when, other)
    assert recorded() == [
        ("stop.pulled", str(admin.pk), str(first.pk)), ("stop.lifted", str(other.pk), str(first.pk))
    ]  # fmt: skip


def test_the_record_says_what_was_stopped_and_not_the_words() -> None:
    use = families.everyday()
    families.stopped(use, "Halima Brambleworth complained.")
    facts = AuditEntry.objects.get(action="stop.pulled").facts
    assert facts == {"scope": "use_case", "target": str(use.pk)}


def test_what_was_lifted_can_be_stopped_anew() -> None:
    first = families.stopped()
    stops.lift(stop=first, by=families.administrator())
    assert families.stopped() != first
    assert Stop.objects.filter(lifted=None).count() == 1
    assert Stop.objects.count() == 2


def test_managers_stop_their_own_team_and_do_not_lift() -> None:
    manager = families.someone(role=Role.MANAGER)
    mine, theirs = families.member_of(manager), families.team("Larkmoor South")
    stop = stops.stop(scope="team", target=str(mine.pk), message="Wait.", by=manager)
    for scope, target in {"team": str(theirs.pk), "everything": "", "use_case": "1"}.items():
        with pytest.raises(Refused):
            stops.stop(scope=scope, target=target, message="Wait.", by=manager)
    with pytest.raises(Refused):
        stops.lift(stop=stop, by=manager)
    stop.refresh_from_db()
    assert stop.lifted is None


def test_managers_see_what_concerns_them() -> None:
    manager = families.someone(role=Role.MANAGER)
    mine = families.stopped(families.member_of(manager))
    families.stopped(families.team("Larkmoor South"))
    use, everything = families.stopped(families.everyday()), families.stopped()
    assert set(stops.in_force(manager)) == {mine, use, everything}
    assert stops.in_force(families.administrator()).count() == 4
