"""Which uses of the register are open to somebody, and which one a chat is for."""

from workspace.accounts.models import User
from workspace.governance import policy
from workspace.governance.models import Room, UseCase

from ..models import Conversation


def uses_for(user: User) -> list[UseCase]:
    """Return the uses that are open to this person now, the usual one first."""
    rows = UseCase.objects.offered_to(user, Room.CHAT).filter(allowed=True).select_related("owner")
    return [use for use in rows if policy.can_use(user, use)]


def default_use(user: User) -> UseCase | None:
    return next(iter(uses_for(user)), None)


def use_of(conversation: Conversation, user: User) -> UseCase | None:
    """What it is for, or would be for if it went on now."""
    return conversation.use_case or default_use(user)
