"""Who may be asked for a second approval: those who may see the work, and a manager."""

from django.db.models import Q, QuerySet

from workspace.accounts.models import Role, User
from workspace.governance.policy import WORKERS_WITH_FAMILIES

from .models import Output


def colleagues_for(output: Output) -> QuerySet[User]:
    """Return the people who can be asked, its owner excepted: for a case those of its team,
    else those of the owner's teams and every manager."""
    workers = User.objects.filter(is_active=True, role__in=WORKERS_WITH_FAMILIES)
    workers = workers.exclude(pk=output.owner_id).exclude(name="")
    if output.case is not None:
        return workers.filter(teams=output.case.team)
    mine = Q(teams__in=output.owner.teams.all()) | Q(role=Role.MANAGER)
    return workers.filter(mine).distinct()
