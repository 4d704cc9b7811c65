"""May they? `check_*` raises `Refused` with the reason in plain words; `can_*` answers.

Every rule of who may do what lives here, so that it can be read in one place.
"""

from collections.abc import Callable
from typing import Any, Final, Protocol

from django.contrib.auth.models import AnonymousUser

from workspace.accounts.models import Role, User

from .models import Stop, UseCase


class Refused(Exception):
    """Not allowed. `str(error)` is written for the person; `code` for the record."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


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
    if not use_case.allowed and not (overridden and use_case.may_override):
        raise Refused("prohibited", f"{use_case.reason} {use_case.instead}".strip())
    if use_case.review_is_overdue:
        raise Refused(
            "review",
            f"“{use_case.title}” was due for review on {use_case.review_date:%-d %B %Y} and is "
            f"switched off until {use_case.owner} has reviewed it.",
        )
    teams = set(use_case.teams.values_list("pk", flat=True))
    if teams and not teams & set(user.teams.values_list("pk", flat=True)):
        raise Refused("team", f"“{use_case.title}” is not open to your team.")


def check_engine(
    user: User, engine: EngineFacts, *, classification: int, use_case: UseCase | None = None
) -> None:
    """Refuse an engine that is off, not cleared for work of this classification or this use."""
    check_use_models(user)
    check_not_stopped(user, use_case=use_case, engine=engine)
    if not engine.enabled:
        raise Refused("disabled", "This model is switched off. Choose another.")
    if classification > engine.highest_classification:
        raise Refused("classification", "This model is not cleared for case work. Choose another.")
    if use_case is None:
        return
    named = set(use_case.engines.values_list("pk", flat=True))
    if named and engine.pk not in named:
        raise Refused(
            "engine", f"This model is not allowed for “{use_case.title}”. Choose another."
        )


def check_manage_cases(user: User) -> None:
    if not user.is_active:
        raise Refused("inactive", "Your account is closed. Ask an administrator.")
    if user.role not in WORKERS_WITH_FAMILIES:
        raise Refused("role", "Only practitioners and managers open cases.")


def check_read_audit(user: User | AnonymousUser) -> None:
    if not (isinstance(user, User) and user.is_active and user.is_staff):
        raise Refused("staff", "Only auditors and administrators read the record.")
    if user.role not in OVERSEERS:
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


def can_manage_cases(user: User) -> bool:
    return can(check_manage_cases, user)


def can_read_audit(user: User | AnonymousUser) -> bool:
    return can(check_read_audit, user)
