"""What administrators change, on the record: which fields, and never what anybody wrote in them.

Of a setting that is yes or no, or one of a few choices, the record says what it was and is.
"""

from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from django.urls import reverse
from django.utils.text import slugify

from workspace.accounts.models import User
from workspace.accounts.signals import (
    administered,
    person_returned,
    sign_in_reset,
    signed_out_everywhere,
    what_they_answer_for,
)

from . import audit
from .models import UseCase


@receiver(administered)
def record_change(
    sender: type[Model],
    obj: Model,
    by: User,
    how: str,
    fields: list[str],
    facts: dict[str, Any],
    **_: Any,
) -> None:
    name = slugify(str(sender._meta.verbose_name)).replace("-", "_")
    changed: dict[str, Any] = {"fields": fields} if fields else {}
    audit.record(f"{name}.{how}", by=by, on=obj, **changed, **facts)


@receiver(person_returned)
def record_return(sender: type[User], user: User, by: User, **_: Any) -> None:
    audit.record("person.returned", by=by, on=user)


@receiver(signed_out_everywhere)
def sessions_ended(user: User, by: User, **_: Any) -> None:
    audit.record("person.signed_out", by=by, on=user)


@receiver(sign_in_reset)
def record_reset(sender: type[User], user: User, by: User, **_: Any) -> None:
    audit.record("person.factors_removed", by=by, on=user)


@receiver(what_they_answer_for)
def uses_they_answer_for(sender: type[User], user: User, **_: Any) -> list[tuple[str, str]]:
    """The register never moves silently: somebody is to be named for each use."""
    return [
        (f"the use “{use}”", reverse("admin:governance_usecase_change", args=[use.pk]))
        for use in UseCase.objects.filter(owner=user)
    ]
