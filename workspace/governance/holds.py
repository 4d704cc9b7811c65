"""Legal hold: what a court or an inquiry may ask for is not erased, by anybody, until it is lifted.

A hold stands on a whole case or on one chat. What belongs to something is told by ties, which
the room above registers, so that a hold on a case holds everything in it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from workspace.accounts.models import User

from . import audit, policy
from .models import LegalHold

On = tuple[str, str]
"""The type and the id of something, as they stand in the record."""
Tie = Callable[[str], Iterable[On]]

ON_HOLD: Final = (
    "This is on legal hold, so nobody can delete it for now. Your manager can tell you more."
)
_TIES: dict[str, list[Tie]] = {}


def tie(object_type: str, held_along: Tie) -> None:
    """Have a thing of this type held whenever something that `held_along(id)` names is held."""
    _TIES.setdefault(object_type, []).append(held_along)


def on_hold(thing: On) -> LegalHold | None:
    """Return the hold that keeps this thing, whether its own or that of what it belongs to."""
    concerned = {thing}
    for held_along in _TIES.get(thing[0], ()):
        concerned.update(held_along(thing[1]))
    ids = [object_id for _, object_id in concerned]
    for hold in LegalHold.objects.filter(object_id__in=ids, lifted=None):
        if (hold.object_type, hold.object_id) in concerned:
            return hold
    return None


def check_not_held(thing: On) -> None:
    """Raise Refused for what must not be erased. It says that there is a hold, not why.

    Call it first in the transaction that erases: until that ends, nobody places a hold, and a
    hold that is being placed this moment is waited for.
    """
    _let_nobody_place_one()
    if on_hold(thing):
        raise policy.Refused("held", ON_HOLD)


def _let_nobody_place_one() -> None:
    """SQLite's transactions are IMMEDIATE: whoever erases is the one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(LegalHold._meta.db_table)
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")


def place(
    *,
    on: On,
    reason: str,
    aliases: Sequence[str],
    by: User,
    team_ids: Iterable[Any],
    case: str = "",
) -> LegalHold:
    """Hold something of these teams. `reason` comes masked in the vault of what is held."""
    policy.check_hold(by, team_ids)
    with transaction.atomic():
        if LegalHold.objects.filter(object_type=on[0], object_id=on[1], lifted=None).exists():
            raise policy.Refused("held", "This is on legal hold already.")
        hold = LegalHold.objects.create(
            object_type=on[0], object_id=on[1], reason=reason, reason_aliases=list(aliases),
            placed_by=by,
        )  # fmt: skip
        if not apps.get_model(on[0])._base_manager.filter(pk=on[1]).exists():
            raise policy.Refused("gone", "This was erased a moment ago, so it cannot be held.")
        audit.record("hold.placed", by=by, on=on, case=case, hold=str(hold.pk))
    return hold


def lift(*, hold: LegalHold, by: User, case: str = "", team_ids: Iterable[Any]) -> None:
    policy.check_hold(by, team_ids)
    with transaction.atomic():
        lifted = LegalHold.objects.filter(pk=hold.pk, lifted=None).update(
            lifted=timezone.now(), lifted_by=by
        )
        if lifted:
            on = (hold.object_type, hold.object_id)
            audit.record("hold.lifted", by=by, on=on, case=case, hold=str(hold.pk))
