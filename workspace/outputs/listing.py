"""Somebody's work in lists: what waits for them, what they have in hand, what is done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import regex
from django.contrib.auth.models import AnonymousUser

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.privacy.vaults import OpenVault, VaultGone, open_vault

from .features import feature_of
from .markdown import block_texts
from .models import Output, Outputs
from .rendering import settled
from .standing import Standing, standing
from .versions import restored

State = Output.State
_MARKUP: Final = regex.compile(r"[*`~#|]+|\(?\b[DM]\d+\s?¶\s?\d+\)?")
_LONGEST: Final = 90


@dataclass(frozen=True, slots=True)
class Part:
    """One of the lists, as its tab says it."""

    code: str
    label: str
    nothing: str
    pick: Callable[[Outputs, User], Outputs]


PARTS: Final = (
    Part(
        "asked", "To approve",
        "Nobody is waiting for your approval.",
        lambda found, user: found.filter(state=State.WAITING, asked=user),
    ),
    Part(
        "drafts", "Drafts",
        "You have no drafts. What a model writes for you appears here until you approve it.",
        lambda found, user: found.filter(state=State.DRAFT, owner=user),
    ),
    Part(
        "waiting", "With a colleague",
        "Nothing of yours is waiting for a second approval.",
        lambda found, user: found.filter(state=State.WAITING, owner=user),
    ),
    Part(
        "approved", "Approved",
        "Nothing has been approved yet. Only approved text can be copied out or exported.",
        lambda found, user: found.usable().exclude(state=State.WAITING, asked=user),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    pk: UUID
    title: str
    what: str
    use: str
    case: Case | None
    owner: str
    engine: str
    changed: datetime
    standing: Standing


def to_approve(user: User | AnonymousUser) -> int:
    """Count what waits for this person's second approval."""
    if not isinstance(user, User):
        return 0
    return int(Output.objects.visible_to(user).filter(state=State.WAITING, asked=user).count())


def entries(outputs: Iterable[Output]) -> Iterator[Entry]:
    opened: dict[UUID, OpenVault | None] = {}
    for output in outputs:
        if output.vault_id not in opened:
            opened[output.vault_id] = _open(output)
        yield Entry(
            output.pk, title_of(output, opened[output.vault_id]), feature_of(output).label,
            output.use_case.title if output.use_case else "", output.case, output.owner.name,
            output.engine_name, output.changed, standing(output),
        )  # fmt: skip


def title_of(output: Output, opened: OpenVault | None) -> str:
    """Return how it begins, for the eyes of those who may see it."""
    if opened is None:
        return "Erased text"
    latest = list(output.versions.all())[-1]
    blocks = block_texts(settled(restored(latest, opened)))
    words = " ".join(_MARKUP.sub("", blocks[0] if blocks else "").split())
    if len(words) <= _LONGEST:
        return words or "Text without words"
    return words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _open(output: Output) -> OpenVault | None:
    try:
        return open_vault(output.vault_id)
    except VaultGone:
        return None
