"""Every rule, for every role, in one table."""

import pytest

from workspace.accounts.models import Role, User
from workspace.gateway.models import Engine
from workspace.governance import policy
from workspace.governance.policy import Refused


def somebody(role: str, **more: bool) -> User:
    return User(email="x@larkmoor.example", role=role, **more)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("active", [True, False])
@pytest.mark.parametrize("staff", [True, False])
def test_who_may_do_what(role: str, active: bool, staff: bool) -> None:
    user = somebody(role, is_active=active, is_staff=staff)
    works = active and role in ("practitioner", "manager")
    assert policy.can_use_models(user) == works
    assert policy.can_manage_cases(user) == works
    oversees = active and staff and role in ("auditor", "administrator")
    assert policy.can_read_audit(user) == oversees


@pytest.mark.parametrize(
    ("facts", "code"),
    [({}, ""), ({"killed": True}, "killed"), ({"enabled": False}, "disabled"),
     ({"highest_classification": 1}, "classification"), ({"highest_classification": 0},
     "classification"),
     ({"killed": True, "enabled": False}, "killed")],
)  # fmt: skip
def test_which_engine_may_have_case_work(facts: dict[str, object], code: str) -> None:
    engine = Engine(**({"name": "M", "kind": "openai", "highest_classification": 2} | facts))
    user = somebody("practitioner")
    if not code:
        policy.check_engine(user, engine, classification=2)
        return
    with pytest.raises(Refused) as refusal:
        policy.check_engine(user, engine, classification=2)
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")
    assert not policy.can(policy.check_engine, user, engine, classification=2)


def test_an_administrator_stopped_from_reading_cases_stays_stopped_with_every_engine() -> None:
    engine = Engine(name="M", kind="openai", highest_classification=2)
    for role in ("auditor", "administrator"):
        with pytest.raises(Refused):
            policy.check_engine(somebody(role), engine, classification=0)
