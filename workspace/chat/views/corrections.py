"""Corrections from the preview: what each button asks for, and where the page goes on."""

import re
from typing import Final

from ..actions import composing, meaning
from ..models import Conversation
from .common import SignedIn

_OFFERED: Final = "offered"
_MENTION: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}\.[0-9]{1,6}")
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
        case "mean":
            _mean(request, found)
        case "leave_open":
            meaning.leave_open(conversation=found, word=subject)


def offered(request: SignedIn, found: Conversation) -> str:
    """The alias of what was just corrected in this chat, once; "" otherwise."""
    chat, alias = request.session.pop(_OFFERED, ("", ""))
    return alias if chat == str(found.pk) else ""


def place(said: str) -> str:
    """Return the anchor that a form names, if it can be one."""
    return said if _PLACE.fullmatch(said) else ""


def mention(said: str) -> str:
    """Return the mark of one mention that an address or a form names, if it can be one."""
    return said if _MENTION.fullmatch(said) else ""


def _mean(request: SignedIn, found: Conversation) -> None:
    """Take who is meant by a word: in one place, in each of several, or ("into" alone) in all."""
    posted = request.POST
    if one := mention(posted.get("mention", "")):
        said: dict[str, str] | str = {one: posted.get("into", "")}
    elif "into" in posted:
        said = posted["into"]
    else:
        refs = (name.partition(":")[2] for name in posted if name.startswith("means:"))
        said = {ref: posted[f"means:{ref}"] for ref in refs if mention(ref)}
    try:
        word = posted.get("subject", "")
        meaning.settle(conversation=found, word=word, means=said, by=request.user)
    except meaning.CannotSettle as problem:
        raise composing.CannotCorrect(str(problem)) from None
