"""Kill switches: pulled and lifted here, recorded, and read anew by every check of policy."""

from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from workspace.accounts.models import Role, User

from . import audit, policy
from .models import Stop

LONGEST_MESSAGE: Final = 300


def stop(*, scope: str, target: str = "", message: str, by: User) -> Stop:
    """Stop something at once. What is stopped already stays stopped, by whoever stopped it."""
    policy.check_stop(by, scope=scope, target=target)
    with transaction.atomic():
        found, made = Stop.objects.get_or_create(
            scope=scope, target=target, lifted=None,
            defaults={"message": message.strip()[:LONGEST_MESSAGE], "by": by},
        )  # fmt: skip
        if made:
            audit.record("stop.pulled", by=by, on=found, scope=scope, target=target)
    return found


def lift(*, stop: Stop, by: User) -> None:
    """Let it go on again. Lifting twice does nothing the second time."""
    policy.check_lift(by)
    with transaction.atomic():
        lifted = Stop.objects.filter(pk=stop.pk, lifted=None).update(
            lifted=timezone.now(), lifted_by=by
        )
        if lifted:
            audit.record("stop.lifted", by=by, on=stop, scope=stop.scope, target=stop.target)
    stop.refresh_from_db()


def in_force(user: User) -> QuerySet[Stop]:
    """What is stopped and concerns this person: for an administrator everything."""
    stops = Stop.objects.filter(lifted=None).select_related("by")
    if user.role == Role.ADMINISTRATOR:
        return stops
    mine = [str(pk) for pk in user.teams.values_list("pk", flat=True)]
    return stops.filter(~Q(scope=Stop.Scope.TEAM) | Q(target__in=mine))
