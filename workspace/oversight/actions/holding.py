"""Legal holds as managers and administrators see them: what is held, and why if they may know."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.governance import holds, policy, retention
from workspace.governance.models import LegalHold
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import open_vault

_HOLDABLE: Final = ("cases.case", "chat.conversation")


@dataclass(frozen=True, slots=True)
class Thing:
    """A case or a chat that can be held."""

    on: holds.On
    name: str
    vault_id: UUID
    case_id: str
    team_ids: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Held:
    hold: LegalHold
    thing: Thing
    reason: str
    may_lift: bool


def find(said: str) -> Thing | None:
    """Find what a reference of a case, or the id of a case or a chat, stands for."""
    said = said.strip()
    if case := Case.objects.filter(reference__iexact=said).first():
        return _thing("cases.case", str(case.pk))
    try:
        pk = str(UUID(said))
    except ValueError:
        return None
    return next(filter(None, (_thing(name, pk) for name in _HOLDABLE)), None)


def place(*, thing: Thing, reason: str, by: User) -> LegalHold:
    """Hold it. The reason is masked with the names of those it is about."""
    policy.check_hold(by, thing.team_ids)
    masked = mask_text(thing.vault_id, reason)
    return holds.place(
        on=thing.on, reason=masked.text, aliases=masked.aliases, by=by, case=thing.case_id,
        team_ids=thing.team_ids,
    )  # fmt: skip


def lift(*, held: Held, by: User) -> None:
    thing = held.thing
    holds.lift(hold=held.hold, by=by, case=thing.case_id, team_ids=thing.team_ids)


def all_held(user: User) -> Iterator[Held]:
    """Yield the holds in force: a manager sees those of their teams, overseers see all."""
    policy.check_see_holds(user)
    teams = set(user.teams.values_list("pk", flat=True))
    for hold in LegalHold.objects.filter(lifted=None).select_related("placed_by"):
        thing = _thing(hold.object_type, hold.object_id)
        if thing is None:
            continue
        mine = not teams.isdisjoint(thing.team_ids) and policy.can_manage_cases(user)
        if mine or user.role in policy.OVERSEERS:
            may_lift = policy.can(policy.check_hold, user, thing.team_ids)
            yield Held(hold, thing, _reason(hold, thing, named=mine), may_lift)


def _reason(hold: LegalHold, thing: Thing, *, named: bool) -> str:
    """Return why, with the family's names only for those who work with the family."""
    if not named:
        return hold.reason
    return open_vault(thing.vault_id).restore(hold.reason, hold.reason_aliases)


def _thing(object_type: str, pk: str) -> Thing | None:
    for kind in retention.kinds_of(object_type):
        if row := kind.rows().filter(pk=pk).first():
            case = row if object_type == "cases.case" else row.case
            name = f"Case {case}" if row is case else f"A chat{f' of case {case}' if case else ''}"
            return Thing(
                (object_type, pk), name, row.vault_id, str(case.pk) if case else "",
                tuple(kind.teams(row)),
            )  # fmt: skip
    return None
