"""Who was invited, joined, changed and left, written in the transaction of the act."""

from typing import Any

from django.dispatch import receiver

from workspace.accounts import signals
from workspace.accounts.models import Invitation, User

from .. import audit


@receiver(signals.person_invited)
def invited(invitation: Invitation, by: User, **_: Any) -> None:
    audit.record("person.invited", by=by, on=invitation, role=invitation.role)


@receiver(signals.invitation_accepted)
def joined(invitation: Invitation, user: User, **_: Any) -> None:
    audit.record("person.joined", by=user, on=user, role=user.role, invitation=str(invitation.pk))


@receiver(signals.invitation_withdrawn)
def withdrawn(invitation: Invitation, by: User, **_: Any) -> None:
    audit.record("person.invitation_withdrawn", by=by, on=invitation)


@receiver(signals.person_left)
def left(user: User, to: User | None, by: User, **_: Any) -> None:
    audit.record("person.left", by=by, on=user, to=str(to.pk) if to else None)


@receiver(signals.person_changed)
def changed(user: User, by: User, fields: list[str], settings: list[str], **_: Any) -> None:
    more: dict[str, Any] = {"settings": settings} if settings else {}
    audit.record("person.changed", by=by, on=user, fields=sorted(fields), role=user.role, **more)
