"""Writing the record. Call `record` in the same transaction as the act it records."""

import hashlib
import hmac
from math import isfinite
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Model

from workspace.accounts.models import User

from .chain import append
from .models import AuditEntry

FactValue = str | int | float | bool | None | list[str] | list[int]

_LONGEST_FACT: Final = 120
_LARGEST: Final = 10**15
"""Beyond it databases write a number in different ways, and its digest would not hold."""
_LIMITS: Final = {
    field.name: field.max_length
    for field in AuditEntry._meta.get_fields()
    if isinstance(field, CharField)
}


def record(
    action: str,
    *,
    by: User | AnonymousUser | None,
    on: Model | tuple[str, str],
    purpose: str = "",
    case: Model | str | None = None,
    model: str = "",
    **facts: FactValue,
) -> AuditEntry:
    """Write one entry. `on` is a saved object, or its (type, id); `by=None` is the system, and
    an AnonymousUser somebody who has not signed in.

    `case` is the case it belongs to, or its id; without one it is taken from `on` if that has
    one. `purpose` is the slug of a use case. Write it last in the act's transaction: whoever
    writes the next entry waits for this one to be committed.

    Raises ValueError for what is too long to be a code, a count or a hash: content has no place
    here.
    """
    actor_id, actor_role = _actor(by)
    object_type, object_id = identity(on)
    entry = AuditEntry(
        actor_id=actor_id,
        actor_role=actor_role,
        action=action,
        object_type=object_type,
        object_id=object_id,
        within=_holder_of(on),
        case_id=_case_of(on) if case is None else str(getattr(case, "pk", case)),
        purpose=purpose,
        model=model,
        facts={name: _fact(name, value) for name, value in facts.items()},
    )
    for name, longest in _LIMITS.items():
        if longest is not None and len(getattr(entry, name)) > longest:
            raise ValueError(f"{name} of an audit entry may have {longest} characters")
    return append(entry)


def keyed_hash(data: str | bytes) -> str:
    """Return an HMAC-SHA-256 of `data`: proves equality later, cannot be guessed back."""
    raw = data.encode() if isinstance(data, str) else data
    key = hashlib.sha256(b"daylight.audit" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, raw, hashlib.sha256).hexdigest()


def _actor(by: User | AnonymousUser | None) -> tuple[str, str]:
    if isinstance(by, User):
        return str(by.pk), by.role
    return ("anonymous", "anonymous") if by is not None else ("system", "system")


def _fact(name: str, value: FactValue) -> FactValue:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and (len(item) > _LONGEST_FACT or "\0" in item):
            raise ValueError(f"audit fact {name!r} is too long to be a fact")
        if isinstance(item, float) and not (isfinite(item) and abs(item) < _LARGEST):
            raise ValueError(f"audit fact {name!r} is no number to be kept")
    return value + 0.0 if isinstance(value, float) else value  # so that there is no minus zero


def identity(on: Model | tuple[str, str]) -> tuple[str, str]:
    """Return what the record calls it: (type, id)."""
    if isinstance(on, tuple):
        return on
    meta: Any = on._meta
    return meta.label_lower, str(on.pk)


def _holder_of(on: Model | tuple[str, str]) -> str:
    """Find what holds it: a message's chat, a version's output, the answer an output came from."""
    for name in ("conversation_id", "output_id", "version_id", "source_id"):
        if holder := getattr(on, name, None):
            return str(holder)
    return ""


def _case_of(on: Model | tuple[str, str]) -> str:
    """Find the case by the names that things which belong to one give it."""
    if isinstance(on, tuple):
        return ""
    if on._meta.label_lower == "cases.case":
        return str(on.pk)
    for owner in (on, getattr(on, "conversation", None), getattr(on, "output", None)):
        if case := getattr(owner, "case_id", None):
            return str(case)
    return ""
