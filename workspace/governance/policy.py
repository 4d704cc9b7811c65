"""May they? `check_*` raises `Refused` with the reason in plain words; `can_*` answers.

Every rule of who may do what lives here, so that it can be read in one place.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

from django.contrib.auth.models import AnonymousUser

from workspace.accounts.models import Role, User

from .models import Classification, Room, Stop, UseCase


class Refused(Exception):
    """Not allowed. `str(error)` is written for the person; `code` for the record."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    @property
    def may_retry(self) -> bool:
        """It can come right without the person doing anything but asking again."""
        return self.code in _MAY_PASS


_MAY_PASS: Final = ("stopped", "review", "disabled")


class EngineFacts(Protocol):
    """What policy needs to know of an engine row."""

    pk: Any
    enabled: bool
    in_house: bool
    highest_classification: int


OVERSEERS = (Role.AUDITOR, Role.ADMINISTRATOR)
WORKERS_WITH_FAMILIES = (Role.PRACTITIONER, Role.MANAGER)


def check_use_models(user: User) -> None:
    if not user.is_active:
        raise Refused("inactive", "Your account is closed. Ask an administrator.")
    if user.role not in WORKERS_WITH_FAMILIES:
        raise Refused(
            "role", "Your role does not include working with models. Ask an administrator."
        )


def check_not_stopped(
    user: User, *, use_case: UseCase | None = None, engine: EngineFacts | None = None
) -> None:
    """Refuse what a kill switch has stopped. Reads the switches anew each time."""
    stops = {(stop.scope, stop.target): stop for stop in Stop.objects.filter(lifted=None)}
    if not stops:
        return
    concerned = [(Stop.Scope.EVERYTHING, "")]
    concerned += [(Stop.Scope.TEAM, str(pk)) for pk in user.teams.values_list("pk", flat=True)]
    concerned += [(Stop.Scope.USE_CASE, str(use_case.pk))] if use_case else []
    concerned += [(Stop.Scope.ENGINE, str(engine.pk))] if engine else []
    for scope, target in concerned:
        if stop := stops.get((scope, target)):
            raise Refused("stopped", stop.message or _STOPPED[scope])


_STOPPED: Final = {
    Stop.Scope.EVERYTHING: "An administrator has stopped all models for the moment.",
    Stop.Scope.TEAM: "An administrator has stopped models for your team.",
    Stop.Scope.USE_CASE: "An administrator has stopped this use.",
    Stop.Scope.ENGINE: "An administrator has stopped this model. Choose another.",
}


def check_use_case(user: User, use_case: UseCase, *, overridden: bool = False) -> None:
    """Refuse a use that is prohibited, out of date or not open to this person's teams."""
    check_use_models(user)
    check_not_stopped(user, use_case=use_case)
    _check_in_force(use_case, overridden=overridden)
    if not _open_to(use_case, user):
        raise Refused("team", f"“{use_case.title}” is not open to your team.")


def _check_in_force(use_case: UseCase, *, overridden: bool) -> None:
    if not use_case.allowed and not (overridden and use_case.may_override):
        raise Refused("prohibited", f"{use_case.reason} {use_case.instead}".strip())
    if use_case.review_is_overdue:
        raise Refused(
            "review",
            f"“{use_case.title}” was due for review on {use_case.review_date:%-d %B %Y} and is "
            f"switched off until {use_case.owner} has reviewed it.",
        )


def _open_to(use_case: UseCase, user: User) -> bool:
    teams = set(use_case.teams.values_list("pk", flat=True))
    return not teams or bool(teams & set(user.teams.values_list("pk", flat=True)))


def check_override(user: User, use_case: UseCase) -> None:
    """Refuse to go on with a prohibited use where no reason would do."""
    check_use_case(user, use_case, overridden=True)
    if use_case.allowed:
        raise Refused("allowed", f"“{use_case.title}” is allowed: no reason is needed.")
    if use_case.room == Room.TRANSLATION and user.role != Role.MANAGER:
        raise Refused("manager", "Only a manager may have this translated by a machine.")


def classification(use_case: UseCase, *, of_case: bool) -> int:
    """Return how sensitive work is: that of a case never less than case work, whatever its use."""
    return max(use_case.classification, Classification.SENSITIVE if of_case else 0)


def check_engine(
    user: User, engine: EngineFacts, *, classification: int, use_case: UseCase | None = None
) -> None:
    """Refuse an engine that is off, not for this use, or not cleared for this classification."""
    check_use_models(user)
    check_not_stopped(user, use_case=use_case, engine=engine)
    if not engine.enabled:
        raise Refused("disabled", "This model is switched off. Choose another.")
    if use_case is not None:
        named = set(use_case.engines.values_list("pk", flat=True))
        if named and engine.pk not in named:
            raise Refused(
                "engine", f"This model is not allowed for “{use_case.title}”. Choose another."
            )
    if classification > engine.highest_classification:
        raise Refused("classification", "This model is not cleared for this work. Choose another.")


def check_see_switches(user: User) -> None:
    if not user.is_active:
        raise Refused("inactive", "Your account is closed. Ask an administrator.")
    if user.role not in (Role.MANAGER, Role.ADMINISTRATOR):
        raise Refused("role", "Only managers and administrators see what is stopped.")


def check_stop(user: User, *, scope: str, target: str) -> None:
    """Administrators stop anything; managers stop their own teams."""
    check_see_switches(user)
    if user.role == Role.ADMINISTRATOR:
        return
    if scope != Stop.Scope.TEAM:
        raise Refused("role", "Only an administrator may stop this. You may stop your own teams.")
    if target not in {str(pk) for pk in user.teams.values_list("pk", flat=True)}:
        raise Refused("team", "You may stop your own teams only.")


def check_lift(user: User) -> None:
    check_see_switches(user)
    if user.role != Role.ADMINISTRATOR:
        raise Refused("role", "Only an administrator may let it go on again.")


def check_manage_cases(user: User) -> None:
    if not user.is_active:
        raise Refused("inactive", "Your account is closed. Ask an administrator.")
    if user.role not in WORKERS_WITH_FAMILIES:
        raise Refused("role", "Only practitioners and managers open cases.")


def check_erase_case(user: User, team_ids: Iterable[Any]) -> None:
    """Refuse to erase a whole case of these teams."""
    if not (user.is_active and user.role == Role.MANAGER):
        raise Refused("role", "Only a manager of the team erases a whole case.")
    if not user.teams.filter(pk__in=list(team_ids)).exists():
        raise Refused("team", "Only a manager of the team erases a whole case.")


def check_see_holds(user: User) -> None:
    if not (user.is_active and user.role in (Role.MANAGER, *OVERSEERS)):
        raise Refused("role", "Only managers, auditors and administrators see legal holds.")


def check_hold(user: User, team_ids: Iterable[Any]) -> None:
    """Refuse to place or lift a legal hold on something of these teams."""
    may = user.is_active and user.role == Role.ADMINISTRATOR
    if not may and user.is_active and user.role == Role.MANAGER:
        may = user.teams.filter(pk__in=list(team_ids)).exists()
    if not may:
        raise Refused(
            "role", "Only a manager of the team, or an administrator, places or lifts a legal hold."
        )


def check_read_audit(user: User | AnonymousUser) -> None:
    if not (isinstance(user, User) and user.is_active and user.role in OVERSEERS):
        raise Refused("role", "Only auditors and administrators read the record.")


def can(check: Callable[..., None], *args: object, **kwargs: object) -> bool:
    """Answer what a `check_*` would raise."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True


def can_use_models(user: User) -> bool:
    return can(check_use_models, user)


def can_use(user: User, use_case: UseCase, *, overridden: bool = False) -> bool:
    return can(check_use_case, user, use_case, overridden=overridden)


def can_override(user: User, use_case: UseCase) -> bool:
    return can(check_override, user, use_case)


def can_use_engine(
    user: User, engine: EngineFacts, *, classification: int, use_case: UseCase | None = None
) -> bool:
    return can(check_engine, user, engine, classification=classification, use_case=use_case)


def can_see_switches(user: User | AnonymousUser) -> bool:
    return isinstance(user, User) and can(check_see_switches, user)


def can_stop(user: User, *, scope: str, target: str) -> bool:
    return can(check_stop, user, scope=scope, target=target)


def can_lift(user: User) -> bool:
    return can(check_lift, user)


def can_manage_cases(user: User) -> bool:
    return can(check_manage_cases, user)


def can_read_audit(user: User | AnonymousUser) -> bool:
    return can(check_read_audit, user)


def check_approve(
    user: User, *, use_case: UseCase | None = None, first: User | None = None
) -> None:
    """Refuse an approval by anybody but a named practitioner or manager, or for a use that has
    been prohibited or is out of date by now. What was overridden for a reason may be approved.

    `first` is whoever gave the first approval where this is to be the second.
    """
    if not user.is_active:
        raise Refused("inactive", "Your account is closed. Ask an administrator.")
    if user.role not in WORKERS_WITH_FAMILIES:
        raise Refused("role", "Only practitioners and managers approve what a model wrote.")
    if not user.name.strip():
        raise Refused("unnamed", "An approval needs your name. Ask an administrator to enter it.")
    check_not_stopped(user, use_case=use_case)
    if use_case is not None:
        _check_in_force(use_case, overridden=True)
    if first is not None and first.pk == user.pk:
        raise Refused("same_person", "The second approval must be somebody else’s than the first.")


def check_export(user: User, *, approved: bool, use_case: UseCase | None = None) -> None:
    """Refuse to let out what nobody has approved."""
    check_use_models(user)
    check_not_stopped(user, use_case=use_case)
    if not approved:
        raise Refused(
            "draft", "Approve it first. Only approved text can be copied out or exported."
        )


def can_approve(user: User, *, use_case: UseCase | None = None, first: User | None = None) -> bool:
    return can(check_approve, user, use_case=use_case, first=first)
