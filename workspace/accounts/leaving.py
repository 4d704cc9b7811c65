"""A leaver is out at once, and their work passes to a manager.

Accounts close the door: the account, every session, every invitation still open. The rooms
above listen to `person_left` and pass on what they hold, in the same transaction.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone

from .invitations import withdraw
from .models import Invitation, Role, Team, User
from .signals import (
    person_changed,
    person_leaving,
    person_left,
    person_returned,
    what_they_answer_for,
)

_THE_LAST: Final = "This is the only administrator. Make somebody else one first."


class NotPossible(Exception):
    """`str(error)` says why, in plain words."""


def leave(*, user: User, to: User | None, by: User) -> None:
    """Close the account of somebody who has left, and pass what was theirs to a manager.

    `to` may be left out only for those whose role holds no work with families.
    """
    with transaction.atomic():
        user, others = _locked(user)
        _check_may_leave(user, others, to, by)
        user.is_active, user.left = False, timezone.now()
        user.save(update_fields=["is_active", "left"])
        end_sessions(user)
        for invitation in Invitation.objects.filter(by=user, accepted=None, withdrawn=None):
            withdraw(invitation=invitation, by=by)
        person_leaving.send(User, user=user, by=by)
        person_left.send(User, user=user, to=to, by=by)


def _check_may_leave(user: User, others: list[User], to: User | None, by: User) -> None:
    if not user.is_active:
        raise NotPossible(f"{user} has left already.")
    if user == by:
        raise NotPossible("You cannot close your own account. Ask another administrator.")
    if user.role == Role.ADMINISTRATOR and not others:
        raise NotPossible(_THE_LAST)
    if to is None and user.role in (Role.PRACTITIONER, Role.MANAGER):
        raise NotPossible("Choose the manager who takes over.")
    if to is not None and (to == user or not to.is_active or to.role != Role.MANAGER):
        raise NotPossible("Work passes to a manager whose account is open.")


def check_role_change(*, user: User, to: str, by: User) -> None:
    """Refuse a change of role that would lock people out. Call it in its transaction."""
    before, others = _locked(user)
    if before.role == to:
        return
    if user == by:
        raise NotPossible("You cannot change your own role. Ask another administrator.")
    if before.is_administrator and not others:
        raise NotPossible(_THE_LAST)


def _locked(user: User) -> tuple[User, list[User]]:
    """Return the person and the other administrators, locked in one order for everybody."""
    administrators = models.Q(role=Role.ADMINISTRATOR, is_active=True)
    # Not so tightly that a worker which is keeping something of theirs could not end.
    rows = User.objects.select_for_update(no_key=True).filter(models.Q(pk=user.pk) | administrators)
    found = {row.pk: row for row in rows.order_by("pk")}
    person = found.pop(user.pk)
    return person, list(found.values())


def come_back(*, user: User, by: User) -> None:
    """Open the account again. What passed to somebody else stays with them."""
    with transaction.atomic():
        reopened = User.objects.filter(pk=user.pk, is_active=False)
        if not reopened.update(is_active=True, left=None):
            raise NotPossible(f"The account of {user} is open.")
        user.refresh_from_db()
        person_returned.send(User, user=user, by=by)


def changed(*, user: User, fields: list[str], by: User, settings: Sequence[str] = ()) -> None:
    """Say that an administrator changed a person, and let a changed role begin with signing in.

    `settings` says in words what was one of a few choices, and is.
    """
    if {"role", "email"} & set(fields):
        end_sessions(user)
    person_changed.send(User, user=user, by=by, fields=fields, settings=list(settings))


def end_sessions(user: User) -> None:
    """Sign somebody out everywhere, now."""
    theirs = [session.pk for session in _sessions_of(user)]
    Session.objects.filter(pk__in=theirs).delete()
    UserSession.objects.filter(user=user).delete()


def _sessions_of(user: User) -> Iterator[Session]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            yield session


def managers_for(user: User) -> list[User]:
    """Return everybody who could take over, managers of this person's own teams first."""
    shared = Team.objects.filter(people=models.OuterRef("pk")).filter(people=user)
    found = User.objects.filter(role=Role.MANAGER, is_active=True).exclude(pk=user.pk)
    return list(found.annotate(shared=models.Exists(shared)).order_by("-shared", "name"))


def answers_for(user: User) -> list[tuple[str, str]]:
    """Return (what, address) of everything that would be left without anybody answering for it."""
    told: list[tuple[Any, Any]] = what_they_answer_for.send(User, user=user)
    return [item for _, items in told for item in items]
