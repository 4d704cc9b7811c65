"""Writing the record. Call `record` in the same transaction as the act it records."""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.db.models import Model

from workspace.accounts.models import User

from .chain import append
from .models import AuditEntry

FactValue = str | int | float | bool | None | list[str] | list[int]

_LONGEST_FACT = 120


def record(
    action: str,
    *,
    by: User | None,
    on: Model | tuple[str, str],
    purpose: str = "",
    case: Model | str | None = None,
    model: str = "",
    **facts: FactValue,
) -> AuditEntry:
    """Write one entry. `on` is a saved object, or its (type, id); `by=None` is the system.

    `case` is the case it belongs to, or its id; without one it is taken from `on` if that has
    one. `purpose` is the slug of a use case. Write it last in the act's transaction: whoever
    writes the next entry waits for this one to be committed.

    Raises ValueError for a fact too long to be a code, a count or a hash: content has no
    place here.
    """
    for name, value in facts.items():
        said = value if isinstance(value, list) else [value]
        if any(isinstance(item, str) and len(item) > _LONGEST_FACT for item in said):
            raise ValueError(f"audit fact {name!r} is too long to be a fact")
    object_type, object_id = _identity(on)
    return append(
        AuditEntry(
            actor_id=str(by.pk) if by else "system",
            actor_role=by.role if by else "system",
            action=action,
            object_type=object_type,
            object_id=object_id,
            case_id=_case_of(on) if case is None else str(getattr(case, "pk", case)),
            purpose=purpose,
            model=model,
            facts=facts,
        )
    )


def keyed_hash(data: str | bytes) -> str:
    """Return an HMAC-SHA-256 of `data`: proves equality later, cannot be guessed back."""
    raw = data.encode() if isinstance(data, str) else data
    key = hashlib.sha256(b"daylight.audit" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, raw, hashlib.sha256).hexdigest()


def _identity(on: Model | tuple[str, str]) -> tuple[str, str]:
    if isinstance(on, tuple):
        return on
    meta: Any = on._meta
    return meta.label_lower, str(on.pk)


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
