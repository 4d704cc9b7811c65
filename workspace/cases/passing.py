"""To whom the work of somebody who has left passes: a manager who may see it."""

from workspace.accounts.models import Role, User

from .models import Case


def taker(case: Case | None, to: User) -> User:
    """Return the manager chosen, or one of the case's own team where the chosen one is not in it.

    A team without a manager leaves it to the chosen one, who sees it on joining that team.
    """
    if case is None or to.teams.filter(pk=case.team_id).exists():
        return to
    own = User.objects.filter(teams=case.team_id, role=Role.MANAGER, is_active=True)
    return own.order_by("name", "pk").first() or to
