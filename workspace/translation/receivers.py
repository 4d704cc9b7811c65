"""When somebody leaves: what is being translated for them stops, and their translations pass on."""

from typing import Any

from django.dispatch import receiver

from workspace.accounts.leaving import NotPossible
from workspace.accounts.models import User
from workspace.accounts.signals import person_leaving, person_left
from workspace.cases.passing import taker
from workspace.governance import audit
from workspace.jobs.actions import cancel
from workspace.jobs.models import Job

from .models import Translation


@receiver(person_leaving)
def stop_translating(sender: type[User], user: User, by: User, **_: Any) -> None:
    for job in Job.objects.filter(owner=user, kind__startswith="translation.").open():
        cancel(job=job, by=by)


@receiver(person_left)
def pass_on(sender: type[User], user: User, to: User | None, by: User, **_: Any) -> None:
    """A translation passes with its vault: whoever it belongs to reads the names in it."""
    rows = Translation.objects.filter(owner=user).select_related("case")
    if to is None:
        if rows.exists():
            raise NotPossible(f"{user} still has translations. Choose the manager who takes them.")
        return
    for row in rows.only("case__team_id", "vault_id"):
        heir = taker(row.case, to)
        Translation.objects.filter(pk=row.pk).update(owner=heir, overridden=None)
        facts = {"passed_from": str(user.pk), "passed_to": str(heir.pk)}
        audit.record("translation.passed_on", by=by, on=row, **facts)
