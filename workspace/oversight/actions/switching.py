"""What can be stopped, by whom, and how it stands: the kill switches as their page shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from workspace.accounts.models import Team, User
from workspace.gateway.models import Engine
from workspace.governance import policy, stops
from workspace.governance.models import Stop, UseCase

Scope = Stop.Scope

ALL: Final = "all"
"""Stands in an address for the target of "everything", which has none."""
_EVERYTHING: Final = "Everything"
_GONE: Final = "Something that was removed"


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that can be stopped; `stop` says that it is, `may_stop` that this person may."""

    scope: str
    target: str
    name: str
    stop: Stop | None
    may_stop: bool

    @property
    def place(self) -> str:
        """Its target as an address names it."""
        return self.target or ALL


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    switches: list[Switch]

    @property
    def concerns(self) -> bool:
        """There is something here that the person may stop, or nothing that they never may."""
        return not self.switches or any(one.may_stop for one in self.switches)


def groups(user: User) -> list[Group]:
    """Everything that this person may see, with what is stopped of it."""
    pulled = {(stop.scope, stop.target): stop for stop in stops.in_force(user)}

    def switch(scope: str, target: str, name: str) -> Switch:
        may = policy.can_stop(user, scope=scope, target=target)
        return Switch(scope, target, name, pulled.get((scope, target)), may)

    everything = Group("Everything", [switch(Scope.EVERYTHING, "", "All models, for everybody")])
    rows = {
        "Teams": (Scope.TEAM, _teams(user)),
        "Uses": (Scope.USE_CASE, UseCase.objects.filter(Q(allowed=True) | Q(may_override=True))),
        "Models": (Scope.ENGINE, Engine.objects.all()),
    }
    return [everything] + [
        Group(title, [switch(scope, str(row.pk), str(row)) for row in found])
        for title, (scope, found) in rows.items()
    ]


def name_of(scope: str, target: str, user: User) -> str | None:
    """Return what it is called; None if there is no such thing for this person."""
    for group in groups(user):
        for switch in group.switches:
            if (switch.scope, switch.target) == (scope, target):
                return switch.name
    return None


def told(user: User) -> Iterator[tuple[Stop, str]]:
    """Yield what is stopped and concerns this person, with its name."""
    found = list(stops.in_force(user))
    names = _names(found) if found else {}
    for stop in found:
        yield stop, names.get((stop.scope, stop.target), _GONE)


def _names(found: Iterable[Stop]) -> dict[tuple[str, str], str]:
    scopes = {stop.scope for stop in found}
    rows: list[tuple[str, Iterable[Team | UseCase | Engine]]] = [
        (Scope.TEAM, Team.objects.all()),
        (Scope.USE_CASE, UseCase.objects.all()),
        (Scope.ENGINE, Engine.objects.all()),
    ]
    names: dict[tuple[str, str], str] = {(Scope.EVERYTHING, ""): _EVERYTHING}
    for scope, found_rows in rows:
        if scope in scopes:
            names |= {(scope, str(row.pk)): str(row) for row in found_rows}
    return names


def _teams(user: User) -> Iterable[Team]:
    return Team.objects.all() if policy.can_lift(user) else user.teams.all()
