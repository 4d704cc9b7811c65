"""When somebody leaves, what they had in hand passes to a manager, and so do questions to them."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from workspace.accounts.leaving import NotPossible
from workspace.accounts.models import User
from workspace.accounts.signals import person_left
from workspace.cases.passing import taker
from workspace.governance import audit

from .models import Output


@receiver(person_left)
def pass_on(sender: type[User], user: User, to: User | None, by: User, **_: Any) -> None:
    owned = Output.objects.filter(owner=user).select_related("case")
    asked = Output.objects.filter(asked=user).exclude(owner=user).select_related("case")
    if to is None:
        if owned.exists() or asked.exists():
            raise NotPossible(f"{user} still has work. Choose the manager who takes it over.")
        return
    for output in owned:
        new = taker(output.case, to)
        Output.objects.filter(pk=output.pk).update(
            owner=new, passed_from=user, passed=timezone.now()
        )
        _record("output.passed_on", output, user, new, by)
    for output in asked:
        _ask_another(output, user, taker(output.case, to), by)


def _ask_another(output: Output, user: User, to: User, by: User) -> None:
    """Nobody gives the second approval to what they answer for themselves."""
    asked = None if to.pk == output.owner_id else to
    Output.objects.filter(pk=output.pk).update(asked=asked)
    _record("output.question_passed_on", output, user, asked, by)


def _record(action: str, output: Output, user: User, to: User | None, by: User) -> None:
    passed_to = str(to.pk) if to else ""
    audit.record(action, by=by, on=output, passed_from=str(user.pk), passed_to=passed_to)
