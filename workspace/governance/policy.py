"""May they? `check_*` raises `Refused` with the reason in plain words; `can_*` answers.

Every rule of who may do what lives here, so that it can be read in one place.
"""

from collections.abc import Callable
from typing import Protocol

from django.contrib.auth.models import AnonymousUser

from workspace.accounts.models import Role, User


class Refused(Exception):
    """Not allowed. `str(error)` is written for the person; `code` for the record."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class EngineFacts(Protocol):
    """What policy needs to know of an engine row."""

    enabled: bool
    killed: bool
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


def check_engine(user: User, engine: EngineFacts, *, classification: int) -> None:
    """Refuse an engine that is off, or not cleared for work of this classification."""
    check_use_models(user)
    if engine.killed:
        raise Refused("killed", "This model has been stopped by an administrator.")
    if not engine.enabled:
        raise Refused("disabled", "This model is switched off. Choose another.")
    if classification > engine.highest_classification:
        raise Refused("classification", "This model is not cleared for case work. Choose another.")


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
