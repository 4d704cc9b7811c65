"""Every rule, for every role, in one table; every reason, in the order in which it is given."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import families
from workspace.accounts.models import Role, User
from workspace.gateway.models import Engine
from workspace.governance import policy
from workspace.governance.models import Classification, Room, UseCase
from workspace.governance.policy import Refused

pytestmark = pytest.mark.django_db


def somebody(role: str, **more: bool) -> User:
    return User(email="x@larkmoor.example", role=role, **more)


def code_of(check: Any, *args: Any, **kwargs: Any) -> str:
    """Return the code of a refusal, "" where there is none; what is said is for a person."""
    try:
        check(*args, **kwargs)
    except Refused as refusal:
        said, code = str(refusal), refusal.code
    else:
        said, code = ".", ""
    assert said.endswith(".")
    assert policy.can(check, *args, **kwargs) == (code == "")
    return code


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("active", [True, False])
@pytest.mark.parametrize("staff", [True, False])
def test_who_may_do_what(role: str, active: bool, staff: bool) -> None:
    user = somebody(role, is_active=active, is_staff=staff)
    works = active and role in ("practitioner", "manager")
    assert policy.can_use_models(user) == works
    assert policy.can_manage_cases(user) == works
    oversees = active and role in ("auditor", "administrator")
    assert policy.can_read_audit(user) == oversees
    assert policy.can_see_switches(user) == (active and role in ("manager", "administrator"))
    assert policy.can_lift(user) == (active and role == "administrator")


@pytest.mark.parametrize(
    ("facts", "code"),
    [({}, ""), ({"enabled": False}, "disabled"), ({"highest_classification": 1}, "classification"),
     ({"highest_classification": 0}, "classification"),
     ({"enabled": False, "highest_classification": 0}, "disabled")],
)  # fmt: skip
def test_which_engine_may_have_case_work(facts: dict[str, Any], code: str) -> None:
    engine = Engine(**({"name": "M", "kind": "openai", "highest_classification": 2} | facts))
    user = somebody("practitioner")
    assert code_of(policy.check_engine, user, engine, classification=2) == code


def test_an_administrator_stopped_from_reading_cases_stays_stopped_with_every_engine() -> None:
    engine = Engine(name="M", kind="openai", highest_classification=2)
    for role in ("auditor", "administrator"):
        assert code_of(policy.check_engine, somebody(role), engine, classification=0) == "role"


class TestAUse:
    """All that can be wrong with one at once; mended step by step, the next reason comes up."""

    @pytest.fixture
    def user(self) -> User:
        return families.someone(role=Role.AUDITOR)

    @pytest.fixture
    def use(self) -> UseCase:
        found = families.everyday(
            allowed=False, reason="Not here.", instead="Ask your manager.", may_override=True,
            review_date=timezone.localdate() - timedelta(days=1),
        )  # fmt: skip
        found.teams.add(families.team("Larkmoor South"))
        return found

    def test_the_reasons_come_in_order(self, user: User, use: UseCase) -> None:
        stop = families.stopped(use)
        user.is_active = False
        assert code_of(policy.check_use_case, user, use) == "inactive"
        user.is_active = True
        assert code_of(policy.check_use_case, user, use) == "role"
        user.role = Role.PRACTITIONER
        assert code_of(policy.check_use_case, user, use) == "stopped"
        stop.delete()
        assert code_of(policy.check_use_case, user, use) == "prohibited"
        assert code_of(policy.check_use_case, user, use, overridden=True) == "review"
        assert code_of(policy.check_override, user, use) == "review"
        use.review_date = timezone.localdate()
        assert code_of(policy.check_use_case, user, use, overridden=True) == "team"
        families.member_of(user, "Larkmoor South")
        assert code_of(policy.check_use_case, user, use, overridden=True) == ""
        assert code_of(policy.check_override, user, use) == ""

    def test_what_is_prohibited_says_why_and_what_to_do_instead(
        self, user: User, use: UseCase
    ) -> None:
        user.role = Role.PRACTITIONER
        with pytest.raises(Refused, match=r"Not here\. Ask your manager\."):
            policy.check_use_case(user, use)
        use.may_override = False
        assert code_of(policy.check_use_case, user, use, overridden=True) == "prohibited"
        assert not policy.can_override(user, use)
        assert not policy.can_use(user, use, overridden=True)

    def test_what_is_allowed_needs_no_reason(self, user: User) -> None:
        user.role = Role.PRACTITIONER
        assert code_of(policy.check_override, user, families.everyday(slug="fine")) == "allowed"
        assert policy.can_use(user, families.everyday(slug="fine"))

    def test_the_last_day_counts_and_the_owner_is_named_after_it(self, user: User) -> None:
        user.role, today = Role.PRACTITIONER, timezone.localdate()
        assert policy.can_use(user, families.everyday(slug="today", review_date=today))
        late = families.everyday(slug="late", review_date=today - timedelta(days=1))
        with pytest.raises(Refused, match="until Una Register has reviewed it"):
            policy.check_use_case(user, late)


class TestAnEngineForAUse:
    @pytest.fixture
    def user(self) -> User:
        return families.someone()

    def test_the_reasons_come_in_order(self, user: User) -> None:
        use, engine = families.everyday(), families.built_in()
        asked = {"classification": Classification.SENSITIVE, "use_case": use}
        families.server_engine_at("http://127.0.0.1/v1").use_cases.add(use)
        stop = families.stopped(engine)
        engine.enabled, engine.highest_classification = False, Classification.PUBLIC
        assert code_of(policy.check_engine, user, engine, **asked) == "stopped"
        stop.delete()
        assert code_of(policy.check_engine, user, engine, **asked) == "disabled"
        engine.enabled = True
        assert code_of(policy.check_engine, user, engine, **asked) == "engine"
        engine.use_cases.add(use)
        assert code_of(policy.check_engine, user, engine, **asked) == "classification"
        assert not policy.can_use_engine(user, engine, classification=1, use_case=use)
        assert policy.can_use_engine(user, engine, classification=0, use_case=use)

    def test_a_use_that_names_no_engine_takes_every_one_that_is_cleared(self, user: User) -> None:
        use, other = families.everyday(), families.everyday(slug="other")
        engine = families.built_in()
        engine.use_cases.add(other)
        assert policy.can_use_engine(user, engine, classification=2, use_case=use)
        assert policy.can_use_engine(user, engine, classification=2, use_case=other)


def test_stops_concern_those_they_name() -> None:
    user, colleague = families.someone(), families.someone("kim.hale@example.test")
    families.member_of(user, "Larkmoor North")
    families.member_of(user, "Larkmoor East")
    families.member_of(colleague, "Larkmoor South")
    use, engine = families.everyday(), families.built_in()
    stop = families.stopped(families.team("Larkmoor East"), "The team is being looked at.")
    with pytest.raises(Refused, match="The team is being looked at"):
        policy.check_not_stopped(user)
    assert code_of(policy.check_not_stopped, colleague, use_case=use, engine=engine) == ""
    stop.delete()
    for work in (use, engine):
        stop = families.stopped(work)
        assert code_of(policy.check_not_stopped, user) == ""
        assert code_of(policy.check_not_stopped, user, use_case=use, engine=engine) == "stopped"
        stop.delete()
    families.stopped()
    assert code_of(policy.check_not_stopped, colleague) == "stopped"


def test_a_stop_without_words_has_some(monkeypatch: pytest.MonkeyPatch) -> None:
    user = families.someone()
    families.member_of(user)
    for work in (None, families.team(), families.everyday(), families.built_in()):
        stop = families.stopped(work, message="")
        code_of(
            policy.check_not_stopped, user,
            use_case=families.everyday(), engine=families.built_in(),
        )  # fmt: skip
        stop.delete()


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("scope", ["everything", "use_case", "engine", "team"])
@pytest.mark.parametrize("own", [True, False])
def test_who_may_stop_what(role: str, scope: str, own: bool) -> None:
    user = families.someone(role=role)
    mine, theirs = families.member_of(user), families.team("Larkmoor South")
    target = str(mine.pk if own else theirs.pk) if scope == "team" else "1"
    may = role == "administrator" or (role == "manager" and scope == "team" and own)
    assert policy.can_stop(user, scope=scope, target=target) == may
    user.is_active = False
    assert not policy.can_stop(user, scope=scope, target=target)


def test_uses_are_offered_by_room_and_team_in_their_order() -> None:
    user = families.someone()
    families.member_of(user, "Larkmoor North")
    families.member_of(user, "Larkmoor East")
    second = families.everyday(slug="second", order=2)
    first = families.everyday(slug="first", order=1)
    second.teams.set([families.team("Larkmoor North"), families.team("Larkmoor East")])
    families.everyday(slug="theirs").teams.add(families.team("Larkmoor South"))
    families.everyday(slug="elsewhere", room=Room.TRANSLATION)
    assert list(UseCase.objects.offered_to(user, Room.CHAT)) == [first, second]
