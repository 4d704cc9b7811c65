"""Corrections from the preview: what each button asks for, and where the page goes on."""

import re
from typing import Final

from ..actions import composing
from ..models import Conversation
from .common import SignedIn

_LEFT_OPEN: Final = "left_open"
_OFFERED: Final = "offered"
_MOST_REMEMBERED: Final = 200
_PLACE: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}")


def apply(request: SignedIn, found: Conversation) -> None:
    """Do what was asked. Raises CannotCorrect and whatever masking raises."""
    by, posted = request.user, request.POST
    subject, role = posted.get("subject", ""), posted.get("role", "")
    match posted.get("do"):
        case "hide":
            text = posted.get("text", "")
            alias = composing.hide(conversation=found, text=text, role=role, by=by)
            request.session[_OFFERED] = [str(found.pk), alias]
        case "unmask":
            alias = posted.get("alias", "")[:40]
            composing.leave_in(conversation=found, alias=alias, by=by)
            request.session[_OFFERED] = [str(found.pk), alias]
        case "roster":
            composing.put_on_roster(conversation=found, subject=subject, role=role, by=by)
        case "role":
            composing.set_role(conversation=found, subject=subject, role=role, by=by)
        case "merge":
            into = posted.get("into", "")
            composing.merge(conversation=found, subject=subject, into=into, by=by)
        case "leave_open":
            _leave_open(request, subject)


def offered(request: SignedIn, found: Conversation) -> str:
    """The alias of what was just corrected in this chat, once; "" otherwise."""
    chat, alias = request.session.pop(_OFFERED, ("", ""))
    return alias if chat == str(found.pk) else ""


def place(said: str) -> str:
    """Return the anchor that a form names, if it can be one."""
    return said if _PLACE.fullmatch(said) else ""


def left_open(request: SignedIn) -> set[str]:
    """The words that this person chose not to settle, until they sign out: ids, never words."""
    return set(request.session.get(_LEFT_OPEN, ()))


def _leave_open(request: SignedIn, subject: str) -> None:
    already = [pk for pk in request.session.get(_LEFT_OPEN, ()) if pk != subject]
    request.session[_LEFT_OPEN] = [*already, subject[:40]][-_MOST_REMEMBERED:]
